internal import MarketModel
internal import Randomness

/// What a world of one-shot mechanisms counts while it plays round after round.
struct OneShotTally: Sendable {
  /// One group of agents: what they got was worth, and what they paid [money], over all rounds.
  struct Side: Sendable {
    var value = 0.0
    var paid = 0.0
    var traded = 0.0
  }

  var sides: [Side]
  /// The highest welfare any outcome could have had [money], over all rounds.
  var best = 0.0
  var rounds = 0

  init(groups: Int) { sides = Array(repeating: Side(), count: groups) }

  /// Measures that every such world has; all but the last are means over rounds.
  static func measures(welfare: String, traded: Measure) -> [Measure] {
    let perRound = Unit("money/round")
    return [
      Measure("welfare", unit: perRound, .mean, welfare),
      Measure("best-welfare", unit: perRound, .mean, "The highest welfare that any outcome could have had."),
      Measure(
        "revenue", unit: perRound, .mean,
        "Sum of all payments, of what is paid less what is paid out: negative is a deficit."
      ),
      Measure("surplus", unit: perRound, .mean, "What agents got was worth to them, less what they paid."),
      traded,
      Measure("efficiency", unit: .share, .ratioOfMeans, "Welfare as a share of the highest possible."),
    ]
  }

  func record(into recording: inout Recording, traded: String) {
    let count = Double(rounds)
    let value = sides.reduce(0) { $0 + $1.value }
    let paid = sides.reduce(0) { $0 + $1.paid }
    recording.set("welfare", .value(value / count))
    recording.set("best-welfare", .value(best / count))
    recording.set("revenue", .value(paid / count))
    recording.set("surplus", .value((value - paid) / count))
    recording.set(traded, .value(sides.reduce(0) { $0 + $1.traded } / count))
    recording.set("efficiency", best > 0 ? .ratio(value, of: best) : .undefined("nothing was worth anything"))
    for (group, side) in sides.enumerated() {
      recording.set("welfare", group: group, .value(side.value / count))
      recording.set("revenue", group: group, .value(side.paid / count))
      recording.set("surplus", group: group, .value((side.value - side.paid) / count))
      recording.set(traded, group: group, .value(side.traded / count))
    }
    recording.check(
      "welfare = revenue + surplus", value, equals: paid + sides.reduce(0) { $0 + ($1.value - $1.paid) })
  }
}

/// A group of agents whose values are drawn together, and their stream.
struct DrawnGroup {
  private var model: any ValueModel
  private var stream: RandomStream
  private let members: [Int32]
  private var row: [Double]

  init(_ model: any ValueModel, draws: Int, name: String, in replicate: Replicate) {
    self.model = model
    stream = RandomStream(.values, in: replicate, of: name)
    members = (0..<Int32(draws)).map { $0 }
    row = Array(repeating: 0, count: draws)
  }

  /// The values of one round.
  mutating func draw(_ round: Int) -> [Double] {
    Self.draw(round, &model, members, &row, &stream)
    return row
  }

  private static func draw(
    _ round: Int, _ model: inout any ValueModel, _ members: [Int32], _ row: inout [Double], _ stream: inout RandomStream
  ) {
    var span = row.mutableSpan
    model.draw(for: Opportunity(number: round, time: Double(round)), members: members.span, into: &span, using: &stream)
  }
}

/// A replicate played round by round: the mechanism's own draws have a stream of their own.
struct OneShotRounds: PreparedWorld {
  let plan: RecordingPlan
  let rounds: Int
  /// Plays all rounds of a replicate; calls its argument now and then.
  let playing: @Sendable (Replicate, _ advance: (Int) throws -> Void) throws -> OneShotTally
  let traded: String
  /// Rounds between two looks at the monitor; 1 where a round may take long.
  var stride = 64

  var stepsPerReplicate: Int? { rounds }

  func play(_ replicate: Replicate) throws -> Recording {
    let tally = try playing(replicate) { round in
      if round % stride == stride - 1 || round == rounds - 1 { try replicate.monitor.advance(by: round % stride + 1) }
    }
    var recording = Recording(plan)
    tally.record(into: &recording, traded: traded)
    return recording
  }
}

extension Settings {
  /// How often a one-shot mechanism is run in a replicate.
  mutating func rounds() -> Int {
    integer("rounds", in: 1...100_000_000, default: 1000, "How often agents are drawn anew and the mechanism is run.")
  }

  /// Values that agents know and that are drawn for them alone.
  mutating func privateValues(_ help: String) -> any ValueModel {
    let values: any ValueModel = component("values", .values, default: "uniform", help)
    check(
      !values.hasSignals && !values.needsCommonDraw && !values.isJoint, "values",
      "bidders would not know these values", remedy: "choose private values such as uniform, discrete or empirical")
    return values
  }
}
