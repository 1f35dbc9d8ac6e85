/// How long a market runs: a number of auctions, or a time.
public enum Horizon: Sendable, Hashable {
  case auctions(Int)
  /// [s].
  case time(Double)
}

extension Horizon: CustomStringConvertible {
  public var description: String {
    switch self {
    case .auctions(let count): "\(count) auctions"
    case .time(let seconds): Self.text(of: seconds)
    }
  }

  /// In days from three days on, else in hours or minutes, where these are whole.
  private static func text(of seconds: Double) -> String {
    let units = [("d", 86400.0, 259_200.0), ("h", 3600, 3600), ("min", 60, 60)]
    for (name, length, least) in units where seconds >= least {
      let count = seconds / length
      if count == count.rounded() && count < 1e15 { return "\(shortest(count)) \(name)" }
    }
    return "\(shortest(seconds)) s"
  }
}

extension Settings {
  /// A number of auctions (`10000`, `10000 auctions`) or a time (`24 h`).
  public mutating func horizon(_ key: String, default fallback: Horizon, _ help: String) -> Horizon {
    let value = readHorizon(key) ?? fallback
    let most = Settings.largestInteger
    declare(
      key, .either(.integer(1...most), .number(.positive)), unit: Unit("auctions or s", names: Unit.horizonNames),
      default: fallback.description, value: .plain(value.description), help)
    return value
  }

  private func readHorizon(_ key: String) -> Horizon? {
    guard let node = given(key) else { return nil }
    // A number alone (`1e3`) counts auctions: only what has a unit can be a time.
    if let text = node.text, case .failure(.unknownUnit) = MarketModel.quantity(text, in: .one),
      case .success(let seconds) = MarketModel.quantity(text, in: .time)
    {
      if seconds > 0 && seconds.isFinite { return .time(seconds) }
      fail(key, "\(shortest(seconds)) s is out of bounds", remedy: "write a time above 0")
      return nil
    }
    if let text = node.text, case .failure(.unknownUnit(let name)) = MarketModel.quantity(text, in: .auctions) {
      fail(key, "unknown unit \(quoted(name))", remedy: suggestion(for: name, among: Unit.horizonNames.map(\.name)))
      return nil
    }
    return whole(key, in: 1...Settings.largestInteger, unit: .auctions).map(Horizon.auctions)
  }
}

extension Unit {
  /// Names a horizon may be written in; the factors of times are to seconds.
  fileprivate static let horizonNames = Unit.auctions.names + Unit.time.names
}
