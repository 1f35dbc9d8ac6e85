internal import FairDivision
public import MarketModel

/// An online division: items arrive one after another, and each is given to one of n agents at once and for good.
///
/// Items are goods, which agents want, or chores, which they do not; valuations are additive. The policy sees what an
/// item is worth to everybody, and what everybody has, before it decides; it does not know what is to come, nor how
/// many items there will be. With `normalisation: rescaled` it is told what everything together is worth to each agent,
/// and utilities are counted so that this is n for all; without, values count as they are written. An agent to whom
/// everything is worth nothing cannot be rescaled: its utility is 0.
///
/// Values are whole units, and all comparisons of shares are exact. There is no clock: time is the number of items.
///
/// Differs from the model of the source: policies that divide items, hold them back or hand on what was given are
/// allowed, and the report says which do.
///
/// Source: Zhou, Bai and Wu 2023 (maximin shares with a known total); Benadè, Kazachkov, Procaccia and Psomas 2018
/// (envy).
public struct OnlineGoods: World {
  public static let card = Card(
    "online-goods", "Goods or chores arrive one by one and are given to agents with additive valuations.",
    source: "Zhou, Bai and Wu 2023; Benadè, Kazachkov, Procaccia and Psomas 2018")

  enum Order: String, CaseIterable, Sendable {
    case given
    case shuffled
    case ascending
    case descending
  }

  enum Normalisation: String, CaseIterable, Sendable {
    case rescaled
    case none
  }

  let kind: ItemKind
  let source: any ValuationSource
  let order: Order
  let normalisation: Normalisation
  /// Together 1 (agents); nil: equal parts.
  let entitlements: [Double]?
  let policy: any AllotmentPolicy

  public init(_ settings: inout Settings) {
    kind = settings.choice("items", default: ItemKind.goods, "Whether items are wanted or borne.")
    let source = settings.component("valuations", .valuations, default: "uniform", "Which items arrive.")
    self.source = source
    order = settings.choice(
      "order", default: Order.given,
      "Items come as their source gives them, shuffled in every replicate, or by their values' sum."
    )
    normalisation = settings.choice(
      "normalisation", default: Normalisation.rescaled,
      "Whether everything together counts n for each agent, and policies know their totals, or values count as written."
    )
    let parts = settings.numbers(
      "entitlements", in: .positive, otherwise: "equal parts", "What parts agents are entitled to, in any unit.")
    if let parts, parts.count != source.agents {
      settings.fail(
        "entitlements", "there are \(parts.count) entitlements and \(source.agents) agents",
        remedy: "give each agent one")
    }
    let sum = parts?.reduce(0, +) ?? 1
    entitlements = parts.flatMap { parts in
      parts.count == source.agents && parts.contains { $0 != parts[0] } ? parts.map { $0 / sum } : nil
    }
    policy = settings.component("policy", .allotment, default: "greedy-welfare", "Which agent gets an item.")
    if let objection = policy.objection(to: traits) {
      settings.fail("policy", objection.problem, remedy: objection.remedy)
    }
    if let objection = source.objection(to: traits) {
      settings.fail("valuations", objection.problem, remedy: objection.remedy)
    }
    settings.check(
      !source.isAdversary || order == .given, "order", "an adversary says itself in which order its items come",
      remedy: "write `order: given`")
    settings.check(
      !source.isAdversary || policy.pace == .atOnce, "policy",
      "an adversary can try out only policies that give each item to one agent at once",
      remedy: "choose another policy, or other valuations")
  }

  var traits: DivisionTraits {
    DivisionTraits(
      kind: kind, agents: source.agents, isNormalised: normalisation == .rescaled, isEqual: entitlements == nil)
  }

  public func prepare(_ request: RecordingRequest) -> any PreparedWorld { PreparedGoods(self, request) }
}
