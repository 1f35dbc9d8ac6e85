public import MarketModel
internal import Statistics

/// The optimal auction of one item: the bid with the highest ironed virtual value wins unless that is negative, and pays
/// the lowest bid with which it would still have won.
///
/// The seller knows the distribution of every bidder's value: that of the group's `values`, or what `priors` say instead,
/// for a seller who believes something else or has only samples. Winner i pays φ̄ᵢ⁻¹(max(0, maxⱼ≠ᵢ φ̄ⱼ(bⱼ))), and no less
/// than its personal reserve; a bid below its own reserve does not count.
///
/// **Ties** of virtual values: the lower seat wins; the threshold of a seat that would lose the tie is where higher virtual
/// values begin.
/// **Edge cases**: no virtual value reaches 0 — unsold. With atoms a bid between two of them counts as the lower.
/// - Complexity: O(*n*) virtual values for *n* bids and one inverse, no allocation.
///
/// Not truthful, nor individually rational, about anything but independent private values: a group whose values are neither
/// is refused unless a prior is given for it.
///
/// Source: Myerson 1981, sections 4 to 6.
public struct Myerson: AuctionMechanism {
  public static let card = Card(
    "myerson",
    "The highest ironed virtual value wins, unless it is negative, and pays the lowest bid that still wins.",
    holds: [.truthful, .individuallyRational, .noPositiveTransfers], fails: [.efficient, .sellsAboveReserve],
    source: "Myerson 1981, sections 4 to 6")

  private struct Belief: Sendable {
    var bidders: String
    var values: Distribution?
  }

  private let beliefs: [Belief]
  private let fallback: IronedVirtualValue
  /// (groups) — empty where nothing was said of groups: then everybody's value is uniform from 0 to 1.
  private var virtual: [IronedVirtualValue] = []

  public init(_ settings: inout Settings) {
    fallback = IronedVirtualValue(.uniform(low: 0, high: 1))
    beliefs = settings.list(
      "priors", of: "prior", "What the seller believes of a group's values; none: what the group's own `values` are."
    ) { prior in
      let bidders = prior.text("bidders", "The bidder group.")
      let values: any ValueModel = prior.component(
        "values", .values, default: "uniform", "What the seller believes its values to be.")
      prior.check(
        values.distribution != nil, "values", "these values are not private, independent and alike",
        remedy: "choose a model such as uniform, piecewise-uniform, discrete or empirical")
      return Belief(bidders: bidders, values: values.distribution)
    }
    for (index, belief) in beliefs.enumerated()
    where beliefs[..<index].contains(where: { $0.bidders == belief.bidders }) {
      settings.fail("priors", "the group \(quoted(belief.bidders)) has two priors", remedy: "give one")
    }
  }

  public var needsGroups: Bool { true }

  public func objection(to groups: [BidderPrior]) -> (problem: String, remedy: String)? {
    let names = groups.map(\.name)
    for belief in beliefs where !names.contains(belief.bidders) {
      return ("no bidder group is called \(quoted(belief.bidders))", suggestion(for: belief.bidders, among: names))
    }
    for group in groups where prior(of: group) == nil {
      return (
        "the values of \(quoted(group.name)) are not private, independent and alike: they have no virtual value",
        "give them under `priors` what the seller believes of one bidder's value, or choose another mechanism"
      )
    }
    return nil
  }

  public mutating func begin(_ groups: [BidderPrior]) {
    virtual = groups.map { prior(of: $0).map(IronedVirtualValue.init) ?? fallback }
  }

  private func prior(of group: BidderPrior) -> Distribution? {
    beliefs.first { $0.bidders == group.name }?.values ?? group.values
  }

  public func run(_ ballot: borrowing Ballot, into outcome: inout Outcome) {
    outcome.clear()
    var best = (seat: -1, level: -Double.infinity)
    // The highest level below the winner's seat in rank, and whether its seat comes first.
    var rival = (seat: -1, level: -Double.infinity)
    var hasBid = false
    for seat in ballot.bids.indices {
      let bid = ballot.bids[seat]
      if bid < 0 { continue }
      hasBid = true
      if bid < ballot.reserve(of: seat, anonymous: 0) { continue }
      let level = group(of: seat, ballot)(bid)
      if level < 0 { continue }
      if level > best.level {
        rival = best
        best = (seat, level)
      } else if level > rival.level {
        rival = (seat, level)
      }
    }
    if best.seat < 0 {
      outcome.reserveBound = hasBid
      return
    }
    let own = group(of: best.seat, ballot)
    let toSell = own.reserve
    var price = max(toSell, ballot.reserve(of: best.seat, anonymous: 0))
    outcome.reserveBound = true
    if rival.seat >= 0 {
      let toWin =
        rival.seat < best.seat ? own.lowestValue(above: rival.level) : own.lowestValue(reaching: rival.level)
      outcome.reserveBound = price > toWin
      price = max(price, toWin)
    }
    // Rounding must not make it pay more than it bid.
    outcome.award(best.seat, payment: min(price, ballot.bids[best.seat]))
  }

  @inline(__always) private func group(of seat: Int, _ ballot: borrowing Ballot) -> IronedVirtualValue {
    ballot.groups.isEmpty || virtual.isEmpty ? fallback : virtual[Int(ballot.groups[seat])]
  }
}
