/// What a row demands: lower ≤ expression ≤ upper, made by `<=`, `==`, `>=` and `within`.
///
/// Constants on either side are kept in the bounds: `x + 1 <= 3 - y` is the row x + y ≤ 2.
public struct LinearConstraint: Sendable {
  /// Its terms; the constant is 0.
  public let expression: LinearExpression
  /// The least value, or −∞.
  public let lower: Double
  /// The greatest value, or +∞.
  public let upper: Double

  init(_ expression: consuming LinearExpression, lower: Double, upper: Double) {
    let constant = expression.constant
    expression.constant = 0
    self.expression = expression
    self.lower = lower - constant
    self.upper = upper - constant
  }
}

extension LinearForm {
  /// A row with two sides: `(x + y).within(2...5)`.
  public func within(_ range: ClosedRange<Double>) -> LinearConstraint {
    LinearConstraint(expression, lower: range.lowerBound, upper: range.upperBound)
  }
}

public func <= (left: some LinearForm, right: some LinearForm) -> LinearConstraint {
  LinearConstraint(left.expression - right, lower: -.infinity, upper: 0)
}

public func <= (left: some LinearForm, right: Double) -> LinearConstraint {
  LinearConstraint(left.expression, lower: -.infinity, upper: right)
}

public func <= (left: Double, right: some LinearForm) -> LinearConstraint {
  LinearConstraint(right.expression, lower: left, upper: .infinity)
}

public func >= (left: some LinearForm, right: some LinearForm) -> LinearConstraint {
  LinearConstraint(left.expression - right, lower: 0, upper: .infinity)
}

public func >= (left: some LinearForm, right: Double) -> LinearConstraint {
  LinearConstraint(left.expression, lower: right, upper: .infinity)
}

public func >= (left: Double, right: some LinearForm) -> LinearConstraint {
  LinearConstraint(right.expression, lower: -.infinity, upper: left)
}

public func == (left: some LinearForm, right: some LinearForm) -> LinearConstraint {
  LinearConstraint(left.expression - right, lower: 0, upper: 0)
}

public func == (left: some LinearForm, right: Double) -> LinearConstraint {
  LinearConstraint(left.expression, lower: right, upper: right)
}

public func == (left: Double, right: some LinearForm) -> LinearConstraint { right == left }
