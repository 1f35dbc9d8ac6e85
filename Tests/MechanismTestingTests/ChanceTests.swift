import MarketModel
import MechanismTesting
import Randomness
import Testing

@Suite("Lotteries and priors")
struct ChanceTests {
  // Type 1: the truth is worth ½ · 0 + ½ · 1, the lie ½ · 1 + ½ · 0. In expectation equal, but under heads the lie gains 1.
  @Test("Truthful in expectation, exactly, and not whatever the coin shows")
  func crossedCoins() throws {
    let domain = Domain<Double, Allotments>.prices(bidders: 1...1, values: 0...1)
    #expect(try expectTruthfulInExpectation(CrossedCoins(), over: domain).strength == "exhaustive over 2 worlds")
    let witness = try expectFails(.truthful, of: CrossedCoins(), over: domain)
    #expect(witness.description == "profile (1): bidder 0 of type 1 gains 1 by reporting 0: 1 instead of 0")
  }

  // A fair coin decides who of two may have the item at the other's bid: Vickrey's or a gift.
  @Test("A lottery that is not listed is sampled, and the finding says so")
  func unlisted() throws {
    let finding = try expectTruthful(Unlisted(), over: .prices(bidders: 0...2, values: 0...3))
    #expect(finding.strength == "exhaustive over 21 worlds, 16 draws of the mechanism each")
  }

  // Two bidders, values U[0,1], first price. Against a truthful rival the bid sv wins with probability sv and gains
  // v(1 − s): on average s(1 − s)/3, most for s = ½: 1/12. The truth gains 0.
  @Test("First price ex ante: the gain of shading by half is 1/12 within its interval")
  func shading() throws {
    let plan = SearchPlan(draws: 20_000)
    let domain = Domain<Double, Allotments>.prices(bidders: 2...2, values: 0.0...1.0)
    let witness = try expectFails(.exAnteTruthful, of: vickrey { first, _, _ in first }, over: domain, plan: plan)
    #expect(witness.story.contains("by reporting 0.5 times its value") && witness.story.contains("seed 1"))
    // The gain v/2 · 1{rival < v/2} has mean 1/12 and mean square ∫ v²/4 · v/2 = 1/32: standard deviation 0.156. Seed 1;
    // five standard errors are exceeded with probability 6e-7.
    #expect(abs(witness.gain - 1.0 / 12) < 5 * 0.156 / (20_000.0).squareRoot())
  }

  // A bidder of value 1 among two: the bid b wins with probability b against U[0,1] and gains 1 − b: at most ¼ at ½.
  @Test("First price ex interim: the gain of a known type is known")
  func interim() throws {
    let domain = Domain<Double, Allotments>.prices(bidders: 2...2, values: 0.0...1.0)
    let witness = try expectFails(
      .exInterimTruthful, of: vickrey { first, _, _ in first }, over: domain, plan: SearchPlan(draws: 20_000))
    #expect(witness.profile.contains("1") && witness.lies == ["0.5"])
    // Standard deviation ½ · ½; five standard errors, seed 1: probability 6e-7.
    #expect(abs(witness.gain - 0.25) < 5 * 0.25 / (20_000.0).squareRoot())
  }

  @Test("Second price: no gain is significant, and the finding bounds what could be missed")
  func noAlarm() throws {
    let domain = Domain<Double, Allotments>.prices(bidders: 1...3, values: 0.0...1.0)
    for property in [Property.exInterimTruthful, .exAnteTruthful, .interimIndividuallyRational] {
      let finding = try expect(property, of: vickrey(), over: domain)
      #expect(finding.comparisons > 10 && finding.sampled > 10_000)
      #expect(finding.strength.hasPrefix("no significant gain in \(finding.sampled) sampled worlds (seed 1)"))
    }
  }

  // All pay their bids: of two bidders with values U[0,1] one of value ½ wins with probability ½ and always pays ½.
  @Test("All-pay with truthful bids: staying away is better, by the value times the chance to lose")
  func allPay() throws {
    let allPay = Rule { bids in
      var outcome = vickrey().run(bids)
      outcome.payments = bids
      return outcome
    }
    let domain = Domain<Double, Allotments>.prices(bidders: 2...2, values: 0.0...1.0)
    let witness = try expectFails(
      .interimIndividuallyRational, of: allPay, over: domain, plan: SearchPlan(draws: 20_000))
    // v(1 − v) is largest at ½, where it is ¼; standard deviation ¼.
    #expect(witness.profile.contains("0.5"))
    #expect(abs(witness.gain - 0.25) < 5 * 0.25 / (20_000.0).squareRoot())
  }
}

/// A coin makes it Vickrey's auction or a gift to the first bidder; it lists no lottery.
private struct Unlisted: Mechanism {
  func sample(_ reports: [Double], using stream: inout RandomStream) -> Allotments {
    stream.flip(0.5) ? vickrey().run(reports) : sale(reports.count, to: reports.isEmpty ? nil : 0)
  }
  func lottery(_ reports: [Double]) -> [Chance<Allotments>]? { nil }
}
