public import MarketModel
internal import Randomness

/// An online knapsack: items arrive one after another, and each is taken or turned away at once and for good.
///
/// An item asks for a whole number of units of the capacity and is worth a value; the policy sees it, and how much is
/// taken, before it decides. An accepted item may give its capacity back after a while (a rented machine); then returns
/// at a time happen before the item that arrives at that time.
///
/// Density means value per whole capacity. The policy is told bounds on it: the scenario's, or the ones its source of
/// items states. An item outside the bounds is offered all the same, and counted.
///
/// Source: Zhou, Chakrabarty and Lukose 2008; Lechowicz et al. 2024.
public struct OnlineKnapsack: World {
  public static let card = Card(
    "online-knapsack", "Items arrive one by one and are taken into a knapsack or turned away for good.",
    source: "Zhou, Chakrabarty and Lukose 2008; Lechowicz et al. 2024")

  enum Order: String, CaseIterable, Sendable {
    case given
    case shuffled
  }

  let items: any ItemSource
  let order: Order
  let low: Double
  let high: Double
  let isStrict: Bool
  let policy: any AdmissionPolicy
  let hindsight: any HindsightBound
  /// The items, where they are the same in every replicate, in the order of the source.
  let fixed: [KnapsackItem]?

  public init(_ settings: inout Settings) {
    let items = settings.component("items", .items, default: "uniform-items", "Where the items come from.")
    self.items = items
    order = settings.choice(
      "order", default: .given, "Whether items keep the order of their source or are shuffled in every replicate.")
    (low, high) = settings.section(
      "bounds",
      "The densities that the policy is promised [money per capacity]; an item outside them is offered all the same, and "
        + "counted in `out-of-bounds`."
    ) {
      let low = $0.optionalNumber(
        "low", in: .density, unit: .money, otherwise: "the lowest the items can have", "Lowest density.")
      let high = $0.optionalNumber(
        "high", in: .density, unit: .money, otherwise: "the highest the items can have", "Highest density.")
      let bounds = (low ?? items.densities.lowerBound, high ?? items.densities.upperBound)
      $0.check(
        bounds.0 < bounds.1, low == nil ? "high" : "low",
        "the lowest density \(shortest(bounds.0)) is not below the highest \(shortest(bounds.1))",
        remedy: "give bounds with low < high")
      return bounds
    }
    isStrict = settings.flag(
      "strict-admission", default: false,
      "Whether an item that would fill the capacity to the last unit is turned away, as the reference code does.")
    policy = settings.component("policy", .admission, default: "zcl", "Which items are taken.")
    hindsight = settings.component(
      "hindsight", .hindsight, default: "optimum", "What the policy's profit is compared with.")
    fixed = items.isFixed && !settings.isRecording ? Self.drawFixed(items) : nil
    if low < high, let objection = policy.objection(low: low, high: high) {
      settings.fail("policy", objection.problem, remedy: objection.remedy)
    }
    let count = fixed?.count ?? items.expectedCount
    if let objection = hindsight.objection(
      items: count, capacity: items.capacity, returnsCapacity: items.returnsCapacity)
    {
      settings.fail("hindsight", objection.problem, remedy: objection.remedy)
    }
    if items.returnsCapacity, policy.advice != nil {
      settings.fail(
        "policy", "its prediction looks at a knapsack that keeps what it takes, and these items give capacity back",
        remedy: "give the prediction as a number, or choose items without a duration")
    }
    if items.returnsCapacity, order == .shuffled {
      settings.fail(
        "order", "items with times and durations have an order of their own", remedy: "write `order: given`")
    }
  }

  /// Units that may be taken.
  var limit: Int { isStrict ? items.capacity - 1 : items.capacity }

  /// A source whose draws are all the same ignores the stream it is given.
  private static func drawFixed(_ items: any ItemSource) -> [KnapsackItem] {
    var stream = RandomStream(seed: 0, replicate: 0, role: StreamRole.items.rawValue, index: 0)
    return items.draw(using: &stream)
  }

  public func prepare(_ request: RecordingRequest) -> any PreparedWorld { PreparedKnapsack(self, request) }
}
