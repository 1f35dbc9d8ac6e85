import LinearPrograms
import MarketModel
import Outcry
import Randomness
import Testing

/// A market of up to 5 × 5 with losses, forbidden pairs and ties; utilities in quarters, so that sums are exact.
private func market(_ number: UInt64) -> MatchingMarket {
  var stream = stream(5000 + number)
  let (buyers, items) = (1 + stream.index(below: 5), 1 + stream.index(below: 5))
  return MatchingMarket(
    buyers: (0..<buyers).map { "b\($0)" }, items: (0..<items).map { "i\($0)" },
    utilities: (0..<buyers * items).map { _ in
      stream.flip(0.2) ? -.infinity : 0.25 * Double(stream.index(below: 24)) - 1
    })
}

/// Every matching without losses: each buyer's item, nil for none.
private func matchings(of market: MatchingMarket, without absent: Int? = nil) -> [[Int?]] {
  var found: [[Int?]] = [[]]
  for buyer in market.buyers.indices {
    found = found.flatMap { matching in
      var next = [matching + [nil]]
      if buyer == absent { return next }
      for item in market.items.indices where market[buyer, item] > 0 && !matching.contains(item) {
        next.append(matching + [item])
      }
      return next
    }
  }
  return found
}

private func utilities(_ matching: [Int?], in market: MatchingMarket) -> [Double] {
  matching.enumerated().map { buyer, item in item.map { market[buyer, $0] } ?? 0 }
}

private func mostWelfare(_ market: MatchingMarket, without absent: Int? = nil) -> Double {
  matchings(of: market, without: absent).map { utilities($0, in: market).reduce(0, +) }.max() ?? 0
}

private func rule(_ kind: String, lottery: Bool = false) throws -> any MatchingRule {
  try component(.matchingRules, kind, lottery ? ["lottery": true] : [:])
}

/// Expected utilities of a lottery over matchings (buyers).
private func expected(_ outcome: MatchingOutcome, in market: MatchingMarket) -> [Double] {
  var sums = [Double](repeating: 0, count: market.buyers.count)
  for chance in outcome.lottery {
    for (buyer, utility) in utilities(chance.outcome, in: market).enumerated() {
      sums[buyer] += chance.probability * utility
    }
  }
  return sums
}

/// The greatest level that the expected utilities of `buyers` can all reach, by a program with one column per matching.
private func greatestLevel(
  _ market: MatchingMarket, of buyers: [Int], atLeast floors: [Double] = []
) throws -> Double {
  var program = LinearProgram(.maximise)
  let level = program.addVariable(cost: 1)
  let all = matchings(of: market)
  let chances = all.map { _ in program.addVariable() }
  program.addRow(LinearExpression.sum(chances) == 1)
  for (buyer, floor) in zip(market.buyers.indices, floors.isEmpty ? market.buyers.map { _ in 0 } : floors) {
    let worth = LinearExpression.sum(zip(chances, all)) { utilities($1, in: market)[buyer] * $0 }
    if buyers.contains(buyer) {
      program.addRow(worth - level >= 0)
    } else {
      program.addRow(worth >= floor)
    }
  }
  guard case .optimal(let best) = try program.solve() else {
    Issue.record("every lottery is feasible")
    return .nan
  }
  return best.objective
}

// 300 markets of seed 1.
@Suite("Rules of a matching market, against all matchings")
struct MarketRuleTests {
  @Test("assignment: greatest welfare, and each buyer pays what its presence costs the others", arguments: 0..<300)
  func assignment(number: UInt64) throws {
    let market = market(number)
    let outcome = try rule("assignment").match(market)
    let matching = try #require(outcome.lottery.first).outcome
    let values = utilities(matching, in: market)
    let best = mostWelfare(market)
    #expect(outcome.lottery.count == 1 && values.reduce(0, +) == best)
    #expect(abs(outcome.welfareBound - best) <= 1e-9)
    #expect(zip(matching, values).allSatisfy { $0 == nil ? $1 == 0 : $1 > 0 }, "nobody trades at a loss")
    for buyer in market.buyers.indices {
      let others = best - values[buyer]
      #expect(abs(outcome.payments[buyer] - (mostWelfare(market, without: buyer) - others)) <= 1e-9)
    }
  }

  @Test("max-min: most buyers served, then the worst-off of them, then welfare", arguments: 0..<300)
  func maxMin(number: UInt64) throws {
    func key(_ values: [Double]) -> [Double] {
      let served = values.filter { $0 > 0 }
      return [Double(served.count), served.min() ?? 0, values.reduce(0, +)]
    }
    let market = market(number)
    let outcome = try rule("max-min").match(market)
    let found = utilities(try #require(outcome.lottery.first).outcome, in: market)
    let best = matchings(of: market).map { key(utilities($0, in: market)) }.max { $0.lexicographicallyPrecedes($1) }
    #expect(key(found) == best)
    #expect(outcome.payments.allSatisfy { $0 == 0 })
  }

  @Test("leximin: sorted utilities that no matching beats", arguments: 0..<300)
  func leximin(number: UInt64) throws {
    let market = market(number)
    let found = utilities(try #require(try rule("leximin").match(market).lottery.first).outcome, in: market).sorted()
    let best = matchings(of: market).map { utilities($0, in: market).sorted() }
      .max { $0.lexicographicallyPrecedes($1) }
    #expect(found == best)
  }

  @Test("lotteries: the least expected utility is that of the best lottery over all matchings", arguments: 0..<60)
  func lotteries(number: UInt64) throws {
    let market = market(number)
    let gaining = market.buyers.indices.filter { buyer in market.items.indices.contains { market[buyer, $0] > 0 } }
    if gaining.isEmpty { return }
    let level = try greatestLevel(market, of: gaining)
    for kind in ["max-min", "leximin"] {
      let outcome = try rule(kind, lottery: true).match(market)
      #expect(abs(outcome.lottery.reduce(0) { $0 + $1.probability } - 1) < 1e-9)
      let shares = expected(outcome, in: market)
      #expect(abs((gaining.map { shares[$0] }.min() ?? 0) - level) < 1e-6, "\(kind)")
    }
    // Leximin: nobody can be raised without taking from somebody who has no more, or below what that one then has.
    let shares = expected(try rule("leximin", lottery: true).match(market), in: market)
    for buyer in gaining {
      // Far below 1e-5: small demands can be traded for many times as much.
      let kept = shares.map { $0 - 1e-9 }
      let lower = gaining.filter { shares[$0] <= shares[buyer] + 1e-6 }
      let floors = market.buyers.indices.map {
        !gaining.contains($0) ? 0 : max(0, lower.contains($0) ? kept[$0] : min(kept[$0], shares[buyer]))
      }
      let raised = try greatestLevel(market, of: [buyer], atLeast: floors)
      #expect(raised <= shares[buyer] + 1e-5)
    }
  }

  @Test("nobody can gain: nobody is matched, nothing is paid", arguments: ["assignment", "max-min", "leximin"])
  func nothing(kind: String) throws {
    for utility in [-3, 0, -Double.infinity] {
      let market = MatchingMarket(
        buyers: ["a", "b"], items: ["x"], utilities: [utility, utility])
      for lottery in kind == "assignment" ? [false] : [false, true] {
        let outcome = try rule(kind, lottery: lottery).match(market)
        #expect(outcome.lottery.allSatisfy { $0.outcome == [nil, nil] } && outcome.payments == [0, 0])
      }
    }
  }
}

@Suite("World matching-market")
struct MatchingMarketTests {
  private static func scenario(_ utilities: Node) throws -> Scenario {
    func variant(_ name: String, _ rule: Node) -> Node {
      ["name": Node(stringLiteral: name), "set": ["world.rule": rule]]
    }
    return try Scenario([
      "title": "A test", "seed": 1, "world": ["kind": "matching-market", "utilities": utilities],
      "variants": [
        variant("assignment", "assignment"), variant("max-min", "max-min"), variant("leximin", "leximin"),
        variant("max-min lottery", ["kind": "max-min", "lottery": true]),
        variant("leximin lottery", ["kind": "leximin", "lottery": true]),
      ],
      "metrics": ["welfare", "revenue", "surplus", "matched", "min-utility", "net-envy-pairs", "welfare-ratio"],
    ])
  }

  // Ann 7 and 5, Bob 6 and a loss, Cy may not have blue: by hand. Welfare: Bob red, Ann blue, 11. Without Ann the others
  // have 6, as now: she pays 0. Without Bob they have max(7, 5 + 4) = 9 instead of 5: he pays 4.
  @Test("a market by hand: welfare 11, revenue 4; two are served at most")
  func byHand() async throws {
    func pair(_ buyer: String, _ item: String, _ utility: Double) -> Node {
      [
        "buyer": Node(stringLiteral: buyer), "item": Node(stringLiteral: item), "utility": Node(floatLiteral: utility),
      ]
    }
    let results = try await run(
      Self.scenario([
        "pairs": [
          pair("ann", "red", 7), pair("ann", "blue", 5), pair("bob", "red", 6), pair("bob", "blue", -1),
          pair("cy", "red", 4),
        ]
      ]))
    let assignment = try #require(results.variants.first)
    for (measure, value) in [("welfare", 11.0), ("revenue", 4), ("surplus", 7), ("matched", 2), ("min-utility", 0)] {
      #expect(abs((assignment[measure]?.mean ?? .nan) - value) < 1e-12, "\(measure)")
    }
    for variant in results.variants {
      #expect(abs((variant["matched"]?.mean ?? .nan) - 2) < 1e-6)
      #expect(variant.name == "assignment" || variant["revenue"]?.mean == 0)
    }
    // Ann has blue for sure, 5; Bob and Cy share red: 6 p = 4 (1 - p) at p = 2/5, 2.4 each.
    for name in ["max-min lottery", "leximin lottery"] {
      let variant = try #require(results.variants.first { $0.name == name })
      #expect(abs((variant["min-utility"]?.mean ?? .nan) - 2.4) < 1e-6)
      #expect(abs((variant["welfare"]?.mean ?? .nan) - 9.8) < 1e-6)
    }
  }

  @Test("80 × 80 with losses and forbidden pairs: every rule ends, prices leave no envy, nothing beats the assignment")
  func eighty() async throws {
    let results = try await run(
      Self.scenario(["kind": "uniform", "buyers": 80, "items": 80, "low": -20, "high": 80, "density": 0.8]))
    #expect(results.variants.count == 5)
    for variant in results.variants {
      let ratio = try #require(variant["welfare-ratio"]?.mean)
      #expect(variant.name == "assignment" ? abs(ratio - 1) < 1e-9 : ratio <= 1 + 1e-6)
    }
    #expect(results.variants[0]["net-envy-pairs"]?.mean == 0)
    #expect((results.variants[0]["revenue"]?.mean ?? 0) > 0)
  }

  @Test(
    "wrong utilities",
    arguments: [
      (["pairs": []], "pairs: there is no pair; give at least one"),
      (
        ["kind": "listed"],
        "neither `file` nor `pairs` is given; give one of them: a CSV file with the columns buyer, item, utility"
      ),
      (
        ["pairs": [["buyer": "a", "item": "x", "utility": 1], ["buyer": " a", "item": "x ", "utility": 2]]],
        "pair 1 repeats pair 0, of 'a' and 'x'; keep one of them"
      ),
      (["pairs": [["buyer": "a", "item": "x"]]], "utility: missing"),
      (["kind": "uniform", "buyers": 0], "world.utilities.buyers: 0 is out of bounds"),
      (["kind": "uniform", "low": 2, "high": 1], "world.utilities"),
      (["kind": "uniform", "density": 1.5], "world.utilities.density: 1.5 is out of bounds"),
    ] as [(Node, String)])
  func mistakes(utilities: Node, message: String) {
    do {
      _ = try Self.scenario(utilities)
      Issue.record("accepted")
    } catch let error as Diagnostics {
      #expect(error.all.contains { "\($0)".contains(message) }, "\(error.all)")
    } catch {
      Issue.record("\(error)")
    }
  }
}
