/// The assignment problem on a dense matrix: every row to a column of its own, at the least cost.
///
/// Rows first bid for columns, as in an auction, which settles most of them; each of the others then enters by the cheapest
/// path of exchanges to a free column (Jonker and Volgenant's augmenting row reduction and their shortest augmenting
/// paths). Columns are gone through several at a time, in the lanes of a vector.
///
/// Invariant: u + v ≤ cost for every pair, with equality where matched; v ≤ 0, and v = 0 for a free column. u is implied: the
/// cost of the row's pair less v of its column.
///
/// **Ties**: among columns of the least reduced cost a free one first, then the lowest.
/// - Complexity: O(n² m) for n rows and m columns.
///
/// Source: Jonker and Volgenant 1987. Differs: no column reduction, so that sides may be of different length; bids stop at
/// ties and after a fixed number.
struct DenseAssignment {
  let rows: Int
  let columns: Int
  /// Costs by row, each row filled up to whole vectors; +∞ forbids a pair.
  private let costs: [Lanes]
  /// Vectors a row.
  private let width: Int
  /// v, by vectors; 0 behind the last column.
  private var prices: [Lanes]
  /// Partners; −1 for none.
  private(set) var columnOfRow: [Int]
  private(set) var rowOfColumn: [Int]
  /// When no path reached a free column: the rows it tried, and the columns, ascending.
  private(set) var stuck: (rows: [Int], columns: [Int])?

  // The search: distances of the columns not settled, the rows they were reached from, and v or, where settled, −∞.
  private var distances: [Lanes]
  private var previous: [Lanes]
  private var openPrices: [Lanes]

  /// - Parameter cost: of a place, counted by row.
  /// - Precondition: no more rows than columns.
  init(rows: Int, columns: Int, cost: (Int) -> Double) {
    precondition(rows <= columns, "Each row is to have a column of its own.")
    self.rows = rows
    self.columns = columns
    width = (columns + Lanes.scalarCount - 1) / Lanes.scalarCount
    var costs = [Lanes](repeating: Lanes(repeating: .infinity), count: rows * width)
    for row in 0..<rows {
      for column in 0..<columns {
        costs[row * width + column / Lanes.scalarCount][column % Lanes.scalarCount] = cost(row * columns + column)
      }
    }
    self.costs = costs
    prices = [Lanes](repeating: .zero, count: width)
    openPrices = prices
    distances = prices
    previous = prices
    columnOfRow = [Int](repeating: -1, count: rows)
    rowOfColumn = [Int](repeating: -1, count: columns)
  }

  /// Potentials of the rows; of one without a column, 0.
  var u: [Double] {
    columnOfRow.enumerated().map { row, column in column < 0 ? 0 : cost(row, column) - price(column) }
  }
  /// Potentials of the columns.
  var v: [Double] { (0..<columns).map { price($0) } }

  mutating func solve() {
    let waiting = bid()
    openPrices = prices
    for row in waiting where stuck == nil { insert(row) }
  }

  private func cost(_ row: Int, _ column: Int) -> Double {
    costs[row * width + column / Lanes.scalarCount][column % Lanes.scalarCount]
  }

  private func price(_ column: Int) -> Double { prices[column / Lanes.scalarCount][column % Lanes.scalarCount] }
}

// The auction at the start.
extension DenseAssignment {
  /// Rows take the column of least reduced cost and make it dearer, to where the second is as good. Returns those who have
  /// not found a place when the bids allowed are used up.
  private mutating func bid() -> [Int] {
    var waiting = Array((0..<rows).reversed())
    var late: [Int] = []
    var bids = 4 * rows
    while bids > 0, let row = waiting.popLast() {
      bids -= 1
      let (least, second) = twoLeast(row)
      // A row without any column is left to the search to complain of; without a second there is no price to go to.
      guard second < .infinity, let column = place(of: least, in: row) else {
        late.append(row)
        continue
      }
      let loser = rowOfColumn[column]
      if loser >= 0 {
        // No gain in driving out an equal.
        if least == second {
          late.append(row)
          continue
        }
        columnOfRow[loser] = -1
        waiting.append(loser)
      }
      prices[column / Lanes.scalarCount][column % Lanes.scalarCount] -= second - least
      rowOfColumn[column] = row
      columnOfRow[row] = column
    }
    return (waiting + late).sorted()
  }

  /// The least reduced cost of a row and the second; both the same when two columns share it.
  private func twoLeast(_ row: Int) -> (Double, Double) {
    var (first, second) = (Lanes(repeating: .infinity), Lanes(repeating: .infinity))
    let (costs, prices) = (costs.span.extracting(row * width..<(row + 1) * width), prices.span)
    for index in costs.indices {
      let reduced = costs[index] - prices[index]
      let isLess = reduced .< first
      let larger = reduced.replacing(with: first, where: isLess)
      first.replace(with: reduced, where: isLess)
      second.replace(with: larger, where: larger .< second)
    }
    var (least, next) = (Double.infinity, Double.infinity)
    for lane in 0..<Lanes.scalarCount {
      for value in [first[lane], second[lane]] {
        if value < least { (least, next) = (value, least) } else if value < next { next = value }
      }
    }
    return (least, next)
  }

  /// A free column of this reduced cost, or else the lowest column; nil for a cost of +∞.
  private func place(of reduced: Double, in row: Int) -> Int? {
    if reduced == .infinity { return nil }
    var found: Int?
    let (costs, prices) = (costs.span.extracting(row * width..<(row + 1) * width), prices.span)
    let wanted = Lanes(repeating: reduced)
    for index in costs.indices {
      let isEqual = (costs[index] - prices[index]) .== wanted
      if !any(isEqual) { continue }
      for lane in 0..<Lanes.scalarCount where isEqual[lane] {
        let column = index * Lanes.scalarCount + lane
        if rowOfColumn[column] < 0 { return column }
        if found == nil { found = column }
      }
    }
    return found
  }
}

// The shortest augmenting paths.
extension DenseAssignment {
  /// Lets a row in, by the cheapest path of exchanges to a free column; notes it as stuck when there is none.
  private mutating func insert(_ start: Int) {
    for index in 0..<width {
      distances[index] = Lanes(repeating: .infinity)
    }
    // Columns settled, in order, with their distances; from `next` on, their rows are still to be looked at.
    var settled: [(column: Int, distance: Double)] = []
    var next = 0
    var reached = -Double.infinity
    var row = start
    var shift = 0.0
    while true {
      let least = Self.relax(
        costs, row * width..<(row + 1) * width, openPrices, shift, Double(row), &distances, &previous)
      // While the rows of columns just settled are looked at, others can come as near.
      if next == settled.count || least <= reached {
        if least == .infinity {
          stuck = (([start] + settled.map { rowOfColumn[$0.column] }).sorted(), settled.map(\.column).sorted())
          return
        }
        // Rounding must not lead back.
        reached = max(reached, least)
        if let free = settle(least, as: reached, &settled) { return augment(from: start, to: free, settled, reached) }
      }
      let column = settled[next].column
      next += 1
      row = rowOfColumn[column]
      shift = reached - (cost(row, column) - price(column))
    }
  }

  /// Shortens distances by way of a row; returns the least of the columns not settled.
  private static func relax(
    _ costs: [Lanes], _ places: Range<Int>, _ prices: [Lanes], _ shift: Double, _ row: Double,
    _ distances: inout [Lanes], _ previous: inout [Lanes]
  ) -> Double {
    var least = Lanes(repeating: .infinity)
    let (shift, row) = (Lanes(repeating: shift), Lanes(repeating: row))
    let (costs, prices) = (costs.span.extracting(places), prices.span)
    var distances = distances.mutableSpan
    var previous = previous.mutableSpan
    for index in costs.indices {
      let candidate = (costs[index] - prices[index]) + shift
      let isShorter = candidate .< distances[index]
      let distance = distances[index].replacing(with: candidate, where: isShorter)
      distances[index] = distance
      previous[index].replace(with: row, where: isShorter)
      least.replace(with: distance, where: distance .< least)
    }
    var result = least[0]
    for lane in 1..<Lanes.scalarCount { result = min(result, least[lane]) }
    return result
  }

  /// Settles all columns at this distance; the lowest free one, if any, at once.
  private mutating func settle(
    _ least: Double, as distance: Double, _ settled: inout [(column: Int, distance: Double)]
  ) -> Int? {
    let wanted = Lanes(repeating: least)
    let before = settled.count
    for index in 0..<width {
      let isEqual = distances[index] .== wanted
      if !any(isEqual) { continue }
      for lane in 0..<Lanes.scalarCount where isEqual[lane] {
        let column = index * Lanes.scalarCount + lane
        if rowOfColumn[column] < 0 {
          // What was settled along with it is no nearer, and stays as it was.
          settled.removeSubrange(before...)
          return column
        }
        settled.append((column, distance))
      }
    }
    for (column, _) in settled[before...] {
      distances[column / Lanes.scalarCount][column % Lanes.scalarCount] = .infinity
      openPrices[column / Lanes.scalarCount][column % Lanes.scalarCount] = -.infinity
    }
    return nil
  }

  /// Exchanges along the path, and brings the prices of what was settled to where the path costs nothing.
  private mutating func augment(
    from start: Int, to free: Int, _ settled: [(column: Int, distance: Double)], _ reached: Double
  ) {
    for (column, distance) in settled {
      let (index, lane) = (column / Lanes.scalarCount, column % Lanes.scalarCount)
      prices[index][lane] += distance - reached
      openPrices[index][lane] = prices[index][lane]
    }
    var column = free
    while true {
      let row = Int(previous[column / Lanes.scalarCount][column % Lanes.scalarCount])
      rowOfColumn[column] = row
      (columnOfRow[row], column) = (column, columnOfRow[row])
      if row == start { return }
    }
  }
}

/// Columns that are looked at together.
private typealias Lanes = SIMD4<Double>
