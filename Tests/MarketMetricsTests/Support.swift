import MarketMetrics
import MarketModel
import Tables

struct NoFiles: InputFiles {
  func table(_ name: String, from place: Place, columns: [ColumnRequest]) -> TableReading {
    .failure(file: name, problems: [])
  }
}

/// Two groups: A of two bidders with a budget of 10 each, B of one without; two buckets of two auctions.
let market = MarketFacts(
  groups: [.init(name: "A", bidders: 0..<2, budget: 10), .init(name: "B", bidders: 2..<3, budget: nil)], buckets: 2,
  supply: 1)

func auction(_ bucket: Int32, best: Double, eligible: Int32 = 3, reserveBound: Bool = false) -> AuctionFact {
  AuctionFact(time: 0, best: best, eligible: eligible, bucket: bucket, reserveBound: reserveBound)
}

func award(
  _ bidder: Int32, _ bucket: Int32, value: Double, payment: Double, quantity: Double = 1
) -> AwardFact {
  AwardFact(
    bidder: bidder, group: bidder < 2 ? 0 : 1, bucket: bucket, value: value, quantity: quantity, payment: payment)
}

/// Bidder 0 gets 5 for 3; bidder 2 gets 4 for 4; unsold although 2 was offered; bidder 1 gets 6 for 1.
let auctions = [
  auction(0, best: 5), auction(0, best: 8, eligible: 2, reserveBound: true),
  auction(1, best: 2, eligible: 1, reserveBound: true), auction(1, best: 6),
]
let awards = [
  award(0, 0, value: 5, payment: 3), award(2, 0, value: 4, payment: 4), award(1, 1, value: 6, payment: 1),
]

/// What a metric says after folding the facts in calls of `size`.
func fold<M: Metric>(
  _ type: M.Type, _ auctions: [AuctionFact] = auctions, _ awards: [AwardFact] = awards, size: Int = 256,
  granted: [Double?] = [20, nil]
) -> Recording {
  var settings = Settings(root: [:], catalogs: Catalogs(), files: NoFiles())
  var metric: any Metric = type.init(&settings)
  metric.begin(market)
  var (i, j) = (0, 0)
  while i < auctions.count || j < awards.count {
    let some = Column(Array(auctions[i..<min(i + size, auctions.count)]))
    let others = Column(Array(awards[j..<min(j + size, awards.count)]))
    metric.fold(some.span, others.span)
    (i, j) = (min(i + size, auctions.count), min(j + size, awards.count))
  }
  let plan = RecordingPlan(
    measures: type.measures, groups: ["A", "B"], bidders: ["A 1", "A 2", "B 1"], groupOfBidder: [0, 0, 1],
    axis: .init(label: "auction", unit: .auctions, values: [2, 4]))
  var recording = Recording(plan)
  var totals = [BidderTotal](repeating: BidderTotal(), count: 3)
  for fact in awards {
    totals[Int(fact.bidder)].won += fact.quantity
    totals[Int(fact.bidder)].value += fact.value * fact.quantity
    totals[Int(fact.bidder)].paid += fact.payment
  }
  metric.finish(MarketClose(granted: granted, totals: totals), into: &recording)
  return recording
}

/// A reading in a form that can be compared: `3`, `8/4`, or the reason why there is none.
func text(_ reading: Reading?) -> String {
  switch reading {
  case .value(let value): shortest(value)
  case .ratio(let a, let b): "\(shortest(a))/\(shortest(b))"
  case .undefined(let reason): reason
  case nil: "nothing"
  }
}

extension Recording {
  func overall(_ measure: String) -> String { text(index(measure).flatMap { overall[$0] }) }
  func group(_ group: Int, _ measure: String) -> String { text(index(measure).flatMap { groups[group][$0] }) }
  func bidder(_ bidder: Int, _ measure: String) -> String { text(index(measure).flatMap { bidders[bidder][$0] }) }
  func series(_ measure: String, group: Int? = nil) -> [String] {
    (series.first { $0.measure.name == measure && $0.group == group }?.readings ?? []).map { text($0) }
  }

  private func index(_ measure: String) -> Int? { plan.measures.firstIndex { $0.name == measure } }
}
