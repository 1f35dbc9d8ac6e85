public import MarketModel

/// Pages of ads, one after the other: advertisers bid for clicks, a mechanism places them, users click and buy.
///
/// Each opportunity is a query of some type (its segment). Eligible advertisers bid per click; a position mechanism places
/// at most `most` of them in the slots and sets prices per click; the click model says how the ads share the user's clicks.
/// What falls due is money per impression (price × the chance of a click), per click, or per conversion (price ÷ the
/// chance of a conversion): the same in expectation. It is reserved on the balance when the ad is shown and released when
/// no click, or no conversion, comes in time: no advertiser ever pays more than it has left.
///
/// `clicks.count: expected` counts every ad at its click rate and draws nothing.
public struct SponsoredSearch: World {
  public static let card = Card(
    "sponsored-search",
    "Slots for ads are auctioned query by query; users click and buy, at once or later, and budgets pay.",
    source: "ours; position auctions as in Edelman, Ostrovsky and Schwarz 2007 and Varian 2007",
    example: ["horizon": 1000, "slots": [0.2, 0.1], "bidders": [["name": "advertisers", "count": 3]]])

  /// What a price is paid for.
  enum Occasion: String, CaseIterable, Sendable {
    case impression
    case click
    case conversion
  }

  /// What is worth something to an advertiser.
  enum Goal: String, CaseIterable, Sendable {
    case click
    case conversion
  }

  enum Counting: String, CaseIterable, Sendable {
    case drawn
    case expected
  }

  /// What a group has beside what every group of bidders has.
  struct Advertiser: Sendable {
    var quality: any QualityModel
    var goal: Goal
    /// Conversions per click [1].
    var conversionRate: Double

    /// Value of a click per unit that its values draw.
    var valuePerUnit: Double { goal == .conversion ? conversionRate : 1 }
  }

  /// What is sold, and how.
  struct Sale: Sendable {
    var mechanism: any PositionMechanism
    /// Chance that a slot is looked at [1] (slots), best first.
    var examination: [Double]
    var most: Int
    var clickModel: any ClickModel
    var foresight: Foresight
    var ranked: RankedGroups
  }

  struct Payment: Sendable {
    var occasion: Occasion
    var counting: Counting
    var clicks: Lag
    var conversions: Lag
  }

  let market: Marketplace
  let sale: Sale
  let advertisers: [Advertiser]
  let payment: Payment

  public init(_ settings: inout Settings) {
    var advertisers: [Advertiser] = []
    let (market, sale, payment) = Marketplace.read(
      &settings, sale: { Self.readSale(&$0) }, bidder: { advertisers.append(Self.readAdvertiser(&$0)) },
      settlement: { Self.readPayment(&$0) })
    self.market = market
    self.sale = sale
    self.payment = payment
    self.advertisers = advertisers
    market.validate(
      &settings, foresight: sale.foresight, remedy: "write `knowledge: complete`, or choose another strategy")
    validate(settings)
  }

  private static func readSale(_ settings: inout Settings) -> Sale {
    let mechanism = settings.component(
      "mechanism", .positionMechanisms, default: "gsp", "How bids become ads in slots, and prices.")
    let examination =
      settings.numbers(
        "slots", in: .share, unit: .share, otherwise: "1, 0.5",
        "How often each slot is looked at, best first; an ad of quality 1 is clicked so often.") ?? [1, 0.5]
    let most = settings.optionalInteger(
      "most", in: 1...100, unit: Unit("ads"), otherwise: "as many as there are slots", "At most so many ads are placed."
    )
    let clickModel = settings.component(
      "click-model", .clickModels, default: "position-based", "How the ads of a page share the user's clicks.")
    let foresight = settings.choice(
      "knowledge", default: Foresight.own, "What advertisers know before they bid: their own values, or everybody's.")
    return Sale(
      mechanism: mechanism, examination: examination, most: min(most ?? examination.count, examination.count),
      clickModel: clickModel, foresight: foresight, ranked: RankedGroups(&settings))
  }

  private static func readAdvertiser(_ settings: inout Settings) -> Advertiser {
    let quality = settings.component(
      "quality", .qualities, default: "fixed", "How likely their ads are clicked where they are looked at.")
    let goal = settings.choice("value-per", default: Goal.click, "What their values are for.")
    let rate = settings.number(
      "conversion-rate", in: .share, default: 0, unit: .share, "Chance that a click is followed by a conversion.")
    settings.check(
      goal == .click || rate > 0, "conversion-rate", "conversions that are worth something never come",
      remedy: "write a rate above 0, or `value-per: click`")
    return Advertiser(quality: quality, goal: goal, conversionRate: rate)
  }

  private static func readPayment(_ settings: inout Settings) -> Payment {
    let occasion = settings.choice("charge", default: Occasion.click, "What is paid for.")
    let (counting, clicks) = settings.section("clicks", "How users click.") { clicks in
      let counting = clicks.choice(
        "count", default: Counting.drawn, "Whether clicks are drawn, or each ad counts at its click rate.")
      return (counting, Lag(&clicks, after: "the impression"))
    }
    let conversions = settings.section("conversions", "How clicks become conversions.") {
      Lag(&$0, after: "the click")
    }
    return Payment(occasion: occasion, counting: counting, clicks: clicks, conversions: conversions)
  }

  public var groups: [String] { market.groups.map(\.name) }

  public func prepare(_ request: RecordingRequest) -> any PreparedWorld { PreparedSearch(self, request) }
}

// MARK: - Checks of one setting against another

extension SponsoredSearch {
  /// Whether click rates are examination × quality throughout.
  var isSeparable: Bool { !advertisers.contains { $0.quality.isByPosition } }

  /// What the mechanism may know.
  /// - Parameter training: values drawn for it (groups × draws).
  func page(training: [[Double]] = []) -> PageFacts {
    PageFacts(
      examination: sale.examination, most: sale.most, isSeparable: isSeparable,
      saysWhetherUsersGoOn: advertisers.contains { $0.quality.saysWhetherUsersGoOn }, clickModel: sale.clickModel,
      groups: zip(market.groups, advertisers).enumerated().map { index, pair in
        let (group, advertiser) = pair
        return PageFacts.Group(
          prior: BidderPrior(name: group.name, values: group.values.distribution), count: group.count,
          valuePerUnit: advertiser.valuePerUnit, training: index < training.count ? training[index] : [])
      })
  }

  private func validate(_ settings: Settings) {
    let slots = sale.examination
    settings.check(slots.count <= 100, "slots", "\(slots.count) slots are too many", remedy: "write at most 100")
    settings.check(
      slots.contains { $0 > 0 }, "slots", "no slot is ever looked at", remedy: "give at least one number above 0")
    if let worse = slots.indices.dropFirst().first(where: { slots[$0] > slots[$0 - 1] }) {
      settings.fail(
        "slots", "slot \(worse + 1) is looked at more often than slot \(worse)", remedy: "list the best slot first")
    }
    for (group, advertiser) in zip(market.groups, advertisers) {
      if let objection = advertiser.quality.objection(count: group.count, positions: slots.count) {
        settings.fail("bidders", "in \(quoted(group.name)): \(objection.problem)", remedy: objection.remedy)
      }
      settings.check(
        payment.occasion != .conversion || advertiser.conversionRate > 0, "charge",
        "the clicks of \(quoted(group.name)) never convert", remedy: "give it a `conversion-rate` above 0")
    }
    settings.check(
      payment.counting == .drawn || (payment.clicks.isNone && payment.conversions.isNone), "clicks",
      "clicks that are not drawn cannot come later", remedy: "remove the delays, or write `count: drawn`")
    if let objection = sale.mechanism.objection(to: page()) {
      settings.fail("mechanism", objection.problem, remedy: objection.remedy)
    }
    let seats = Double(market.seats)
    settings.check(
      sale.ranked.protected.isEmpty || seats / Double(sale.ranked.step) * seats <= 1e9, "ranked-fairness",
      "rankings of \(market.seats) advertisers with a cut every \(sale.ranked.step) places take too long to normalise",
      remedy: "write a larger `step`")
    for name in sale.ranked.protected where !groups.contains(name) {
      settings.fail(
        "ranked-fairness", "no bidder group is called \(quoted(name))", remedy: suggestion(for: name, among: groups))
    }
  }
}
