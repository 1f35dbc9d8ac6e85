public import MarketModel

/// An online matching: vertices arrive one by one, each is matched at once with an offline vertex or held in a window and
/// matched at its end, and no match is ever taken back.
///
/// A match succeeds with its edge's probability, and then uses up part of the offline vertex' limit; an arrival is tried
/// at most once. Whether it succeeds is decided by one coin per arrival, whichever edge is chosen, so that policies are
/// compared on the same luck. Windows follow one another from time 0, each without its end; what an assignment leaves
/// unmatched leaves, because no offline vertex ever comes back. A held vertex whose patience ends before its window does
/// has left by then.
///
/// Source: Karp, Vazirani and Vazirani 1990; uncertain success: Mehta and Panigrahi 2012.
public struct OnlineMatching: World {
  public static let card = Card(
    "online-matching",
    "Vertices arrive one by one and are matched at once, or held in a window and matched at its end.",
    source: "Karp, Vazirani and Vazirani 1990; Mehta and Panigrahi 2012")

  enum Order: String, CaseIterable, Sendable {
    case given
    case random
  }

  let instance: any MatchingInstance
  let order: Order
  let arrivals: any ArrivalProcess
  let patience: Double
  let policy: any MatchingPolicy
  let benchmarks: [any MatchingBenchmark]

  public init(_ settings: inout Settings) {
    instance = settings.component(
      "graph", .matchingInstances, default: "random", "Who arrives, and whom each can be matched with.")
    order = settings.choice(
      "order", default: Order.given, "Vertices arrive in the order the graph gives them, or in a random one.")
    let hasArrivals = settings.has("arrivals")
    arrivals = settings.component(
      "arrivals", .arrivals, default: "fixed", "When they arrive, unless the graph says so itself.")
    patience =
      settings.optionalNumber(
        "patience", in: .positive, unit: .time, otherwise: "without end",
        "How long a held vertex waits before it leaves."
      ) ?? .infinity
    policy = settings.component("policy", .matchingPolicies, default: "greedy", "How arriving vertices are matched.")
    benchmarks = settings.catalogs.products(.matchingBenchmarks)
    validate(settings, hasArrivals: hasArrivals)
  }

  private func validate(_ settings: Settings, hasArrivals: Bool) {
    let traits = instance.traits
    settings.check(
      !(traits.hasTimes && hasArrivals), "arrivals", "the graph says itself when its vertices arrive",
      remedy: "remove this, or the graph's times")
    settings.check(
      !(traits.hasTimes && order == .random), "order", "the graph says itself when its vertices arrive",
      remedy: "write `order: given`, or remove the graph's times")
    settings.check(
      !policy.needsForecast || traits.hasForecast, "policy",
      "it must know beforehand which vertices are expected, and this graph does not say",
      remedy: "choose another policy, or a graph of known `types`")
    settings.check(
      policy.pace != .inShares || traits.isCertain, "policy",
      "it splits arrivals, which makes no sense where success is uncertain",
      remedy: "choose another policy, or probabilities of 1")
    if let objection = policy.objection(to: traits) {
      settings.fail("policy", objection.problem, remedy: objection.remedy)
    }
    if case .inWindows = policy.pace { return }
    settings.check(
      patience == .infinity, "patience", "nobody waits: the policy decides at once",
      remedy: "remove it, or choose a policy that holds vertices")
  }

  public func prepare(_ request: RecordingRequest) -> any PreparedWorld { PreparedOnlineMatching(self, request) }
}
