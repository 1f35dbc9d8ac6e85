import Allocation
import Outcry
import Testing

/// Answers item by item and has no thresholds: the same price for all, but the first `favours` items pay nothing.
private struct PriceForMost: AdmissionPolicy {
  static let card = Card("price-for-most", "The first pay nothing.", source: "a test")
  var favours = 0
  private var seen = 0

  init(favours: Int) { self.favours = favours }
  init(_ settings: inout Settings) {}

  mutating func begin(_ facts: KnapsackFacts, using stream: inout RandomStream) { seen = 0 }
  mutating func accepts(_ item: KnapsackItem, used: Int) throws -> Bool {
    seen += 1
    return seen <= favours || item.density(ofCapacity: 20) >= 4
  }
}

@Suite("Fairness over time of admission policies")
struct AdmissionFairnessTests {
  private let domain = Domain.items(
    0...10, capacity: 20, densities: [1, 3, 9, 18], weights: [1, 2, 5], windows: [0.25, 0.5, 1])

  private func mechanism(_ policy: any AdmissionPolicy) -> OnlineAdmission {
    OnlineAdmission(policy, capacity: 20, low: 1, high: 20, foreseen: 4)
  }

  @Test("every admission policy says how fair it is, and denies fairness without a condition")
  func claims() {
    #expect(admissionPolicies.count >= 8)
    for registration in admissionPolicies {
      #expect(registration.card.fails.contains(.timeFair), "\(registration.card.id)")
    }
    #expect(Claim.untested(in: Catalogs(admissionPolicies), Conformance.standard).isEmpty)
  }

  @Test("one price for all is fair in every window, thresholds or not; without room nothing is fair")
  func constant() throws {
    for alpha in [0.25, 0.5, 1] {
      try expect(.timeFair(within: alpha), of: mechanism(PriceForMost(favours: 0)), over: domain)
    }
    let witness = try expectFails(.timeFair, of: mechanism(PriceForMost(favours: 0)), over: domain)
    #expect(witness.story.contains("is accepted") && witness.story.contains("it is refused"))
  }

  // The favoured first three items: a cheap one among them is accepted at any use that they can reach, and refused later at
  // the same use. All windows of the whole capacity are one; the narrower ones beyond that use are never reached by it.
  @Test("a policy that favours who comes first is not fair in the whole capacity, and the witness is small")
  func favours() throws {
    let witness = try expectFails(.timeFair(within: 1), of: mechanism(PriceForMost(favours: 3)), over: domain)
    // Three and one more: fewer cannot show it.
    #expect(witness.profile.count == 4)
  }

  // Φ(z) = e^(4z − 1): with 20 units the levels 0 … 5 are at most L, one step more than the five units of α = 1/4.
  @Test("the widest constant window of ZCL is 1/(ln(U/L) + 1) and starts empty; of LA-ECT it starts where it meets d")
  func windows() throws {
    let high = 20.085536923187668
    #expect(try widestConstantWindow(thresholds("zcl", low: 1, high: high, capacity: 20), low: 1) == 0..<6)
    #expect(try widestConstantWindow(thresholds("greedy-items", low: 1, high: high, capacity: 20), low: 1) == 0..<20)
    // κ = (1 − γ)(1 + ln(d/L))/(ln(U/L) + 1) = 0.5 · 2.5 / 4 = 0.3125, until 0.8125: the levels 7 … 16.
    let flat = try thresholds(
      ["kind": "la-ect", "gamma": 0.5, "price": Node(floatLiteral: high.squareRoot())], low: 1, high: high, capacity: 20
    )
    #expect(widestConstantWindow(flat, low: 1) == 7..<17)
    #expect(widestConstantWindow([], low: 1).isEmpty)
    #expect(widestConstantWindow([3, 3], low: 1) == 0..<1)
  }
}
