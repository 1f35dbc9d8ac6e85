public import MarketModel
public import Randomness

/// An agency that sends one client into each auction, so that its clients never raise each other's prices.
///
/// Each client's own strategy bids; the highest of these bids (or the bid of the client with the highest value) is
/// submitted, and the others are withdrawn. With `adaptive-pacing` clients this is coordinated pacing: all multipliers
/// follow what each client pays, whoever was sent.
///
/// Together the clients get the most that any of the three rules brings them. One alone may lose: a client with money to
/// spare, sent less often than it would win by itself.
///
/// **Ties**: the lower client number. **Edge cases**: no client bids — none is sent.
/// - Complexity: O(*n*) for *n* clients, no allocation.
///
/// Source: after Chen et al. 2023 (coordinated pacing; its text was not at hand, the rule is our reconstruction); sending
/// the client with the highest value: as in its follow-up for value maximisers.
public struct CoordinatedBidding: AgencyRule {
  public static let card = Card(
    "coordinated", "Submits the highest of its clients' bids and withdraws the others.",
    source: "after Chen et al. 2023; our reconstruction")

  enum Election: String, CaseIterable, Sendable {
    case bid
    case value
  }

  private let election: Election

  public init(_ settings: inout Settings) {
    election = settings.choice(
      "elects", default: Election.bid, "Who is sent: the client with the highest bid, or with the highest value.")
  }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    var sent = -1
    var best = 0.0
    for i in bids.indices where bids[i] >= 0 {
      let merit = election == .bid ? bids[i] : round.values[i]
      if sent < 0 || merit > best { (sent, best) = (i, merit) }
    }
    for i in bids.indices where i != sent { bids[i] = Ballot.noBid }
  }
}
