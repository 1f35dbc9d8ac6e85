internal import LinearPrograms

/// An offline vertex of the configuration LP: the arrivals it can hold, and what sets of them are worth to it.
struct SetOwner {
  /// Arrivals of one type.
  struct Item {
    var type: Int
    var count: Int
    /// What each adds to the load, above 0.
    var size: Double
  }

  var limit: Double
  /// Worth of a unit of load.
  var scale = 1.0
  var items: [Item] = []

  init(limit: Double) { self.limit = limit }

  func value(ofSize size: Double) -> Double { scale * min(limit, size) }

  /// - Parameter copies: how often the set holds each item (items).
  func value(of copies: [Int]) -> Double {
    value(ofSize: zip(copies, items).reduce(0) { $0 + Double($1.0) * $1.1.size })
  }

  /// The set of greatest worth: its value less the prices of what it holds.
  ///
  /// **Ties**: items of equal price in their order.
  /// - Parameter price: of an arrival of a type, not negative.
  func bestSet(_ price: (Int) -> Double) throws -> (copies: [Int], worth: Double) {
    let prices = items.map { price($0.type) }
    // An item can add at most its size: what costs as much is in no set that a better one lacks.
    let useful = items.indices.filter { scale * items[$0].size > prices[$0] }
    guard let first = useful.first else { return (items.map { _ in 0 }, 0) }
    let isUniform = useful.allSatisfy { items[$0].size == items[first].size }
    return isUniform ? cheapest(useful, prices) : try searched(useful, prices)
  }

  /// Items of one size: the cheapest, as long as each adds more than it costs.
  private func cheapest(_ useful: [Int], _ prices: [Double]) -> (copies: [Int], worth: Double) {
    var copies = items.map { _ in 0 }
    var (size, worth) = (0.0, 0.0)
    for index in useful.sorted(by: { (prices[$0], $0) < (prices[$1], $1) }) {
      while copies[index] < items[index].count {
        let gain = value(ofSize: size + items[index].size) - value(ofSize: size) - prices[index]
        if gain <= 0 { return (copies, worth) }
        copies[index] += 1
        size += items[index].size
        worth += gain
      }
    }
    return (copies, worth)
  }

  /// Items of many sizes: max scale × z − Σ price × k, z ≤ limit, z ≤ Σ size × k, by branch and cut.
  private func searched(_ useful: [Int], _ prices: [Double]) throws -> (copies: [Int], worth: Double) {
    var program = LinearProgram(.maximise)
    let load = program.addVariable(upper: limit, cost: scale)
    let held = useful.map {
      program.addVariable(upper: Double(items[$0].count), kind: .integer, cost: -prices[$0])
    }
    let sizes = zip(held, useful).map { ($0, -items[$1].size) }
    program.addRow([(load, 1)] + sizes, lower: -.infinity, upper: 0)
    let optimum = try program.certainOptimum("the pricing of the configuration LP")
    var copies = items.map { _ in 0 }
    var cost = 0.0
    for (variable, index) in zip(held, useful) {
      copies[index] = Int(optimum[variable].rounded())
      cost += Double(copies[index]) * prices[index]
    }
    return (copies, value(of: copies) - cost)
  }
}
