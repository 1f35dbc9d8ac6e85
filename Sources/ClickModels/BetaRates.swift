public import MarketModel
public import Randomness

/// Click rates drawn from a beta distribution, for each opportunity anew or once for each ad.
public struct BetaRates: QualityModel {
  public static let card = Card(
    "beta", label: "beta rates", "Click rates from a beta distribution, drawn for each opportunity or once.",
    source: "standard")

  private let sampler: BetaSampler
  private let isLasting: Bool
  /// (bidders) — empty unless drawn once.
  private var lasting: [Double] = []

  public init(_ settings: inout Settings) {
    let alpha = settings.number("alpha", in: .positive, default: 2, "First shape; the mean is alpha/(alpha + beta).")
    let beta = settings.number("beta", in: .positive, default: 20, "Second shape.")
    isLasting = settings.choice("drawn", default: Redraw.eachTime, "When rates are drawn.") == .once
    sampler = BetaSampler(alpha: alpha, beta: beta)
  }

  public var isConstant: Bool { isLasting }

  public mutating func begin(count: Int, positions: Int, using stream: inout RandomStream) {
    if isLasting { lasting = (0..<count).map { _ in sampler.sample(using: &stream) } }
  }

  public mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, positions: Int, into rates: inout MutableSpan<Double>,
    using stream: inout RandomStream
  ) {
    for i in members.indices {
      rates[i] = isLasting ? lasting[Int(members[i])] : sampler.sample(using: &stream)
    }
  }
}

/// How long drawn click rates last.
enum Redraw: String, CaseIterable, Sendable {
  case eachTime = "each-time"
  case once
}
