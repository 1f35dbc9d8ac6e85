internal import MarketModel
internal import Randomness

/// The click rates of one page's ads, drawn from the groups' quality models.
struct Qualities: ~Copyable, Sendable {
  private var models: Column<any QualityModel>
  /// (groups).
  private var streams: Column<RandomStream>
  private let isByPosition: [Bool]
  private let examination: [Double]
  /// Whether some model says how users go on.
  let saysWhetherUsersGoOn: Bool
  /// Whether all rates stay as they are, once drawn, as long as the same bidders are seated.
  private let isConstant: Bool
  private var isDrawn = false
  /// (seats): with a matrix the means of its rows.
  private(set) var quality: Column<Double>
  /// p(ad, position) (seats × positions) — empty where everything is separable.
  private(set) var matrix: Column<Double>

  init(_ world: SponsoredSearch, _ replicate: Replicate, isStatic: Bool) {
    examination = world.sale.examination
    var begun: [any QualityModel] = []
    var drawn: [RandomStream] = []
    for (group, advertiser) in zip(world.market.groups, world.advertisers) {
      var model = advertiser.quality
      var stream = RandomStream(.qualities, in: replicate, of: group.name)
      model.begin(count: group.count, positions: world.sale.examination.count, using: &stream)
      begun.append(model)
      drawn.append(stream)
    }
    models = Column(begun)
    streams = Column(drawn)
    isByPosition = begun.map(\.isByPosition)
    saysWhetherUsersGoOn = begun.contains { $0.saysWhetherUsersGoOn }
    isConstant = isStatic && begun.allSatisfy(\.isConstant)
    let seats = world.market.seats
    quality = Column(repeating: 0, count: seats)
    matrix = Column(repeating: 0, count: world.isSeparable ? 0 : seats * world.sale.examination.count)
  }

  /// Draws the rates of everybody seated, before anything that a variant may change.
  @inline(__always) mutating func draw(for opportunity: Opportunity, _ entrants: borrowing Entrants) {
    if isConstant && isDrawn { return }
    drawAll(for: opportunity, entrants)
    isDrawn = true
  }

  @inline(never) private mutating func drawAll(for opportunity: Opportunity, _ entrants: borrowing Entrants) {
    let positions = examination.count
    for group in models.indices {
      let seats = entrants.range(group)
      if isByPosition[group] {
        let cells = (seats.lowerBound * positions)..<(seats.upperBound * positions)
        Self.draw(&models[group], opportunity, entrants, seats, positions, &matrix, cells, &streams[group])
        for seat in seats { weighRow(of: seat) }
      } else {
        Self.draw(&models[group], opportunity, entrants, seats, positions, &quality, seats, &streams[group])
        if matrix.count > 0 { for seat in seats { spread(seat) } }
      }
    }
  }

  /// Draws the rates of one group into a part of a row.
  @inline(__always) private static func draw(
    _ model: inout any QualityModel, _ opportunity: Opportunity, _ entrants: borrowing Entrants, _ seats: Range<Int>,
    _ positions: Int, _ row: inout Column<Double>, _ cells: Range<Int>, _ stream: inout RandomStream
  ) {
    var rates = row.mutableSpan
    var part = rates._mutatingExtracting(cells)
    model.draw(
      for: opportunity, members: entrants.members.span.extracting(seats), positions: positions, into: &part,
      using: &stream)
  }

  /// From rates where an ad is looked at to rates on the page, and to their mean.
  private mutating func weighRow(of seat: Int) {
    var sum = 0.0
    for position in examination.indices {
      let cell = seat * examination.count + position
      sum += matrix[cell]
      matrix[cell] *= examination[position]
    }
    quality[seat] = sum / Double(examination.count)
  }

  /// A rate that does not depend on the position, beside others that do.
  private mutating func spread(_ seat: Int) {
    for position in examination.indices {
      matrix[seat * examination.count + position] = quality[seat] * examination[position]
    }
  }

  /// Chance that the user goes on after an ad; negative where the group's model does not say.
  func goesOn(after member: Int, of group: Int, at position: Int) -> Double {
    models[group].saysWhetherUsersGoOn ? models[group].goesOn(after: member, at: position) : -1
  }
}
