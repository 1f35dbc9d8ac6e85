public import Randomness

/// A one-shot mechanism: a pure function from reports, one per agent, to an outcome.
///
/// A report may be anything: a price, a bundle bid, a location, a ranking. What is random is exposed twice: `sample`
/// draws one outcome, and `lottery` lists every outcome with its probability, so that promises in expectation are
/// checked exactly. A mechanism without chance conforms to `DeterministicMechanism` and has both for nothing.
///
/// This is not the socket of repeated auctions: that is `AuctionMechanism`, which writes into a reused outcome.
public protocol Mechanism<Report, Outcome>: Sendable {
  associatedtype Report: Sendable
  associatedtype Outcome: Sendable
  /// One outcome for these reports (agents).
  func sample(_ reports: [Report], using stream: inout RandomStream) -> Outcome
  /// Every outcome that has a positive probability; probabilities add up to 1. Nil where they cannot be enumerated.
  func lottery(_ reports: [Report]) -> [Chance<Outcome>]?
}

/// An outcome and how probable it is.
public struct Chance<Outcome: Sendable>: Sendable {
  /// In (0, 1].
  public var probability: Double
  public var outcome: Outcome

  public init(_ probability: Double, _ outcome: Outcome) {
    self.probability = probability
    self.outcome = outcome
  }
}

/// A mechanism that leaves nothing to chance.
public protocol DeterministicMechanism<Report, Outcome>: Mechanism {
  // Stated again so that both are inferred from `run`.
  associatedtype Report
  associatedtype Outcome
  func run(_ reports: [Report]) -> Outcome
}

extension DeterministicMechanism {
  public func sample(_ reports: [Report], using stream: inout RandomStream) -> Outcome { run(reports) }
  public func lottery(_ reports: [Report]) -> [Chance<Outcome>]? { [Chance(1, run(reports))] }
}
