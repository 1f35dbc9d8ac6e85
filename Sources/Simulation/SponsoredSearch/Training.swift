internal import MarketModel
internal import Randomness

/// Values drawn before the first page, for mechanisms that learn from samples.
///
/// They come from a stream of their own: a mechanism that learns changes nobody's values.
struct Training {
  private let world: SponsoredSearch
  private let draws: Int

  init(_ world: SponsoredSearch, _ draws: Int) {
    self.world = world
    self.draws = draws
  }

  /// Values per click (groups × draws); one bidder of the group after the other.
  func draw(_ replicate: Replicate) -> [[Double]] {
    if draws == 0 { return [] }
    return zip(world.market.groups, world.advertisers).map { group, advertiser in
      var model = group.values
      var stream = RandomStream(.training, in: replicate, of: group.name)
      var drawn: [Double] = []
      let members = Column((0..<Int32(group.count)).map { $0 })
      while drawn.count < draws {
        let opportunity = Opportunity(number: drawn.count, time: 0, common: model.needsCommonDraw ? stream.unit() : 0)
        Self.draw(&model, opportunity, members, &stream, into: &drawn)
      }
      return drawn.prefix(draws).map { $0 * advertiser.valuePerUnit }
    }
  }

  private static func draw(
    _ model: inout any ValueModel, _ opportunity: Opportunity, _ members: borrowing Column<Int32>,
    _ stream: inout RandomStream, into drawn: inout [Double]
  ) {
    var values = Column(repeating: 0.0, count: members.count)
    fill(&model, opportunity, members, &stream, &values)
    for i in values.indices { drawn.append(values[i]) }
  }

  private static func fill(
    _ model: inout any ValueModel, _ opportunity: Opportunity, _ members: borrowing Column<Int32>,
    _ stream: inout RandomStream, _ values: inout Column<Double>
  ) {
    var row = values.mutableSpan
    model.draw(for: opportunity, members: members.span, into: &row, using: &stream)
  }
}
