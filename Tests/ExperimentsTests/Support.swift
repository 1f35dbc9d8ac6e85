import Experiments
import MarketModel

/// A world whose recordings are written down beforehand, replicate by replicate.
struct ScriptedWorld: World {
  static let card = Card("scripted", "Says what it is told to say.", source: "test")

  struct Page: Sendable {
    var overall: [Reading?]
    var group: [Reading?] = []
    var series: [Reading] = []
    var cells: [Recording.Distribution.Cell] = []
    var identity: (Double, Double)?
  }

  var measures: [Measure]
  var pages: [Page]
  var headline: [String] { measures.map(\.name) }
  var groups: [String] { ["g"] }

  init(_ settings: inout Settings) { (measures, pages) = ([], []) }
  init(_ measures: [Measure], _ pages: [Page]) { (self.measures, self.pages) = (measures, pages) }

  func prepare(_ request: RecordingRequest) -> any PreparedWorld {
    Prepared(
      world: self,
      plan: RecordingPlan(
        measures: measures, groups: groups, axis: .init(label: "time", unit: .time, values: [1, 2])))
  }

  struct Prepared: PreparedWorld {
    let world: ScriptedWorld
    let plan: RecordingPlan
    let stepsPerReplicate: Int? = nil

    func play(_ replicate: Replicate) throws -> Recording {
      let page = world.pages[replicate.number]
      var recording = Recording(plan)
      for (measure, reading) in zip(world.measures, page.overall) {
        if let reading { recording.set(measure.name, reading) }
      }
      for (measure, reading) in zip(world.measures, page.group) {
        if let reading { recording.set(measure.name, group: 0, reading) }
      }
      if !page.series.isEmpty { recording.add(series: world.measures[0], page.series) }
      if !page.cells.isEmpty { recording.add(distribution: world.measures[0], page.cells) }
      if let (left, right) = page.identity { recording.check("left = right", left, equals: right) }
      return recording
    }
  }
}

/// Runs one variant per world.
func results(
  _ worlds: [ScriptedWorld], expect expectations: [Expectation] = [], threads: Int = 2
) async throws -> Results {
  let scenario = Scenario(
    title: "A test", seed: 1, replicates: worlds[0].pages.count,
    variants: worlds.enumerated().map { Variant(name: "v\($0)", world: $1) },
    measures: worlds[0].measures.map(\.name), expectations: expectations)
  return try await Experiment(scenario).run(threads: threads)
}

let mean = Measure("x", .mean, "X.")
let ratio = Measure("r", .ratioOfMeans, "R.")
let quotients = Measure("q", .meanOfRatios, "Q.")

/// A world with one measure.
func world(_ measure: Measure, _ readings: [Reading?]) -> ScriptedWorld {
  ScriptedWorld([measure], readings.map { .init(overall: [$0]) })
}

/// Whether two numbers agree to 12 digits.
func agree(_ a: Double?, _ b: Double) -> Bool {
  guard let a else { return false }
  return abs(a - b) <= 1e-12 * max(1, abs(b))
}
