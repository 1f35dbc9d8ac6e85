import Matchmaking
import Outcry
import Testing

@Suite("Water-filling")
struct WaterFillingTests {
  /// On the upper-triangular graph arrival t raises the n − t + 1 vertices it sees by 1/(n − t + 1) each, until they are
  /// full: the harmonic sum passes 1.
  @Test(
    "0.66175, 0.63844 and 0.63526 on the upper-triangular graph",
    arguments: zip([10, 50, 100], [0.66175, 0.63844, 0.63526]))
  func triangle(n: Int, ratio: Double) throws {
    let graph = try graph("upper-triangular", ["size": Node(integerLiteral: n)])
    var (level, total) = (0.0, 0.0)
    for t in 1...n {
      let seen = Double(n - t + 1)
      let rise = min(1 - level, 1 / seen)
      level += rise
      total += rise * seen
    }
    let welfare = try playInShares(policy("water-filling"), on: graph).welfare
    #expect(abs(welfare - total) < 1e-9)
    #expect(abs(welfare / Double(n) - ratio) < 5e-6)
  }

  @Test("an arrival flows where weight × (1 − e^{f − 1}) is largest until one unit has flowed, and equalises it")
  func potentials() throws {
    // Hand computation for weights 2 and 1, both empty, capacity 1: potentials 2 (1 − 1/e) and 1 − 1/e. The heavy one is
    // filled first; at f = 1 + ln(1 − (1 − 1/e)/2) = 0.6204 it is level with the light one. The rest, 0.3796, is split.
    let graph = graph([[(0, 2, 1), (1, 1, 1)]], limits: [1, 1])
    let run = try playInShares(policy("water-filling"), on: graph)
    let (heavy, light) = (run.used[0], run.used[1])
    #expect(abs(heavy + light - 1) < 1e-12)
    #expect(light > 0)
    func factor(_ level: Double) -> Double { 1 - e(to: level - 1) }
    #expect(abs(2 * factor(heavy) - factor(light)) < 1e-9)
  }

  @Test("at least 1 − 1/e of the matching LP on random certain graphs, and never above it", arguments: 0..<60)
  func guarantee(number: Int) throws {
    let graph = smallGraph(UInt64(number), weightPerVertex: true, certain: true, most: 9)
    let welfare = try playInShares(policy("water-filling"), on: graph).welfare
    let bound = try value("matching-lp", graph)
    #expect(welfare >= (1 - 1 / 2.718281828459045) * bound - 1e-9)
    #expect(welfare <= bound + 1e-9)
  }

  @Test("a full vertex gets nothing, and what no neighbour can take is lost")
  func full() throws {
    let graph = graph([[(0, 1, 1)], [(0, 1, 1)], [(0, 1, 1), (1, 1, 1)]], limits: [1, 1])
    let run = try playInShares(policy("water-filling"), on: graph)
    #expect(abs(run.welfare - 2) < 1e-12)
    #expect(run.used.allSatisfy { abs($0 - 1) < 1e-12 })
  }
}

/// e to a power by its series: an independent route to what the policy takes from the C library.
func e(to exponent: Double) -> Double {
  var (sum, term) = (1.0, 1.0)
  for k in 1...40 {
    term *= exponent / Double(k)
    sum += term
  }
  return sum
}
