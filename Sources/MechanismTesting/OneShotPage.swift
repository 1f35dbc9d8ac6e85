public import MarketModel
internal import Statistics

/// A position mechanism as a one-shot mechanism: bids per click in, expected clicks and payments out.
///
/// Rates are separable; all bidders are of one group. Bids below zero stay what they are, no bids.
public struct OneShotPage: DeterministicMechanism {
  public typealias Report = Double
  public typealias Outcome = Allotments

  let mechanism: any PositionMechanism
  let examination: [Double]
  /// (bidders) — the last one counts for those behind it.
  let quality: [Double]
  /// (bidders), likewise — empty: none.
  let personal: [Double]

  /// - Parameters:
  ///   - examination: how often each slot is looked at, best first [1].
  ///   - quality: chance of a click where an ad is looked at [1] (bidders); the last one counts for those behind it.
  ///   - personal: reserves per click [money] (bidders), likewise; empty: none.
  ///   - values: what the mechanism may know of a bidder's value: these are equally probable, and its samples.
  public init(
    _ mechanism: any PositionMechanism, examination: [Double], quality: [Double] = [1], personal: [Double] = [],
    values: [Double] = [0, 1, 2, 3, 4]
  ) {
    precondition(!examination.isEmpty && !quality.isEmpty && !values.isEmpty, "a page has slots, ads and values")
    self.examination = examination
    self.quality = quality
    self.personal = personal
    var prepared = mechanism
    prepared.begin(
      PageFacts(
        examination: examination, most: examination.count, isSeparable: true, clickModel: LoneClicks(),
        groups: [
          PageFacts.Group(
            prior: BidderPrior(name: "bidders", values: .discrete(values: values, weights: values.map { _ in 1 })),
            count: 3, training: values)
        ]))
    self.mechanism = prepared
  }

  public func run(_ reports: [Double]) -> Allotments {
    let bids = Column(reports)
    let reserves = Column(personal.isEmpty ? [] : reports.indices.map { personal[min($0, personal.count - 1)] })
    let qualities = Column(reports.indices.map { quality[min($0, quality.count - 1)] })
    let groups = Column(reports.map { _ in Int32(0) })
    let slots = Column(examination)
    let none = Column<Double>([])
    var placements = Placements(room: examination.count)
    mechanism.run(
      PositionBallot(
        bids: bids.span, reserves: reserves.span, groups: groups.span,
        rates: ClickRates(examination: slots.span, quality: qualities.span, matrix: none.span),
        most: examination.count),
      into: &placements)
    var allotments = Allotments(agents: reports.count)
    for k in 0..<placements.count {
      let line = placements[k]
      let rate = examination[Int(line.position)] * quality[min(Int(line.seat), quality.count - 1)]
      allotments.quantities[Int(line.seat)] += rate
      allotments.payments[Int(line.seat)] += rate * line.price
    }
    return allotments
  }
}

/// Each ad is clicked as if it were alone.
private struct LoneClicks: ClickModel {
  static let card = Card("lone", "Each ad is clicked as if it were alone.", source: "standard")
  init(_ settings: inout Settings) {}
  init() {}
  var law: ClickLaw { .independent }
  func rates(of ads: Span<ShownAd>, into rates: inout MutableSpan<Double>) {
    for k in ads.indices { rates[k] = ads[k].alone }
  }
  func click(_ ads: Span<ShownAd>, draws: Span<Double>, into clicked: inout MutableSpan<Bool>) {
    for k in ads.indices { clicked[k] = draws[k] < ads[k].alone }
  }
}
