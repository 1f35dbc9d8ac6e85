#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// An upper bound of Σ log uᵢ over all ways to hand out the items left, and multipliers that make it low.
///
/// For any multipliers β > 0, log u ≤ β u − 1 − log β, so that with what the agents have already, u⁰,
///
///   Σᵢ log uᵢ ≤ Σⱼ maxᵢ βᵢ vᵢⱼ + Σᵢ (βᵢ u⁰ᵢ − 1 − log βᵢ),
///
/// which is the dual of the Eisenberg–Gale program at β. The lowest is had by βᵢ = 1/uᵢ at the optimum of that program,
/// to which some rounds of proportional response come near.
///
/// Source: the dual of Eisenberg and Gale 1959; proportional response of Zhang 2011; as a bound for indivisible items ours.
struct NashBound {
  let agents: Int
  /// (agents × items).
  let values: [Double]
  let items: Int
  private var shares: [Double]
  private(set) var multipliers: [Double]

  init(_ valuations: Valuations) {
    agents = valuations.agentCount
    items = valuations.itemCount
    values = valuations.values.map(Double.init)
    shares = [Double](repeating: 1 / Double(max(agents, 1)), count: values.count)
    multipliers = [Double](repeating: 1, count: agents)
  }

  /// Rounds of proportional response over the items left, from equal shares; sets the multipliers.
  ///
  /// An agent spends 1 in all: what it has already costs it u⁰/u, and of the rest each item gets what it contributes.
  mutating func respond(_ left: ArraySlice<Int>, _ has: [Int], rounds: Int) {
    let equal = 1 / Double(agents)
    for item in left {
      for agent in 0..<agents { shares[agent * items + item] = equal }
    }
    for _ in 0..<rounds {
      for agent in 0..<agents {
        var utility = Double(has[agent])
        for item in left { utility += values[agent * items + item] * shares[agent * items + item] }
        multipliers[agent] = utility > 0 ? 1 / utility : 1
      }
      for item in left {
        var price = 0.0
        for agent in 0..<agents {
          let place = agent * items + item
          shares[place] *= values[place] * multipliers[agent]
          price += shares[place]
        }
        if price <= 0 { continue }
        for agent in 0..<agents { shares[agent * items + item] /= price }
      }
    }
  }

  /// The bound with these multipliers, when `positive` of the agents are to have more than 0.
  ///
  /// Those who have nothing yet and shall have nothing count 0 in place of their constant: the highest constants are kept.
  func bound(_ left: ArraySlice<Int>, _ has: [Int], positive: Int) -> Double {
    var sum = 0.0
    var constants: [Double] = []
    var certain = 0
    for agent in 0..<agents {
      let constant = -1 - log(multipliers[agent])
      if has[agent] > 0 {
        certain += 1
        sum += constant + multipliers[agent] * Double(has[agent])
      } else {
        constants.append(constant)
      }
    }
    for constant in constants.sorted(by: >).prefix(max(0, positive - certain)) { sum += constant }
    for item in left {
      var most = 0.0
      for agent in 0..<agents { most = max(most, multipliers[agent] * values[agent * items + item]) }
      sum += most
    }
    return sum
  }
}
