internal import MarketModel
internal import Randomness

/// Which of equally good edges a policy takes.
enum TieRule: String, CaseIterable, Sendable {
  /// The one whose offline vertex has the lowest index.
  case lowest
  case highest
  /// Each with equal probability.
  case random

  static func setting(_ settings: inout Settings) -> TieRule {
    settings.choice(
      "ties", default: TieRule.lowest,
      "Among equally good offline vertices: the one of lowest index, of highest index, or one at random.")
  }
}

/// The best of the edges offered so far, in the order of their offline vertices.
struct BestEdge {
  private(set) var edge = -1
  private var score = -Double.infinity
  /// How many share the best score.
  private var tied = 0

  /// The best edge's place; nil when none was offered.
  var choice: Int? { edge < 0 ? nil : edge }

  @inline(__always)
  mutating func offer(_ score: Double, at edge: Int, _ ties: TieRule, using stream: inout RandomStream) {
    if score > self.score {
      (self.score, self.edge, tied) = (score, edge, 1)
    } else if score == self.score && ties != .lowest {
      tied += 1
      // The k-th of k equal ones replaces what was kept with probability 1/k: each is kept in the end alike.
      if ties == .highest || stream.index(below: tied) == 0 { self.edge = edge }
    }
  }
}

extension ArrivingVertex {
  /// Whether the vertex at the other end of an edge has something left, and matching it can be worth something.
  @inline(__always) func isOpen(_ edge: Int) -> Bool {
    probabilities[edge] > 0 && weights[edge] > 0 && side.isOpen(Int(offline[edge]))
  }
}
