public import Randomness

/// What a random stream is for. Streams differ by (seed, replicate, role, name of the group), so that adding a group,
/// or changing a mechanism, a strategy or a budget, changes nobody else's draws.
public enum StreamRole: UInt64, Sendable {
  case arrivals = 1
  case eligibility = 2
  case values = 3
  case bids = 4
  case participation = 5
  case ties = 6
  case segments = 7
  case common = 8
  case settlement = 9
  case log = 10
  case training = 11
  case graph = 20
  case success = 21
  case matching = 22
  case promises = 30
  case qualities = 31
  case clicks = 32
  /// A one-shot mechanism's own draws.
  case mechanism = 40
  case items = 50
  case admission = 51
  case order = 52
  case valuations = 53
  case allotment = 54
  case learning = 60
  case agency = 65
  case seller = 70
  case contexts = 71
  case estimates = 72
  case traffic = 73
  case exposure = 74
  case overspend = 75
}

extension RandomStream {
  /// The stream of a role in one replicate, of the market or of the group (or bidder) called `name`.
  public init(_ role: StreamRole, in replicate: Replicate, of name: String = "") {
    self.init(
      seed: replicate.seed, replicate: UInt64(replicate.number), role: role.rawValue,
      index: name.isEmpty ? 0 : streamKey(name))
  }
}
