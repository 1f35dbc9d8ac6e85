#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif
public import MarketModel
public import Randomness

/// Regions of a grid of lots: each bid starts at a random lot and takes in neighbouring lots, with a given chance each time.
///
/// A lot is worth common + private − 1/2 to a bidder: the common part is drawn once for all, the private part for each bidder,
/// both uniform from 0 to 1. A region of n lots is worth n^exponent times the mean of its lots, at least 0.
///
/// Source: ours, a small relative of the "regions" distribution of CATS (Leyton-Brown, Pearson and Shoham 2000).
public struct RegionBundles: BundleModel {
  public static let card = Card(
    "regions", "Neighbouring lots of a grid, worth more together; values have a common and a private part.",
    source: "ours, after the regions of CATS: Leyton-Brown, Pearson and Shoham 2000")

  let bidders: Int
  let rows: Int
  let columns: Int
  let bids: Int
  let growth: Double
  let exponent: Double

  public init(_ settings: inout Settings) {
    bidders = settings.integer("bidders", in: 1...30, default: 6, unit: .bidders, "How many bidders there are.")
    rows = settings.integer("rows", in: 1...8, default: 3, "Rows of lots.")
    columns = settings.integer("columns", in: 1...8, default: 3, "Columns of lots.")
    bids = settings.integer("bids", in: 1...50, default: 4, "How many regions a bidder names.")
    growth = settings.number(
      "growth", in: .share, default: 0.6, unit: .share, "Chance that a region takes one more lot.")
    exponent = settings.number(
      "exponent", in: Bounds(0, 4), default: 1.2, "A region of n lots is worth n to this power times its mean lot.")
    settings.checkBundles(bidders: bidders, items: rows * columns, bids: bids)
  }

  public var roles: [String] { Array(repeating: "bidders", count: bidders) }

  public func draw(using stream: inout RandomStream) -> [BundleBids] {
    let lots = rows * columns
    let common = (0..<lots).map { _ in stream.unit() }
    return (0..<bidders).map { _ in
      let worth = (0..<lots).map { common[$0] + stream.unit() - 0.5 }
      return BundleBids(
        (0..<bids).map { _ in
          let region = region(using: &stream)
          let mean = region.items.reduce(0) { $0 + worth[$1] } / Double(region.count)
          return .init(region, max(0, mean) * pow(Double(region.count), exponent))
        })
    }
  }

  private func region(using stream: inout RandomStream) -> Bundle {
    var region = Bundle([stream.index(below: rows * columns)])
    while stream.flip(growth) {
      let border = (0..<(rows * columns)).filter { lot in
        !region.meets(Bundle([lot])) && neighbours(lot).contains { region.meets(Bundle([$0])) }
      }
      if border.isEmpty { break }
      region = region.union(Bundle([border[stream.index(below: border.count)]]))
    }
    return region
  }

  private func neighbours(_ lot: Int) -> [Int] {
    let (row, column) = lot.quotientAndRemainder(dividingBy: columns)
    return [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
      .filter { $0.0 >= 0 && $0.0 < rows && $0.1 >= 0 && $0.1 < columns }.map { $0.0 * columns + $0.1 }
  }
}
