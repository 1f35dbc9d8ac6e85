import MarketModel
import Mechanisms
import Randomness
import Statistics
import Testing

/// Users of any law, for what mechanisms ask of them: the pure cascade, or one with a chance of 1/2 to go on.
private struct Users: ClickModel {
  static let card = Card("users", "Users of a test.", source: "test")
  var law: ClickLaw
  var goesOn: Double?

  init(_ settings: inout Settings) { law = .other }
  init(_ law: ClickLaw, goesOn: Double? = nil) { (self.law, self.goesOn) = (law, goesOn) }

  func rates(of ads: Span<ShownAd>, into rates: inout MutableSpan<Double>) {
    var reached = 1.0
    for k in ads.indices {
      rates[k] = reached * ads[k].alone
      reached *= goesOn ?? (1 - ads[k].alone)
    }
  }
  func click(_ ads: Span<ShownAd>, draws: Span<Double>, into clicked: inout MutableSpan<Bool>) {}
}

private func facts(
  slots: Int = 2, _ users: Users, values: Distribution? = .uniform(low: 0, high: 4), ownChances: Bool = false
) -> PageFacts {
  PageFacts(
    examination: [Double](repeating: 1, count: slots), most: slots, isSeparable: false,
    saysWhetherUsersGoOn: ownChances, clickModel: users,
    groups: [.init(prior: BidderPrior(name: "all", values: values), count: 3)])
}

private func listed(_ kind: String, _ settings: Node = [:]) throws -> any PositionMechanism {
  var node = settings
  node["kind"] = Node(stringLiteral: kind)
  var root = Settings(root: ["m": node], catalogs: Catalogs(positionMechanisms), files: NoFiles())
  let made: any PositionMechanism = root.component("m", .positionMechanisms, "The mechanism.")
  #expect(root.diagnostics.isEmpty)
  return made
}

private struct Shown: Equatable {
  var seat: Int
  var position: Int
  var price: Double
}

private func show(
  _ mechanism: any PositionMechanism, _ bids: [Double], _ rates: [[Double]], most: Int, reserves: [Double] = [],
  lot: UInt64 = 1
) -> [Shown] {
  let bidColumn = Column(bids)
  let reserveColumn = Column(reserves)
  let groups = Column(bids.map { _ in Int32(0) })
  let slots = rates.first?.count ?? 0
  let examination = Column([Double](repeating: 1, count: slots))
  let quality = Column(rates.map { $0.reduce(0, +) / Double(max(slots, 1)) })
  let matrix = Column(rates.flatMap { $0 })
  var placements = Placements(room: max(slots, 1))
  mechanism.run(
    PositionBallot(
      bids: bidColumn.span, reserves: reserveColumn.span, groups: groups.span,
      rates: ClickRates(examination: examination.span, quality: quality.span, matrix: matrix.span), most: most, lot: lot
    ),
    into: &placements)
  return (0..<placements.count).map {
    Shown(seat: Int(placements[$0].seat), position: Int(placements[$0].position), price: placements[$0].price)
  }
}

private let kinds = [
  "mnl-welfare", "mnl-revenue", "cascade-exact", "cascade-greedy", "separable-gsp", "random-placement",
]

@Suite struct GeneratedContentMechanismTests {
  // The worked instance: see GeneratedContentLogitTests and GeneratedContentCascadeTests for the hand computation.
  @Test("Worked instance through the socket: the prices of logit and of reading users")
  func worked() throws {
    let logit = show(try listed("mnl-welfare"), workedValues, workedRates, most: 2)
    #expect(logit.map { [$0.seat, $0.position] } == [[0, 1], [1, 0]])
    #expect(abs(logit[0].price - 2.625) < 1e-12 && abs(logit[1].price - 25.0 / 11) < 1e-12)
    let reading = show(try listed("cascade-exact"), workedValues, workedRates, most: 2)
    #expect(reading.map { [$0.seat, $0.position] } == [[0, 1], [1, 0]])
    #expect(abs(reading[0].price - 3.5) < 1e-12 && abs(reading[1].price - 2.4) < 1e-12)
  }

  // Values U[0, 4]: φ = 2v − 4, so 4 and 3 score 4 and 2, and 2 scores 0. Odds 1/4 for ad 0 at 1 and 1 for ad 1 at 0: the
  // ratio (1 + 2) / (9/4) = 4/3 is the best of all pages. Ad 0 at 0 has odds 3/7 and would add 12/7 alone: 6/5.
  // Without ad 0 ad 1 scores 2/2 = 1: ad 0 enters once (u/4 + 2) / (9/4) > 1, u > 1, v > 5/2.
  // Without ad 1 ad 0 stands at 0, worth 6/5; ad 1 of score u enters at 0 once (1 + u) / (9/4) > 6/5, u > 1.7, v > 2.85.
  @Test("Revenue by hand: prices 2.5 and 2.85 a click")
  func revenue() throws {
    var mechanism = try listed("mnl-revenue")
    mechanism.begin(facts(Users(.multinomialLogit)))
    let shown = show(mechanism, workedValues, workedRates, most: 2)
    #expect(shown.map { [$0.seat, $0.position] } == [[0, 1], [1, 0]])
    #expect(abs(shown[0].price - 2.5) < 1e-9 && abs(shown[1].price - 2.85) < 1e-9)
  }

  @Test("Each says which users and pages it cannot work with, and what to do")
  func objections() throws {
    let reading = Users(.cascade)
    #expect(try listed("cascade-exact").objection(to: facts(reading)) == nil)
    #expect(try listed("cascade-greedy").objection(to: facts(slots: 13, reading)) == nil)
    let wide = try #require(try listed("cascade-exact").objection(to: facts(slots: 13, reading)))
    #expect(wide.problem == "13 slots are too many for an exact placement" && wide.remedy.contains("cascade-greedy"))
    for kind in ["cascade-exact", "cascade-greedy"] {
      let mechanism = try listed(kind)
      #expect(mechanism.objection(to: facts(Users(.cascade, goesOn: 0.5))) != nil)
      #expect(mechanism.objection(to: facts(reading, ownChances: true)) != nil)
      #expect(mechanism.objection(to: facts(Users(.independent)))?.remedy.contains("click-model: cascade") == true)
    }
    for kind in ["mnl-welfare", "mnl-revenue"] {
      #expect(try listed(kind).objection(to: facts(Users(.multinomialLogit))) == nil)
      #expect(try listed(kind).objection(to: facts(reading))?.remedy.contains("multinomial-logit") == true)
      #expect(try listed(kind, ["any-users": true]).objection(to: facts(reading)) == nil)
    }
    let unknown = facts(Users(.multinomialLogit), values: nil)
    #expect(try listed("mnl-revenue").objection(to: unknown)?.remedy.contains("knows: samples") == true)
    #expect(try listed("mnl-revenue", ["knows": "samples"]).objection(to: unknown) == nil)
    for kind in ["separable-gsp", "random-placement"] {
      #expect(try listed(kind).objection(to: unknown) == nil)
    }
  }

  // Seed 1: laws of the socket on random pages, seats that do not bid and reserves among them.
  @Test(
    "Laws: only seats that bid, once each, a slot each, at most K, prices between reserve and bid", arguments: kinds)
  func laws(kind: String) throws {
    var mechanism = try listed(kind)
    mechanism.begin(facts(Users(.multinomialLogit), values: .uniform(low: 0, high: 1)))
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 44)
    var placed = 0
    for _ in 0..<200 {
      let page = RandomPage(&stream, ads: 6, positions: 4)
      let bids = page.values.map { stream.flip(0.2) ? Ballot.noBid : $0 }
      let reserves = stream.flip(0.5) ? [] : bids.map { _ in stream.unit() * 0.5 }
      let most = min(page.most, page.rates[0].count)
      let lot = stream.next()
      let shown = show(mechanism, bids, page.rates, most: most, reserves: reserves, lot: lot)
      #expect(shown.count <= most && Set(shown.map(\.seat)).count == shown.count)
      #expect(Set(shown.map(\.position)).count == shown.count)
      for line in shown {
        let lowest = reserves.isEmpty ? 0 : reserves[line.seat]
        #expect(bids[line.seat] >= lowest && line.price >= lowest && line.price <= bids[line.seat])
      }
      #expect(shown == show(mechanism, bids, page.rates, most: most, reserves: reserves, lot: lot))
      placed += shown.count
    }
    #expect(placed > 100)
  }

  @Test("Nobody bids, one seat, all bids equal, bids of 0, rates of 0 and 1: a page, never a crash", arguments: kinds)
  func degenerate(kind: String) throws {
    var mechanism = try listed(kind)
    mechanism.begin(facts(Users(.multinomialLogit)))
    #expect(show(mechanism, [], [], most: 0).isEmpty)
    #expect(show(mechanism, [-1, -1], [[0.5, 0.2], [0.5, 0.2]], most: 2).isEmpty)
    for bids in [[3.0, 3, 3], [0, 0, 0], [4, -1, -1], [1e-300, 1e300, 1]] {
      for rate in [0, 0.5, 1] {
        let rates = bids.map { _ in [rate, rate] }
        for line in show(mechanism, bids, rates, most: 2) {
          #expect(line.price >= 0 && line.price <= bids[line.seat])
        }
      }
    }
  }

  // 60,000 lots: each of the 6 seats is placed with probability 2/6; 5 standard deviations of 0.00192 are 0.0096. Each of
  // the 3 slots is taken by the first with probability 1/3, within 0.0096 as well. Chance of failing below 6e-7 each.
  @Test("By lot: all seats and slots are equally likely")
  func lot() throws {
    let mechanism = try listed("random-placement")
    #expect(mechanism.needsLot)
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 45)
    var seats = [Double](repeating: 0, count: 6)
    var slots = [Double](repeating: 0, count: 3)
    let lots = 60_000
    for _ in 0..<lots {
      let rates = [[Double]](repeating: [0.1, 0.1, 0.1], count: 6)
      let shown = show(mechanism, [1, 2, 3, 4, 5, 6], rates, most: 2, lot: stream.next())
      for line in shown { seats[line.seat] += 1 / Double(lots) }
      slots[shown[0].position] += 1 / Double(lots)
    }
    for share in seats { #expect(abs(share - 1.0 / 3) < 0.0096) }
    for share in slots { #expect(abs(share - 1.0 / 3) < 0.0096) }
  }
}
