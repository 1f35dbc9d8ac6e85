/// A solution as the solver hands it out.
struct Candidate {
  var values: [Double]
  var duals: [Double]
  var reducedCosts: [Double]
}

extension LinearProgram {
  /// What rows and columns come to at a candidate (rows; columns), with the sizes that its residuals are measured by.
  private struct Products {
    var activities: [Double]
    var activitySizes: [Double]
    var reducedCosts: [Double]
    var costSizes: [Double]
  }

  /// Moves values that strayed within the solver's tolerance onto their bounds.
  func clamp(_ values: inout [Double]) {
    for column in values.indices {
      if values[column] < lower[column] { values[column] = lower[column] }
      if values[column] > upper[column] { values[column] = upper[column] }
    }
  }

  func objective(at values: [Double]) -> Double {
    var sum = 0.0
    for column in values.indices { sum += costs[column] * values[column] }
    return sum + objectiveConstant
  }

  /// The conditions of optimality at a candidate whose values lie within their bounds.
  /// - Complexity: O(entries + rows + columns).
  func residuals(of candidate: Candidate) -> Residuals {
    let products = self.products(candidate)
    var residuals = Residuals()
    let sign: Double = direction == .minimise ? 1 : -1
    var objective = objectiveConstant
    var dualObjective = objectiveConstant
    var size = 0.0
    var slackness = 0.0
    // A price above 0 belongs to the lower bound, one below 0 to the upper; one without its bound has the wrong sign.
    func settle(_ price: Double, _ size: Double, at value: Double, _ lower: Double, _ upper: Double) {
      let signed = sign * price
      if signed == 0 { return }
      let bound = signed > 0 ? lower : upper
      if bound.isFinite {
        dualObjective += price * bound
        slackness = worse(slackness, abs(price * (value - bound)))
      } else {
        residuals.dual = worse(residuals.dual, abs(price) / (1 + size))
      }
    }
    for row in rowLower.indices {
      let (value, lower, upper) = (products.activities[row], rowLower[row], rowUpper[row])
      let bound = value < lower ? lower : value > upper ? upper : value
      if bound != value {
        let scale = 1 + max(abs(bound), products.activitySizes[row])
        residuals.primal = worse(residuals.primal, abs(value - bound) / scale)
      }
      settle(candidate.duals[row], abs(candidate.duals[row]), at: value, lower, upper)
    }
    for column in costs.indices {
      let (value, price) = (candidate.values[column], candidate.reducedCosts[column])
      let cost = costs[column] * value
      objective += cost
      size = worse(size, abs(cost))
      let costSize = products.costSizes[column]
      residuals.dual = worse(residuals.dual, abs(price - products.reducedCosts[column]) / (1 + costSize))
      settle(price, costSize, at: value, lower[column], upper[column])
      // Values are clamped, so that only NaN can lie outside.
      if !(value >= lower[column] && value <= upper[column]) { residuals.primal = .nan }
    }
    let scale = 1 + worse(size, abs(objective))
    residuals.complementarity = slackness / scale
    residuals.gap = abs(objective - dualObjective) / scale
    return residuals
  }

  private func products(_ candidate: Candidate) -> Products {
    var products = Products(
      activities: [Double](repeating: 0, count: rowCount), activitySizes: [Double](repeating: 0, count: rowCount),
      reducedCosts: costs, costSizes: costs.map { abs($0) })
    for entry in entryValues.indices {
      let (row, column) = (Int(entryRows[entry]), Int(entryColumns[entry]))
      let value = entryValues[entry]
      let activity = value * candidate.values[column]
      products.activities[row] += activity
      if abs(activity) > products.activitySizes[row] { products.activitySizes[row] = abs(activity) }
      let price = value * candidate.duals[row]
      products.reducedCosts[column] -= price
      if abs(price) > products.costSizes[column] { products.costSizes[column] = abs(price) }
    }
    return products
  }

  /// The worst excess of a row over its bounds at values within theirs, relative as in `Residuals.primal`.
  func primalResidual(at values: [Double]) -> Double {
    residuals(
      of: Candidate(
        values: values, duals: [Double](repeating: 0, count: rowCount),
        reducedCosts: [Double](repeating: 0, count: variableCount))
    ).primal
  }

  /// What no feasible point beats, by weak duality from any duals; `nil` where a price has no bound to belong to.
  ///
  /// Duals of the wrong sign count as 0; a reduced cost below 10⁻⁹ of its size counts as rounding.
  func bound(fromDuals duals: [Double]) -> Double? {
    let sign: Double = direction == .minimise ? 1 : -1
    var prices = duals
    for row in prices.indices {
      let bound = sign * prices[row] > 0 ? rowLower[row] : rowUpper[row]
      if !bound.isFinite { prices[row] = 0 }
    }
    let products = self.products(
      Candidate(values: [Double](repeating: 0, count: variableCount), duals: prices, reducedCosts: []))
    var sum = objectiveConstant
    for row in prices.indices where prices[row] != 0 {
      sum += prices[row] * (sign * prices[row] > 0 ? rowLower[row] : rowUpper[row])
    }
    for column in costs.indices {
      let price = products.reducedCosts[column]
      let bound = sign * price > 0 ? lower[column] : upper[column]
      if bound.isFinite {
        sum += price * bound
      } else if abs(price) > 1e-9 * (1 + products.costSizes[column]) {
        return nil
      }
    }
    return sum
  }
}
