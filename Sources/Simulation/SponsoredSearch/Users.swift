internal import MarketModel
internal import Randomness

/// The users of one replicate: what they look at, click and buy.
///
/// Streams are drawn from as often on each page, whatever is shown on it: a variant changes nobody else's draws.
struct Users: ~Copyable, Sendable {
  /// What comes of one ad shown. Times are since the impression [s].
  struct Fate: Sendable {
    /// In time, each.
    var isClicked = false
    var isConverted = false
    /// When the click, or the conversion, is there or given up.
    var clickAfter: Double
    var conversionAfter: Double
  }

  private let model: any ClickModel
  private let isIndependent: Bool
  private let clicks: Lag
  private let conversions: Lag
  /// (most).
  var ads: Column<ShownAd>
  private(set) var rates: Column<Double>
  private var draws: Column<Double>
  private var clicked: Column<Bool>
  private var conversionDraws: Column<Double>
  private var clickDelays: Column<Double>
  private var conversionDelays: Column<Double>
  private var clickStream: RandomStream
  private var conversionStream: RandomStream
  private var clickDelayStream: RandomStream
  private var conversionDelayStream: RandomStream
  private let converts: Bool

  init(_ world: SponsoredSearch, _ replicate: Replicate) {
    let most = world.sale.examination.count
    model = world.sale.clickModel
    isIndependent = model.law == .independent
    clicks = world.payment.clicks
    conversions = world.payment.conversions
    ads = Column(repeating: ShownAd(position: 0, alone: 0), count: most)
    rates = Column(repeating: 0, count: most)
    draws = Column(repeating: 0, count: most)
    clicked = Column(repeating: false, count: most)
    conversionDraws = Column(repeating: 0, count: most)
    clickDelays = Column(repeating: clicks.delay, count: most)
    conversionDelays = Column(repeating: conversions.delay, count: most)
    clickStream = RandomStream(.clicks, in: replicate)
    conversionStream = RandomStream(.clicks, in: replicate, of: "conversions")
    clickDelayStream = RandomStream(.clicks, in: replicate, of: "click delays")
    conversionDelayStream = RandomStream(.clicks, in: replicate, of: "conversion delays")
    converts = world.advertisers.contains { $0.conversionRate > 0 }
  }

  /// Works out the chance of a click for each of the first `count` ads.
  @inline(__always) mutating func look(at count: Int) {
    if isIndependent {
      for k in 0..<count { rates[k] = ads[k].alone }
    } else {
      Self.look(model, ads, count, &rates)
    }
  }

  @inline(never) private static func look(
    _ model: any ClickModel, _ ads: borrowing Column<ShownAd>, _ count: Int, _ rates: inout Column<Double>
  ) {
    var row = rates.mutableSpan
    var part = row._mutatingExtracting(0..<count)
    model.rates(of: ads.span.extracting(first: count), into: &part)
  }

  /// Draws which of the first `count` ads are clicked, and everything else that a page may ask for.
  mutating func click(_ count: Int) {
    Self.fill(&draws, &clickStream)
    Self.click(model, ads, count, draws, &clicked)
    if clicks.spread == .exponential { Self.fill(&clickDelays, clicks, &clickDelayStream) }
    if !converts { return }
    Self.fill(&conversionDraws, &conversionStream)
    if conversions.spread == .exponential { Self.fill(&conversionDelays, conversions, &conversionDelayStream) }
  }

  private static func fill(_ row: inout Column<Double>, _ stream: inout RandomStream) {
    var row = row.mutableSpan
    stream.fill(&row, low: 0, width: 1)
  }

  private static func fill(_ row: inout Column<Double>, _ lag: Lag, _ stream: inout RandomStream) {
    for k in row.indices { row[k] = lag.draw(using: &stream) }
  }

  private static func click(
    _ model: any ClickModel, _ ads: borrowing Column<ShownAd>, _ count: Int, _ draws: borrowing Column<Double>,
    _ clicked: inout Column<Bool>
  ) {
    var row = clicked.mutableSpan
    var part = row._mutatingExtracting(0..<count)
    model.click(ads.span.extracting(first: count), draws: draws.span.extracting(first: count), into: &part)
  }

  /// What comes of the `k`-th ad.
  @inline(__always) func fate(of k: Int, conversionRate: Double) -> Fate {
    guard clicked[k] && clickDelays[k] <= clicks.window else {
      return Fate(clickAfter: clicks.window, conversionAfter: clicks.window)
    }
    let after = clickDelays[k]
    guard conversionDraws[k] < conversionRate && conversionDelays[k] <= conversions.window else {
      return Fate(isClicked: true, clickAfter: after, conversionAfter: after + conversions.window)
    }
    return Fate(
      isClicked: true, isConverted: true, clickAfter: after, conversionAfter: after + conversionDelays[k])
  }
}
