public import MarketModel
internal import Statistics

/// What items sold for: mean, quantiles and the whole distribution of prices.
///
/// A price is payment / quantity of an award with a quantity; what losers of an all-pay auction pay is no price.
/// Quantiles come from a sketch whose cells are at most 1/64 wide, relative to the price: within a cell prices are taken as
/// evenly spread, and no cell reaches below the lowest price or above the highest.
public struct Prices: Metric {
  public static let card = Card(
    "prices", "Mean, quantiles and distribution of the prices of items sold.", source: "standard")

  private static let mean = Measure(
    "price-mean", label: "mean price", unit: .moneyPerItem, .ratioOfMeans, "Mean price of the items sold.")
  private static let quantiles: [(name: String, label: String, level: Double)] = [
    ("price-p5", "5 % quantile of prices", 0.05), ("price-p25", "25 % quantile of prices", 0.25),
    ("price-p50", "median price", 0.5), ("price-p75", "75 % quantile of prices", 0.75),
    ("price-p95", "95 % quantile of prices", 0.95),
  ]
  private static let price = Measure("price", unit: .moneyPerItem, .mean, "Price of an item sold.")

  public static let measures =
    [mean]
    + quantiles.map {
      Measure(
        $0.name, label: $0.label, unit: .moneyPerItem, .mean,
        "The price that \(Int($0.level * 100)) % of the items sold in a replicate stay below, within 1/64 of itself.")
    }
  public static let headline = ["price-mean", "price-p50"]

  private var sketch = QuantileSketch()
  private var lowest = Double.infinity
  private var highest = 0.0
  private var paid: [Double] = []
  private var sold: [Double] = []
  /// Prices on their way into the sketch.
  private var prices: [Double] = []

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ market: MarketFacts) {
    paid = Array(repeating: 0, count: market.buckets)
    sold = paid
  }

  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {
    if prices.count < awards.count { prices = Array(repeating: 0, count: awards.count) }
    let count = Self.fold(awards, into: &paid, &sold, &prices)
    Self.add(prices, count, to: &sketch)
    for i in 0..<count {
      lowest = prices[i] < lowest ? prices[i] : lowest
      highest = prices[i] > highest ? prices[i] : highest
    }
  }

  private static func add(_ prices: [Double], _ count: Int, to sketch: inout QuantileSketch) {
    sketch.add(contentsOf: prices.span.extracting(first: count))
  }

  /// Adds up by bucket and lists the prices; returns how many there are.
  private static func fold(
    _ awards: Span<AwardFact>, into paid: inout [Double], _ sold: inout [Double], _ prices: inout [Double]
  ) -> Int {
    var prices = prices.mutableSpan
    var count = 0
    var i = 0
    while i < awards.count {
      let bucket = Int(awards[i].bucket)
      var payments = 0.0
      var items = 0.0
      while i < awards.count && Int(awards[i].bucket) == bucket {
        let fact = awards[i]
        i &+= 1
        if fact.quantity == 0 { continue }
        payments += fact.payment
        items += fact.quantity
        prices[count] = fact.quantity == 1 ? fact.payment : fact.payment / fact.quantity
        count &+= 1
      }
      paid[bucket] += payments
      sold[bucket] += items
    }
    return count
  }

  /// The sketch's cells, the first and the last cut off where there was no price.
  private var cells: [Recording.Distribution.Cell] {
    sketch.cells.map { .init(low: max($0.low, lowest), high: min($0.high, highest), count: UInt64($0.count)) }
  }

  /// The price that a part of those in `cells` stays below; nil without prices.
  private static func quantile(_ part: Double, _ cells: [Recording.Distribution.Cell]) -> Double? {
    let wanted = part * cells.reduce(0) { $0 + Double($1.count) }
    var below = 0.0
    for cell in cells {
      let count = Double(cell.count)
      if below + count >= wanted { return cell.low + (cell.high - cell.low) * (wanted - below) / count }
      below += count
    }
    return cells.last?.high
  }

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    let items = sold.reduce(0, +)
    recording.set(Self.mean.name, items > 0 ? .ratio(paid.reduce(0, +), of: items) : .undefined("nothing was sold"))
    let cells = cells
    for (name, _, level) in Self.quantiles {
      recording.set(name, Self.quantile(level, cells).map(Reading.value) ?? .undefined("nothing was sold"))
    }
    if recording.plan.includes(Self.mean.name) {
      recording.add(
        series: Self.mean,
        paid.indices.map {
          sold[$0] > 0 ? .ratio(paid[$0], of: sold[$0]) : .undefined("nothing was sold in this bucket")
        })
    }
    recording.add(distribution: Self.price, cells)
  }
}
