#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness

/// A log of second-price auctions drawn from a seed: a twin of a real one that needs no download.
///
/// Market prices are lognormal, rounded down and clipped to 1 … `highest-price`; predicted click rates are lognormal and
/// clipped to 1; their logarithms have a given correlation. A user clicks with the predicted rate times `calibration`.
/// The defaults lie between what we measured on the training and the test log of iPinYou's campaign 2997: median prices 41
/// and 32, spreads 1.09 and 1.15; of the test log, median rate 0.0037, spread 0.39, correlation 0.15.
public struct SyntheticLog: LogSource {
  public static let card = Card(
    "synthetic-log", "Draws a log of second-price auctions with lognormal prices and click rates.", source: "ours",
    example: ["auctions": 4000])

  public let count: Int
  let medianPrice: Double
  let priceSpread: Double
  public let highestPrice: Int
  let medianRate: Double
  let rateSpread: Double
  let correlation: Double
  let calibration: Double

  public init(_ settings: inout Settings) {
    count = settings.integer("auctions", in: 1...50_000_000, default: 150_000, unit: .auctions, "Rows of the log.")
    medianPrice = settings.number(
      "median-price", in: .positive, default: 36, unit: Unit("price units"), "Median market price.")
    priceSpread = settings.number(
      "price-spread", in: Bounds(0, 10), default: 1.1, "Standard deviation of the prices' logarithm.")
    highestPrice = settings.integer(
      "highest-price", in: 1...100_000, default: 300, unit: Unit("price units"),
      "Higher market prices count as this one.")
    medianRate = settings.number(
      "median-click-rate", in: Bounds(0, 1, includesLower: false), default: 0.0036, unit: .share,
      "Median predicted clicks per impression.")
    rateSpread = settings.number(
      "click-rate-spread", in: Bounds(0, 10), default: 0.4, "Standard deviation of the rates' logarithm.")
    correlation = settings.number("correlation", in: Bounds(-1, 1), default: 0.16, "Correlation of the two logarithms.")
    calibration = settings.number("calibration", in: .nonNegative, default: 1, "Real clicks per predicted click.")
  }

  public func draw(using stream: inout RandomStream) -> AuctionLog {
    let normal = NormalSampler()
    let own = (1 - correlation * correlation).squareRoot()
    var log = AuctionLog(clicks: [], prices: [], clickRates: [])
    log.clicks.reserveCapacity(count)
    log.prices.reserveCapacity(count)
    log.clickRates.reserveCapacity(count)
    for _ in 0..<count {
      let first = normal.sample(using: &stream)
      let second = correlation * first + own * normal.sample(using: &stream)
      let price = min(medianPrice * exp(priceSpread * first), Double(highestPrice))
      let rate = min(medianRate * exp(rateSpread * second), 1)
      log.prices.append(max(1, Int32(price)))
      log.clickRates.append(rate)
      log.clicks.append(stream.unit() < rate * calibration ? 1 : 0)
    }
    return log
  }
}
