import MarketModel
import MechanismTesting
import Testing

private let bids = Domain<Double, Allotments>.prices(bidders: 0...3, values: 0...4)
private let firstPrice = vickrey { first, _, _ in first }

/// A property, a mechanism that has it, one that has not, and why.
private struct Control: Sendable, CustomTestStringConvertible {
  var property: Property
  var kept: Rule
  var broken: Rule
  var witness: String
  var testDescription: String { property.name }
}

/// The first bidder gets the item for nothing.
private let gift = Rule { bids in sale(bids.count, to: bids.isEmpty ? nil : 0) }

private let controls: [Control] = [
  // Bidder 1 raises the winner's price to just below its bid.
  Control(
    property: .nonBossy, kept: firstPrice, broken: vickrey(),
    witness:
      "profile (0, 1): bidder 0 of type 0 changes what bidder 1 of type 1 gets or pays by 0.99 by reporting 0.99, and "
      + "nothing for itself"),
  // The last bidder's bid decides whether bidder 0 gets the gift.
  Control(
    property: .allocationNonBossy, kept: vickrey(),
    broken: Rule { bids in bids.count > 1 && bids[bids.count - 1] > 0 ? sale(bids.count, to: nil) : gift.run(bids) },
    witness:
      "profile (0, 0): bidder 1 of type 0 changes what bidder 0 of type 0 gets or pays by 1 by reporting 1, and nothing "
      + "for itself"),
  // Worth 1 for bidder 1, which gets nothing.
  Control(
    property: .envyFree, kept: vickrey(), broken: gift,
    witness:
      "profile (0, 1): bidder 1 of type 1 envies bidder 0 of type 0: what that one gets and pays would give it 1 instead "
      + "of 0"),
  // In (0, 1) bidder 0 gets it, in (1, 0) as well.
  Control(
    property: .anonymousInLottery, kept: vickrey(), broken: gift,
    witness: "profile (0, 1): what bidder 0 of type 0 gets or pays changes by 1 when bidders 0 and 1 exchange places"),
  // Bidder 1 and the seller could trade at any price up to 1.
  Control(
    property: .inCore, kept: vickrey(), broken: gift,
    witness: "profile (0, 1): bidder 1 of type 1 and the seller have 0 and could make 1"),
  // Only lone bidders pay.
  Control(
    property: .revenueMonotone, kept: vickrey(),
    broken: Rule { bids in bids.count == 1 ? sale(1, to: 0, at: 1) : gift.run(bids) },
    witness: "profile (0, 0): payments add up to 0, and to 1 without bidder 0 of type 0"),
  // Values 1 become 2, the price stays 1.
  Control(
    property: .scaleCovariant, kept: vickrey(), broken: vickrey(reserve: 1),
    witness:
      "profile (1): with all amounts times 0.5, what bidder 0 of type 1 gets or pays changes by 1, in the old currency"),
  Control(
    property: .stronglyBudgetBalanced, kept: gift, broken: vickrey(), witness: "profile (1, 1): payments add up to 1"),
  Control(
    property: .weaklyBudgetBalanced, kept: vickrey(),
    broken: Rule { bids in sale(bids.count, to: bids.isEmpty ? nil : 0, at: -2) },
    witness: "profile (0): payments add up to -2: a deficit"),
  // The highest of three names wins at the lowest.
  Control(
    property: .falseNameProof, kept: vickrey(), broken: vickrey { _, _, third in third },
    witness:
      "profile (1, 1): bidder 1 of type 1 gains 1 by taking part under 2 names that report 0 and 2: 1 instead of 0"),
  // Two at 1: each pays 1 for the right to half of it. Both at 0 share it for nothing: ½ each.
  Control(
    property: .weaklyGroupStrategyproof, kept: vickrey(),
    broken: Rule { bids in
      let top = bids.max() ?? 0
      let winners = bids.indices.filter { bids[$0] == top }
      var outcome = Allotments(agents: bids.count)
      for winner in winners {
        outcome.quantities[winner] = 1 / Double(winners.count)
        outcome.payments[winner] = bids.count > 1 && winners.count > 1 ? top / Double(winners.count) : 0
      }
      if winners.count == 1, bids.count > 1 {
        outcome.payments[winners[0]] = bids.enumerated().filter { $0.offset != winners[0] }.map(\.element).max() ?? 0
      }
      return outcome
    },
    witness: "profile (1, 1): bidder 0 of type 1 and bidder 1 of type 1 gain 0.5 and 0.5 by reporting 0 and 0"),
]

@Suite("Checkers: each finds what is broken and lets pass what is not")
struct CheckerTests {
  @Test("a mechanism that has the property, and one that has not", arguments: controls)
  fileprivate func control(control: Control) throws {
    #expect(controls.count >= 10)
    let kept = try expect(control.property, of: control.kept, over: bids)
    #expect(kept.exhausted == 156 && kept.comparisons >= 100)
    #expect(try expectFails(control.property, of: control.broken, over: bids).description == control.witness)
  }

  @Test("every property of Outcry has one checker, in the same order, and a name and a definition of its own")
  func complete() {
    let checkers = Checker<Double, Allotments>.all.map(\.property)
    #expect(checkers == Property.all)
    #expect(Set(Property.all.map(\.name)).count == Property.all.count && Property.all.count == 31)
    for property in Property.all {
      #expect(property.name.wholeMatch(of: #/[a-z]+(-[a-z]+)*/#) != nil)
      #expect(property.definition.hasSuffix("."))
    }
  }

  // Quantity v²/16 of a good: truthful payments are v·v²/16 − ∫ z²/16 = v³/24. Smooth, so that the bounds must close in.
  @Test("Myerson's identity for a quantity that rises smoothly")
  func smooth() throws {
    let domain = Domain<Double, Allotments>.prices(bidders: 1...1, values: 0...4)
    func rule(_ factor: Double) -> Rule {
      Rule { bids in
        let bid = bids[0]
        return Allotments(quantities: [bid * bid / 16], payments: [factor * bid * bid * bid / 24])
      }
    }
    // The bounds close in to the width that 4000 runs allow.
    try expectMyersonPayments(rule(1), over: domain)
    let witness = try expectFails(.myersonPayments, of: rule(1.01), over: domain)
    // Already at 1 the payment is 1.01/24 instead of 1/24.
    #expect(witness.profile == ["1"])
    #expect(abs(witness.gain - 0.01 / 24) < 1e-4)
  }

  // Costs 0 and 1, and a buyer worth 1: VCG pays the seller of cost 0 the buyer's or the next seller's 1 and takes 0 or 1.
  @Test("Myerson's identity holds for sellers too")
  func sellers() throws {
    let domain = Domain<Offer, Allotments>.trade(agents: 0...3, prices: 0...3)
    #expect(try expectMyersonPayments(TradeVCG(), over: domain).comparisons > 500)
    #expect(try expectMonotone(TradeVCG(), over: domain).comparisons > 500)
  }
}
