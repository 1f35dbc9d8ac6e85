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
    /// Sum of the thresholds that items met.
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

    mutating func count(_ isAccepted: Bool) {
      offered += 1
      if isAccepted { accepted += 1 }
    }
  }

  let capacity: Int
  /// Units that may be taken: one less than the capacity where admission is strict.
  let limit: Int
  let low: Double
  let high: Double
  let keepsPath: Bool
  var buckets: [Bucket]
  /// By density, lowest first, and by arrival.
  var densityTenths = [Tally](repeating: Tally(), count: OnlineKnapsack.tenths)
  var arrivalTenths = [Tally](repeating: Tally(), count: OnlineKnapsack.tenths)
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

  /// Items come in their own order and wait in no queue; what gives capacity back does, and comes before the item that
  /// arrives at the same time. What is still held when the last item has come is held at the end.
  mutating func play(
    _ items: [KnapsackItem], tenths tenthOfItem: [UInt8], policy: inout any AdmissionPolicy,
    thresholds: borrowing Column<Double>, _ monitor: Monitor
  ) throws {
    if keepsPath { path.reserveCapacity(items.count) }
    /// Weights that come back.
    var queue = EventQueue<Int>()
    let hasThresholds = thresholds.count > 0
    let start = items.first?.time ?? 0
    var clock = start
    // In local variables, so that they stay in registers.
    var (used, area, profit) = (0, 0.0, 0.0)
    var first = 0
    for bucket in buckets.indices {
      let end = PreparedMarket.bucketEnd(bucket + 1, of: buckets.count, items.count)
      var sums = Bucket()
      for index in first..<end {
        let item = items[index]
        while let next = queue.first, next.time <= item.time {
          _ = queue.pop()
          area += Double(used) * (next.time - clock)
          clock = next.time
          used -= next.payload
          givenBack += next.payload
        }
        area += Double(used) * (item.time - clock)
        clock = item.time
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
        if density < low || density > high { sums.outside += 1 }
        if wanted && !fits { sums.withoutRoom += 1 }
        let accepted = wanted && fits
        if accepted {
          sums.accepted += 1
          sums.profit += item.value
          profit += item.value
          used += item.weight
          taken += item.weight
          if item.duration < .infinity { queue.push(item.weight, at: item.time + item.duration) }
        }
        if !tenthOfItem.isEmpty {
          densityTenths[Int(tenthOfItem[index])].count(accepted)
          arrivalTenths[index * OnlineKnapsack.tenths / items.count].count(accepted)
        }
        if keepsPath { path.append(profit) }
      }
      sums.offered = Double(end - first)
      buckets[bucket] = sums
      try monitor.advance(by: end - first)
      first = end
    }
    self.used = used
    utilisation =
      givenBack > 0 && clock > start
      ? area / (clock - start) / Double(capacity) : Double(used) / Double(capacity)
  }
}
