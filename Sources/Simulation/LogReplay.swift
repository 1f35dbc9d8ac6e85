public import MarketModel
internal import Tables

/// The replay of a log of second-price auctions against one bidder: what a bidding rule would have won, and at what
/// cost.
///
/// The log is cut into episodes; each starts with the same budget, what is left of it is lost, and the last episode may
/// be shorter. A bid wins when it is at least the market price, and pays it. The bidder's own influence on other
/// bidders is not modelled.
///
/// Source: Cai et al. 2017, as in the authors' released code.
public struct LogReplay: World {
  public static let card = Card(
    "auction-log",
    "A log of second-price auctions is replayed against one bidder with a budget for each episode.",
    source: "Cai et al. 2017",
    example: [
      "log": ["kind": "synthetic-log", "auctions": 4000], "training": ["auctions": 2000],
      "episode": ["auctions": 100, "budget-fraction": "1/4"],
    ])

  enum Objective: String, CaseIterable, Sendable {
    case clicks
    case profit
  }

  /// What is known from training: given, or counted on the first part of the log.
  enum Training: Sendable {
    case given(priceCounts: [Double], impressions: Double, cost: Double, clicks: Double)
    case firstRows(Int)
  }

  enum Budget: Sendable {
    /// Of what all auctions of an episode cost on average.
    case fraction(Double)
    case amount(Int)
  }

  struct Columns: Sendable {
    var click: String
    var price: String
    var rate: String
  }

  let log: FileOrComponent<any LogSource>
  let columns: Columns
  let training: Training
  let episode: Int
  let budget: Budget
  let objective: Objective
  let clickValue: Double
  let rule: any BiddingRule
  /// The log, where it does not change from replicate to replicate.
  let file: AuctionLog?

  public init(_ settings: inout Settings) {
    let columns = settings.section("columns", "What the log's columns are called.") { names in
      Columns(
        click: names.text("click", default: "click", "1 when the user clicks, else 0."),
        price: names.text("market-price", default: "market_price", "The highest competing bid, a whole number."),
        rate: names.text("click-rate", default: "predicted_ctr", "Predicted clicks per impression."))
    }
    self.columns = columns
    let log = settings.tableOrComponent(
      "log",
      columns: [
        ColumnRequest(columns.click, .integer(in: 0...1)),
        ColumnRequest(columns.price, .integer(in: 0...Self.highestPrice)),
        ColumnRequest(columns.rate, .number(in: 0...1)),
      ], .logs, default: "synthetic-log", "A CSV file with one auction a row, or what draws one.")
    self.log = log
    file = if case .file(let table?) = log { AuctionLog(table, columns) } else { nil }
    training = Self.readTraining(&settings, rows: file?.count)
    (episode, budget) = Self.readEpisode(&settings)
    objective = settings.choice(
      "objective", default: Objective.clicks, "What rules that plan maximise: clicks, or their value less the cost.")
    clickValue = settings.number(
      "click-value", in: .positive, default: 1, unit: Unit("price units"), "What a click is worth, for profit.")
    rule = settings.component("rule", .rules, default: "rlb", "How the bidder bids.")
    checkTable(settings)
  }

  /// Market prices above it are refused: the value table has a row of sums per price.
  static let highestPrice = 100_000

  private static func readEpisode(_ settings: inout Settings) -> (Int, Budget) {
    settings.section("episode", "How long a budget must last.") { episode in
      let auctions = episode.integer(
        "auctions", in: 1...10_000_000, default: 1000, unit: .auctions, "Auctions in an episode.")
      let fraction = episode.optionalNumber(
        "budget-fraction", in: Bounds(0, 1000, includesLower: false), unit: .share,
        otherwise: "1/32, unless `budget` is given",
        "Budget as a share of what winning every auction would cost at training prices.")
      let amount = episode.optionalInteger(
        "budget", in: 1...2_000_000_000, unit: Unit("price units"), otherwise: "by `budget-fraction`",
        "Budget of an episode.")
      episode.check(
        fraction == nil || amount == nil, "budget", "both `budget` and `budget-fraction` are given",
        remedy: "give one of them")
      return (auctions, amount.map(Budget.amount) ?? .fraction(fraction ?? 1.0 / 32))
    }
  }

  private static func readTraining(_ settings: inout Settings, rows: Int?) -> Training {
    settings.section("training", "What the bidder knows beforehand.") { training in
      let table = training.table(
        "price-histogram",
        columns: [
          ColumnRequest("market_price", .integer(in: 0...highestPrice)), ColumnRequest("count", .number(in: 0...1e15)),
        ],
        otherwise: "none: prices are counted in the log's first `auctions`",
        "How often each market price came: a CSV file.")
      let impressions = training.optionalNumber(
        "impressions", in: .positive, otherwise: "counted", "Auctions of the training log.")
      let cost = training.optionalNumber(
        "cost", in: .positive, unit: Unit("price units"), otherwise: "counted", "Sum of its market prices.")
      let clicks = training.optionalNumber("clicks", in: .positive, otherwise: "counted", "Its clicks.")
      let auctions = training.optionalInteger(
        "auctions", in: 1...50_000_000, unit: .auctions, otherwise: "none, or 50000 without a histogram",
        "Train on this many first rows of the log, and replay the rest.")
      let hasHistogram = training.has("price-histogram")
      if hasHistogram {
        training.check(
          auctions == nil, "auctions", "both `auctions` and a histogram are given", remedy: "give one of them")
        for (key, value) in [("impressions", impressions), ("cost", cost), ("clicks", clicks)] where value == nil {
          training.fail(key, "missing", remedy: "give it beside the histogram")
        }
      } else {
        for key in ["impressions", "cost", "clicks"] where training.has(key) {
          training.fail(key, "there is no histogram beside it", remedy: "give `price-histogram`, or remove it")
        }
      }
      if let rows, !hasHistogram, (auctions ?? 50_000) >= rows {
        training.fail(
          "auctions", "the log has only \(rows) rows",
          remedy: "train on fewer, or give a histogram, so that some are left to replay")
      }
      guard hasHistogram else { return .firstRows(auctions ?? 50_000) }
      guard let table, let prices = table.integers("market_price"), let counts = table.numbers("count") else {
        return .given(priceCounts: [1], impressions: 1, cost: 1, clicks: 1)
      }
      var byPrice = [Double](repeating: 0, count: (prices.max() ?? 0) + 1)
      for (price, count) in zip(prices, counts) { byPrice[price] += count }
      return .given(priceCounts: byPrice, impressions: impressions ?? 1, cost: cost ?? 1, clicks: clicks ?? 1)
    }
  }

  /// Refuses value tables beyond 4 GiB while it is still a mistake in the file.
  private func checkTable(_ settings: Settings) {
    let amount =
      switch budget {
      case .fraction(let share): highestAverageCost * share * Double(episode)
      case .amount(let amount): Double(amount)
      }
    let bytes = 8 * rule.tableCells(auctions: Double(episode), budget: amount)
    settings.check(
      bytes <= 4 * 1024 * 1024 * 1024, "episode", "its value table could take \(shortest((bytes / 1e9).rounded())) GB",
      remedy: "write fewer auctions or a smaller budget")
    if case .component(let source) = log, case .firstRows(let rows) = training {
      settings.check(
        rows < source.count, "training", "the log has only \(source.count) rows",
        remedy: "train on fewer `auctions`, so that some are left to replay")
    }
  }

  /// The mean market price of training, or what it cannot exceed.
  private var highestAverageCost: Double {
    switch (training, log) {
    case (.given(_, let impressions, let cost, _), _): cost / impressions
    case (.firstRows(let rows), _) where file != nil:
      (file?.prices.prefix(rows).reduce(0) { $0 + Double($1) } ?? 0) / Double(max(rows, 1))
    case (_, .component(let source)): Double(source.highestPrice)
    default: 0
    }
  }

  public func prepare(_ request: RecordingRequest) -> any PreparedWorld { PreparedReplay(self, request) }
}

extension AuctionLog {
  init(_ table: Table, _ columns: LogReplay.Columns) {
    self.init(
      clicks: (table.integers(columns.click) ?? []).map { Int32($0) },
      prices: (table.integers(columns.price) ?? []).map { Int32($0) }, clickRates: table.numbers(columns.rate) ?? [])
  }
}
