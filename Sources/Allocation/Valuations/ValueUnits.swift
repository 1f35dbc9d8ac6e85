internal import MarketModel

/// Values as written, counted in whole units of 1/resolution.
struct ValueUnits: Sendable {
  let resolution: Int

  static let help = "Units that 1 is divided into: every value is a whole number of them."
  static let otherwise = "the smallest power of ten that makes all values whole"
  /// The largest value [units].
  private static let largest = Double(Int32.max)

  /// The smallest power of ten, up to a million, that makes every value whole; a million where none does.
  init(of values: [Double]) {
    var resolution = 1
    while resolution < 1_000_000 && !values.allSatisfy({ Self.whole($0, resolution) != nil }) { resolution *= 10 }
    self.resolution = resolution
  }

  init(resolution: Int) { self.resolution = resolution }

  /// The value in units; nil where it is none, with what is wrong and what to do in `complaint`.
  func units(_ value: Double) -> Int32? { Self.whole(value, resolution) }

  func complaint(_ value: Double) -> (problem: String, remedy: String)? {
    if value < 0 {
      return (
        "the value \(shortest(value)) is negative",
        "write a good's value, or a chore's cost, as a number of at least 0: a chore that is welcome is a good"
      )
    }
    if units(value) != nil { return nil }
    if value * Double(resolution) > Self.largest {
      return (
        "the value \(shortest(value)) has more than \(Int32.max) units of 1/\(resolution)",
        "write values in larger units, or with fewer decimals"
      )
    }
    return (
      "the value \(shortest(value)) is not a whole multiple of 1/\(resolution)",
      "round the values, or give another `resolution`"
    )
  }

  /// `value` in units, if it is a whole number of them but for rounding.
  private static func whole(_ value: Double, _ resolution: Int) -> Int32? {
    let exact = value * Double(resolution)
    let rounded = exact.rounded()
    guard rounded >= 0, rounded <= largest, abs(exact - rounded) <= 1e-9 * max(rounded, 1) else { return nil }
    return Int32(rounded)
  }

  /// The largest sum of an agent's values [units]: with a thousand agents all that is compared stays whole and exact.
  private static let largestTotal = 1 << 52

  /// What is wrong with the sum of an agent's values, in units; nil when it is what was promised.
  func complaint(ofAgent name: String, total: Int, promised: Double?) -> (problem: String, remedy: String)? {
    if total > Self.largestTotal {
      return (
        "the values of agent \(quoted(name)) add up to more than 2⁵² units of 1/\(resolution)",
        "write values in larger units, or with fewer decimals"
      )
    }
    guard let promised, abs(Double(total) - promised * Double(resolution)) > 1e-9 * Double(max(total, 1)) else {
      return nil
    }
    let sum = Double(total) / Double(resolution)
    return (
      "the values of agent \(quoted(name)) add up to \(shortest(sum)), not \(shortest(promised))",
      "correct them, or leave out `total`: the world rescales values by their totals"
    )
  }
}
