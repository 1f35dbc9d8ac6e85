internal import MarketModel
internal import Randomness

/// How long users take, and how long their click or conversion is waited for.
struct Lag: Sendable {
  enum Spread: String, CaseIterable, Sendable {
    case fixed
    case exponential
  }

  /// Mean [s].
  let delay: Double
  let spread: Spread
  /// What comes later than this does not count, and money reserved for it is released [s].
  let window: Double
  private let sampler = ExponentialSampler()

  init(_ settings: inout Settings, after what: String) {
    delay = settings.number(
      "delay", in: .nonNegative, default: 0, unit: .time, "How long after \(what) it comes, on average.")
    spread = settings.choice("spread", default: Spread.fixed, "Whether it always takes so long, or how long varies.")
    let window = settings.optionalNumber(
      "window", in: .nonNegative, unit: .time, otherwise: "the delay; an exponential one needs a window",
      "How long it is waited for: what comes later does not count, and reserved money is released.")
    self.window = window ?? delay
    settings.check(
      spread == .fixed || delay == 0 || window != nil, "window",
      "delays without bound are waited for without end", remedy: "give a window, such as five times the delay")
    settings.check(
      spread == .exponential || self.window >= delay, "window", "it closes before anything comes",
      remedy: "write at least \(shortest(delay)) [s]")
  }

  /// Whether nothing is ever waited for.
  var isNone: Bool { delay == 0 && window == 0 }

  @inline(__always) func draw(using stream: inout RandomStream) -> Double {
    spread == .fixed || delay == 0 ? delay : delay * sampler.sample(using: &stream)
  }
}
