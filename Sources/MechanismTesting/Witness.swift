internal import MarketModel

/// Why a promise is broken: a world, and what happens in it, small enough to check by hand.
public struct Witness: Sendable, Equatable, CustomStringConvertible {
  /// The types of all agents.
  public var profile: [String]
  /// Who gains, loses or objects — empty where nobody in particular does.
  public var agents: [Int]
  /// What they report instead of their types (agents) — empty where nobody lies.
  public var lies: [String]
  /// By how much the promise is broken, in the units of what is compared.
  public var gain: Double
  /// What happens, in a sentence without a full stop: `bidder 0 of value 1 gains 1 by reporting 0`.
  public var story: String
  /// Settings of the mechanism; empty: as it is.
  public var setup = ""

  /// `reserve 1; profile (3, 1): bidder 0 gains …`
  public var description: String {
    "\(setup.isEmpty ? "" : "\(setup); ")profile (\(profile.joined(separator: ", "))): \(story)"
  }
}

/// A number as witnesses print it: nine significant digits, which hide the rounding of sums.
func amount(_ number: Double, digits: Int = 9) -> String {
  if !number.isFinite || number == 0 { return shortest(number) }
  // The place of the last digit shown: 10^-places.
  var places = digits - 1
  var size = abs(number)
  while size >= 10 { (size, places) = (size / 10, places - 1) }
  while size < 1 && places < 300 { (size, places) = (size * 10, places + 1) }
  var power = 1.0
  for _ in 0..<abs(places) { power *= 10 }
  // Dividing by a whole power of ten keeps 0.3 from becoming 0.30000000000000004.
  return shortest(places >= 0 ? (number * power).rounded() / power : (number / power).rounded() * power)
}
