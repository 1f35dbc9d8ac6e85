import MarketModel
import Testing

@Suite struct ColumnTests {
  @Test("A column holds what it is given, and is changed in place")
  func elements() {
    var column = Column([1, 2, 3])
    column[1] += 5
    #expect(column.count == 3 && column.indices == 0..<3)
    #expect([column[0], column[1], column[2]] == [1, 7, 3])
    var span = column.mutableSpan
    span[0] = 9
    let first = column.span[0]
    #expect(first == 9)
    let same = Column(repeating: 1.5, count: 2)
    #expect(same[1] == 1.5)
    let empty = Column<Int>([])
    #expect(empty.count == 0 && empty.indices.isEmpty)
  }

  @Test("Elements with storage of their own are let go with the column")
  func release() {
    final class Token: Sendable {}
    weak var token: Token?
    do {
      let kept = Token()
      token = kept
      let column = Column(repeating: kept as Token?, count: 4)
      #expect(column[3] != nil)
    }
    #expect(token == nil)
  }

  @Test("An index outside stops the program", arguments: [0])
  func bounds(_: Int) async {
    await #expect(processExitsWith: .failure) { _ = Column([1, 2])[2] }
    await #expect(processExitsWith: .failure) { _ = Column([1, 2])[-1] }
    await #expect(processExitsWith: .failure) {
      var column = Column([1, 2])
      column[2] = 1
    }
  }
}

@Suite struct OutcomeTests {
  @Test("An outcome is filled, struck from and cleared")
  func lines() {
    var outcome = Outcome(seats: 3)
    outcome.award(2, payment: 5)
    outcome.award(0, quantity: 0, payment: 1)
    outcome.award(1, quantity: 0.5, payment: 2)
    outcome.reserveBound = true
    outcome.strike(0)
    let lines = outcome.awards.count
    #expect(outcome.count == 2 && lines == 2)
    #expect([outcome[0].seat, outcome[1].seat] == [1, 0])
    #expect(outcome[0].quantity == 0.5 && outcome[0].payment == 2)
    outcome.clear()
    #expect(outcome.count == 0 && !outcome.reserveBound)
  }

  @Test("More lines than seats stop the program")
  func full() async {
    await #expect(processExitsWith: .failure) {
      var outcome = Outcome(seats: 1)
      outcome.award(0, payment: 0)
      outcome.award(0, payment: 0)
    }
  }

  @Test("A seat's reserve is the higher of its own and the one for all")
  func reserves() {
    let bids = Column([1.0, 2])
    let reserves = Column([0.5, 3])
    let none = Column<Double>([])
    let ballot = Ballot(bids: bids.span, reserves: reserves.span)
    let both = [ballot.reserve(of: 0, anonymous: 1), ballot.reserve(of: 1, anonymous: 1)]
    #expect(both == [1, 3])
    let anonymous = Ballot(bids: bids.span, reserves: none.span).reserve(of: 1, anonymous: 1)
    #expect(anonymous == 1)
    #expect(Ballot.noBid < 0)
  }
}

@Suite struct RecordingTests {
  private static let revenue = Measure("revenue", unit: .money, .mean, "R.")
  private static let plan = RecordingPlan(
    measures: [revenue, Measure("sale-rate", .ratioOfMeans, "S.")], groups: ["a", "b"], bidders: ["a 1", "b 1"],
    groupOfBidder: [0, 1], axis: .init(label: "time", unit: .time, values: [1, 2]))

  @Test("Readings stand where the plan has room for them; others are dropped")
  func readings() {
    var recording = Recording(Self.plan)
    recording.set("revenue", .value(3))
    recording.set("unheard-of", .value(4))
    recording.set("revenue", group: 1, .value(5))
    recording.set("sale-rate", bidder: 0, .ratio(1, of: 2))
    recording.set("revenue", bidder: 9, .value(6))
    #expect("\(recording.overall)" == "\([Reading.value(3), nil] as [Reading?])")
    #expect(recording.groups[0][0] == nil && recording.groups[1][0] != nil)
    #expect(recording.bidders[0][1] != nil && recording.bidders[1][0] == nil)
    #expect(Self.plan.includes("revenue") && !Self.plan.includes("unheard-of"))
  }

  @Test("Identities hold up to a relative gap of 1e-9")
  func identities() {
    var recording = Recording(Self.plan)
    recording.check("near", 1, equals: 1 + 1e-10)
    recording.check("far", 1, equals: 1 + 1e-8)
    recording.check("nothing", 0, equals: 0)
    recording.check("opposite", 1, equals: -1)
    #expect(recording.identities.map(\.holds) == [true, false, true, false])
    #expect(recording.identities[2].relativeGap == 0)
  }

  @Test("A series has one reading per bucket")
  func series() async {
    var recording = Recording(Self.plan)
    recording.add(series: Self.revenue, group: 1, [.value(1), .value(2)])
    #expect(recording.series.count == 1)
    await #expect(processExitsWith: .failure) {
      var recording = Recording(RecordingPlan(measures: [], axis: .init(label: "time", unit: .time, values: [1, 2])))
      recording.add(series: Measure("x", .mean, "X."), [.value(1)])
    }
  }
}

@Suite struct CatalogsTests {
  @Test("Components are found by family and id, in the order listed")
  func find() {
    let catalogs = Catalogs(shapes)
    #expect(catalogs.find("shape", "square")?.card.source == "Euclid")
    #expect(catalogs.find("shape", "circle") == nil && catalogs.find("world", "square") == nil)
    #expect(catalogs.members(of: "shape").map(\.card.id) == ["square", "open-frame"])
    #expect(catalogs.families.map(\.id) == ["shape"])
    #expect(catalogs.products(Family.shapes).map(\.area) == [1, 0])
  }

  @Test("Two components of one family with one id are a programmer's mistake")
  func duplicate() async {
    await #expect(processExitsWith: .failure) { _ = Catalogs(shapes, shapes) }
  }

  @Test("A card's label is its id in words; its example is wrapped by the family's")
  func cards() {
    #expect(Frame.card.label == "open frame")
    #expect(shapes[0].exampleScenario["shape"]?["kind"]?.text == "square")
    #expect(shapes[0].exampleScenario["shape"]?["side"]?.number == 2)
  }

  @Test("Information regimes are ordered, each granting all before it")
  func information() {
    #expect(Information.allCases.sorted() == [.nothing, .ownOutcome, .winningPrice, .allBids])
  }
}

@Suite struct RecordingRequestTests {
  @Test("Measures come in the order asked for; what a world does not offer is left out")
  func chosen() {
    let offered = ["welfare", "revenue", "auctions"].map { Measure($0, .mean, "") }
    let request = RecordingRequest(measures: ["auctions", "profit", "welfare"])
    #expect(request.chosen(from: offered).map(\.name) == ["auctions", "welfare"])
  }
}

@Suite struct MonitorTests {
  @Test("Steps add up, and a stopped monitor interrupts the next step")
  func steps() throws {
    let monitor = Monitor()
    try monitor.advance(by: 5)
    try monitor.advance(by: 2)
    #expect(monitor.stepsDone == 7 && !monitor.stopped)
    monitor.stop()
    #expect(throws: Interruption.self) { try monitor.advance(by: 1) }
  }
}
