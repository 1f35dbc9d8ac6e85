public import MarketModel
internal import Statistics

/// A position mechanism as a one-shot mechanism: bids per click in, expected clicks and payments out.
///
/// All bidders are of one group. Bids below zero stay what they are, no bids. Where a list has one entry per bidder the last
/// one counts for those behind it.
public struct OneShotPage: DeterministicMechanism {
  public typealias Report = Double
  public typealias Outcome = Allotments

  let mechanism: any PositionMechanism
  let examination: [Double]
  /// (bidders) — with a matrix the means of its rows.
  let quality: [Double]
  /// (bidders × slots) — empty where rates are separable.
  let matrix: [[Double]]
  let most: Int
  let clickModel: any ClickModel
  /// (bidders) — empty: none.
  let personal: [Double]
  let lot: UInt64

  /// A page whose click rates are separable and whose ads are clicked as if each were alone.
  /// - Parameters:
  ///   - mechanism: the mechanism itself.
  ///   - examination: how often each slot is looked at, best first [1].
  ///   - quality: chance of a click where an ad is looked at [1] (bidders).
  ///   - personal: reserves per click [money] (bidders); empty: none.
  ///   - values: what the mechanism may know of a bidder's value: these are equally probable, and its samples.
  public init(
    _ mechanism: any PositionMechanism, examination: [Double], quality: [Double] = [1], personal: [Double] = [],
    values: [Double] = [0, 1, 2, 3, 4]
  ) {
    self.init(
      mechanism, examination: examination, quality: quality, matrix: [], most: examination.count,
      clickModel: LoneClicks(), personal: personal, values: values, lot: 1)
  }

  /// A page with a click rate for each ad at each slot.
  /// - Parameters:
  ///   - mechanism: the mechanism itself.
  ///   - personal: reserves per click [money] (bidders); empty: none.
  ///   - values: what the mechanism may know of a bidder's value: these are equally probable, and its samples.
  ///   - rates: of each ad alone at each slot [1] (bidders × slots).
  ///   - most: at most so many ads are placed.
  ///   - clickModel: how the ads placed share the user's clicks.
  ///   - lot: for mechanisms that leave something to chance.
  public init(
    _ mechanism: any PositionMechanism, rates: [[Double]], most: Int, clickModel: any ClickModel,
    personal: [Double] = [], values: [Double] = [0, 1, 2, 3, 4], lot: UInt64 = 1
  ) {
    precondition(
      rates.allSatisfy { $0.count == rates.first?.count }, "every ad has as many rates as there are slots")
    let slots = rates.first?.count ?? 0
    self.init(
      mechanism, examination: [Double](repeating: 1, count: slots),
      quality: rates.map { $0.reduce(0, +) / Double(max(slots, 1)) }, matrix: rates, most: min(most, slots),
      clickModel: clickModel, personal: personal, values: values, lot: lot)
  }

  private init(
    _ mechanism: any PositionMechanism, examination: [Double], quality: [Double], matrix: [[Double]], most: Int,
    clickModel: any ClickModel, personal: [Double], values: [Double], lot: UInt64
  ) {
    precondition(!examination.isEmpty && !quality.isEmpty && !values.isEmpty, "a page has slots, ads and values")
    self.examination = examination
    self.quality = quality
    self.matrix = matrix
    self.most = most
    self.clickModel = clickModel
    self.personal = personal
    self.lot = lot
    var prepared = mechanism
    prepared.begin(
      PageFacts(
        examination: examination, most: most, isSeparable: matrix.isEmpty, clickModel: clickModel,
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
    let rates = Column(matrix.isEmpty ? [] : reports.indices.flatMap { matrix[min($0, matrix.count - 1)] })
    var placements = Placements(room: examination.count)
    mechanism.run(
      PositionBallot(
        bids: bids.span, reserves: reserves.span, groups: groups.span,
        rates: ClickRates(examination: slots.span, quality: qualities.span, matrix: rates.span), most: most, lot: lot),
      into: &placements)
    var allotments = Allotments(agents: reports.count)
    var shown: [(seat: Int, slot: Int)] = []
    for k in 0..<placements.count { shown.append((Int(placements[k].seat), Int(placements[k].position))) }
    for (k, rate) in clickRates(of: shown).enumerated() {
      allotments.quantities[shown[k].seat] += rate
      allotments.payments[shown[k].seat] += rate * placements[k].price
    }
    return allotments
  }

  /// The greatest welfare of any placement in any order, by trying them all.
  func bestWelfare(_ values: [Double]) -> Double {
    var best = 0.0
    func extend(_ shown: [(seat: Int, slot: Int)]) {
      var welfare = 0.0
      for (line, rate) in zip(shown, clickRates(of: shown)) { welfare += values[line.seat] * rate }
      best = max(best, welfare)
      if shown.count == most { return }
      for seat in values.indices where values[seat] > 0 && !shown.contains(where: { $0.seat == seat }) {
        for slot in examination.indices where !shown.contains(where: { $0.slot == slot }) {
          extend(shown + [(seat, slot)])
        }
      }
    }
    extend([])
    return best
  }

  /// How often each ad is clicked, in the order in which the page shows them.
  private func clickRates(of shown: [(seat: Int, slot: Int)]) -> [Double] {
    let ads = Column(
      shown.map { line in
        let alone =
          matrix.isEmpty
          ? examination[line.slot] * quality[min(line.seat, quality.count - 1)]
          : matrix[min(line.seat, matrix.count - 1)][line.slot]
        return ShownAd(position: Int32(line.slot), alone: alone)
      })
    var rates = Column(shown.map { _ in 0.0 })
    var row = rates.mutableSpan
    clickModel.rates(of: ads.span, into: &row)
    return shown.indices.map { rates[$0] }
  }
}
