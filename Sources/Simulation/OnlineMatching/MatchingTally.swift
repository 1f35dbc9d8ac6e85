internal import MarketModel

/// What one replicate of an online matching comes to.
struct MatchingTally {
  var welfare = 0.0
  var matched = 0.0
  var attempts = 0
  var lost = 0
  /// Of all matched vertices together [s].
  var waited = 0.0
  /// What is left of all limits at the end.
  var left = 0.0
  /// (buckets).
  var welfareByBucket: [Double]

  init(buckets: Int) { welfareByBucket = Array(repeating: 0, count: buckets) }

  func record(into recording: inout Recording, _ graph: OnlineGraph) {
    let arrivals = Double(graph.arrivals.count)
    let limits = graph.limits.reduce(0, +)
    recording.set("welfare", .value(welfare))
    recording.set("matched", .value(matched))
    recording.set("match-rate", .ratio(matched, of: arrivals))
    recording.set("attempts", .value(Double(attempts)))
    recording.set("used", .ratio(limits - left, of: limits))
    recording.set(
      "waiting", attempts > 0 ? .ratio(waited, of: Double(attempts)) : .undefined("nothing was matched"))
    recording.set("lost", .ratio(Double(lost), of: arrivals))
    recording.add(series: OnlineMatching.welfare, welfareByBucket.map { .value($0) })
    // A budget pays exactly what successes are worth; a capacity counts them.
    recording.check(
      "what successes use up is what offline vertices lack", graph.use == .unit ? matched : welfare,
      equals: limits - left)
    recording.check("welfare by arrival adds up to the whole", welfareByBucket.reduce(0, +), equals: welfare)
  }
}
