import MarketModel
import MechanismTesting
import Testing

/// A mechanism with one mistake in it.
private struct Mutant: Sendable, CustomTestStringConvertible {
  var name: String
  var property: Property
  var rule: Rule
  var domain: Domain<Double, Allotments>
  var witness: String
  var testDescription: String { name }
}

private let bids = Domain<Double, Allotments>.prices(bidders: 0...3, values: 0...4)
private let reserved = Domain<Double, Allotments>.prices(bidders: 0...3, values: 0...4, reserve: 2)
private let slots: [Double] = [2, 1]
private let clicks = Domain<Double, Allotments>.prices(bidders: 0...3, values: 0...4, supply: slots)

private let mutants: [Mutant] = [
  // A lone bidder worth 1 pays its own bid.
  Mutant(
    name: "second price: pays own bid", property: .truthful, rule: vickrey { first, _, _ in first }, domain: bids,
    witness: "profile (1): bidder 0 of type 1 gains 1 by reporting 0: 1 instead of 0"),
  // Bidder 1 loses the tie; with 2 it wins and pays the third bid, which is not there.
  Mutant(
    name: "second price: pays the bid after next", property: .truthful, rule: vickrey { _, _, third in third },
    domain: bids, witness: "profile (1, 1): bidder 1 of type 1 gains 1 by reporting 2: 1 instead of 0"),
  // The winner pays 1 too much, even when there is nothing to beat.
  Mutant(
    name: "second price: a unit more", property: .individuallyRational, rule: vickrey { _, second, _ in second + 1 },
    domain: bids, witness: "profile (0): bidder 0 of type 0 loses 1"),
  // A lone bidder's price is 0 − 1.
  Mutant(
    name: "second price: a unit less", property: .noPositiveTransfers,
    rule: vickrey(reserve: -.infinity) { _, second, _ in second - 1 }, domain: bids,
    witness: "profile (0): bidder 0 of type 0 is paid 1"),
  // Bidder 1 loses the tie of 0 and 0 and pays 1.
  Mutant(
    name: "second price: charges losers 1", property: .individuallyRational,
    rule: Rule { bids in
      var outcome = vickrey().run(bids)
      for bidder in bids.indices where outcome.quantities[bidder] == 0 { outcome.payments[bidder] = 1 }
      return outcome
    }, domain: bids, witness: "profile (0, 0): bidder 1 of type 0 loses 1"),
  // A lone bidder worth 0 gets the item below the reserve of 2: worth 0 either way. Worth 1 it does get what it should not.
  Mutant(
    name: "second price: ignores the reserve for a lone bidder", property: .efficient,
    rule: Rule { bids in bids.count == 1 ? sale(1, to: 0) : vickrey(reserve: 2).run(bids) }, domain: reserved,
    witness: "profile (1): the outcome is worth 1, more than the 0 possible"),
  // Whoever is alone in meeting the reserve pays nothing: worth 1 it reports 2.
  Mutant(
    name: "second price: the reserve admits but is no price", property: .truthful,
    rule: Rule { bids in
      let able = bids.map { $0 >= 2 ? $0 : -1 }
      let order = ranking(able).filter { able[$0] >= 0 }
      return sale(bids.count, to: order.first, at: order.count > 1 ? able[order[1]] : 0)
    }, domain: reserved, witness: "profile (1): bidder 0 of type 1 gains 1 by reporting 2: 1 instead of 0"),
  // It must take the item and pay the reserve of 2 for it.
  Mutant(
    name: "second price: sells below the reserve at the reserve", property: .individuallyRational,
    rule: Rule { bids in
      let order = ranking(bids)
      return sale(bids.count, to: order.first, at: max(2, order.count > 1 ? bids[order[1]] : 0))
    }, domain: reserved, witness: "profile (0): bidder 0 of type 0 loses 2"),
  // Two bids of 0 tie.
  Mutant(
    name: "second price: does not sell in a tie", property: .sellsAboveReserve,
    rule: Rule { bids in
      let order = ranking(bids)
      if order.count > 1, bids[order[0]] == bids[order[1]] { return sale(bids.count, to: nil) }
      return vickrey().run(bids)
    }, domain: bids, witness: "profile (0, 0): nothing is sold although bidder 0 of type 0 meets its reserve"),
  // Bids 0 and 1 count as 1 and 1: bidder 0 wins the tie and pays 1 − 1 = 0 for what it does not want. In the mirror
  // image it wins as well: it gets the item at 0 and at 1, and bidder 1 never.
  Mutant(
    name: "second price: a bonus of 1 for bidder 0", property: .anonymous,
    rule: Rule { bids in
      let raised = bids.enumerated().map { $0 == 0 ? $1 + 1 : $1 }
      let order = ranking(raised)
      guard let winner = order.first else { return sale(0, to: nil) }
      let second = order.count > 1 ? raised[order[1]] : 0
      return sale(bids.count, to: winner, at: max(0, winner == 0 ? second - 1 : second))
    }, domain: bids,
    witness: "profile (0, 1): what bidder 0 of type 0 gets or pays changes by 1 when bidders 0 and 1 exchange places"),
  // Bids 0 and 1: bidder 0 gets it; with 2 it would be the higher one and get nothing.
  Mutant(
    name: "second price: the second-highest bid wins", property: .monotone,
    rule: Rule { bids in
      let order = ranking(bids)
      return sale(bids.count, to: order.count > 1 ? order[1] : order.first)
    }, domain: bids, witness: "profile (0, 0): bidder 1 gets 0 for 1 and 1 for 0"),
  // Slots of 2 and 1 clicks, bids 1 and 1. VCG asks (2 − 1) · 1 of the first; one slot further down there is no bid, so it
  // is free: bidder 1 overbids for the 2 clicks, worth 2 instead of 1.
  Mutant(
    name: "VCG: off by one slot", property: .truthful, rule: positionVCG(slots, shift: 1), domain: clicks,
    witness: "profile (1, 1): bidder 1 of type 1 gains 1 by reporting 2: 2 instead of 1"),
  // Bidder 0 pays 1 for each of 2 clicks: 0 left. Slot 2 is free.
  Mutant(
    name: "VCG: pays the next bid for every click", property: .truthful,
    rule: positions(slots) { slot, sorted in sorted[slot + 1] }, domain: clicks,
    witness: "profile (1, 1): bidder 0 of type 1 gains 1 by reporting 0: 1 instead of 0"),
  // A lone bidder pays its bid of 1 for 2 clicks.
  Mutant(
    name: "VCG: pays own bid", property: .myersonPayments, rule: positions(slots) { slot, sorted in sorted[slot] },
    domain: clicks, witness: "profile (1): bidder 0 of type 1 pays 2 more than for 0, and 0 would be truthful"),
  // A lone bidder worth 1 gets 1 click where 2 were to be had.
  Mutant(
    name: "VCG: slots from the bottom", property: .efficient,
    rule: Rule { bids in
      let upside = positionVCG(slots).run(bids)
      return Allotments(
        quantities: upside.quantities.map { $0 == 0 ? 0 : 3 - $0 }, payments: upside.payments)
    }, domain: clicks, witness: "profile (1): the outcome is worth 1, and 2 was possible"),
]

@Suite("Mutants of second price and VCG: each is caught, by its smallest witness")
struct MutantTests {
  @Test("a mechanism with one mistake", arguments: mutants)
  fileprivate func caught(mutant: Mutant) throws {
    #expect(mutants.count >= 10)
    let witness = try expectFails(mutant.property, of: mutant.rule, over: mutant.domain)
    #expect(witness.description == mutant.witness)
  }

  @Test("the mechanisms they were made from keep all these promises")
  func originals() throws {
    for property in [
      Property.truthful, .individuallyRational, .noPositiveTransfers, .efficient, .sellsAboveReserve, .anonymous,
      .monotone, .myersonPayments,
    ] {
      #expect(try expect(property, of: vickrey(), over: bids).exhausted == 156)
      #expect(try expect(property, of: vickrey(reserve: 2), over: reserved).exhausted == 156)
      #expect(try expect(property, of: positionVCG(slots), over: clicks).exhausted == 156)
    }
  }

  // Bids A: 1, B: 1 and AB: 1 … of the packages: with the bidder's own value among what it takes from the others, it pays
  // 0 − (0 + 1): it is paid 1 for being alone.
  @Test("VCG for packages whose Clarke term counts the bidder itself pays it")
  func clarkeOfOneself() throws {
    let domain = Domain<BundleBids, PackageOutcome>.bundles(bidders: 0...2, items: 2, values: 0...2)
    let mutant = PackageVCG { without, with, own in without - with - own }
    let witness = try expectFails(.noPositiveTransfers, of: mutant, over: domain)
    #expect(witness.description == "profile (A: 1): bidder 0 of type A: 1 is paid 1")
  }

  // Others have 0 with or without a lone bidder; half of its own value on top is 0.5, which a report of 0 saves:
  // it still gets the item, which nobody else wants.
  @Test("VCG for packages that asks half of the bidder's surplus besides is not truthful")
  func halfTheSurplus() throws {
    let domain = Domain<BundleBids, PackageOutcome>.bundles(bidders: 0...2, items: 2, values: 0...2)
    let mutant = PackageVCG { without, with, own in (without - with + own) / 2 }
    let witness = try expectFails(.truthful, of: mutant, over: domain)
    #expect(
      witness.description == "profile (A: 1): bidder 0 of type A: 1 gains 0.5 by reporting A: 0: 1 instead of 0.5")
  }
}
