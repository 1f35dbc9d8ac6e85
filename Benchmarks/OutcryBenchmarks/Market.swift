import Outcry

/// A market ready to be played as `outcry run` plays it, with the metrics that a scenario records by default.
struct Market {
  private let world: any PreparedWorld

  /// Truthful bidders, uniform values, second price, Poisson arrivals.
  /// - Parameters:
  ///   - groups: number of bidders in each group.
  ///   - sample: how many of them are asked to each auction; nil: all.
  init(groups: [Int], sample: Int? = nil, auctions: Int) throws {
    try self.init(Scenario(Self.scenario(groups: groups, sample: sample, auctions: auctions)))
  }

  init(_ scenario: Scenario) {
    let request = RecordingRequest(
      measures: scenario.measures, bidders: scenario.report.bidders, buckets: scenario.report.buckets)
    world = scenario.variants[0].world.prepare(request)
  }

  static func scenario(groups: [Int], sample: Int? = nil, auctions: Int, replicates: Int = 1) -> Node {
    let bidders = groups.enumerated().map { index, count -> Node in
      ["name": .text("group \(index + 1)"), "count": .number(count)]
    }
    var world: Node = [
      "kind": "repeated-auction", "horizon": .number(auctions), "arrivals": "poisson", "mechanism": "second-price",
      "bidders": Node(.list(bidders)),
    ]
    if let sample { world["eligibility"] = ["kind": "sample", "size": .number(sample)] }
    return [
      "outcry": 1, "title": "A benchmark", "seed": 1, "replicates": .number(replicates), "world": world,
    ]
  }

  /// Plays the first replicate.
  @discardableResult func play() throws -> Recording { try world.play(Replicate(seed: 1, number: 0)) }

  /// CPU time of one replicate [s].
  func cpuTime() throws -> Double { try OutcryBenchmarks.cpuTime { try play() } }
}

extension Recording {
  /// The value of a measure over the whole market.
  func value(_ measure: String) throws -> Double {
    guard let index = plan.measures.firstIndex(where: { $0.name == measure }) else {
      throw BenchFailure("'\(measure)' was not recorded")
    }
    switch overall[index] {
    case .value(let value): return value
    case .ratio(let above, let below): return above / below
    case .undefined(let reason): throw BenchFailure("'\(measure)' is undefined: \(reason)")
    case nil: throw BenchFailure("'\(measure)' was not recorded")
    }
  }
}

extension Node {
  static func text(_ text: String) -> Node { Node(.text(text)) }
  static func number(_ number: Int) -> Node { Node(.number(Double(number))) }
}
