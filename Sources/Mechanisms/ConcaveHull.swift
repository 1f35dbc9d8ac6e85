/// The corners of the least concave function above points that ascend in `x`: the upper hull, first and last point
/// included (indices of `points`).
///
/// **Ties**: of points in line only the ends are corners; of two with the same `x` the higher counts.
/// - Complexity: O(*n*).
///
/// Source: Andrew 1979 (monotone chain).
func upperHull(_ points: [(x: Double, y: Double)]) -> [Int] {
  var corners: [Int] = []
  for next in points.indices {
    while let last = corners.last {
      if points[last].x == points[next].x {
        if points[last].y >= points[next].y { break }
      } else {
        guard corners.count >= 2 else { break }
        let before = points[corners[corners.count - 2]]
        let turn =
          (points[last].x - before.x) * (points[next].y - before.y)
          - (points[last].y - before.y) * (points[next].x - before.x)
        if turn < 0 { break }
      }
      corners.removeLast()
    }
    if let last = corners.last, points[last].x == points[next].x { continue }
    corners.append(next)
  }
  return corners
}
