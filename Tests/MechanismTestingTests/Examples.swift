import MarketModel
import MechanismTesting
import Randomness

// Small mechanisms to be found out, and the right ones beside them, each written down as in a textbook.

/// A rule for bids as a mechanism.
struct Rule: DeterministicMechanism {
  let rule: @Sendable ([Double]) -> Allotments
  init(_ rule: @escaping @Sendable ([Double]) -> Allotments) { self.rule = rule }
  func run(_ reports: [Double]) -> Allotments { rule(reports) }
}

/// Bidders by bid, the highest first; ties go to the lower index.
func ranking(_ bids: [Double]) -> [Int] {
  bids.indices.sorted { (-bids[$0], $0) < (-bids[$1], $1) }
}

/// One item to `winner` at `price`; nil: unsold.
func sale(_ bidders: Int, to winner: Int?, at price: Double = 0) -> Allotments {
  var outcome = Allotments(agents: bidders)
  guard let winner else { return outcome }
  outcome.quantities[winner] = 1
  outcome.payments[winner] = price
  return outcome
}

/// Vickrey's auction with a reserve; `price` gets the winner's bid, the second and the third, 0 where there is none.
func vickrey(
  reserve: Double = 0,
  price: @escaping @Sendable (_ first: Double, _ second: Double, _ third: Double) -> Double = {
    $1 + 0 * ($0 + $2)
  }
) -> Rule {
  Rule { bids in
    let order = ranking(bids)
    guard let winner = order.first, bids[winner] >= reserve else { return sale(bids.count, to: nil) }
    let second = order.count > 1 ? bids[order[1]] : 0
    let third = order.count > 2 ? bids[order[2]] : 0
    return sale(bids.count, to: winner, at: max(reserve, price(bids[winner], second, third)))
  }
}

/// A position auction: the k-th highest bidder gets slot k and pays what `price` says for a unit of it.
func positions(
  _ slots: [Double], price: @escaping @Sendable (_ slot: Int, _ sorted: [Double]) -> Double
) -> Rule {
  Rule { bids in
    var outcome = Allotments(agents: bids.count)
    let order = ranking(bids)
    // Bids of 0 behind the last one.
    let sorted = order.map { bids[$0] } + Array(repeating: 0, count: slots.count + 2)
    for (slot, bidder) in zip(slots.indices, order) {
      outcome.quantities[bidder] = slots[slot]
      outcome.payments[bidder] = slots[slot] * price(slot, sorted)
    }
    return outcome
  }
}

/// What VCG asks for a unit of slot k: Σ_{j ≥ k} (α_j − α_{j+1}) b_{j+1} / α_k, with `shift` bids further down where it
/// is not 0.
func positionVCG(_ slots: [Double], shift: Int = 0) -> Rule {
  positions(slots) { slot, sorted in
    var sum = 0.0
    for j in slot..<slots.count {
      let next = j + 1 < slots.count ? slots[j + 1] : 0
      sum += (slots[j] - next) * sorted[j + 1 + shift]
    }
    return sum / slots[slot]
  }
}

/// Quantities, payments and bundles.
struct PackageOutcome: BundleOutcome {
  var bundles: [Bundle]
  var payments: [Double]
  func bundle(of agent: Int) -> Bundle { agent < bundles.count ? bundles[agent] : .none }
  func payment(of agent: Int) -> Double { agent < payments.count ? payments[agent] : 0 }
}

/// VCG for packages by trying every allocation; `payment` gets the others' best without the bidder, what they have with
/// it, and what its own package is worth to it.
struct PackageVCG: DeterministicMechanism {
  var payment: @Sendable (_ without: Double, _ with: Double, _ own: Double) -> Double = { without, with, _ in
    without - with
  }

  func run(_ reports: [BundleBids]) -> PackageOutcome {
    let (value, bundles) = Self.best(reports)
    let payments = reports.indices.map { bidder -> Double in
      var others = reports
      others[bidder] = BundleBids([])
      let own = reports[bidder].value(of: bundles[bidder])
      return payment(Self.best(others).value, value - own, own)
    }
    return PackageOutcome(bundles: bundles, payments: payments)
  }

  /// Ties: the allocation found first, in which lower bidders get what they named first.
  static func best(_ reports: [BundleBids]) -> (value: Double, bundles: [Bundle]) {
    guard let own = reports.first else { return (0, []) }
    func tried(_ bundle: Bundle, _ price: Double) -> (Double, [Bundle]) {
      let rest = reports.dropFirst().map { bids in BundleBids(bids.bids.filter { !$0.bundle.meets(bundle) }) }
      let (value, bundles) = best(rest)
      return (price + value, [bundle] + bundles)
    }
    var most = own.bids.map { tried($0.bundle, $0.price) }
    most.append(tried(.none, 0))
    var chosen = most[0]
    for each in most where each.0 > chosen.0 { chosen = each }
    return (chosen.0, chosen.1)
  }
}

/// VCG for buyers and sellers of one unit: with k trades buyers pay max(b_{k+1}, s_k), sellers get min(s_{k+1}, b_k).
struct TradeVCG: DeterministicMechanism {
  func run(_ reports: [Offer]) -> Allotments {
    let buyers = reports.indices.filter { reports[$0].side == .buys }
      .sorted { (-reports[$0].price, $0) < (-reports[$1].price, $1) }
    let sellers = reports.indices.filter { reports[$0].side == .sells }
      .sorted { (reports[$0].price, $0) < (reports[$1].price, $1) }
    var outcome = Allotments(agents: reports.count)
    let trades = zip(buyers, sellers).prefix { reports[$0].price >= reports[$1].price }.count
    if trades == 0 { return outcome }
    let nextValue = buyers.count > trades ? reports[buyers[trades]].price : 0
    let nextCost = sellers.count > trades ? reports[sellers[trades]].price : .infinity
    for buyer in buyers.prefix(trades) {
      outcome.quantities[buyer] = 1
      outcome.payments[buyer] = max(nextValue, reports[sellers[trades - 1]].price)
    }
    for seller in sellers.prefix(trades) {
      outcome.quantities[seller] = -1
      outcome.payments[seller] = -min(nextCost, reports[buyers[trades - 1]].price)
    }
    return outcome
  }
}

/// Where to build one facility on a line.
struct Facility: DeterministicMechanism {
  let rule: @Sendable ([Double]) -> Double
  func run(_ reports: [Double]) -> Double { reports.isEmpty ? 0 : rule(reports) }

  static let average = Facility { $0.reduce(0, +) / Double($0.count) }
  /// The lower of two in the middle.
  static let median = Facility { $0.sorted()[($0.count - 1) / 2] }
}

extension Domain where Report == Double, Outcome == Double {
  /// People on a line who want the facility near, and three lines of code.
  static func locations(agents: ClosedRange<Int>) -> Domain {
    Domain(agents: agents, types: [0, 1, 2, 3]) { peak, _, facility in -abs(peak - facility) }
  }
}

/// The lists and rankings of a vote: a report ranks candidates, the best first; the outcome is the winner.
struct Vote: DeterministicMechanism {
  let scores: @Sendable (_ ballots: [[Int]]) -> [Double]
  /// Ties: the lower candidate.
  func run(_ reports: [[Int]]) -> Int {
    let scores = scores(reports)
    return scores.indices.first { scores[$0] == scores.max() } ?? 0
  }

  static let dictator = Vote { ballots in (0..<3).map { $0 == ballots[0][0] ? 1 : 0 } }
  static let plurality = Vote { ballots in (0..<3).map { c in Double(ballots.count { $0[0] == c }) } }
  static let borda = Vote { ballots in
    (0..<3).map { c in ballots.reduce(0) { $0 + 2 - Double($1.firstIndex(of: c) ?? 2) } }
  }
  /// Pairwise wins less pairwise losses.
  static let copeland = Vote { ballots in
    (0..<3).map { c in
      (0..<3).filter { $0 != c }.reduce(0) { sum, other in
        let wins = ballots.count { ($0.firstIndex(of: c) ?? 0) < ($0.firstIndex(of: other) ?? 0) }
        return sum + (2 * wins > ballots.count ? 1 : 2 * wins < ballots.count ? -1 : 0)
      }
    }
  }
}

extension Domain where Report == [Int], Outcome == Int {
  static func rankings(voters: Int) -> Domain {
    let all = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    return Domain(agents: voters...voters, types: all) { ranking, _, winner in
      -Double(ranking.firstIndex(of: winner) ?? 3)
    }
  }
}

/// One agent, one coin. Reporting 1: heads pays 1 for the item, tails gets it for nothing. Reporting 0: heads gets it for
/// nothing, tails gets nothing.
struct CrossedCoins: Mechanism {
  private func outcome(_ reports: [Double], heads: Bool) -> Allotments {
    guard let report = reports.first else { return Allotments(agents: 0) }
    let high = report >= 1
    return Allotments(quantities: [high || heads ? 1 : 0], payments: [high && heads ? 1 : 0])
  }
  func sample(_ reports: [Double], using stream: inout RandomStream) -> Allotments {
    outcome(reports, heads: stream.flip(0.5))
  }
  func lottery(_ reports: [Double]) -> [Chance<Allotments>]? {
    [Chance(0.5, outcome(reports, heads: true)), Chance(0.5, outcome(reports, heads: false))]
  }
}
