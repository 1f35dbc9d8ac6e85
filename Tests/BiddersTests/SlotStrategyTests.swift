import Bidders
import MarketModel
import Randomness
import Testing

private func strategy(_ kind: String, _ settings: Node = [:], count: Int) throws -> any BidderStrategy {
  var table = settings
  table["kind"] = Node(stringLiteral: kind)
  var root = Settings(root: ["s": table], catalogs: Catalogs(strategies), files: NoFiles())
  var strategy: any BidderStrategy = root.component("s", .strategies, "S.")
  try #require(root.diagnostics.isEmpty)
  strategy.begin(GroupFacts(count: count, budget: nil, auctions: 1000, rivals: count))
  return strategy
}

/// What all advertisers, one group, bid on a page.
private func bids(
  _ strategy: inout any BidderStrategy, _ values: [Double], _ quality: [Double], slots: [Double],
  _ stream: inout RandomStream
) -> [Double] {
  let members = Column(values.indices.map { Int32($0) })
  let row = Column(values)
  let qualities = Column(quality)
  let examination = Column(slots)
  var result = Column(repeating: 0.0, count: values.count)
  var span = result.mutableSpan
  let round = Round(
    opportunity: Opportunity(number: 0, time: 0), members: members.span, values: row.span, left: row.span)
  strategy.bid(
    in: CompleteRound(
      round: round, firstSeat: 0, values: row.span, quality: qualities.span, examination: examination.span),
    into: &span, using: &stream)
  return values.indices.map { result[$0] }
}

private func hear(_ strategy: inout any BidderStrategy, _ values: [Double], _ bids: [Double]) {
  let members = Column(values.indices.map { Int32($0) })
  let row = Column(values)
  let told = Column(bids)
  let none = Column<Award>([])
  strategy.observe(
    Feedback(
      opportunity: Opportunity(number: 0, time: 0), members: members.span, values: row.span, bids: told.span,
      awards: none.span, price: nil, allBids: told.span))
}

/// GSP by its definition: the seat in each slot and its price per click.
private func gsp(_ bids: [Double], _ quality: [Double], slots: Int) -> [(seat: Int, price: Double)] {
  let order = bids.indices.sorted { (bids[$1] * quality[$1], $0) < (bids[$0] * quality[$0], $1) }
  return (0..<min(slots, order.count)).map { place in
    let next = place + 1 < order.count ? bids[order[place + 1]] * quality[order[place + 1]] : 0
    return (order[place], next / quality[order[place]])
  }
}

@Suite("Envy-free bids")
struct EnvyFreeTests {
  // Values 10, 4, 2; clicks 200 and 100: b₃ = 2, b₂ = (100 · 4 + 100 · 2)/200 = 3.
  @Test("the example of Edelman, Ostrovsky and Schwarz: bids 10, 3 and 2 pay 800 together")
  func example() throws {
    var lowest = try strategy("lowest-envy-free", count: 3)
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
    let found = bids(&lowest, [10, 4, 2], [1, 1, 1], slots: [0.2, 0.1], &stream)
    #expect(abs(found[0] - 10) <= 1e-12 && abs(found[1] - 3) <= 1e-12 && abs(found[2] - 2) <= 1e-12)
    // b₃ = 4, b₂ = (100 · 10 + 100 · 4)/200 = 7.
    var highest = try strategy("highest-envy-free", count: 3)
    let high = bids(&highest, [10, 4, 2], [1, 1, 1], slots: [0.2, 0.1], &stream)
    #expect(abs(high[1] - 7) <= 1e-12 && abs(high[2] - 4) <= 1e-12)
  }

  /// A random page: 1…6 advertisers, 1…4 slots.
  private func page(_ stream: inout RandomStream) -> (values: [Double], quality: [Double], slots: [Double]) {
    let values = (0..<(1 + stream.index(below: 6))).map { _ in stream.unit() }
    let quality = values.map { _ in 0.1 + 0.9 * stream.unit() }
    let slots = (0..<(1 + stream.index(below: 4))).map { _ in 0.01 + stream.unit() }.sorted(by: >)
    return (values, quality, slots)
  }

  // 300 pages, seed 1. Envy-free: nobody would rather have another slot at what its owner pays for an impression of its ad.
  @Test("nobody envies anybody's slot, or the slot of nobody", arguments: ["lowest-envy-free", "highest-envy-free"])
  func envyFree(kind: String) throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
    for _ in 0..<300 {
      let (values, quality, slots) = page(&stream)
      var players = try strategy(kind, count: values.count)
      let found = bids(&players, values, quality, slots: slots, &stream)
      let owners = gsp(found, quality, slots: slots.count)
      // What slot j costs per look, whoever has it: the next score.
      func gain(_ seat: Int, _ slot: Int) -> Double {
        slots[slot] * (values[seat] * quality[seat] - owners[slot].price * quality[owners[slot].seat])
      }
      for seat in values.indices {
        let own = owners.firstIndex { $0.seat == seat }.map { gain(seat, $0) } ?? 0
        #expect(own >= -1e-12)
        for slot in owners.indices { #expect(own >= gain(seat, slot) - 1e-12, "\(kind): seat \(seat), slot \(slot)") }
      }
    }
  }

  // VCG by its formula: Σ over slots l ≥ k of (αₗ − αₗ₊₁) sₗ₊₁. 300 pages, seed 1.
  @Test("the lowest equilibrium earns what VCG earns with truthful bids, the highest no less")
  func revenue() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
    for _ in 0..<300 {
      let (values, quality, slots) = page(&stream)
      let scores = zip(values, quality).map { $0 * $1 }.sorted(by: >)
      var vcg = 0.0
      for k in 0..<min(slots.count, scores.count) {
        for l in k..<slots.count {
          vcg += (slots[l] - (l + 1 < slots.count ? slots[l + 1] : 0)) * (l + 1 < scores.count ? scores[l + 1] : 0)
        }
      }
      func revenue(_ kind: String) throws -> Double {
        var players = try strategy(kind, count: values.count)
        let found = bids(&players, values, quality, slots: slots, &stream)
        return gsp(found, quality, slots: slots.count).enumerated().reduce(0) {
          $0 + slots[$1.offset] * quality[$1.element.seat] * $1.element.price
        }
      }
      #expect(abs(try revenue("lowest-envy-free") - vcg) <= 1e-12)
      #expect(try revenue("highest-envy-free") >= vcg - 1e-12)
    }
  }
}

@Suite("Balanced bidding")
struct BalancedBiddingTests {
  // Cary et al. 2007: the fixed point is the lowest locally envy-free equilibrium; the first bids (v₁ + p₁)/2.
  @Test("with fixed values the bids come to rest at the lowest envy-free equilibrium")
  func converges() throws {
    let cases: [(values: [Double], quality: [Double], slots: [Double])] = [
      ([10, 4, 2], [1, 1, 1], [0.2, 0.1]), ([3, 9, 6, 1], [0.5, 0.2, 0.4, 1], [0.3, 0.2, 0.1]),
      ([5, 4], [1, 1], [0.4, 0.3, 0.2]),
    ]
    for (values, quality, slots) in cases {
      var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
      var learner = try strategy("balanced-bidding", count: values.count)
      var lowest = try strategy("lowest-envy-free", count: values.count)
      var found: [Double] = []
      for _ in 0..<2000 {
        found = bids(&learner, values, quality, slots: slots, &stream)
        hear(&learner, values, found)
      }
      let expected = bids(&lowest, values, quality, slots: slots, &stream)
      let owners = gsp(found, quality, slots: slots.count)
      let wanted = gsp(expected, quality, slots: slots.count)
      #expect(owners.map(\.seat) == wanted.map(\.seat))
      for (a, b) in zip(owners, wanted) { #expect(abs(a.price - b.price) <= 1e-6) }
      if let first = owners.first {
        #expect(abs(found[first.seat] - (values[first.seat] + first.price) / 2) <= 1e-6)
      }
    }
  }

  @Test("it is refused where other bidders may come")
  func objection() throws {
    let learner = try strategy("balanced-bidding", count: 2)
    let facts = GroupFacts(count: 2, budget: nil, auctions: 10, rivals: 2, isFixed: false)
    #expect(
      learner.objection(to: facts)?.problem
        == "balanced bidding responds to the bidders of the last page, and others may come")
    #expect(learner.objection(to: GroupFacts(count: 2, budget: nil, auctions: 10, rivals: 2)) == nil)
  }
}
