public import MarketModel
public import Randomness

/// Random bundles whose size decays: each bid starts with one random item and takes another, at random, with a given chance.
///
/// A bundle of s items is worth s · U, with U uniform from 0 to 1. Bundles named twice count at the higher price.
///
/// Source: Sandholm 2002, the "decay" distribution; as legacy distribution L4 in CATS (Leyton-Brown, Pearson and Shoham
/// 2000). Differs: several bids of one bidder exclude one another.
public struct DecayBundles: BundleModel {
  public static let card = Card(
    "decay", "Random bundles whose size decays geometrically, worth a uniform price an item.",
    source: "Sandholm 2002; Leyton-Brown, Pearson and Shoham 2000")

  let bidders: Int
  let items: Int
  let bids: Int
  let continuation: Double

  public init(_ settings: inout Settings) {
    bidders = settings.integer("bidders", in: 1...30, default: 6, unit: .bidders, "How many bidders there are.")
    items = settings.integer("items", in: 1...64, default: 8, "How many items are for sale.")
    bids = settings.integer("bids", in: 1...50, default: 4, "How many bundles a bidder names.")
    continuation = settings.number(
      "continuation", in: .share, default: 0.55, unit: .share, "Chance that a bundle takes one more item.")
    settings.checkBundles(bidders: bidders, items: items, bids: bids)
  }

  public var roles: [String] { Array(repeating: "bidders", count: bidders) }

  public func draw(using stream: inout RandomStream) -> [BundleBids] {
    (0..<bidders).map { _ in
      BundleBids(
        (0..<bids).map { _ in
          let bundle = bundle(using: &stream)
          return .init(bundle, Double(bundle.count) * stream.unit())
        })
    }
  }

  private func bundle(using stream: inout RandomStream) -> Bundle {
    var left = Array(0..<items)
    var bundle = Bundle.none
    repeat {
      bundle = bundle.union(Bundle([left.remove(at: stream.index(below: left.count))]))
    } while !left.isEmpty && stream.flip(continuation)
    return bundle
  }
}
