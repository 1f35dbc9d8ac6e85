internal import MarketModel
internal import Randomness

/// Where values are drawn from: the multiples of 1/resolution from low to high, all alike.
struct ValueRange: Sendable {
  let resolution: Int
  /// [units].
  let least: Int32
  private let choices: Int

  init(_ settings: inout Settings) {
    resolution = settings.integer(
      "resolution", in: 1...1_000_000, default: 1000, "Values are whole multiples of 1/resolution.")
    let low = settings.number("low", in: Bounds(0, 1000), default: 0, "Lowest value.")
    let high = settings.number("high", in: Bounds(0, 1000), default: 1, "Highest value.")
    settings.check(low <= high, "high", "the highest value is below the lowest", remedy: "write at least `low`")
    let units = (low * Double(resolution), high * Double(resolution))
    for (key, value, exact) in [("low", low, units.0), ("high", high, units.1)] {
      settings.check(
        abs(exact - exact.rounded()) <= 1e-9 * max(exact, 1), key,
        "\(shortest(value)) is not a whole multiple of 1/\(resolution)", remedy: "round it, or raise `resolution`")
    }
    settings.check(
      high > 0, "high", "all values would be 0", remedy: "write a number above 0")
    least = Int32(units.0.rounded())
    choices = max(Int(units.1.rounded()) - Int(units.0.rounded()), 0) + 1
  }

  @inline(__always) func draw(_ stream: inout RandomStream) -> Int32 {
    least + Int32(truncatingIfNeeded: stream.index(below: choices))
  }
}

/// The numbers of agents and items, for sources that draw so many.
func readSize(_ settings: inout Settings) -> (agents: Int, items: Int) {
  let agents = settings.integer("agents", in: 1...1000, default: 3, "How many agents divide the items.")
  let items = settings.integer("items", in: 1...1_000_000, default: 20, "How many items arrive.")
  settings.check(
    agents * items <= ItemSequence.largestSize, "items",
    "there would be more than \(ItemSequence.largestSize) values (agents × items)",
    remedy: "write at most \(ItemSequence.largestSize / agents)")
  return (agents, items)
}
