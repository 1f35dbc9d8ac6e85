import ClickModels
import MarketModel
import Randomness
import Tables
import Testing

struct NoFiles: InputFiles {
  func table(_ name: String, from place: Place, columns: [ColumnRequest]) -> TableReading {
    .failure(file: name, problems: [])
  }
}

private func model(_ kind: String, _ settings: Node = [:]) throws -> any ClickModel {
  var node = settings
  node["kind"] = Node(stringLiteral: kind)
  var root = Settings(root: ["m": node], catalogs: Catalogs(clickModels), files: NoFiles())
  let made: any ClickModel = root.component("m", .clickModels, "The model.")
  try #require(root.diagnostics.isEmpty)
  return made
}

private func rates(_ model: any ClickModel, _ ads: [ShownAd]) -> [Double] {
  let column = Column(ads)
  var row = Column(repeating: 0.0, count: ads.count)
  var span = row.mutableSpan
  model.rates(of: column.span, into: &span)
  return ads.indices.map { row[$0] }
}

private func clicks(_ model: any ClickModel, _ ads: [ShownAd], draws: [Double]) -> [Bool] {
  let column = Column(ads)
  let drawn = Column(draws)
  var row = Column(repeating: false, count: ads.count)
  var span = row.mutableSpan
  model.click(column.span, draws: drawn.span, into: &span)
  return ads.indices.map { row[$0] }
}

private func page(_ alone: [Double], goesOn: [Double]? = nil) -> [ShownAd] {
  alone.enumerated().map { ShownAd(position: Int32($0), alone: $1, goesOn: goesOn?[$0] ?? -1) }
}

@Suite struct ClickModelTests {
  static let kinds: [(String, Node)] = [
    ("position-based", [:]), ("cascade", [:]), ("cascade", ["continuation": 0.8]),
    ("cascade", ["continuations": [0.5, 0.9, 0.2]]), ("multinomial-logit", [:]),
  ]

  // The mean over a grid of 50³ midpoints; a rate can be off by one cell of each draw, 3/50.
  @Test("rates are the mean of clicks over independent uniform draws", arguments: kinds.indices)
  func ratesAreMeans(index: Int) throws {
    let (kind, settings) = Self.kinds[index]
    let model = try model(kind, settings)
    for ads in [page([0.3, 0.55, 0.1]), page([0, 1, 0.5]), page([0.9, 0.9, 0.9], goesOn: [0.5, 1, 0])] {
      let steps = 50
      var sums = [0.0, 0, 0]
      for a in 0..<steps {
        for b in 0..<steps {
          for c in 0..<steps {
            let draws = [a, b, c].map { (Double($0) + 0.5) / Double(steps) }
            for (k, clicked) in clicks(model, ads, draws: draws).enumerated() where clicked { sums[k] += 1 }
          }
        }
      }
      for (k, rate) in rates(model, ads).enumerated() {
        #expect(abs(sums[k] / Double(steps * steps * steps) - rate) <= 0.06, "\(kind), ad \(k)")
      }
    }
  }

  @Test("an ad that is alone is clicked at its own rate", arguments: kinds.indices)
  func lone(index: Int) throws {
    let model = try model(Self.kinds[index].0, Self.kinds[index].1)
    for rate in [0, 0.25, 0.5, 0.999] { #expect(abs(rates(model, page([rate]))[0] - rate) <= 1e-15) }
  }

  @Test("an empty page has no clicks", arguments: kinds.indices)
  func empty(index: Int) throws {
    let model = try model(Self.kinds[index].0, Self.kinds[index].1)
    #expect(rates(model, []).isEmpty)
    #expect(clicks(model, [], draws: []).isEmpty)
  }

  // Ad 0 at the second position (p = 0.2), then ad 1 at the first (p = 0.5): 0.2, then 0.8 · 0.5.
  @Test("cascade: the second ad is reached by those who did not click the first")
  func cascade() throws {
    #expect(rates(try model("cascade"), page([0.2, 0.5])) == [0.2, 0.8 * 0.5])
  }

  // πₖ = pₖ · c₁ ⋯ cₖ₋₁: 0.5, 0.4 · 0.6, 0.5 · 0.6 · 0.6.
  @Test("cascade with continuation probabilities: users go on whether they clicked or not")
  func continuation() throws {
    let model = try model("cascade", ["continuation": 0.6])
    let found = rates(model, page([0.5, 0.4, 0.5]))
    for (rate, expected) in zip(found, [0.5, 0.24, 0.18]) { #expect(abs(rate - expected) <= 1e-15) }
    // Below p a click; 0.2/0.5 = 0.4 of the click's part is below 0.6: the user goes on and clicks again.
    #expect(clicks(model, page([0.5, 0.4, 0.5]), draws: [0.2, 0.1, 0.9]) == [true, true, false])
    // 0.4/0.5 = 0.8: the user stops.
    #expect(clicks(model, page([0.5, 0.4, 0.5]), draws: [0.4, 0.1, 0.1]) == [true, false, false])
  }

  @Test("cascade: the ads' own continuation probabilities count, and multiply the model's")
  func ownContinuation() throws {
    #expect(rates(try model("cascade"), page([0.5, 0.5], goesOn: [0.25, 1]))[1] == 0.125)
    #expect(rates(try model("cascade", ["continuation": 0.5]), page([0.5, 0.5], goesOn: [0.25, 1]))[1] == 0.0625)
  }

  // a = 0.25 and 1, so 0.25/2.25 = 1/9 and 1/2.25 = 4/9.
  @Test("multinomial logit: the worked page of two ads")
  func logit() throws {
    let found = rates(try model("multinomial-logit"), page([0.2, 0.5]))
    #expect(abs(found[0] - 1.0 / 9) <= 1e-15)
    #expect(abs(found[1] - 4.0 / 9) <= 1e-15)
  }

  @Test("multinomial logit: a rate of 1 counts as 0.999999, and at most one ad is clicked")
  func clipped() throws {
    let model = try model("multinomial-logit")
    #expect(abs(rates(model, page([1]))[0] - 0.999999) <= 1e-15)
    let both = rates(model, page([1, 1]))
    // a = 0.999999/0.000001 each.
    #expect(abs(both[0] - 999_999.0 / (1 + 2 * 999_999)) <= 1e-9)
    for draw in [0, 0.2, 0.5, 0.8, 0.999_999_9] {
      #expect(clicks(model, page([1, 1]), draws: [draw, 0]).count { $0 } <= 1)
    }
  }
}

@Suite struct QualityTests {
  private func draw(_ kind: String, _ settings: Node, count: Int, positions: Int) throws -> [[Double]] {
    var node = settings
    node["kind"] = Node(stringLiteral: kind)
    var root = Settings(root: ["m": node], catalogs: Catalogs(qualityModels), files: NoFiles())
    var model: any QualityModel = root.component("m", .qualities, "The model.")
    try #require(root.diagnostics.isEmpty)
    try #require(model.objection(count: count, positions: positions) == nil)
    var stream = RandomStream(seed: 1, replicate: 0, role: 0, index: 0)
    model.begin(count: count, positions: positions, using: &stream)
    let members = Column((0..<Int32(count)).map { $0 })
    let width = model.isByPosition ? positions : 1
    return (0..<50).map { number in
      var row = Column(repeating: -1.0, count: count * width)
      fill(&model, &row, members, number, positions, &stream)
      return row.indices.map { row[$0] }
    }
  }

  private func fill(
    _ model: inout any QualityModel, _ row: inout Column<Double>, _ members: borrowing Column<Int32>, _ number: Int,
    _ positions: Int, _ stream: inout RandomStream
  ) {
    var span = row.mutableSpan
    model.draw(
      for: Opportunity(number: number, time: 0), members: members.span, positions: positions, into: &span,
      using: &stream)
  }

  static let kinds: [(String, Node, lasts: Bool)] = [
    ("fixed", ["rate": 0.3], true), ("fixed", ["rates": [0.1, 0.9, 0]], true),
    ("matrix", ["rows": [["rates": [0.3, 0.2]], ["rates": [0.5, 0.1]], ["rates": [0.45, 0.4]]]], true),
    ("beta", ["alpha": 0.5, "beta": 0.5], false), ("beta", ["drawn": "once"], true),
    ("logit-normal", ["mean": 3, "deviation": 5], false), ("logit-normal", ["per": "ad-and-position"], false),
    ("logit-normal", ["per": "ad-and-position", "drawn": "once"], true),
  ]

  @Test("rates are in [0, 1], all are written, and what is drawn once lasts", arguments: kinds.indices)
  func law(index: Int) throws {
    let (kind, settings, lasts) = Self.kinds[index]
    let rows = try draw(kind, settings, count: 3, positions: 2)
    #expect(rows.allSatisfy { $0.allSatisfy { $0 >= 0 && $0 <= 1 } })
    #expect(rows.allSatisfy { $0 == rows[0] } == lasts)
  }

  @Test("fixed rates and matrices are what the scenario says")
  func given() throws {
    #expect(try draw("fixed", ["rates": [0.1, 0.9, 0]], count: 3, positions: 2)[0] == [0.1, 0.9, 0])
    #expect(
      try draw("matrix", ["rows": [["rates": [0.3, 0.2]], ["rates": [0.5, 0.1]]]], count: 2, positions: 2)[0]
        == [0.3, 0.2, 0.5, 0.1])
  }
}
