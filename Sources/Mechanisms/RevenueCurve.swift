internal import Statistics

/// The revenue curve R(q) = q · v(q) of a distribution with a density, as arcs on which price and density are
/// continuous, and what of it must be ironed.
struct RevenueCurve {
  /// A stretch of the curve, from the higher price to the lower.
  private struct Arc {
    var quantiles: ClosedRange<Double>
    /// Prices at its ends; they differ from the neighbours' where the support has a gap.
    var high: Double
    var low: Double
    /// The density, where it is constant.
    var density: Double?
  }

  private struct Point {
    var q: Double
    var value: Double
    /// The arc that ends here or goes on; the point where two arcs meet belongs to the one before.
    var arc: Int
  }

  private let distribution: Distribution
  private let arcs: [Arc]
  private let points: [Point]

  /// One arc; cells are equal in the middle and shrink by halves at the ends, as far as the curve's bend still shows in
  /// a double: without end where prices are unbounded.
  init(smooth distribution: Distribution) {
    self.distribution = distribution
    let (low, high) = distribution.support
    arcs = [Arc(quantiles: 0...1, high: high, low: low)]
    let cells = 4096
    var grid: [Double] = []
    for halvings in (13...(high == .infinity ? 200 : 20)).reversed() {
      grid.append(Double(sign: .plus, exponent: -halvings, significand: 1))
    }
    for cell in 1..<cells { grid.append(Double(cell) / Double(cells)) }
    for halvings in 13...20 { grid.append(1 - Double(sign: .plus, exponent: -halvings, significand: 1)) }
    let inner = grid.map { Point(q: $0, value: distribution.value(reachedWith: $0), arc: 0) }
    points = [Point(q: 0, value: high, arc: 0)] + inner + [Point(q: 1, value: low, arc: 0)]
  }

  /// One arc for each piece that has mass, on which R is a parabola.
  init(_ distribution: Distribution, edges: [Double], masses: [Double]) {
    self.distribution = distribution
    var arcs: [Arc] = []
    var points: [Point] = []
    var q = 0.0
    let cells = max(8, 4096 / masses.count)
    for piece in masses.indices.reversed() where masses[piece] > 0 {
      let (low, high) = (edges[piece], edges[piece + 1])
      // The last piece ends at 1 whatever the rounding.
      let end = masses[..<piece].contains { $0 > 0 } ? min(1, q + masses[piece]) : 1
      arcs.append(Arc(quantiles: q...end, high: high, low: low, density: masses[piece] / (high - low)))
      let meetsLast = points.last.map { $0.value <= high } ?? false
      for cell in (meetsLast ? 1 : 0)...cells {
        let part = Double(cell) / Double(cells)
        points.append(Point(q: q + (end - q) * part, value: high - (high - low) * part, arc: arcs.count - 1))
      }
      q = end
    }
    self.arcs = arcs
    self.points = points
  }

  /// The stretches where the hull lies above the curve, ascending in value.
  func ironed() -> [IronedVirtualValue.Interval] {
    // At an infinite price nothing is sold.
    let corners = upperHull(points.map { ($0.q, $0.q > 0 ? $0.q * $0.value : 0) })
    var found: [IronedVirtualValue.Interval] = []
    for (from, to) in zip(corners, corners.dropFirst()) where to > from + 1 && rises(from, to) {
      let line = tangent(from, to)
      // A line of many cells may have been found in parts.
      if let last = found.last, line.high >= last.low, abs(line.level - last.level) <= 1e-9 * max(1, abs(line.level)) {
        found[found.count - 1].low = line.low
        found[found.count - 1].quantiles = last.quantiles.lowerBound...line.quantiles.upperBound
      } else if line.high > line.low {
        found.append(line)
      }
    }
    return found.reversed()
  }

  /// Whether the line between two grid points lies above the curve by more than rounding can explain.
  private func rises(_ from: Int, _ to: Int) -> Bool {
    let (a, b) = (points[from], points[to])
    let scale = 1e-12 * max(revenue(a), revenue(b))
    return ((from + 1)..<to).contains { index in
      let part = (points[index].q - a.q) / (b.q - a.q)
      return revenue(a) + (revenue(b) - revenue(a)) * part - revenue(points[index]) > scale
    }
  }

  /// The line that touches the curve near two grid points and lies above it between them.
  ///
  /// Given its slope, the points of contact are where R(q) − slope · q is greatest near either end; given those, the slope
  /// follows: Newton's method for the difference of the two maxima.
  private func tangent(_ from: Int, _ to: Int) -> IronedVirtualValue.Interval {
    var (a, b) = (points[from], points[to])
    var slope = (revenue(b) - revenue(a)) / (b.q - a.q)
    for _ in 0..<50 {
      a = contact(from, slope)
      b = contact(to, slope)
      let next = (revenue(b) - revenue(a)) / (b.q - a.q)
      let isClose = abs(next - slope) <= 1e-15 * abs(slope)
      slope = next
      if isClose { break }
    }
    return .init(low: b.value, high: a.value, quantiles: a.q...b.q, level: slope)
  }

  private func revenue(_ point: Point) -> Double { point.q > 0 ? point.q * point.value : 0 }

  /// The point of the curve within one cell of a grid point where R(q) − slope · q is greatest.
  private func contact(_ index: Int, _ slope: Double) -> Point {
    var best = points[index]
    for cell in [index, index + 1] {
      guard let point = contact(inCellBefore: cell, slope) else { continue }
      if revenue(point) - slope * point.q > revenue(best) - slope * best.q { best = point }
    }
    return best
  }

  /// The same in the cell that ends at a grid point, where R is concave; nil where there is no such cell.
  private func contact(inCellBefore index: Int, _ slope: Double) -> Point? {
    guard points.indices.contains(index), index > 0, points[index - 1].value < .infinity,
      points[index].q > points[index - 1].q
    else { return nil }
    let arc = arcs[points[index].arc]
    // Along the arc prices fall and so does the slope of R.
    func isBeyond(_ value: Double) -> Bool {
      let q = quantile(value, arc)
      guard let density = arc.density ?? distribution.density(value), density > 0 else { return q > 0 }
      return value - q / density < slope
    }
    var (high, low) = (points[index - 1].value, points[index].value)
    if !isBeyond(low) {
      high = low
    } else if !isBeyond(high) {
      while true {
        let middle = low + (high - low) / 2
        if middle <= low || middle >= high { break }
        if isBeyond(middle) { low = middle } else { high = middle }
      }
    }
    return Point(q: quantile(high, arc), value: high, arc: points[index].arc)
  }

  private func quantile(_ value: Double, _ arc: Arc) -> Double {
    if let density = arc.density { return arc.quantiles.lowerBound + (arc.high - value) * density }
    return distribution.upperTail(value)
  }
}
