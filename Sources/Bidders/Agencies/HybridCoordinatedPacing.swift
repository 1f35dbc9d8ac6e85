public import MarketModel
public import Randomness

/// An agency that sends one client into each auction and makes sure that none is worse off than on its own.
///
/// It keeps two multipliers and two budgets for each client: μ and a pseudo-budget replay what the client would do and
/// pay among independent clients, λ ≤ μ and the real budget are what it really bids with. In each auction, with spend
/// rates ρ = budget / auctions:
///
///     e = min(v / (1 + μ), pseudo-budget), 0 for a client whose money is gone; the highest, e₁, is elected, e₂ is the next
///     the elected client bids min(v / (1 + λ), budget left), the others do not bid
///     it wins at the price d: z = d, and z′ = max(e₂, d) if e₁ ≥ d — what it would have paid; else both are 0
///     μ ← min(max(μ − step · (ρ − z′), 0), highest);  λ ← min(max(λ − step · (ρ − z), 0), μ)
///
/// Since λ ≤ μ, a client that would have won by itself wins here, and pays no more. Clients' own strategies count for
/// nothing. It knows only what elected clients pay.
///
/// **Ties**: the lower client number. **Edge cases**: nobody has money — nobody is sent. A client without a budget has
/// μ = λ = 0. A client's bid that its real budget caps may lose at a price that is then not known: z′ = 0. Needs
/// second-price auctions of one item, news of each before the next, and no refills of budgets (it would not see them).
/// - Complexity: O(*n*) for *n* clients, no allocation.
///
/// Source: after Chen et al. 2023 (its text was not at hand, the rule is our reconstruction, checked by simulation).
public struct HybridCoordinatedPacing: AgencyRule {
  public static let card = Card(
    "hybrid-coordinated", "Sends one client by what each would bid alone, and bids by what coordination saves.",
    source: "after Chen et al. 2023; our reconstruction")

  private let step: LearningStep
  private let start: Double
  private let bound: HighestMultiplier
  /// (clients).
  private var sizes: [Double] = []
  private var rates: [Double] = []
  private var highest: [Double] = []
  private var pseudo: [Double] = []
  private var real: [Double] = []
  private var pseudoLeft: [Double] = []
  /// Of the last auction: who was sent (a place in its row; negative: nobody), and the two best pseudo-bids.
  private var sent = -1
  private var best = 0.0
  private var next = 0.0

  public init(_ settings: inout Settings) {
    step = LearningStep(&settings, "How far multipliers move per unit of money that was spent too much.")
    start = settings.number("start", in: .nonNegative, default: 0, "Both multipliers before the first auction.")
    bound = HighestMultiplier(&settings)
  }

  public var needs: Information { .ownOutcome }

  public func objection(to agency: AgencyFacts) -> (problem: String, remedy: String)? {
    if agency.paymentRule != .threshold {
      return (
        "hybrid coordination replays prices that only a second-price auction of one item has",
        "write `mechanism: second-price` without personal reserves, or `rule: coordinated`"
      )
    }
    if !agency.hearsAtOnce {
      return (
        "hybrid coordination must know what its client paid before the next auction",
        "write `feedback-delay: 0`, or `rule: coordinated`"
      )
    }
    if agency.groups.contains(where: \.isRefilled) {
      return (
        "hybrid coordination replays one budget, and a client's is filled again",
        "remove its `budget-period`, or write `rule: coordinated`"
      )
    }
    for group in agency.groups {
      let objection = budgetObjection(
        group, "hybrid coordination", leastFactor: 1 / (1 + bound.value(group)), required: false)
      if let objection { return objection }
    }
    return nil
  }

  public mutating func begin(_ agency: AgencyFacts) {
    sizes = agency.perClient { step.size($0) }
    rates = agency.perClient { $0.spendRate ?? .infinity }
    highest = agency.perClient { bound.value($0) }
    pseudo = highest.map { min(start, $0) }
    real = pseudo
    pseudoLeft = agency.perClient { $0.budget ?? .greatestFiniteMagnitude }
  }

  public mutating func bid(
    in round: borrowing Round, into bids: inout MutableSpan<Double>, using stream: inout RandomStream
  ) {
    (sent, best, next) = (-1, 0, 0)
    for i in bids.indices {
      bids[i] = Ballot.noBid
      if round.left[i] <= 0 { continue }
      let client = Int(round.members[i])
      let wish = min(round.values[i] / (1 + pseudo[client]), pseudoLeft[client])
      if sent < 0 || wish > best {
        (next, best, sent) = (best, wish, i)
      } else if wish > next {
        next = wish
      }
    }
    if sent < 0 { return }
    bids[sent] = min(round.values[sent] / (1 + real[Int(round.members[sent])]), round.left[sent])
  }

  public mutating func observe(_ feedback: borrowing Feedback) {
    for k in feedback.awards.indices where Int(feedback.awards[k].seat) == sent {
      let price = feedback.awards[k].payment
      let client = Int(feedback.members[sent])
      real[client] += sizes[client] * price
      if best >= price {
        let alone = max(next, price)
        pseudo[client] += sizes[client] * alone
        pseudoLeft[client] -= alone
      }
    }
    for i in feedback.members.indices {
      let client = Int(feedback.members[i])
      let fall = sizes[client] * rates[client]
      pseudo[client] = min(max(pseudo[client] - fall, 0), highest[client])
      real[client] = min(max(real[client] - fall, 0), pseudo[client])
    }
  }
}
