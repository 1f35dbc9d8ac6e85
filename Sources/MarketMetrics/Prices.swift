public import MarketModel
internal import Statistics

/// What items sold for: mean, quantiles and the whole distribution of prices.
///
/// A price is payment / quantity of an award with a quantity; what losers of an all-pay auction pay is no price.
/// Quantiles come from a sketch with a relative error of at most 1/128.
public struct Prices: Metric {
  public static let card = Card(
    "prices", "Mean, quantiles and distribution of the prices of items sold.", source: "standard")

  private static let mean = Measure("price-mean", unit: .moneyPerItem, .ratioOfMeans, "Mean price of the items sold.")
  private static let quantiles: [(name: String, level: Double)] = [
    ("price-p5", 0.05), ("price-p25", 0.25), ("price-p50", 0.5), ("price-p75", 0.75), ("price-p95", 0.95),
  ]
  private static let price = Measure("price", unit: .moneyPerItem, .mean, "Price of an item sold.")

  public static let measures =
    [mean]
    + quantiles.map {
      Measure(
        $0.name, unit: .moneyPerItem, .mean,
        "The \(Int($0.level * 100)) % quantile of prices in a replicate, within 1/128 of itself.")
    }
  public static let headline = ["price-mean", "price-p50"]

  private var sketch = QuantileSketch()
  private var paid: [Double] = []
  private var sold: [Double] = []
  /// Prices on their way into the sketch.
  private var prices: [Double] = []

  public init(_ settings: inout Settings) {}

  public mutating func begin(_ market: MarketFacts) {
    paid = Array(repeating: 0, count: market.buckets)
    sold = paid
    prices = []
  }

  public mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {
    if prices.count < awards.count { prices = Array(repeating: 0, count: awards.count) }
    let count = Self.fold(awards, into: &paid, &sold, &prices)
    Self.add(prices, count, to: &sketch)
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

  public func finish(_ close: MarketClose, into recording: inout Recording) {
    let items = sold.reduce(0, +)
    recording.set(Self.mean.name, items > 0 ? .ratio(paid.reduce(0, +), of: items) : .undefined("nothing was sold"))
    for (name, level) in Self.quantiles {
      recording.set(name, sketch.quantile(level).map(Reading.value) ?? .undefined("nothing was sold"))
    }
    if recording.plan.includes(Self.mean.name) {
      recording.add(
        series: Self.mean,
        paid.indices.map {
          sold[$0] > 0 ? .ratio(paid[$0], of: sold[$0]) : .undefined("nothing was sold in this bucket")
        })
    }
    recording.add(
      distribution: Self.price, sketch.cells.map { .init(low: $0.low, high: $0.high, count: UInt64($0.count)) })
  }
}
