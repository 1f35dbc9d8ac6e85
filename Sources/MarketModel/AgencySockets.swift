public import Randomness

// The socket of those who bid for several groups of bidders.

/// What an agency may know of its clients and the market before the first auction.
///
/// Clients are the bidders of its groups, numbered from 0, group after group in the order of the scenario.
public struct AgencyFacts: Sendable {
  /// What each group's strategy may know.
  public var groups: [GroupFacts]
  /// What the winner of one item pays; nil: nothing that has a name.
  public var paymentRule: PaymentRule?
  /// Whether it learns of an auction before the next one.
  public var hearsAtOnce: Bool

  public init(groups: [GroupFacts], paymentRule: PaymentRule? = nil, hearsAtOnce: Bool = true) {
    self.groups = groups
    self.paymentRule = paymentRule
    self.hearsAtOnce = hearsAtOnce
  }

  public var clients: Int { groups.reduce(0) { $0 + $1.count } }

  /// A number for each client, read from the facts of its group (clients).
  public func perClient(_ value: (GroupFacts) -> Double) -> [Double] {
    groups.flatMap { Array(repeating: value($0), count: $0.count) }
  }
}

/// How an agency bids for its clients, which may be of several groups.
///
/// The clients' own strategies bid first and learn from what then happens to their clients; the agency sees their bids
/// and may change any of them. A bid that it withdraws is one that was never made: the mechanism does not see it.
public protocol AgencyRule: Component {
  /// What it must learn to work; `.nothing` skips `observe`.
  var needs: Information { get }
  /// Why it cannot bid for these clients, and what to do; nil when it can.
  func objection(to agency: AgencyFacts) -> (problem: String, remedy: String)?
  /// Sizes its columns. Called once, before the first auction.
  mutating func begin(_ agency: AgencyFacts)
  /// Changes what its clients bid; shapes (clients in this auction). `round.members` are client numbers.
  /// On entry `bids` are what the clients' strategies bid, none above what is left; negative: no bid.
  mutating func bid(in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream)
  /// Learns what the regime grants its clients: members are client numbers, seats count within them.
  mutating func observe(_ feedback: borrowing Feedback)
}

extension AgencyRule {
  public var needs: Information { .nothing }
  public func objection(to agency: AgencyFacts) -> (problem: String, remedy: String)? { nil }
  public mutating func begin(_ agency: AgencyFacts) {}
  public mutating func observe(_ feedback: borrowing Feedback) {}
}

extension Family where Product == any AgencyRule {
  public static let agencies = Family("agency", "How an agency bids for several groups of bidders.") { rule in
    [
      "outcry": 1, "title": "An example", "replicates": 4,
      "world": [
        "kind": "repeated-auction", "horizon": 1000,
        "bidders": [
          ["name": "one", "budget": 50, "strategy": "adaptive-pacing"],
          ["name": "two", "budget": 50, "strategy": "adaptive-pacing"], ["name": "others"],
        ],
        "agencies": [["name": "agency", "clients": ["one", "two"], "rule": rule]],
      ],
    ]
  }
}

extension Registration {
  public static func agency<C: AgencyRule>(_ type: C.Type) -> Registration {
    Registration(.agencies, type.card) { type.init(&$0) }
  }
}
