public import MarketModel
internal import Randomness

/// Utilities that are partly the item's own quality and partly the buyer's taste, all normal; a new market in each
/// replicate.
///
/// The utility of item j to buyer i is mean + deviation · (√c · q_j + √(1 − c) · t_ij) with independent standard normal
/// q_j and t_ij, so that each utility has the given mean and deviation, and two buyers' utilities of one item have
/// correlation c: 0 is taste alone, 1 is a market where all want the same items most.
///
/// Ours.
public struct NormalUtilities: UtilitySource {
  public static let card = Card(
    "normal",
    "Normal utilities, part the item's quality, the same for all buyers, part taste; a new market in each replicate.",
    source: "ours")

  let size: GeneratedMarket
  let mean: Double
  let deviation: Double
  let correlation: Double

  public init(_ settings: inout Settings) {
    size = GeneratedMarket(&settings)
    mean = settings.number("mean", in: Bounds(-1e12, 1e12), default: 1, unit: .money, "Mean utility.")
    deviation = settings.number(
      "deviation", in: Bounds(0, 1e12), default: 0.5, unit: .money, "Standard deviation of a utility.")
    correlation = settings.number(
      "correlation", in: Bounds(0, 1), default: 0, unit: .share,
      "Of two buyers' utilities of one item: 0 is taste alone, with 1 all buyers agree.")
  }

  public var isFixed: Bool { false }

  public func market(in replicate: Replicate) -> MatchingMarket {
    let normal = NormalSampler()
    var common = RandomStream(.common, in: replicate)
    let qualities = (0..<size.items).map { _ in normal.sample(using: &common) }
    let (shared, own) = (correlation.squareRoot(), (1 - correlation).squareRoot())
    return size.market(in: replicate) { item, stream in
      mean + deviation * (shared * qualities[item] + own * normal.sample(using: &stream))
    }
  }
}
