#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness

/// Click rates whose logit is normal: 1/(1 + exp(−x)) with x ~ N(mean, deviation²).
///
/// One for each ad, or one for each ad at each position; drawn for each opportunity anew or once.
public struct LogitNormalRates: QualityModel {
  public static let card = Card(
    "logit-normal", label: "logit-normal rates",
    "Click rates with a normal logit, one for each ad or for each ad at each position.", source: "standard")

  enum Subject: String, CaseIterable, Sendable {
    case ad
    case adAndPosition = "ad-and-position"
  }

  private let mean: Double
  private let deviation: Double
  private let subject: Subject
  private let isLasting: Bool
  private let sampler = NormalSampler()
  /// (bidders × positions, or bidders) — empty unless drawn once.
  private var lasting: [Double] = []

  public init(_ settings: inout Settings) {
    mean = settings.number("mean", default: -2, "Mean of the logit.")
    deviation = settings.number("deviation", in: .nonNegative, default: 1, "Standard deviation of the logit.")
    subject = settings.choice("per", default: Subject.ad, "What has a rate of its own.")
    isLasting = settings.choice("drawn", default: Redraw.eachTime, "When rates are drawn.") == .once
  }

  public var isByPosition: Bool { subject == .adAndPosition }
  public var isConstant: Bool { isLasting }

  public mutating func begin(count: Int, positions: Int, using stream: inout RandomStream) {
    if isLasting { lasting = (0..<(count * (isByPosition ? positions : 1))).map { _ in rate(using: &stream) } }
  }

  public mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, positions: Int, into rates: inout MutableSpan<Double>,
    using stream: inout RandomStream
  ) {
    let width = isByPosition ? positions : 1
    for i in members.indices {
      for j in 0..<width {
        rates[i * width + j] = isLasting ? lasting[Int(members[i]) * width + j] : rate(using: &stream)
      }
    }
  }

  private func rate(using stream: inout RandomStream) -> Double {
    1 / (1 + exp(-(mean + deviation * sampler.sample(using: &stream))))
  }
}
