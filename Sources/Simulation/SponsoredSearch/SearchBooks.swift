#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
internal import MarketModel

/// Totals of ads, clicks, conversions and payments, by slot and by bidder, and clicks over time.
struct SearchBooks: ~Copyable, Sendable {
  /// What came of the ads of a slot or of a bidder.
  struct AdTotal: BitwiseCopyable, Sendable {
    var ads = 0.0
    var clicks = 0.0
    var conversions = 0.0
    var paid = 0.0
    var exposure = 0.0
    var gain = 0.0

    @inline(__always) static func + (a: AdTotal, b: AdTotal) -> AdTotal {
      AdTotal(
        ads: a.ads + b.ads, clicks: a.clicks + b.clicks, conversions: a.conversions + b.conversions,
        paid: a.paid + b.paid, exposure: a.exposure + b.exposure, gain: a.gain + b.gain)
    }
  }

  /// What came of the pages of a time bucket, or of one page.
  struct Moment: BitwiseCopyable, Sendable {
    var pages = 0.0
    var ads = 0.0
    var clicks = 0.0
    /// What the clicks were worth in expectation, and at most [money].
    var worth = 0.0
    var best = 0.0
  }

  private let groups: [MarketFacts.Group]
  private let slotCount: Int
  /// (slots): how often it is looked at, and 1/log₂(1 + k).
  private let exposures: Column<Double>
  private let gains: Column<Double>
  private var slots: Column<AdTotal>
  /// (bidders).
  private var bidders: Column<AdTotal>
  /// (buckets).
  private var moments: Column<Moment>
  private var open = Moment()

  init(_ world: SponsoredSearch, _ market: PreparedMarket) {
    groups = market.facts.groups
    let examination = world.sale.examination
    slotCount = examination.count
    exposures = Column(examination)
    gains = Column(examination.indices.map { 1 / log2(Double($0 + 2)) })
    slots = Column(repeating: AdTotal(), count: examination.count)
    bidders = Column(repeating: AdTotal(), count: market.facts.bidders)
    moments = Column(repeating: Moment(), count: market.facts.buckets)
  }

  /// One ad that was shown. What comes later counts for the page.
  @inline(__always) mutating func record(
    _ line: Placement, bidder: Int, clicks: Double, conversions: Double, payment: Double
  ) {
    let slot = Int(line.position)
    let ad = AdTotal(
      ads: 1, clicks: clicks, conversions: conversions, paid: payment, exposure: exposures[slot], gain: gains[slot])
    slots[slot] = slots[slot] + ad
    bidders[bidder] = bidders[bidder] + ad
    open.ads += 1
    open.clicks += clicks
  }

  @inline(__always) mutating func closePage(bucket: Int, worth: Double, best: Double) {
    moments[bucket].pages += 1
    moments[bucket].worth += worth
    moments[bucket].best += best
    moments[bucket].ads += open.ads
    moments[bucket].clicks += open.clicks
    open = Moment()
  }

  // MARK: - Readings

  func finish(into recording: inout Recording) {
    var pages = 0.0
    var worth = 0.0
    var best = 0.0
    for bucket in moments.indices {
      pages += moments[bucket].pages
      worth += moments[bucket].worth
      best += moments[bucket].best
    }
    recording.set("expected-efficiency", Self.quotient(worth, best, "no eligible bidder had a value above 0"))
    let all = total(0..<bidders.count)
    set(all, of: all, pages) { recording.set($0, $1) }
    for (index, group) in groups.enumerated() {
      set(total(group.bidders), of: all, pages) { recording.set($0, group: index, $1) }
    }
    for bidder in 0..<min(bidders.count, recording.plan.bidders.count) {
      set(bidders[bidder], of: all, pages) { recording.set($0, bidder: bidder, $1) }
    }
    for slot in 0..<slotCount { set(slots[slot], slot: slot + 1, pages, in: &recording) }
    addSeries(to: &recording)
    var bySlot = 0.0
    for slot in 0..<slotCount { bySlot += slots[slot].clicks }
    recording.check("clicks of the slots = clicks of the bidders", bySlot, equals: all.clicks)
  }

  private func total(_ range: Range<Int>) -> AdTotal { range.reduce(AdTotal()) { $0 + bidders[$1] } }

  private func set(_ total: AdTotal, of all: AdTotal, _ pages: Double, _ put: (String, Reading) -> Void) {
    put("impressions", Self.quotient(total.ads, pages, "there was no auction"))
    put("clicks", Self.quotient(total.clicks, pages, "there was no auction"))
    put("click-rate", Self.quotient(total.clicks, total.ads, "no ad was shown"))
    put("conversions", Self.quotient(total.conversions, pages, "there was no auction"))
    put("conversion-rate", Self.quotient(total.conversions, total.clicks, "there was no click"))
    put("cost-per-click", Self.quotient(total.paid, total.clicks, "there was no click"))
    put("cost-per-conversion", Self.quotient(total.paid, total.conversions, "there was no conversion"))
    put("revenue-per-thousand", Self.quotient(1000 * total.paid, pages, "there was no auction"))
    put("exposure-share", Self.quotient(total.exposure, all.exposure, "no ad was shown where users look"))
    put("gain-share", Self.quotient(total.gain, all.gain, "no ad was shown"))
  }

  private func set(_ total: AdTotal, slot: Int, _ pages: Double, in recording: inout Recording) {
    recording.set("slot-\(slot)-fill", Self.quotient(total.ads, pages, "there was no auction"))
    recording.set("slot-\(slot)-click-rate", Self.quotient(total.clicks, total.ads, "no ad was shown there"))
    recording.set("slot-\(slot)-cost-per-click", Self.quotient(total.paid, total.clicks, "there was no click"))
    recording.set("slot-\(slot)-revenue", Self.quotient(total.paid, pages, "there was no auction"))
  }

  private func addSeries(to recording: inout Recording) {
    for measure in recording.plan.measures {
      var readings: [Reading] = []
      for bucket in moments.indices {
        if let reading = Self.reading(of: measure.name, moments[bucket]) { readings.append(reading) }
      }
      if !readings.isEmpty { recording.add(series: measure, readings) }
    }
  }

  /// What a measure was in a bucket; nil for those that are not followed over time here.
  private static func reading(of measure: String, _ moment: Moment) -> Reading? {
    switch measure {
    case "clicks": quotient(moment.clicks, moment.pages, "no auction in this bucket")
    case "click-rate": quotient(moment.clicks, moment.ads, "no ad was shown in this bucket")
    case "expected-efficiency": quotient(moment.worth, moment.best, "no auction in this bucket")
    default: nil
    }
  }

  private static func quotient(_ part: Double, _ whole: Double, _ reason: String) -> Reading {
    whole > 0 ? .ratio(part, of: whole) : .undefined(reason)
  }
}
