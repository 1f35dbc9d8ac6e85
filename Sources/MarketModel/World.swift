internal import Synchronization

/// A kind of market: it owns its events and knows the sockets it needs, never a component.
///
/// A world reads its settings once, and is then prepared for a choice of measures and played replicate by replicate.
public protocol World: Component {
  /// All it can measure, in the order reports list them.
  var measures: [Measure] { get }
  /// The measures that are reported when a scenario does not choose.
  var headline: [String] { get }
  /// Names of the groups that results are split by — empty where there are none.
  var groups: [String] { get }
  /// Does once what all replicates share.
  func prepare(_ request: RecordingRequest) -> any PreparedWorld
  /// What learns the policy of its learning bidder, in one replicate's world; nil where nobody learns beforehand.
  func trainer(_ replicate: Replicate) -> (any PolicyTrainer)?
}

extension World {
  public var groups: [String] { [] }
  public func trainer(_ replicate: Replicate) -> (any PolicyTrainer)? { nil }
}

/// What a scenario wants recorded.
public struct RecordingRequest: Sendable {
  /// Names of the chosen measures; each is one of the world's.
  public var measures: [String]
  /// Whether results per bidder are wanted.
  public var bidders: Bool
  /// Time buckets of series.
  public var buckets: Int

  public init(measures: [String], bidders: Bool = false, buckets: Int = 50) {
    self.measures = measures
    self.bidders = bidders
    self.buckets = buckets
  }

  /// Those of `offered` that are asked for, in the order asked; a name that nobody offers is left out.
  public func chosen(from offered: [Measure]) -> [Measure] {
    measures.compactMap { name in offered.first { $0.name == name } }
  }
}

/// A world ready to be played, any number of replicates at once.
public protocol PreparedWorld: Sendable {
  var plan: RecordingPlan { get }
  /// How much work one replicate is, in the monitor's steps; nil when it is not known beforehand.
  var stepsPerReplicate: Int? { get }
  /// Plays one replicate. The same seed and number give the same recording, whatever else runs.
  /// - Throws: `Interruption` when the monitor says stop; `LawBroken` when a component breaks its socket's law.
  func play(_ replicate: Replicate) throws -> Recording
}

/// Which replicate is to be played, and who watches.
public struct Replicate: Sendable {
  public var seed: UInt64
  /// From 0.
  public var number: Int
  public var monitor: Monitor

  public init(seed: UInt64, number: Int, monitor: Monitor = Monitor()) {
    self.seed = seed
    self.number = number
    self.monitor = monitor
  }
}

/// Counts steps done by all running replicates, and carries the wish to stop.
public final class Monitor: Sendable {
  private let steps = Atomic<Int>(0)
  private let isStopped = Atomic<Bool>(false)

  public init() {}

  /// Steps done so far.
  public var stepsDone: Int { steps.load(ordering: .relaxed) }
  public func stop() { isStopped.store(true, ordering: .relaxed) }
  public var stopped: Bool { isStopped.load(ordering: .relaxed) }

  /// Says that `count` more steps are done. Called every few hundred steps: it costs some nanoseconds.
  public func advance(by count: Int) throws(Interruption) {
    steps.wrappingAdd(count, ordering: .relaxed)
    if stopped { throw Interruption() }
  }
}

/// The user asked to stop.
public struct Interruption: Error, Sendable {
  public init() {}
}

/// A component did what its socket forbids: a mistake of its author, not of the scenario's.
public struct LawBroken: Error, Sendable, CustomStringConvertible {
  public let description: String
  public init(_ description: String) { self.description = description }
}

extension Family where Product == any World {
  public static let worlds = Family("world", "A kind of market: what happens, and what is measured.") { world in
    ["outcry": 1, "title": "An example", "replicates": 4, "world": world]
  }
}

extension Registration {
  public static func world<C: World>(_ type: C.Type) -> Registration {
    Registration(.worlds, type.card) { type.init(&$0) }
  }
}
