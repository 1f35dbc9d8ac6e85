import Foundation
import MarketModel
import MechanismTesting
import Testing

// What `docs/MechanismTesting.md` and the section of `docs/WriteYourOwn.md` show, run; a test below holds the pages to
// these very lines.

/// The highest bid wins and pays the mean of the two highest.
struct HalfWay: DeterministicMechanism {
  func run(_ bids: [Double]) -> Allotments {
    var outcome = Allotments(agents: bids.count)
    let order = bids.indices.sorted { bids[$0] != bids[$1] ? bids[$0] > bids[$1] : $0 < $1 }
    guard let winner = order.first else { return outcome }
    outcome.quantities[winner] = 1
    outcome.payments[winner] = (bids[winner] + (order.count > 1 ? bids[order[1]] : 0)) / 2
    return outcome
  }
}

struct Average: DeterministicMechanism {
  func run(_ peaks: [Double]) -> Double { peaks.reduce(0, +) / Double(peaks.count) }
}

struct Median: DeterministicMechanism {
  func run(_ peaks: [Double]) -> Double { peaks.sorted()[peaks.count / 2] }
}

struct HalfOfReport: DeterministicMechanism {
  func run(_ bids: [Double]) -> Allotments {
    var outcome = Allotments(agents: bids.count)
    guard let winner = bids.indices.max(by: { bids[$0] < bids[$1] }) else { return outcome }
    outcome.quantities[winner] = 1
    outcome.payments[winner] = bids[winner] / 2
    return outcome
  }
}

@Suite("The guide to testing mechanisms")
struct GuideTests {
  // A lone bidder of value 1 pays 1/2; reporting 0 it wins for nothing.
  @Test("one line finds out a mechanism that is not truthful, and says who gains what")
  func oneLine() throws {
    #expect {
      try expectTruthful(HalfWay(), over: .prices(bidders: 0...3, values: 0...4))
    } throws: {
      "\($0)" == "not truthful: profile (1): bidder 0 of type 1 gains 0.5 by reporting 0: 1 instead of 0.5"
    }
    let domain = Domain<Double, Allotments>.prices(bidders: 0...3, values: 0...4)
    try expectMonotone(HalfWay(), over: domain)
    let witness = try expectFails(.truthful, of: HalfWay(), over: domain)
    print(witness.profile, witness.agents, witness.lies, witness.gain)  // ["1"] [0] ["0"] 0.5
    #expect(witness.profile == ["1"] && witness.agents == [0] && witness.lies == ["0"] && witness.gain == 0.5)
  }

  // Peaks 0 and 1: the facility stands at 1/2; agent 1 says 2 and it stands at 1.
  @Test("a domain of one's own, and the median of three against coalitions of three")
  func ownDomain() throws {
    let line = Domain<Double, Double>(agents: 1...3, types: [0, 1, 2, 3]) { peak, _, facility in -abs(peak - facility) }
    let lie = try expectFails(.truthful, of: Average(), over: line)
    #expect(lie.description == "profile (0.0, 1.0): agent 1 of type 1.0 gains 0.5 by reporting 2.0: 0 instead of -0.5")
    var plan = SearchPlan(seed: 7, samples: 5000)
    plan.coalition = 3
    let finding = try expectWeaklyGroupStrategyproof(Median(), over: line, plan: plan)
    #expect(finding.strength == "exhaustive over 84 worlds")  // 4 + 4² + 4³
  }

  @Test("a property of one's own")
  func ownProperty() throws {
    let fullPrice = Property("full-price", "The payments add up to the highest value.")
    var auctions = Domain<Double, Allotments>.prices(bidders: 1...3, values: 0...4)
    auctions.checkers = [
      Checker(fullPrice) { trial in
        trial.comparisons += 1
        let highest = trial.profile.max() ?? 0
        let paid = trial.expectation(trial.profile) { $0.payments.reduce(0, +) }
        return highest > paid + trial.plan.tolerance ? Breach(gain: highest - paid, "\(highest - paid) is left") : nil
      }
    ]
    let left = try expectFails(fullPrice, of: HalfWay(), over: auctions)
    #expect(left.description == "profile (1): 0.5 is left")
  }

  // Against one rival U[0,1] the report b wins with probability b and gains v − b/2: b v − b²/2 is greatest at b = v.
  @Test("half of one's report: truthful over the prior, not in dominant strategies")
  func prior() throws {
    let pair = Domain<Double, Allotments>.prices(bidders: 2...2, values: 0.0...1.0)
    try expectExInterimTruthful(HalfOfReport(), over: pair)
    // Two places, five types of the grid and 2000 draws each; four lies for each type.
    let said = try expectExInterimTruthful(HalfOfReport(), over: pair).strength
    #expect(said.hasPrefix("no significant gain in 20000 sampled worlds (seed 1): none of 40 expected gains exceeds "))
    #expect(said.hasSuffix(", all together with probability 0.999999 (Student)"))
    try expectFails(.truthful, of: HalfOfReport(), over: pair)
  }

  // Values 0 … 4: the regret of the truth is half the value.
  @Test("a census counts, and gives the regret")
  func counting() throws {
    let regret = try census(of: .truthful, for: HalfWay(), over: .prices(bidders: 1...1, values: 0...4))
    print(regret.broken, regret.worlds, regret.mean, regret.largest)  // 4 5 1.0 2.0
    #expect(regret.broken == 4 && regret.worlds == 5 && regret.mean == 1 && regret.largest == 2)
  }

  @Test("the pages show these very lines, and every property and domain there is")
  func sameLines() throws {
    func lines(_ path: String) throws -> [String] {
      let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
      return try String(contentsOf: root.appending(path: path), encoding: .utf8).split(separator: "\n")
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
    // The line without a comment behind it, and without what only the page or only the test needs around it.
    func core(_ line: String) -> String {
      let code = line.components(separatedBy: "  //")[0]
      for prefix in ["let witness = ", "let lie = ", "let left = ", "let finding = "] where code.hasPrefix(prefix) {
        return String(code.dropFirst(prefix.count))
      }
      return code
    }
    let here = Set(try lines("Tests/MechanismTestingTests/GuideTests.swift").map(core))
    let page = try lines("docs/MechanismTesting.md")
    var isSwift = false
    var shown = 0
    for line in page {
      if line.hasPrefix("```") {
        isSwift = line == "```swift"
      } else if isSwift && !line.hasPrefix("//") && !line.hasPrefix("@Test") && !line.hasPrefix("import ")
        && !line.hasPrefix("print(finding")
      {
        #expect(here.contains(core(line)), "\(line)")
        shown += 1
      }
    }
    #expect(shown > 50)
    let text = page.joined(separator: "\n")
    for property in Property.all { #expect(text.contains("`\(property.name)`"), "\(property.name)") }
    for domain in ["prices", "units", "bundles", "localLocalGlobal", "assignment", "trade"] {
      #expect(text.contains("`.\(domain)("), "\(domain)")
    }
    let own = Set(try lines("docs/WriteYourOwn.md"))
    #expect(own.contains("not truthful: profile (1): bidder 0 of type 1 gains 0.5 by reporting 0: 1 instead of 0.5"))
    for line in try lines("Tests/MechanismTestingTests/GuideTests.swift").drop(while: {
      !$0.hasPrefix("struct HalfWay")
    })
    .prefix(10) {
      #expect(own.contains(line), "\(line)")
    }
  }
}
