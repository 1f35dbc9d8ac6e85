/// The values a numeric setting accepts: an interval with open or closed ends.
public struct Bounds: Sendable, Hashable {
  public var lower: Double
  public var upper: Double
  /// Whether the ends themselves are accepted.
  public var includesLower: Bool
  public var includesUpper: Bool

  public init(_ lower: Double, _ upper: Double, includesLower: Bool = true, includesUpper: Bool = true) {
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }

  /// Any finite number.
  public static let any = Bounds(-.infinity, .infinity)
  public static let nonNegative = Bounds(0, .infinity)
  public static let positive = Bounds(0, .infinity, includesLower: false)
  /// 0 to 1, both included.
  public static let share = Bounds(0, 1)
  public static func above(_ bound: Double) -> Bounds { Bounds(bound, .infinity, includesLower: false) }
  public static func atLeast(_ bound: Double) -> Bounds { Bounds(bound, .infinity) }

  public func contains(_ x: Double) -> Bool {
    x.isFinite && (includesLower ? x >= lower : x > lower) && (includesUpper ? x <= upper : x < upper)
  }

  /// Some value inside, for going on after a mistake: the lower end where it is included, else one above it.
  var standIn: Double {
    if includesLower && lower.isFinite { return lower }
    if contains(lower + 1) { return lower + 1 }
    if includesUpper && upper.isFinite { return upper }
    if lower.isFinite && upper.isFinite { return (lower + upper) / 2 }
    return upper.isFinite ? upper - 1 : 0
  }
}

extension Bounds: CustomStringConvertible {
  /// `at least 0`, `above 0`, `from 0 to 1`, `any finite number`.
  public var description: String {
    let low = "\(includesLower ? "at least" : "above") \(shortest(lower))"
    let high = "\(includesUpper ? "at most" : "below") \(shortest(upper))"
    switch (lower.isFinite, upper.isFinite) {
    case (true, true) where includesLower && includesUpper: return "from \(shortest(lower)) to \(shortest(upper))"
    case (true, true): return "\(low) and \(high)"
    case (true, false): return low
    case (false, true): return high
    case (false, false): return "any finite number"
    }
  }
}
