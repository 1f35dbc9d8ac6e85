/// Ads that may be woven into a generated text: how likely each is clicked alone at each position, and how many may be
/// placed. What a click is worth to an advertiser is not part of it: that is reported.
///
/// An ad has at most one position, a position at most one ad, and at most `most` ads are placed. A rate need not be a
/// product of something of the ad and something of the position: that is why ranking ads does not do.
///
/// **Edge cases**: no ads, no positions, or `most` 0 — nothing can be placed. `most` above the number of positions or of
/// ads does not bind.
/// **Errors**: `PlacementProblemError` names the ad and the position of a rate that is not in [0, 1].
///
/// Source: the model of Balseiro et al. 2025 (arXiv 2506.03309).
public struct PlacementProblem: Sendable, Equatable {
  public let ads: Int
  public let positions: Int
  /// At most this many ads are placed, K.
  public let most: Int
  /// Stand-alone click rates p [1], row by row (ads × positions).
  public let clickRates: [Double]

  /// - Parameter ads: how many there are.
  /// - Parameter positions: how many there are.
  /// - Parameter most: at most so many ads are placed.
  /// - Parameter clickRates: row by row (ads × positions).
  public init(ads: Int, positions: Int, clickRates: [Double], most: Int) throws(PlacementProblemError) {
    guard ads >= 0, positions >= 0 else { throw .negativeSize(ads: ads, positions: positions) }
    guard most >= 0 else { throw .negativeLimit(most) }
    let (count, overflows) = ads.multipliedReportingOverflow(by: positions)
    guard !overflows, count == clickRates.count else {
      throw .wrongCount(found: clickRates.count, ads: ads, positions: positions)
    }
    // Of NaN both comparisons are false.
    if let place = clickRates.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
      throw .badRate(ad: place / positions, position: place % positions, rate: clickRates[place])
    }
    self.ads = ads
    self.positions = positions
    self.most = most
    self.clickRates = clickRates
  }

  /// A row of rates for each ad, all of one length; no rows are no ads.
  public init(_ rows: [[Double]], most: Int) throws(PlacementProblemError) {
    let positions = rows.first?.count ?? 0
    for (ad, row) in rows.enumerated() where row.count != positions {
      throw .raggedRow(ad: ad, found: row.count, expected: positions)
    }
    try self.init(ads: rows.count, positions: positions, clickRates: rows.flatMap { $0 }, most: most)
  }

  /// The stand-alone click rate of an ad at a position.
  public subscript(ad: Int, position: Int) -> Double {
    precondition(ad >= 0 && ad < ads, "There is no such ad.")
    precondition(position >= 0 && position < positions, "There is no such position.")
    return clickRates[ad * positions + position]
  }

  /// How many ads can be placed at all.
  var room: Int { min(most, ads, positions) }
}

/// Rates or limits that no placement problem can be made of: what is wrong, where, and what to do.
public enum PlacementProblemError: Error, Equatable, Sendable {
  case negativeSize(ads: Int, positions: Int)
  /// The number of ads to place is negative.
  case negativeLimit(Int)
  /// Another number of rates, or of chances to go on, than there are pairs of an ad and a position.
  case wrongCount(found: Int, ads: Int, positions: Int)
  case raggedRow(ad: Int, found: Int, expected: Int)
  /// A click rate is outside [0, 1], or not a number.
  case badRate(ad: Int, position: Int, rate: Double)
  /// A chance to go on is outside [0, 1], or not a number.
  case badContinuation(ad: Int, position: Int, chance: Double)
}

extension PlacementProblemError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .negativeSize(let ads, let positions):
      "\(ads) ads and \(positions) positions: a number of them cannot be negative; give 0 for none"
    case .negativeLimit(let most):
      "at most \(most) ads are to be placed; give 0 or more"
    case .wrongCount(let found, let ads, let positions):
      "\(found) chances for \(ads) ads and \(positions) positions; give one for each pair, ad by ad"
    case .raggedRow(let ad, let found, let expected):
      "ad \(ad) has \(found) click rates and ad 0 has \(expected); give all ads the same number"
    case .badRate(let ad, let position, let rate):
      "the click rate of ad \(ad) at position \(position) is \(rate); give a number from 0 to 1"
    case .badContinuation(let ad, let position, let chance):
      "the chance to go on after ad \(ad) at position \(position) is \(chance); give a number from 0 to 1"
    }
  }
}
