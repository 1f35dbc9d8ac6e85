import Demand
import MarketModel
import Mechanisms
import Randomness
import Statistics
import Testing

private struct Alone: ClickModel {
  static let card = Card("alone", "Each ad is alone.", source: "test")
  init(_ settings: inout Settings) {}
  init() {}
  var law: ClickLaw { .independent }
  func rates(of ads: Span<ShownAd>, into rates: inout MutableSpan<Double>) {}
  func click(_ ads: Span<ShownAd>, draws: Span<Double>, into clicked: inout MutableSpan<Bool>) {}
}

/// A listed position mechanism with these settings, ready for a page.
private func prepared(
  _ kind: String, _ settings: Node = [:], slots: [Double], values: Distribution? = .uniform(low: 0, high: 1),
  training: [Double] = []
) throws -> any PositionMechanism {
  var node = settings
  node["kind"] = Node(stringLiteral: kind)
  var root = Settings(root: ["m": node], catalogs: Catalogs(positionMechanisms), files: NoFiles())
  var made: any PositionMechanism = root.component("m", .positionMechanisms, "The mechanism.")
  try #require(root.diagnostics.isEmpty)
  let page = PageFacts(
    examination: slots, most: slots.count, isSeparable: true, clickModel: Alone(),
    groups: [.init(prior: BidderPrior(name: "all", values: values), count: 3, training: training)])
  try #require(made.objection(to: page) == nil)
  made.begin(page)
  return made
}

private func place(
  _ mechanism: any PositionMechanism, _ bids: [Double], slots: [Double], quality: [Double]? = nil,
  reserves: [Double] = []
) -> (lines: [Placement], reserveBound: Bool) {
  let bidColumn = Column(bids)
  let reserveColumn = Column(reserves)
  let qualityColumn = Column(quality ?? bids.map { _ in 1 })
  let slotColumn = Column(slots)
  let groups = Column(bids.map { _ in Int32(0) })
  let none = Column<Double>([])
  var placements = Placements(room: slots.count)
  mechanism.run(
    PositionBallot(
      bids: bidColumn.span, reserves: reserveColumn.span, groups: groups.span,
      rates: ClickRates(examination: slotColumn.span, quality: qualityColumn.span, matrix: none.span),
      most: slots.count),
    into: &placements)
  return ((0..<placements.count).map { placements[$0] }, placements.reserveBound)
}

private func line(_ seat: Int32, _ position: Int32, _ price: Double) -> Placement {
  Placement(seat: seat, position: position, price: price)
}

/// The highest welfare of a page: every way to put ads into slots, by recursion.
private func bestWelfare(_ worth: [Double], _ slots: ArraySlice<Double>) -> Double {
  guard let slot = slots.first else { return 0 }
  var best = bestWelfare(worth, slots.dropFirst())
  for index in worth.indices {
    var rest = worth
    rest.remove(at: index)
    best = max(best, worth[index] * slot + bestWelfare(rest, slots.dropFirst()))
  }
  return best
}

@Suite("Position mechanisms by definition")
struct PositionTests {
  // Edelman, Ostrovsky and Schwarz 2007: values 10, 4, 2; 200 and 100 clicks.
  @Test("the example of Edelman, Ostrovsky and Schwarz: GSP pays 4 and 2 a click, VCG 3 and 2, GFP the bids")
  func example() throws {
    let slots = [0.2, 0.1]
    let bids = [10.0, 4, 2]
    #expect(place(try prepared("gsp", slots: slots), bids, slots: slots).lines == [line(0, 0, 4), line(1, 1, 2)])
    #expect(place(try prepared("gfp", slots: slots), bids, slots: slots).lines == [line(0, 0, 10), line(1, 1, 4)])
    let vcg = place(try prepared("vcg", slots: slots), bids, slots: slots).lines
    #expect(vcg.map(\.seat) == [0, 1])
    #expect(abs(vcg[0].price - 3) <= 1e-15 && abs(vcg[1].price - 2) <= 1e-15)
  }

  // 200 and 199 clicks: truthfully (10 − 4) · 200 = 1200; bidding 3, second slot at 2: (10 − 2) · 199 = 1592.
  @Test("GSP is not truthful: with 200 and 199 clicks, shading gains 392")
  func shading() throws {
    let slots = [0.2, 0.199]
    let gsp = try prepared("gsp", slots: slots)
    func gain(_ bid: Double) -> Double {
      place(gsp, [bid, 4, 2], slots: slots).lines.first { $0.seat == 0 }.map {
        (10 - $0.price) * slots[Int($0.position)] * 1000
      } ?? 0
    }
    #expect(abs(gain(10) - 1200) <= 1e-9)
    #expect(abs(gain(3) - 1592) <= 1e-9)
    #expect(abs(gain(3) - gain(10) - 392) <= 1e-9)
  }

  // 200 pages of 1…5 ads and 1…4 slots with seed 1; both routes are exact.
  @Test("VCG charges what an ad's presence costs the others, by trying all placements")
  func clarke() throws {
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
    for _ in 0..<200 {
      let bids = (0..<(1 + stream.index(below: 5))).map { _ in Double(stream.index(below: 6)) }
      let quality = bids.map { _ in 0.1 + 0.9 * stream.unit() }
      let slots = (0..<(1 + stream.index(below: 4))).map { _ in stream.unit() }.sorted(by: >)
      let worth = zip(bids, quality).map { $0 * $1 }
      let lines = place(try prepared("vcg", slots: slots), bids, slots: slots, quality: quality).lines
      let welfare = lines.reduce(0) { $0 + worth[Int($1.seat)] * slots[Int($1.position)] }
      #expect(abs(welfare - bestWelfare(worth, slots[...])) <= 1e-12)
      for each in lines {
        let seat = Int(each.seat)
        var others = worth
        others.remove(at: seat)
        let own = worth[seat] * slots[Int(each.position)]
        let payment = each.price * quality[seat] * slots[Int(each.position)]
        #expect(abs(payment - (bestWelfare(others, slots[...]) - (welfare - own))) <= 1e-12)
      }
    }
  }

  // Scores 1.0, 1.2 and 0.4: seat 1 pays 1.0/0.4 = 2.5, seat 0 pays 0.4/0.5 = 0.8.
  @Test("GSP ranks by bid × quality and divides the next score by its own quality")
  func quality() throws {
    let slots = [1.0, 0.5]
    let gsp = try prepared("gsp", slots: slots)
    let lines = place(gsp, [2, 3, 4], slots: slots, quality: [0.5, 0.4, 0.1]).lines
    #expect(lines.map(\.seat) == [1, 0])
    #expect(abs(lines[0].price - 2.5) <= 1e-15 && abs(lines[1].price - 0.8) <= 1e-15)
  }

  // s = 0: by bid, prices the next bid. s = 1/2, qualities 0.25 and 0.64: weights 0.5 and 0.8, scores 1 and 0.8.
  @Test("the squashing exponent weighs quality between nothing and all")
  func squash() throws {
    let byBid = try prepared("gsp", ["squash": 0], slots: [1])
    #expect(place(byBid, [2, 3], slots: [1], quality: [0.9, 0.1]).lines == [line(1, 0, 2)])
    let half = place(try prepared("gsp", ["squash": 0.5], slots: [1]), [2, 1], slots: [1], quality: [0.25, 0.64]).lines
    #expect(half.map(\.seat) == [0])
    #expect(abs(half[0].price - 1.6) <= 1e-15)
  }

  @Test("ties go to the lower seat, and equal bids pay each other's")
  func ties() throws {
    let slots = [0.5, 0.25]
    for kind in ["gsp", "vcg"] {
      #expect(
        place(try prepared(kind, slots: slots), [2, 2, 2], slots: slots).lines == [line(0, 0, 2), line(1, 1, 2)])
    }
    #expect(place(try prepared("gfp", slots: slots), [2, 2, 2], slots: slots).lines.map(\.seat) == [0, 1])
  }

  @Test("one bidder pays nothing or its reserve; nobody bids: an empty page", arguments: ["gsp", "vcg"])
  func few(kind: String) throws {
    let slots = [0.5, 0.25]
    #expect(place(try prepared(kind, slots: slots), [3], slots: slots).lines == [line(0, 0, 0)])
    #expect(place(try prepared(kind, slots: slots), [], slots: slots).lines.isEmpty)
    #expect(place(try prepared(kind, slots: slots), [-1, -1], slots: slots).lines.isEmpty)
    let reserved = place(try prepared(kind, ["reserve": 2], slots: slots), [3], slots: slots)
    #expect(reserved.lines == [line(0, 0, 2)] && reserved.reserveBound)
  }

  @Test("slots that nobody looks at cost nothing", arguments: ["gsp", "vcg", "gfp", "myerson"])
  func deadSlots(kind: String) throws {
    let slots = [0.5, 0, 0]
    let lines = place(try prepared(kind, slots: slots), [0.9, 0.8, 0.7], slots: slots).lines
    #expect(lines.map(\.seat) == [0, 1, 2])
    #expect(lines.allSatisfy { $0.price >= 0 && $0.price <= 1 })
  }

  @Test("an ad that is never clicked is not placed", arguments: ["gsp", "vcg", "gfp", "myerson"])
  func neverClicked(kind: String) throws {
    let slots = [0.5, 0.25]
    let lines = place(try prepared(kind, slots: slots), [0.9, 0.8], slots: slots, quality: [0, 1]).lines
    #expect(lines.map(\.seat) == [1])
  }

  // Bids 5, 4, 3 with reserves 0, 4.5, 1. Eager: seat 1 is out, so seat 0 pays 3, seat 2 its reserve 1. Lazy: seat 1's slot
  // stays empty, seat 0 pays 4, and the third has no slot.
  @Test("GSP: eager reserves drop bids, lazy ones leave slots empty")
  func reserves() throws {
    let slots = [0.5, 0.25]
    let eager = place(try prepared("gsp", slots: slots), [5, 4, 3], slots: slots, reserves: [0, 4.5, 1])
    #expect(eager.lines == [line(0, 0, 3), line(2, 1, 1)] && eager.reserveBound)
    let lazy = place(
      try prepared("gsp", ["reserve-rule": "lazy"], slots: slots), [5, 4, 3], slots: slots, reserves: [0, 4.5, 1])
    #expect(lazy.lines == [line(0, 0, 4)] && lazy.reserveBound)
  }

  // A reserve of 1 on scores: quality 0.5 makes it 2 a click, quality 0.25 makes it 4.
  @Test("a reserve on scores is reserve/quality a click")
  func reserveOnScores() throws {
    let gsp = try prepared("gsp", ["reserve": 1, "reserve-on": "score"], slots: [1, 0.5])
    #expect(place(gsp, [3, 3.9], slots: [1, 0.5], quality: [0.5, 0.25]).lines == [line(0, 0, 2)])
  }

  // Samples 1, 2, 3: p · share is 1, 4/3, 1. All samples of one value: that value.
  @Test("monopoly reserves are learned from samples", arguments: ["anonymous", "personal"])
  func learned(scope: String) throws {
    let settings: Node = ["monopoly-reserves": ["scope": Node(stringLiteral: scope), "draws": 3]]
    let gsp = try prepared("gsp", settings, slots: [1], training: [1, 2, 3])
    #expect(gsp.trainingDraws == 3)
    #expect(place(gsp, [1.9], slots: [1]).lines.isEmpty)
    #expect(place(gsp, [2.5], slots: [1]).lines == [line(0, 0, 2)])
    let constant = try prepared("gsp", settings, slots: [1], training: [0.7, 0.7, 0.7])
    #expect(place(constant, [1], slots: [1]).lines == [line(0, 0, 0.7)])
  }

  @Test("without samples there is no monopoly reserve")
  func noSamples() throws {
    let gsp = try prepared("gsp", ["monopoly-reserves": ["scope": "personal"]], slots: [1])
    #expect(place(gsp, [0.5], slots: [1]).lines == [line(0, 0, 0)])
  }
}

@Suite("Myerson's page")
struct PositionMyersonTests {
  // φ(v) = 2v − 1: reserve 1/2; bids 0.9, 0.6, 0.4. Third is out. Slots 0.5, 0.25: the first pays
  // ((0.5 − 0.25) · 0.6 + 0.25 · 0.5)/0.5 = 0.55, the second 0.5.
  @Test("uniform values: reserve 1/2 and threshold prices")
  func uniform() throws {
    let slots = [0.5, 0.25]
    let found = place(try prepared("myerson", slots: slots), [0.9, 0.6, 0.4], slots: slots)
    #expect(found.lines.map(\.seat) == [0, 1])
    #expect(abs(found.lines[0].price - 0.55) <= 1e-12 && abs(found.lines[1].price - 0.5) <= 1e-12)
    #expect(found.reserveBound)
  }

  static let priors: [Distribution?] = [
    .uniform(low: 0, high: 4), .exponential(mean: 1), .discrete(values: [8, 3, 2, 1], weights: [2, 1, 3, 4]),
    .histogram(edges: [0, 3, 8], weights: [0.75, 0.25]), .empirical([1, 1.5, 2, 2.5, 3, 7]),
  ]

  // 60 pages for each prior, seed 1. Prices are found again by bisection on one's own bid: the quantity is a step function of
  // it, so the payment is own bid × clicks less the sum of clicks over the steps below.
  @Test("payments are Myerson's integral of the allocation, found by bisection", arguments: priors.indices)
  func integral(index: Int) throws {
    let prior = try #require(Self.priors[index])
    let slots = [0.5, 0.3, 0.1]
    let myerson = try prepared("myerson", slots: slots, values: prior)
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
    for _ in 0..<60 {
      let bids = (0..<4).map { _ in prior.value(reachedWith: 0.02 + 0.98 * stream.unit()) }
      let quality = bids.map { _ in 0.2 + 0.8 * stream.unit() }
      func clicks(_ seat: Int, _ bid: Double) -> Double {
        var changed = bids
        changed[seat] = bid
        return place(myerson, changed, slots: slots, quality: quality).lines.first { Int($0.seat) == seat }.map {
          slots[Int($0.position)] * quality[seat]
        } ?? 0
      }
      for each in place(myerson, bids, slots: slots, quality: quality).lines {
        let seat = Int(each.seat)
        let own = clicks(seat, bids[seat])
        let paid = each.price * own
        let expected = bids[seat] * own - area(0, bids[seat], { clicks(seat, $0) })
        #expect(abs(paid - expected) <= 1e-7, "seat \(seat) of \(bids)")
      }
    }
  }

  /// ∫ f over [a, b] for a non-decreasing step function.
  private func area(_ a: Double, _ b: Double, _ f: (Double) -> Double) -> Double {
    let (low, high) = (f(a), f(b))
    if low == high { return low * (b - a) }
    let middle = a + (b - a) / 2
    if b - a < 1e-9 || middle <= a || middle >= b { return low * (b - a) }
    return area(a, middle, f) + area(middle, b, f)
  }

  // Ironed virtual values 8, −0.75, −0.75, −0.75: only 8 is served, and it pays 8 (as the lowest value that is).
  @Test("discrete values 8, 3, 2, 1: only the highest has a virtual value above 0")
  func discrete() throws {
    let prior = Distribution.discrete(values: [8, 3, 2, 1], weights: [2, 1, 3, 4])
    let myerson = try prepared("myerson", slots: [1, 0.5], values: prior)
    #expect(place(myerson, [8, 3, 2], slots: [1, 0.5]).lines == [line(0, 0, 8)])
    #expect(place(myerson, [3, 3, 1], slots: [1, 0.5]).lines.isEmpty)
  }

  @Test("samples serve as distribution, ironed as they are")
  func samples() throws {
    let myerson = try prepared(
      "myerson", ["knows": "samples", "draws": 10], slots: [1], values: nil,
      training: [8, 8, 3, 2, 2, 2, 1, 1, 1, 1])
    #expect(myerson.trainingDraws == 10)
    #expect(place(myerson, [9, 7], slots: [1]).lines == [line(0, 0, 8)])
  }

  @Test("pages it cannot sell are refused, with what to do")
  func objections() throws {
    func objection(_ kind: String, _ settings: Node, values: Distribution?, separable: Bool) throws -> [String] {
      var node = settings
      node["kind"] = Node(stringLiteral: kind)
      var root = Settings(root: ["m": node], catalogs: Catalogs(positionMechanisms), files: NoFiles())
      let made: any PositionMechanism = root.component("m", .positionMechanisms, "The mechanism.")
      let page = PageFacts(
        examination: [1], most: 1, isSeparable: separable, clickModel: Alone(),
        groups: [.init(prior: BidderPrior(name: "all", values: values), count: 1)])
      return made.objection(to: page).map { [$0.problem, $0.remedy] } ?? []
    }
    #expect(
      try objection("myerson", [:], values: nil, separable: true) == [
        "the values of 'all' have no distribution that the seller could know",
        "write `knows: samples`, or choose values such as uniform, piecewise-uniform, discrete or empirical",
      ])
    #expect(try objection("myerson", ["knows": "samples"], values: nil, separable: true).isEmpty)
    for kind in ["vcg", "myerson"] {
      #expect(
        try objection(kind, [:], values: .uniform(low: 0, high: 1), separable: false).first
          == "its prices need click rates that are examination × quality, and some group's depend on the position")
    }
    #expect(try objection("gsp", [:], values: nil, separable: false).isEmpty)
  }
}
