internal import MarketModel

/// What each factor of a grid would have got one bidder, and the dual bound at the multiplier that belongs to it.
///
/// A factor f on values is the multiplier μ = 1/f − 1 of a surplus maximiser's budget, μ = 1/f of a value maximiser's, and
/// λ = 1/(f − 1/τ) of a return τ.
struct HindsightLedger: Sendable {
  let objective: Goal.Objective
  private let paysOwnBid: Bool
  private let budget: Double?
  private let leastReturn: Double?
  private let buckets: Int
  /// (grid).
  private let factors: [Double]
  /// What each factor has left to spend, and has spent and got in value (grid).
  private var left: [Double]
  private var spent: [Double]
  private var value: [Double]
  /// By bucket (buckets × grid).
  private var got: [Double]
  private var budgetBound: [Double]
  private var returnBound: [Double]

  init(_ group: MarketFacts.Group, paysOwnBid: Bool, buckets: Int) {
    objective = group.goal.objective
    self.paysOwnBid = paysOwnBid
    budget = group.budget
    leastReturn = group.goal.requiredReturn(valuePerAction: group.valuePerAction)
    self.buckets = buckets
    self.factors = Self.grid(for: group.goal.objective)
    left = Array(repeating: group.budget ?? .greatestFiniteMagnitude, count: factors.count)
    spent = Array(repeating: 0, count: factors.count)
    value = spent
    got = Array(repeating: 0, count: factors.count * buckets)
    budgetBound = got
    returnBound = leastReturn == nil ? [] : got
  }

  /// Ascending factors: 64 to the octave within three octaves of 1, 16 beyond, down to 1/64, and for value up to 64.
  ///
  /// By repeated products, not powers: the same bits everywhere.
  private static func grid(for objective: Goal.Objective) -> [Double] {
    let fine = 1.0108892860517005
    let coarse = 1.0442737824274138
    func steps(_ count: Int, _ ratio: Double, from start: Double) -> [Double] {
      var point = start
      return (0..<count).map { _ in
        point *= ratio
        return point
      }
    }
    let near = steps(192, 1 / fine, from: 1)
    let below = near + steps(48, 1 / coarse, from: near[near.count - 1])
    if objective == .surplus { return below.reversed() + [1] }
    let above = steps(192, fine, from: 1)
    return below.reversed() + [1] + above + steps(48, coarse, from: above[above.count - 1])
  }

  /// Adds one auction that the bidder took part in.
  ///
  /// - Complexity: O(grid).
  mutating func add(value worth: Double, threshold: Double, bucket: Int) {
    let cells = (bucket &* factors.count)..<((bucket &+ 1) &* factors.count)
    Self.play(
      factors, worth, threshold, paysOwnBid, isSurplus: objective == .surplus, &left, &spent, &value, &got, cells)
    Self.bound(factors, worth, threshold, &budgetBound, cells)
    if let leastReturn { Self.boundReturn(factors, worth, threshold, 1 / leastReturn, &returnBound, cells) }
  }

  /// Lets each factor bid what it can still pay.
  private static func play(
    _ factors: [Double], _ worth: Double, _ threshold: Double, _ paysOwnBid: Bool, isSurplus: Bool,
    _ left: inout [Double], _ spent: inout [Double], _ value: inout [Double], _ got: inout [Double], _ cells: Range<Int>
  ) {
    var left = left.mutableSpan
    var spent = spent.mutableSpan
    var value = value.mutableSpan
    var row = got.mutableSpan
    var got = row._mutatingExtracting(cells)
    for j in factors.indices {
      let wish = factors[j] * worth
      let bid = wish > left[j] ? left[j] : wish
      if bid >= threshold && bid > 0 {
        let price = paysOwnBid ? bid : threshold
        left[j] -= price
        spent[j] += price
        value[j] += worth
        got[j] += isSurplus ? worth - price : worth
      }
    }
  }

  /// Adds (f · v − d)⁺/f: the worth of winning at the multiplier of the budget that makes f the best factor.
  private static func bound(
    _ factors: [Double], _ worth: Double, _ threshold: Double, _ bounds: inout [Double], _ cells: Range<Int>
  ) {
    var row = bounds.mutableSpan
    var bounds = row._mutatingExtracting(cells)
    for j in factors.indices {
      let worth = worth - threshold / factors[j]
      bounds[j] += worth > 0 ? worth : 0
    }
  }

  /// Adds λ (f · v − d)⁺ with λ = 1/(f − 1/τ): the same for the multiplier of the return.
  private static func boundReturn(
    _ factors: [Double], _ worth: Double, _ threshold: Double, _ least: Double, _ bounds: inout [Double],
    _ cells: Range<Int>
  ) {
    var row = bounds.mutableSpan
    var bounds = row._mutatingExtracting(cells)
    for j in factors.indices where factors[j] > least {
      let margin = factors[j] * worth - threshold
      if margin > 0 { bounds[j] += margin / (factors[j] - least) }
    }
  }

  /// What the best fixed factor had got by the end of each bucket.
  ///
  /// A factor that keeps the return wanted, of which the smallest always does: its bids are below the values it wants.
  func fixedPath() -> [Double] {
    var best = 0
    var most = -Double.infinity
    for j in factors.indices where isKept(j) {
      let total = total(got, j)
      if total > most { (best, most) = (j, total) }
    }
    return path(got, best)
  }

  private func isKept(_ j: Int) -> Bool {
    guard let leastReturn else { return true }
    return spent[j] * leastReturn <= value[j] * (1 + 1e-12)
  }

  /// The dual bound by the end of each bucket, at the multiplier that is best at the end.
  func boundPath() -> [Double] {
    var least = Double.infinity
    var found: [Double] = []
    func consider(_ cells: [Double], _ j: Int, money: Double) {
      let bound = total(cells, j) + money
      if bound >= least { return }
      least = bound
      found = path(cells, j)
      for bucket in found.indices { found[bucket] += money * Double(bucket + 1) / Double(buckets) }
    }
    for j in factors.indices {
      let multiplier = objective == .surplus ? 1 / factors[j] - 1 : 1 / factors[j]
      if let budget { consider(budgetBound, j, money: multiplier * budget) }
      if let leastReturn, factors[j] > 1 / leastReturn { consider(returnBound, j, money: 0) }
    }
    // Without a budget a surplus maximiser's bound is what truthful bidding gets at thresholds: the factor 1.
    if objective == .surplus && budget == nil { consider(budgetBound, factors.count - 1, money: 0) }
    return found.isEmpty ? Array(repeating: 0, count: buckets) : found
  }

  private func total(_ cells: [Double], _ j: Int) -> Double {
    var sum = 0.0
    for bucket in 0..<buckets { sum += cells[bucket * factors.count + j] }
    return sum
  }

  private func path(_ cells: [Double], _ j: Int) -> [Double] {
    var sum = 0.0
    return (0..<buckets).map { bucket in
      sum += cells[bucket * factors.count + j]
      return sum
    }
  }
}
