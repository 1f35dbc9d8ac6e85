extension Settings {
  /// A number with a default. Written as a number, a fraction (`1/32`) or a quantity with a unit (`24 h`).
  public mutating func number(
    _ key: String, in bounds: Bounds = .any, default fallback: Double, unit: Unit = .one, _ help: String
  ) -> Double {
    let number = quantity(key, in: bounds, unit: unit) ?? fallback
    declare(key, .number(bounds), unit: unit, default: shortest(fallback), value: .plain(shortest(number)), help)
    return number
  }

  /// A number that must be given.
  public mutating func number(_ key: String, in bounds: Bounds = .any, unit: Unit = .one, _ help: String) -> Double {
    if given(key) == nil { missing(key, expected: bounds.phrase("a number", unit)) }
    let number = quantity(key, in: bounds, unit: unit) ?? bounds.standIn
    declare(key, .number(bounds), unit: unit, default: nil, required: true, value: .plain(shortest(number)), help)
    return number
  }

  /// A number that may be left out; `otherwise` says what that means.
  public mutating func optionalNumber(
    _ key: String, in bounds: Bounds = .any, unit: Unit = .one, otherwise: String, _ help: String
  ) -> Double? {
    let number = quantity(key, in: bounds, unit: unit)
    declare(
      key, .number(bounds), unit: unit, default: otherwise, value: .plain(number.map(shortest) ?? otherwise), help)
    return number
  }

  /// A whole number with a default.
  public mutating func integer(
    _ key: String, in range: ClosedRange<Int>, default fallback: Int, unit: Unit = .one, _ help: String
  ) -> Int {
    let number = whole(key, in: range, unit: unit) ?? fallback
    declare(key, .integer(range), unit: unit, default: "\(fallback)", value: .plain("\(number)"), help)
    return number
  }

  /// The version of a format, of which one is known.
  package mutating func version(_ key: String, known: Int, _ help: String) {
    if let node = given(key) {
      let remedy = "write `\(key): \(known)`"
      if case .number(let number) = node.content {
        check(
          number == Double(known), key, "version \(shortest(number)) is not known to this release", remedy: remedy)
      } else {
        wrongType(key, node, expected: "a version", remedy: remedy)
      }
    }
    declare(key, .integer(known...known), default: "\(known)", value: .plain("\(known)"), help)
  }

  /// A whole number that may be left out; `otherwise` says what that means.
  public mutating func optionalInteger(
    _ key: String, in range: ClosedRange<Int>, unit: Unit = .one, otherwise: String, _ help: String
  ) -> Int? {
    let number = whole(key, in: range, unit: unit)
    declare(
      key, .integer(range), unit: unit, default: otherwise, value: .plain(number.map { "\($0)" } ?? otherwise), help)
    return number
  }

  public mutating func flag(_ key: String, default fallback: Bool, _ help: String) -> Bool {
    var value = fallback
    if let node = given(key) {
      if case .flag(let flag) = node.content { value = flag } else { wrongType(key, node, expected: "true or false") }
    }
    declare(key, .flag, default: "\(fallback)", value: .plain("\(value)"), help)
    return value
  }

  /// A line of text with a default.
  public mutating func text(_ key: String, default fallback: String, _ help: String) -> String {
    let value = plainText(key) ?? fallback
    declare(key, .text, default: fallback, value: .plain(value), help)
    return value
  }

  /// A line of text that must be given and not be empty.
  public mutating func text(_ key: String, _ help: String) -> String {
    var value = plainText(key)
    if given(key) == nil { missing(key, expected: "a text") }
    if value?.isEmpty == true {
      fail(key, "the text is empty", remedy: "write at least one character")
      value = nil
    }
    declare(key, .text, default: nil, required: true, value: .plain(value ?? ""), help)
    return value ?? Self.missingText
  }

  public mutating func optionalText(_ key: String, otherwise: String, _ help: String) -> String? {
    let value = plainText(key)
    declare(key, .text, default: otherwise, value: .plain(value ?? otherwise), help)
    return value
  }

  /// What stands in for a text that should have been given: nothing more need be said about it.
  package static let missingText = "?"

  /// One of an enumeration's cases, by raw value.
  public mutating func choice<Case: RawRepresentable & CaseIterable>(
    _ key: String, default fallback: Case, _ help: String
  ) -> Case where Case.RawValue == String {
    let names = Case.allCases.map(\.rawValue)
    var value = fallback
    if let node = given(key) {
      let expected = "one of \(names.joined(separator: ", "))"
      if let text = node.text {
        if let found = Case(rawValue: text) {
          value = found
        } else {
          fail(key, "unknown choice \(quoted(text))", remedy: suggestion(for: text, among: names))
        }
      } else {
        wrongType(key, node, expected: expected)
      }
    }
    declare(key, .choice(names), default: fallback.rawValue, value: .plain(value.rawValue), help)
    return value
  }

  /// A list of numbers; nil when left out.
  public mutating func numbers(
    _ key: String, in bounds: Bounds = .any, unit: Unit = .one, otherwise: String, _ help: String
  ) -> [Double]? {
    var values: [Double]?
    if let node = given(key) {
      if case .list(let elements) = node.content {
        values = elements.enumerated().map { index, element in
          quantity(of: element, path: "\(path(of: key))[\(index)]", in: bounds, unit: unit) ?? bounds.standIn
        }
        check(!elements.isEmpty, key, "the list is empty", remedy: "give at least one number")
      } else {
        wrongType(key, node, expected: "a list of numbers", remedy: "write it in brackets, like [1, 2.5]")
      }
    }
    if values?.isEmpty == true { values = nil }
    declare(
      key, .numbers(bounds), unit: unit, default: otherwise,
      value: .plain(values.map { brief($0.map(shortest)) } ?? otherwise), help)
    return values
  }

  /// A list of texts; empty when left out.
  public mutating func texts(_ key: String, otherwise: String, _ help: String) -> [String] {
    var values: [String] = []
    if let node = given(key) {
      if case .list(let elements) = node.content {
        for (index, element) in elements.enumerated() {
          if let text = plainText(of: element) {
            values.append(text)
          } else {
            wrongType("\(key)[\(index)]", element, expected: "a text")
          }
        }
      } else {
        wrongType(key, node, expected: "a list of texts", remedy: "write it in brackets, like [one, two]")
      }
    }
    declare(key, .texts, default: otherwise, value: .plain(values.isEmpty ? otherwise : brief(values)), help)
    return values
  }
}

// MARK: - Reading

extension Settings {
  func quantity(_ key: String, in bounds: Bounds, unit: Unit) -> Double? {
    given(key).flatMap { quantity(of: $0, path: path(of: key), in: bounds, unit: unit) }
  }

  func quantity(
    of node: Node, path: String, in bounds: Bounds, unit: Unit, noun: String = "a number"
  ) -> Double? {
    func refuse(_ problem: String, remedy: String) -> Double? {
      report(Diagnostic(at: node.place, path: path, problem, remedy: remedy))
      return nil
    }
    let expected = bounds.phrase(noun, unit)
    let number: Double
    switch node.content {
    case .number(let given): number = given
    case .text(let text):
      switch MarketModel.quantity(text, in: unit) {
      case .success(let given): number = given
      case .failure(.unknownUnit(let name)):
        let known = unit.names.map(\.name)
        return refuse(
          "unknown unit \(quoted(name))",
          remedy: known.isEmpty
            ? "this setting has no unit: write the number alone" : suggestion(for: name, among: known))
      case .failure(.notANumber):
        return refuse("expected a number, found \(node.sort)", remedy: "write \(expected)")
      }
    default: return refuse("expected a number, found \(node.sort)", remedy: "write \(expected)")
    }
    if bounds.contains(number) { return number }
    return refuse(
      number.isFinite ? "\(shortest(number)) is out of bounds" : "the number is not finite", remedy: "write \(expected)"
    )
  }

  func whole(_ key: String, in range: ClosedRange<Int>, unit: Unit) -> Int? {
    let top = min(range.upperBound, Settings.largestInteger)
    let bounds = Bounds(Double(range.lowerBound), top == Settings.largestInteger ? .infinity : Double(top))
    let noun = "a whole number"
    let reading = given(key).flatMap { quantity(of: $0, path: path(of: key), in: bounds, unit: unit, noun: noun) }
    guard let number = reading else { return nil }
    let expected = bounds.phrase(noun, unit)
    if number != number.rounded() {
      fail(key, "\(shortest(number)) is not a whole number", remedy: "write \(expected)")
      return nil
    }
    if number > Double(Settings.largestInteger) {
      fail(key, "\(shortest(number)) is too large", remedy: "write at most \(Settings.largestInteger)")
      return nil
    }
    return Int(number)
  }

  /// Above it doubles skip whole numbers: 2⁵³ − 1.
  public static let largestInteger = 9_007_199_254_740_991

  private func plainText(_ key: String) -> String? {
    guard let node = given(key) else { return nil }
    if let text = plainText(of: node) { return text }
    wrongType(key, node, expected: "a text")
    return nil
  }

  /// Numbers and flags count as the text they were written as: `name: 5` names it "5".
  func plainText(of node: Node) -> String? {
    switch node.content {
    case .text(let text): text
    case .number(let number): shortest(number)
    case .flag(let flag): "\(flag)"
    default: nil
    }
  }
}

extension Bounds {
  /// `a number at least 0 [money]`, `any finite number`.
  fileprivate func phrase(_ noun: String, _ unit: Unit) -> String {
    let text = lower.isFinite || upper.isFinite ? "\(noun) \(description)" : description
    return unit.symbol == "1" ? text : "\(text) [\(unit.symbol)]"
  }
}

/// A list for reports: at most eight elements.
private func brief(_ texts: [String]) -> String {
  texts.count <= 8 ? texts.joined(separator: ", ") : texts.prefix(7).joined(separator: ", ") + ", … (\(texts.count))"
}
