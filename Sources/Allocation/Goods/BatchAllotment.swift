public import MarketModel
public import Randomness

/// Holds items back and divides each batch as well as can be, given what the agents have by then.
///
/// The best is the division that makes the worst-off agent as well off as can be (`max-min`; of those the one with the
/// greatest sum), goes on to the second worst-off and so on (`leximin`), or has the greatest weighted product of
/// utilities (`nash`): of what agents have and get together, per entitlement. Whole items are divided by integer
/// programs, divisible ones by linear programs. Nothing is kept back for later, and nothing handed on.
///
/// **Ties**: whatever the solver finds first, the same in every run.
/// **Edge cases**: nash — agents that cannot have anything are left out; as many others as can be get something, before
/// any product counts. A last batch may be smaller.
/// - Complexity: n solves a batch for leximin, 2 for max-min, about 10 to 20 for nash. Integer programs grow
///   exponentially: batches of up to about ten items among five agents are a matter of milliseconds.
///
/// Source: ours; Ogryczak and Śliwiński 2006 for leximin, the program of Eisenberg and Gale 1959 for nash.
public struct BatchAllotment: AllotmentPolicy {
  public static let card = Card(
    "batch", "Holds items back and divides each batch by a linear or integer program.",
    source: "ours; Ogryczak and Śliwiński 2006; Eisenberg and Gale 1959")

  enum Objective: String, CaseIterable, Sendable {
    case maxMin = "max-min"
    case leximin
    case nash
  }

  let size: Int
  let objective: Objective
  let divides: Bool
  private var facts: DivisionFacts?

  public var pace: AllotmentPace { divides ? .inDividedBatches(of: size) : .inBatches(of: size) }

  public init(_ settings: inout Settings) {
    size = settings.integer("size", in: 1...10_000, default: 5, "Items of a batch.")
    objective = settings.choice("objective", default: Objective.leximin, "What a batch is divided for.")
    divides = settings.flag("divisible", default: false, "Whether items can be divided: then by linear programs.")
  }

  public func objection(to traits: DivisionTraits) -> (problem: String, remedy: String)? {
    objective == .nash && traits.isChores
      ? ("the product of costs is no measure of welfare", "choose another `objective`, or write `items: goods`") : nil
  }

  public mutating func begin(_ facts: DivisionFacts, using stream: inout RandomStream) { self.facts = facts }

  private func shares(_ batch: borrowing HeldItems) throws -> [Double] {
    guard let facts else { preconditionFailure("a policy begins before its first batch") }
    let program = BatchProgram(batch, facts, divides: divides)
    return switch objective {
    case .maxMin: try program.leximin(isLeximin: false)
    case .leximin: try program.leximin(isLeximin: true)
    case .nash: try program.nash()
    }
  }

  public mutating func allot(
    _ batch: borrowing HeldItems, into owners: inout MutableSpan<Int>, using stream: inout RandomStream
  ) throws {
    let shares = try shares(batch)
    let agents = batch.agents
    for item in owners.indices {
      owners[item] = (0..<agents).first { shares[item * agents + $0] > 0.5 } ?? -1
    }
  }

  public mutating func apportion(
    _ batch: borrowing HeldItems, into shares: inout MutableSpan<Double>, using stream: inout RandomStream
  ) throws {
    let found = try self.shares(batch)
    let agents = batch.agents
    for item in 0..<batch.count {
      let row = item * agents..<(item + 1) * agents
      let sum = found[row].reduce(0) { $0 + max($1, 0) }
      for place in row { shares[place] = max(found[place], 0) / sum }
    }
  }
}
