/// A sum of variables with coefficients, and a constant: `3 * x - y + 2`.
///
/// Sums are built by `+`, `-`, `+=`, `-=` and by numbers with `*` and `/`; a variable is an expression of one term. A
/// variable may stand in several terms: they are added up where the expression enters a program.
/// - Complexity: a sum of *n* terms built by `+=`, or by `+` on a temporary (`a + b + c`), takes O(*n*) altogether.
///   `reduce(_:_:)` copies its partial results: use `reduce(into:)`, or `LinearExpression.sum`.
public struct LinearExpression: Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// One variable with its coefficient.
  public struct Term: Sendable, Equatable {
    public var variable: LinearProgram.Variable
    public var coefficient: Double

    public init(_ coefficient: Double, _ variable: LinearProgram.Variable) {
      self.variable = variable
      self.coefficient = coefficient
    }
  }

  /// The terms, in the order in which they were added.
  public var terms: [Term]
  public var constant: Double

  public init(_ terms: [Term] = [], constant: Double = 0) {
    self.terms = terms
    self.constant = constant
  }

  public init(floatLiteral value: Double) { self.init(constant: value) }
  public init(integerLiteral value: Int) { self.init(constant: Double(value)) }

  /// The sum over `elements` of what `form` makes of each.
  public static func sum<Elements: Sequence>(
    _ elements: Elements, _ form: (Elements.Element) -> some LinearForm
  ) -> LinearExpression {
    var sum = LinearExpression()
    for element in elements { sum += form(element) }
    return sum
  }

  /// The sum of `forms`.
  public static func sum<Form: LinearForm>(_ forms: some Sequence<Form>) -> LinearExpression { sum(forms) { $0 } }

  /// Its value where the variables take `values` (columns).
  public func value(at values: [Double]) -> Double {
    terms.reduce(constant) { $0 + $1.coefficient * values[$1.variable.index] }
  }
}

/// What may stand in a sum: a variable, or an expression.
public protocol LinearForm {
  /// The form as an expression.
  var expression: LinearExpression { get }
  /// Adds `factor` times the form to `sum`.
  func add(to sum: inout LinearExpression, times factor: Double)
}

extension LinearProgram.Variable: LinearForm {
  public var expression: LinearExpression { LinearExpression([.init(1, self)]) }

  public func add(to sum: inout LinearExpression, times factor: Double) { sum.terms.append(.init(factor, self)) }
}

extension LinearExpression: LinearForm {
  public var expression: LinearExpression { self }

  public func add(to sum: inout LinearExpression, times factor: Double) {
    sum.constant += factor * constant
    if factor == 1 {
      sum.terms += terms
    } else {
      for term in terms { sum.terms.append(Term(factor * term.coefficient, term.variable)) }
    }
  }

  consuming func times(_ factor: Double) -> LinearExpression {
    var result = self
    result.constant *= factor
    for index in result.terms.indices { result.terms[index].coefficient *= factor }
    return result
  }
}

// MARK: Operators

public func + (left: consuming LinearExpression, right: some LinearForm) -> LinearExpression {
  right.add(to: &left, times: 1)
  return left
}

public func + (left: LinearProgram.Variable, right: some LinearForm) -> LinearExpression { left.expression + right }

public func + (left: consuming LinearExpression, right: Double) -> LinearExpression {
  left.constant += right
  return left
}

public func + (left: LinearProgram.Variable, right: Double) -> LinearExpression { left.expression + right }
public func + (left: Double, right: some LinearForm) -> LinearExpression { right.expression + left }

public func - (left: consuming LinearExpression, right: some LinearForm) -> LinearExpression {
  right.add(to: &left, times: -1)
  return left
}

public func - (left: LinearProgram.Variable, right: some LinearForm) -> LinearExpression { left.expression - right }
public func - (left: some LinearForm, right: Double) -> LinearExpression { left.expression + -right }
public func - (left: Double, right: some LinearForm) -> LinearExpression { right.expression.times(-1) + left }
public prefix func - (form: some LinearForm) -> LinearExpression { form.expression.times(-1) }

public func * (factor: Double, variable: LinearProgram.Variable) -> LinearExpression {
  LinearExpression([.init(factor, variable)])
}

public func * (factor: Double, expression: consuming LinearExpression) -> LinearExpression { expression.times(factor) }
public func * (form: some LinearForm, factor: Double) -> LinearExpression { form.expression.times(factor) }
public func / (form: some LinearForm, divisor: Double) -> LinearExpression {
  var result = form.expression
  result.constant /= divisor
  for index in result.terms.indices { result.terms[index].coefficient /= divisor }
  return result
}

public func += (sum: inout LinearExpression, form: some LinearForm) { form.add(to: &sum, times: 1) }
public func += (sum: inout LinearExpression, constant: Double) { sum.constant += constant }
public func -= (sum: inout LinearExpression, form: some LinearForm) { form.add(to: &sum, times: -1) }
public func -= (sum: inout LinearExpression, constant: Double) { sum.constant -= constant }
public func *= (sum: inout LinearExpression, factor: Double) { sum = sum.times(factor) }
