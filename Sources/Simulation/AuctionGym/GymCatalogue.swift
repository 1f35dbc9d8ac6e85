#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
internal import MarketModel
internal import Randomness

/// All ads of one replicate, agent by agent.
struct GymCatalogue: ~Copyable, Sendable {
  /// What a click is worth [money] (ads).
  let values: Column<Double>
  /// (ads × numbers of a user and the constant).
  let coefficients: Column<Double>
  /// Where each agent's ads start, and the end of the last (agents + 1).
  private let start: Column<Int>
  let mostAds: Int

  /// - Parameter names: of the agents.
  init(_ world: AuctionGym, _ names: [String], _ replicate: Replicate) {
    let counts = world.agentGroups.flatMap { Array(repeating: $0.ads, count: $0.count) }
    var starts = [0]
    for count in counts { starts.append(starts[starts.count - 1] + count) }
    var ads = world.catalogue.given ?? []
    if world.catalogue.given == nil {
      for (agent, count) in counts.enumerated() {
        var stream = RandomStream(.items, in: replicate, of: names[agent])
        for _ in 0..<count { ads.append(Self.draw(world, using: &stream)) }
      }
    }
    values = Column(ads.map(\.value))
    coefficients = Column(ads.flatMap(\.coefficients))
    start = Column(starts)
    mostAds = counts.max() ?? 0
  }

  private static func draw(_ world: AuctionGym, using stream: inout RandomStream) -> AuctionGym.Ad {
    let normal = NormalSampler()
    let terms = world.catalogue
    var coefficients = (0..<world.users.hidden).map { _ in terms.deviation * normal.sample(using: &stream) }
    coefficients.append(terms.lowConstant + (terms.highConstant - terms.lowConstant) * stream.unit())
    return AuctionGym.Ad(
      value: exp(terms.valueLocation + terms.valueScale * normal.sample(using: &stream)), coefficients: coefficients)
  }

  @inline(__always) func ads(of agent: Int) -> Range<Int> { start[agent]..<start[agent &+ 1] }

  func values(of agent: Int) -> [Double] { ads(of: agent).map { values[$0] } }
}
