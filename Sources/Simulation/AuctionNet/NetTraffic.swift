internal import MarketModel
internal import Randomness

/// How many opportunities come in each tick: a daily profile, raised and lowered for some ticks at a time.
///
/// Source: Su et al. 2024 (AuctionNet), as in the released code: 48 shares of a day, times U[0.6, 1.4] for every 4 ticks,
/// brought back to their sum.
struct NetTraffic: Sendable {
  enum Profile: String, CaseIterable, Sendable {
    case daily
    case flat
  }

  let profile: Profile
  let jitter: Double
  let window: Int

  init(_ settings: inout Settings) {
    profile = settings.choice("profile", default: Profile.daily, "The shares of a day's ticks, or the same in all.")
    jitter = settings.number("jitter", in: .share, default: 0.4, "How far the share of a window varies, up or down.")
    window = settings.integer("window", in: 1...1000, default: 4, "Ticks of a window.")
  }

  /// Half-hourly shares of a day [‱], from midnight.
  static let base: [Double] = [
    230.1, 107.6, 88.2, 48.2, 48.0, 33.3, 33.9, 30.3, 43.0, 48.6, 111.4, 123.6, 185.1, 172.9, 261.2, 240.5, 364.1,
    330.9,
    381.1, 323.8, 371.9, 328.8, 335.3, 255.0, 237.2, 222.1, 262.2, 200.8, 222.3, 205.0, 226.9, 208.1, 241.2, 205.8,
    199.9, 164.9, 174.6, 168.9, 204.3, 197.9, 249.5, 251.2, 311.0, 285.9, 300.6, 256.5, 253.8, 252.9,
  ]

  /// Opportunities of each tick, about `total` together (ticks).
  func draw(ticks: Int, total: Int, using stream: inout RandomStream) -> [Int] {
    var shares: [Double] = []
    var factor = 1.0
    for tick in 0..<ticks {
      if tick % window == 0 { factor = 1 - jitter + 2 * jitter * stream.unit() }
      shares.append(factor * (profile == .flat ? 1 : Self.base[tick * Self.base.count / ticks]))
    }
    let sum = shares.reduce(0, +)
    return shares.map { sum > 0 ? Int(Double(total) * $0 / sum) : total / ticks }
  }
}
