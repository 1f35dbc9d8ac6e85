internal import EventEngine
internal import MarketModel

/// One sequence of items played against a policy.
struct KnapsackRun {
  struct Bucket {
    var offered = 0.0
    var accepted = 0.0
    var profit = 0.0
    var withoutRoom = 0.0
    var outside = 0.0
    /// Sum of the thresholds that items met; infinite when one met a closed knapsack.
    var thresholds = 0.0

    static func + (a: Bucket, b: Bucket) -> Bucket {
      Bucket(
        offered: a.offered + b.offered, accepted: a.accepted + b.accepted, profit: a.profit + b.profit,
        withoutRoom: a.withoutRoom + b.withoutRoom, outside: a.outside + b.outside,
        thresholds: a.thresholds + b.thresholds)
    }
  }

  struct Tally {
    var offered = 0.0
    var accepted = 0.0
  }

  /// Capacity comes back (rank 0) before the item that arrives at the same time (rank 1).
  private enum Happening: BitwiseCopyable {
    case release(weight: Int)
    case arrival(item: Int)
  }

  let capacity: Int
  /// Units that may be taken: one less than the capacity where admission is strict.
  let limit: Int
  let low: Double
  let high: Double
  let keepsPath: Bool
  var buckets: [Bucket]
  var tenths = [Tally](repeating: Tally(), count: OnlineKnapsack.tenths)
  /// Profit after each item, where it is kept.
  var path: [Double] = []
  var used = 0
  var taken = 0
  var givenBack = 0
  /// At the end; on average over time where capacity came back.
  var utilisation = 0.0

  init(capacity: Int, limit: Int, low: Double, high: Double, buckets: Int, keepsPath: Bool) {
    self.capacity = capacity
    self.limit = limit
    self.low = low
    self.high = high
    self.keepsPath = keepsPath
    self.buckets = Array(repeating: Bucket(), count: buckets)
  }

  mutating func play(
    _ items: [KnapsackItem], tenths tenthOfItem: [UInt8], policy: inout any AdmissionPolicy,
    thresholds: borrowing Column<Double>, _ monitor: Monitor
  ) throws {
    if keepsPath { path.reserveCapacity(items.count) }
    var queue = EventQueue<Happening>()
    var area = 0.0
    var clock = items.first?.time ?? 0
    let start = clock
    let hasThresholds = thresholds.count > 0
    var bucket = 0
    var bucketEnd = PreparedMarket.bucketEnd(1, of: buckets.count, items.count)
    var sums = Bucket()
    if let first = items.first { queue.push(.arrival(item: 0), at: first.time, rank: 1) }
    while let event = queue.pop() {
      switch event.payload {
      case .release(let weight):
        area += Double(used) * (event.time - clock)
        clock = event.time
        used -= weight
        givenBack += weight
      case .arrival(let index):
        area += Double(used) * (event.time - clock)
        clock = event.time
        if index + 1 < items.count { queue.push(.arrival(item: index + 1), at: items[index + 1].time, rank: 1) }
        let item = items[index]
        let density = item.density(ofCapacity: capacity)
        let wanted: Bool
        if hasThresholds {
          let threshold = thresholds[used]
          sums.thresholds += threshold
          wanted = density >= threshold
        } else {
          wanted = try policy.accepts(item, used: used)
        }
        let fits = used + item.weight <= limit
        sums.offered += 1
        if density < low || density > high { sums.outside += 1 }
        if wanted && !fits { sums.withoutRoom += 1 }
        let accepted = wanted && fits
        if accepted {
          sums.accepted += 1
          sums.profit += item.value
          used += item.weight
          taken += item.weight
          if item.duration < .infinity { queue.push(.release(weight: item.weight), at: event.time + item.duration) }
        }
        if !tenthOfItem.isEmpty {
          let tenth = Int(tenthOfItem[index])
          tenths[tenth].offered += 1
          if accepted { tenths[tenth].accepted += 1 }
        }
        if keepsPath { path.append((path.last ?? 0) + (accepted ? item.value : 0)) }
        if index + 1 == bucketEnd {
          buckets[bucket] = sums
          sums = Bucket()
          bucket += 1
          try monitor.advance(by: index + 1 - PreparedMarket.bucketEnd(bucket - 1, of: buckets.count, items.count))
          bucketEnd = PreparedMarket.bucketEnd(min(bucket + 1, buckets.count), of: buckets.count, items.count)
          // What is still held when the last item has come is held at the end.
          if index + 1 == items.count { break }
        }
      }
      if bucket == buckets.count { break }
    }
    utilisation =
      givenBack > 0 && clock > start
      ? area / (clock - start) / Double(capacity) : Double(used) / Double(capacity)
  }
}
