/// Ads at positions, in the order in which the page shows them, and how often each is then clicked.
public struct AdPlacement: Sendable, Equatable {
  public struct Line: Sendable, Hashable {
    public var ad: Int
    public var position: Int
    /// Chance of a click beside the other ads placed, by the user model [1].
    public var clickRate: Double

    public init(ad: Int, position: Int, clickRate: Double = 0) {
      self.ad = ad
      self.position = position
      self.clickRate = clickRate
    }
  }

  public var lines: [Line]

  public init(_ lines: [Line] = []) { self.lines = lines }

  /// Chance that an ad is clicked; 0 when it is not placed.
  public func clickRate(of ad: Int) -> Double { lines.first { $0.ad == ad }?.clickRate ?? 0 }

  /// Expected value of the clicks, Σ v π [money].
  public func welfare(_ values: [Double]) -> Double {
    var sum = 0.0
    for line in lines { sum += values[line.ad] * line.clickRate }
    return sum
  }

  /// Expected value of the clicks on all ads but one.
  func welfare(_ values: [Double], without ad: Int) -> Double {
    var sum = 0.0
    for line in lines where line.ad != ad { sum += values[line.ad] * line.clickRate }
    return sum
  }
}

/// How users read a page: it turns ads in an order into click rates.
public protocol ReaderModel: Sendable {
  var problem: PlacementProblem { get }
  /// The same ads, in the same order, each with its click rate.
  func reading(_ lines: [AdPlacement.Line]) -> AdPlacement
  /// The order in which ads are best shown, for these values.
  func ordered(_ lines: [AdPlacement.Line], _ values: [Double]) -> [AdPlacement.Line]
  /// Welfare of ads in their best order and one more, put where it belongs in that order; no allocation.
  func welfare(of ordered: [AdPlacement.Line], adding line: AdPlacement.Line, _ values: [Double]) -> Double
}

/// A rule that places ads by what a click on each is said to be worth.
///
/// A value that is not a finite positive number takes no part: its ad is not placed.
public protocol PlacementRule: Sendable {
  var problem: PlacementProblem { get }
  /// - Parameter values: of a click, one per ad [money].
  func place(_ values: [Double]) -> AdPlacement
}

/// A rule that places ads so that no other placement and order has a greater welfare: what Vickrey–Clarke–Groves
/// payments need.
public protocol ExactPlacementRule: PlacementRule {}

/// Values as rules use them: those that take no part are 0, and the largest is between 1 and 2.
///
/// Dividing by a power of two is exact, so that welfare neither overflows nor depends on the currency.
struct ScaledValues {
  var values: [Double]
  var scale: Double

  init(_ values: [Double]) {
    var largest = 0.0
    for value in values where value.isFinite && value > largest { largest = value }
    scale = largest > 0 ? largest.binade : 1
    let scale = scale
    self.values = values.map { $0.isFinite && $0 > 0 ? $0 / scale : 0 }
  }
}
