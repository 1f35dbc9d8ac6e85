package import MarketModel

extension Recording.Distribution {
  var total: Double { cells.reduce(0) { $0 + Double($1.count) } }

  /// The value below which a part of the mass lies, spread evenly within each cell; nil without mass.
  package func quantile(_ part: Double) -> Double? {
    let wanted = part * total
    var below = 0.0
    for cell in cells where cell.count > 0 {
      let count = Double(cell.count)
      if below + count >= wanted { return cell.low + (cell.high - cell.low) * max(0, wanted - below) / count }
      below += count
    }
    return cells.last { $0.count > 0 }?.high
  }
}

/// Bins of one round width that show several distributions side by side.
package struct Bins: Sendable {
  /// Ascending; one more than there are bins, of which there are at most 60.
  package let edges: [Double]

  /// Covers all but 0.1 % of the mass at either end; nil when there is no mass.
  package init?(showing distributions: [Recording.Distribution]) {
    let lows = distributions.compactMap { $0.quantile(0.001) }
    let highs = distributions.compactMap { $0.quantile(0.999) }
    guard let low = lows.min(), let high = highs.max(), low.isFinite, high.isFinite else { return nil }
    edges = Ticks(covering: low...high, atMost: 60, isWidened: true).values
    if edges.count < 2 { return nil }
  }

  /// Share of the mass per unit of the quantity, bin by bin. A cell's mass is spread evenly over it.
  package func density(of distribution: Recording.Distribution) -> [Double] {
    var mass = [Double](repeating: 0, count: edges.count - 1)
    let total = distribution.total
    let width = (edges[edges.count - 1] - edges[0]) / Double(mass.count)
    for cell in distribution.cells where cell.count > 0 {
      let share = Double(cell.count) / total
      var bin = min(max(Int(min((cell.low - edges[0]) / width, 1e9)), 0), mass.count - 1)
      // Rounding may have put the cell one bin off.
      while bin > 0 && cell.low < edges[bin] { bin -= 1 }
      while bin + 1 < mass.count && cell.low >= edges[bin + 1] { bin += 1 }
      if cell.high <= cell.low {
        if cell.low >= edges[0] && cell.low <= edges[edges.count - 1] { mass[bin] += share }
        continue
      }
      while bin < mass.count && edges[bin] < cell.high {
        let overlap = min(cell.high, edges[bin + 1]) - max(cell.low, edges[bin])
        if overlap > 0 { mass[bin] += share * overlap / (cell.high - cell.low) }
        bin += 1
      }
    }
    return mass.indices.map { mass[$0] / (edges[$0 + 1] - edges[$0]) }
  }
}
