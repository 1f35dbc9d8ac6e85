/// What a group of bidders sees before it bids; shapes (the group's bidders in this auction).
@frozen public struct Round: ~Escapable, BitwiseCopyable {
  public let opportunity: Opportunity
  /// Which of the group's bidders are in, counted within the group.
  public let members: Span<Int32>
  /// What each believes the item is worth to it [money]: its private value, or its signal of a common one.
  public let values: Span<Double>
  /// What its budget still holds [money]; the largest finite number without a budget.
  public let left: Span<Double>

  @_lifetime(copy members, copy values, copy left)
  @inlinable public init(
    opportunity: Opportunity, members: Span<Int32>, values: Span<Double>, left: Span<Double>
  ) {
    self.opportunity = opportunity
    self.members = members
    self.values = values
    self.left = left
  }
}

/// How much bidders learn of an auction; each regime grants all that the ones before it do.
public enum Information: String, Sendable, CaseIterable, Comparable {
  case nothing
  /// What one won and paid.
  case ownOutcome = "own-outcome"
  /// Also the price at which the item was sold.
  case winningPrice = "winning-price"
  /// Also everybody's bids.
  case allBids = "all-bids"

  public static func < (a: Information, b: Information) -> Bool { a.rank < b.rank }
  private var rank: Int {
    switch self {
    case .nothing: 0
    case .ownOutcome: 1
    case .winningPrice: 2
    case .allBids: 3
    }
  }
}

/// What a group learns of an auction, exactly as its information regime grants; shapes (members) but for `allBids`.
@frozen public struct Feedback: ~Escapable, BitwiseCopyable {
  /// The auction that is spoken of: with delayed feedback others have passed since.
  public let opportunity: Opportunity
  public let members: Span<Int32>
  public let values: Span<Double>
  /// As the mechanism saw them; negative: did not bid.
  public let bids: Span<Double>
  /// The group's own lines; seats count within `members`. No line: won nothing, paid nothing.
  public let awards: Span<Award>
  /// The highest price paid for an item; nil when nothing was sold or the regime does not grant it.
  public let price: Double?
  /// Everybody's bids in seat order (seats) — empty unless the regime grants them.
  public let allBids: Span<Double>

  @_lifetime(copy members, copy values, copy bids, copy awards, copy allBids)
  @inlinable public init(
    opportunity: Opportunity, members: Span<Int32>, values: Span<Double>, bids: Span<Double>, awards: Span<Award>,
    price: Double?, allBids: Span<Double>
  ) {
    self.opportunity = opportunity
    self.members = members
    self.values = values
    self.bids = bids
    self.awards = awards
    self.price = price
    self.allBids = allBids
  }
}
