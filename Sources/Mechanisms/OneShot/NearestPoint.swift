/// The points x with normal · x ≥ bound.
struct HalfSpace {
  var normal: [Double]
  var bound: Double
}

/// The point of a polyhedron that is nearest to `start`, in Euclid's distance; nil when the polyhedron is empty.
///
/// The dual active-set method: from `start`, which is nearest as long as no constraint is asked, the most violated constraint
/// is brought in, and constraints whose multiplier would turn negative are let go. Each step moves farther away, so it ends.
///
/// **Ties**: of equally violated constraints the first. Violations below 10⁻¹² of the coordinates' size count as none.
/// - Complexity: O(*d*³) a step in *d* dimensions; rarely more steps than a few times the constraints.
///
/// Source: Goldfarb and Idnani 1983, with the identity as Hessian.
func nearestPoint(to start: [Double], in halfSpaces: [HalfSpace]) -> [Double]? {
  var point = start
  var active: [Int] = []
  var multipliers: [Double] = []
  let scale = max(halfSpaces.map { abs($0.bound) }.max() ?? 0, start.map(abs).max() ?? 0)
  for _ in 0..<(50 * (halfSpaces.count + 1)) {
    var worst = (index: -1, slack: -1e-12 * scale)
    for (index, space) in halfSpaces.enumerated() where !active.contains(index) {
      let slack = dot(space.normal, point) - space.bound
      if slack < worst.slack { worst = (index, slack) }
    }
    if worst.index < 0 { return point }
    let entering = halfSpaces[worst.index]
    var weight = 0.0
    while true {
      let normals = active.map { halfSpaces[$0].normal }
      let shares = leastSquares(normals, entering.normal)
      var direction = entering.normal
      for (share, normal) in zip(shares, normals) {
        for i in direction.indices { direction[i] -= share * normal[i] }
      }
      let length = dot(direction, entering.normal)
      let isFree = length > 1e-12 * dot(entering.normal, entering.normal)
      let toReach = isFree ? (entering.bound - dot(entering.normal, point)) / length : .infinity
      var dropping = -1
      var toDrop = Double.infinity
      for (place, share) in shares.enumerated() where share > 1e-12 && multipliers[place] / share < toDrop {
        toDrop = multipliers[place] / share
        dropping = place
      }
      let step = min(toReach, toDrop)
      if step == .infinity { return nil }
      for (place, share) in shares.enumerated() { multipliers[place] -= step * share }
      weight += step
      if isFree { for i in point.indices { point[i] += step * direction[i] } }
      if toReach <= toDrop {
        active.append(worst.index)
        multipliers.append(weight)
        break
      }
      active.remove(at: dropping)
      multipliers.remove(at: dropping)
    }
  }
  return point
}

private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

/// The weights with which linearly independent columns come nearest to `target`: normal equations, by elimination with the
/// largest pivot.
private func leastSquares(_ columns: [[Double]], _ target: [Double]) -> [Double] {
  let n = columns.count
  var rows = columns.map { row in columns.map { dot(row, $0) } + [dot(row, target)] }
  for k in 0..<n {
    let pivot = (k..<n).max { abs(rows[$0][k]) < abs(rows[$1][k]) } ?? k
    rows.swapAt(k, pivot)
    if rows[k][k] == 0 { continue }
    for i in (k + 1)..<max(n, k + 1) {
      let factor = rows[i][k] / rows[k][k]
      if factor == 0 { continue }
      for j in k...n { rows[i][j] -= factor * rows[k][j] }
    }
  }
  var weights = [Double](repeating: 0, count: n)
  for k in (0..<n).reversed() where rows[k][k] != 0 {
    weights[k] = (((k + 1)..<max(n, k + 1)).reduce(rows[k][n]) { $0 - rows[k][$1] * weights[$1] }) / rows[k][k]
  }
  return weights
}
