public import Statistics

/// The ironed virtual value of a bidder whose value has a given distribution: what a seller can expect to earn more by
/// selling to values from v on than by selling only above v, per unit of probability, made monotone.
///
/// In quantile space, with q the probability that the value reaches the price v(q), the seller's revenue is
/// R(q) = q · v(q). The virtual value φ is the slope R′(q), with a density φ(v) = v − (1 − F(v)) / f(v); the ironed one is
/// the slope of the concave hull of R. Where the hull lies above R it is a straight line, and all values below that line
/// have the same ironed virtual value.
///
/// **Distributions with atoms** are ironed as lists of points (q, R(q)), from (0, 0) on: the slope that ends at an atom
/// belongs to it, and a value between two atoms counts as the lower one. This is exact for discrete and empirical
/// distributions; no density is needed.
/// **Infinite support**: R(q) goes to 0 with q for all distributions here; φ then has no upper bound.
/// **Edge cases**: a value below the support has virtual value −∞; one above it counts as itself (with atoms: as the
/// highest atom). A constant value c is one atom: φ = c, and c is the reserve.
///
/// Uniform and exponential distributions need no ironing and get none. For the others R is laid out on a grid of about
/// 4,000 quantiles: an interval to be ironed is found if it is wider than two of its cells, and its ends are then
/// refined to about 10⁻¹² of the value.
/// - Complexity: to make, O(1) for uniform and exponential, else O(grid), a few milliseconds for a beta distribution;
///   O(log *k*) a value with *k* atoms or ironed intervals.
///
/// Source: Myerson 1981, section 6; in quantile space Bulow and Roberts 1989, Hartline 2013 section 3.3. The discrete form:
/// Elkind 2007.
public struct IronedVirtualValue: Sendable {
  /// Values that share one virtual value because the hull lies above R there.
  public struct Interval: Sendable, Hashable {
    /// The values at its ends [money]; with atoms, the lowest and the highest of those that share it.
    public var low: Double
    public var high: Double
    /// The probabilities that a value reaches `high`, where the line begins, and `low`, where it ends. With atoms the line
    /// begins before `high`: at the probability of a value above it.
    public var quantiles: ClosedRange<Double>
    /// The virtual value of all of them [money].
    public var level: Double
  }

  public let distribution: Distribution
  /// Ironed intervals, ascending in value — empty for a regular distribution.
  public let intervals: [Interval]
  /// (atoms), descending in value — empty for a distribution with a density.
  let slopes: [Double]

  public init(_ distribution: Distribution) {
    self.distribution = distribution
    switch distribution.form {
    case .uniform, .exponential: (intervals, slopes) = ([], [])
    case .atoms(let atoms): (intervals, slopes) = Self.iron(atoms)
    case .logNormal, .beta: (intervals, slopes) = (RevenueCurve(smooth: distribution).ironed(), [])
    case .histogram(let edges, let masses):
      (intervals, slopes) = (RevenueCurve(distribution, edges: edges, masses: masses).ironed(), [])
    }
  }

  /// The ironed virtual value of `value` [money].
  public func callAsFunction(_ value: Double) -> Double {
    if !slopes.isEmpty {
      let atoms = distribution.atoms
      let index = firstTrue(in: atoms.count) { atoms[$0].value <= value }
      return index < atoms.count ? slopes[index] : -.infinity
    }
    if !intervals.isEmpty {
      let index = firstTrue(in: intervals.count) { intervals[$0].high >= value }
      if index < intervals.count && intervals[index].low <= value { return intervals[index].level }
    }
    return Self.raw(distribution, value)
  }

  /// The virtual value before ironing, v − (1 − F(v)) / f(v) [money].
  ///
  /// With atoms: the slope of R from the next higher atom to the one that `value` counts as.
  public func beforeIroning(_ value: Double) -> Double {
    let atoms = distribution.atoms
    if atoms.isEmpty { return Self.raw(distribution, value) }
    let index = firstTrue(in: atoms.count) { atoms[$0].value <= value }
    if index == atoms.count { return -.infinity }
    let before = atoms[..<index].reduce(0) { $0 + $1.probability }
    let after = before + atoms[index].probability
    return (atoms[index].value * after - (index > 0 ? atoms[index - 1].value * before : 0)) / atoms[index].probability
  }

  /// The lowest value whose ironed virtual value is at least `level` — the price of a seller to whom the item is worth
  /// `level` [money]; infinite where no value reaches it.
  public func lowestValue(reaching level: Double) -> Double { inverse(level) { $0 >= level } }

  /// Where ironed virtual values above `level` begin: the infimum of the values that have one [money]; infinite where
  /// none has. It differs from `lowestValue(reaching:)` only where several values share `level`.
  public func lowestValue(above level: Double) -> Double { inverse(level) { $0 > level } }

  /// The monopoly reserve: the lowest value whose ironed virtual value is not negative [money].
  ///
  /// It maximises price × probability of sale. **Ties**: the lowest such price.
  public var reserve: Double { lowestValue(reaching: 0) }

  /// What one bidder pays in expectation when offered the item at the reserve [money].
  public var monopolyRevenue: Double { reserve * distribution.upperTail(reserve) }

  // MARK: - Private

  private static func raw(_ distribution: Distribution, _ value: Double) -> Double {
    switch distribution.form {
    case .uniform(let low, let high):
      return value < low ? -.infinity : value > high ? value : 2 * value - high
    case .exponential(let mean): return value < 0 ? -.infinity : value - mean
    default:
      if value < distribution.support.low { return -.infinity }
      let tail = distribution.upperTail(value)
      if tail <= 0 { return value }
      let density = distribution.density(value) ?? 0
      return density > 0 ? value - tail / density : -.infinity
    }
  }

  private func inverse(_ level: Double, _ suffices: (Double) -> Bool) -> Double {
    if level.isNaN || level == .infinity { return .infinity }
    if !slopes.isEmpty {
      // Slopes descend with the values.
      let count = firstTrue(in: slopes.count) { !suffices(slopes[$0]) }
      return count > 0 ? distribution.atoms[count - 1].value : .infinity
    }
    let (bottom, top) = distribution.support
    if suffices(self(bottom)) { return bottom }
    if level >= top { return level }
    switch distribution.form {
    case .uniform(_, let high): return (level + high) / 2
    case .exponential(let mean): return level + mean
    default: break
    }
    // Between ironed intervals the virtual value is raw, and rises.
    let next = firstTrue(in: intervals.count) { suffices(intervals[$0].level) }
    if next < intervals.count && intervals[next].level == level { return intervals[next].low }
    if next > 0 && intervals[next - 1].level == level { return intervals[next - 1].high }
    var low = next > 0 ? intervals[next - 1].high : bottom
    var high = next < intervals.count ? intervals[next].low : top
    if next > 0 && suffices(Self.raw(distribution, low)) { return low }
    if high == .infinity {
      high = max(1, 2 * abs(level), 2 * low)
      while !suffices(Self.raw(distribution, high)) && high < .greatestFiniteMagnitude / 4 { high *= 2 }
    }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return high }
      if suffices(Self.raw(distribution, middle)) { high = middle } else { low = middle }
    }
  }

  /// The slopes of the hull of (0, 0), (q₁, q₁v₁), …, one per atom, and the runs of atoms that share one.
  private static func iron(_ atoms: [Distribution.Atom]) -> ([Interval], [Double]) {
    var points: [(x: Double, y: Double)] = [(0, 0)]
    var q = 0.0
    for atom in atoms {
      q += atom.probability
      points.append((q, q * atom.value))
    }
    var slopes: [Double] = []
    var intervals: [Interval] = []
    let corners = upperHull(points)
    for (from, to) in zip(corners, corners.dropFirst()) {
      let slope = (points[to].y - points[from].y) / (points[to].x - points[from].x)
      slopes += Array(repeating: slope, count: to - from)
      if to - from > 1 {
        intervals.append(
          Interval(
            low: atoms[to - 1].value, high: atoms[from].value, quantiles: points[from].x...points[to].x, level: slope))
      }
    }
    return (intervals.reversed(), slopes)
  }
}

/// The first index below `count` for which a condition holds that stays true once it is; `count` where it never is.
private func firstTrue(in count: Int, _ holds: (Int) -> Bool) -> Int {
  var (low, high) = (0, count)
  while low < high {
    let middle = (low + high) / 2
    if holds(middle) { high = middle } else { low = middle + 1 }
  }
  return low
}
