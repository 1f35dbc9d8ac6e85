import FairDivision
import Randomness
import Testing

@Suite("Probabilistic serial")
struct ProbabilisticSerialTests {
  /// Bogomolnaia and Moulin 2001: agents 0 and 1 rank a > b > c > d, agents 2 and 3 rank b > a > d > c. At time 1/2 items
  /// a and b are used up, each by two; then two eat c and two eat d.
  @Test("four agents, four items: one half each of two")
  func fourAgents() throws {
    let goods = try Valuations(.goods, [[4, 3, 2, 1], [4, 3, 2, 1], [3, 4, 1, 2], [3, 4, 1, 2]])
    #expect(
      goods.probabilisticSerial() == [[0.5, 0, 0.5, 0], [0.5, 0, 0.5, 0], [0, 0.5, 0, 0.5], [0, 0.5, 0, 0.5]])
  }

  /// 0: a > b > c; 1: a > c > b; 2: b > a > c. Until 1/2: 0 and 1 eat a, 2 eats half of b. Then 0 and 2 eat b until 3/4,
  /// 1 eats 1/4 of c; the rest of c, 3/4, in three equal parts.
  @Test("three agents, three items: quarters")
  func threeAgents() throws {
    let goods = try Valuations(.goods, [[3, 2, 1], [3, 1, 2], [2, 3, 1]])
    #expect(goods.probabilisticSerial() == [[0.5, 0.25, 0.25], [0.5, 0, 0.5], [0, 0.75, 0.25]])
  }

  @Test(
    "1,000 instances: nobody prefers another's shares, whatever values agree with its order",
    arguments: ItemKind.allCases)
  func stochasticDominance(kind: ItemKind) throws {
    for turn in 0..<1000 {
      var stream = Instances.stream(turn, of: 20)
      let v = try Instances.random(kind, agents: 1...5, items: 0...8, top: 15, using: &stream)
      let shares = v.probabilisticSerial()
      for item in 0..<v.itemCount {
        #expect(abs(shares.reduce(0) { $0 + $1[item] } - 1) < 1e-12)
      }
      for agent in 0..<v.agentCount {
        for other in 0..<v.agentCount {
          var (own, theirs) = (0.0, 0.0)
          for item in v.wishes(of: agent) {
            own += shares[agent][item]
            theirs += shares[other][item]
            // What it ranks this high or higher it has at least as much of.
            #expect(own >= theirs - 1e-12, "\(v)")
          }
        }
      }
    }
  }

  @Test("300 instances: a lottery over EF1 divisions with those very probabilities", arguments: ItemKind.allCases)
  func lottery(kind: ItemKind) throws {
    var terms = 0
    for turn in 0..<300 {
      var stream = Instances.stream(turn, of: 21)
      let v = try Instances.random(kind, agents: 1...4, items: 0...7, top: 15, using: &stream)
      let shares = v.probabilisticSerial()
      let lottery = v.probabilisticSerialLottery()
      #expect(abs(lottery.terms.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
      for term in lottery.terms {
        #expect(term.bundles.isComplete && v.isFair(.envyFreeUpToOne, term.bundles), "\(v) \(term.bundles)")
      }
      for agent in 0..<v.agentCount {
        for item in 0..<v.itemCount {
          let probability = lottery.terms.reduce(0) { $0 + ($1.bundles.owners[item] == agent ? $1.probability : 0) }
          #expect(abs(probability - shares[agent][item]) < 1e-7)
        }
      }
      terms += lottery.terms.count
    }
    #expect(terms > 600)
  }
}
