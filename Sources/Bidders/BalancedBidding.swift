public import MarketModel
public import Randomness

/// Learns to bid for slots by balanced best responses: it aims at the slot that would have been best last time, and bids
/// so much that it would not mind moving up at that price.
///
/// Against the other advertisers' last bids, slot s costs pₛ a click and brings αₛ(v − pₛ). The best slot s* is aimed at with
/// the bid b for which αₛ₋₁(v − b) = αₛ(v − pₛ), with α₀ = 2α₁ before the first; whoever gains nowhere bids its value. Each
/// advertiser responds with probability `update` and repeats its bid otherwise: when all respond at once they may chase
/// each other for ever. With fixed values the bids come to rest at the lowest locally envy-free equilibrium.
///
/// It needs everybody's bids, click rates (`knowledge: complete`; it does not look at values) and the same advertisers on
/// every page. Ads must be ranked by bid × quality.
///
/// **Ties** between slots: the lower slot. **Edge cases**: before it has seen bids it bids its value; where the slot above is
/// never looked at it bids its value.
/// - Complexity: O(*n* · slots) per advertiser and page.
///
/// Source: Cary et al. 2007 (balanced bidding); responding at random: there and Cary et al. 2014.
public struct BalancedBidding: BidderStrategy {
  public static let card = Card(
    "balanced-bidding", "Aims at the slot that would have been best and bids so that it would not mind moving up.",
    source: "Cary et al. 2007",
    surroundings: ["kind": "sponsored-search", "knowledge": "complete", "information": "all-bids"])

  private let update: Double
  /// Everybody's last bids (seats) — empty before any were seen.
  private var last: [Double] = []
  /// What the group's members bid last (members); negative: nothing yet.
  private var own: [Double] = []
  /// The best scores of the others, best first (slots).
  private var rivals: [Double] = []

  public init(_ settings: inout Settings) {
    update = settings.number(
      "update", in: Bounds(0, 1, includesLower: false), default: 0.5, unit: .share,
      "Chance that an advertiser responds to the last page; else it repeats its bid.")
  }

  public var needs: Information { .allBids }
  public var foresight: Foresight { .complete }

  public func objection(to group: GroupFacts) -> (problem: String, remedy: String)? {
    if group.isFixed { return nil }
    return (
      "balanced bidding responds to the bidders of the last page, and others may come",
      "write `eligibility: all` and let every group take part all the time, or choose another strategy"
    )
  }

  public mutating func begin(_ group: GroupFacts) { own = Array(repeating: -1, count: group.count) }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices { bids[i] = round.values[i] }
  }

  public mutating func bid(
    in page: borrowing CompleteRound, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    for i in bids.indices {
      let seat = page.seats.lowerBound + i
      let responds = stream.unit() < update
      let member = Int(page.round.members[i])
      if last.isEmpty || own[member] < 0 {
        own[member] = page.values[seat]
      } else if responds {
        own[member] = response(of: seat, page)
      }
      bids[i] = own[member]
    }
  }

  private mutating func response(of seat: Int, _ page: borrowing CompleteRound) -> Double {
    let value = page.values[seat]
    let quality = page.quality[seat]
    if quality <= 0 { return value }
    rankRivals(of: seat, page)
    var best = (slot: -1, gain: 0.0, price: 0.0)
    for slot in page.examination.indices {
      let price = slot < rivals.count ? rivals[slot] / quality : 0
      let gain = page.examination[slot] * (value - price)
      if gain > 0 && gain >= best.gain { best = (slot, gain, price) }
    }
    if best.slot < 0 { return value }
    let above = best.slot > 0 ? page.examination[best.slot - 1] : 2 * page.examination[0]
    return above > 0 ? value - page.examination[best.slot] / above * (value - best.price) : value
  }

  private mutating func rankRivals(of seat: Int, _ page: borrowing CompleteRound) {
    rivals.removeAll(keepingCapacity: true)
    for other in last.indices where other != seat && last[other] >= 0 {
      let score = last[other] * page.quality[other]
      var place = rivals.count
      while place > 0 && score > rivals[place - 1] { place -= 1 }
      if place < page.examination.count { rivals.insert(score, at: place) }
      if rivals.count > page.examination.count { rivals.removeLast() }
    }
  }

  public mutating func observe(_ feedback: borrowing Feedback) {
    last.removeAll(keepingCapacity: true)
    for seat in feedback.allBids.indices { last.append(feedback.allBids[seat]) }
  }
}
