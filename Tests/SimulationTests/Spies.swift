import Outcry
import Synchronization

/// What the spies of one run wrote down, in order.
final class Journal: Sendable {
  struct Seen: Sendable {
    var label: String
    var opportunity: Opportunity
    var members: [Int]
    var values: [Double]
    var left: [Double]
    var bids: [Double]
  }

  struct Heard: Sendable {
    var label: String
    var opportunity: Opportunity
    var members: [Int]
    var values: [Double]
    var bids: [Double]
    var awards: [(seat: Int, quantity: Double, payment: Double)]
    var price: Double?
    var allBids: [Double]
  }

  enum Line: Sendable {
    case saw(Seen)
    case heard(Heard)
  }

  private struct Pages: Sendable {
    var lines: [Line] = []
    var auctions: [AuctionFact] = []
    var awards: [AwardFact] = []
  }

  private let pages = Mutex(Pages())

  var lines: [Line] { pages.withLock { $0.lines } }
  var seen: [Seen] { lines.compactMap { if case .saw(let seen) = $0 { seen } else { nil } } }
  var heard: [Heard] { lines.compactMap { if case .heard(let heard) = $0 { heard } else { nil } } }
  var auctions: [AuctionFact] { pages.withLock { $0.auctions } }
  var awards: [AwardFact] { pages.withLock { $0.awards } }

  func write(_ line: Line) { pages.withLock { $0.lines.append(line) } }
  func write(_ auctions: [AuctionFact], _ awards: [AwardFact]) {
    pages.withLock {
      $0.auctions += auctions
      $0.awards += awards
    }
  }

  /// Values that the bidders called `label` saw, auction by auction.
  func values(_ label: String) -> [[Double]] { seen.filter { $0.label == label }.map(\.values) }

  /// A strategy `spy` and a metric that both write here; the scenario must ask for the metric `spied`.
  func spies(
    needs: Information = .nothing,
    bid: @escaping @Sendable (Double, inout RandomStream) -> Double = { value, _ in value }
  ) -> [Registration] {
    [
      Registration(.strategies, SpyStrategy.card) { SpyStrategy(&$0, journal: self, needs: needs, bid: bid) },
      Registration(.metrics, SpyMetric.card) { _ in SpyMetric(journal: self) },
    ]
  }
}

extension Span {
  /// The elements of a span as an array.
  func map<Result>(_ transform: (Element) -> Result) -> [Result] {
    var result: [Result] = []
    for i in indices { result.append(transform(self[i])) }
    return result
  }
}

/// Bids by a function of its value — its value by default — and writes down all it is told.
struct SpyStrategy: BidderStrategy {
  static let card = Card("spy", "Writes down what it is told.", source: "test")
  let label: String
  let needs: Information
  private let journal: Journal
  private let bid: @Sendable (Double, inout RandomStream) -> Double

  init(_ settings: inout Settings) { self.init(&settings, journal: Journal(), needs: .nothing) { value, _ in value } }

  init(
    _ settings: inout Settings, journal: Journal, needs: Information,
    bid: @escaping @Sendable (Double, inout RandomStream) -> Double
  ) {
    label = settings.text("label", default: "", "Whose notes these are.")
    self.journal = journal
    self.needs = needs
    self.bid = bid
  }

  mutating func bid(in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream) {
    for i in bids.indices { bids[i] = bid(round.values[i], &stream) }
    journal.write(
      .saw(
        .init(
          label: label, opportunity: round.opportunity, members: round.members.map { Int($0) },
          values: round.values.map { $0 }, left: round.left.map { $0 }, bids: bids.span.map { $0 })))
  }

  mutating func observe(_ feedback: borrowing Feedback) {
    journal.write(
      .heard(
        .init(
          label: label, opportunity: feedback.opportunity, members: feedback.members.map { Int($0) },
          values: feedback.values.map { $0 }, bids: feedback.bids.map { $0 },
          awards: feedback.awards.map { (Int($0.seat), $0.quantity, $0.payment) }, price: feedback.price,
          allBids: feedback.allBids.map { $0 })))
  }
}

/// Writes down every fact it is given.
struct SpyMetric: Metric {
  static let card = Card("spy-metric", "Writes down every fact.", source: "test")
  static let measures = [Measure("spied", .mean, "One.")]
  let journal: Journal

  init(_ settings: inout Settings) { journal = Journal() }
  init(journal: Journal) { self.journal = journal }

  mutating func begin(_ market: MarketFacts) {}
  mutating func fold(_ auctions: Span<AuctionFact>, _ awards: Span<AwardFact>) {
    journal.write(auctions.map { $0 }, awards.map { $0 })
  }
  func finish(_ close: MarketClose, into recording: inout Recording) { recording.set("spied", .value(1)) }
}
