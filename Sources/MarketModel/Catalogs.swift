/// A kind of component that scenarios choose by name, and the socket its products fit.
public struct Family<Product: Sendable>: Sendable {
  /// Singular, as in `outcry list mechanism`.
  public let id: String
  /// One sentence: what such a component decides.
  public let summary: String
  /// The smallest scenario around one component of the family, as `outcry explain` shows it.
  public let example: @Sendable (_ component: Node) -> Node

  public init(_ id: String, _ summary: String, example: @escaping @Sendable (_ component: Node) -> Node) {
    self.id = id
    self.summary = summary
    self.example = example
  }
}

/// One component in a list: its family, its card, and how it is made.
public struct Registration: Sendable {
  public let family: String
  public let familySummary: String
  public let card: Card
  let example: @Sendable (_ component: Node) -> Node
  let make: @Sendable (inout Settings) -> any Sendable

  public init<Product>(
    _ family: Family<Product>, _ card: Card, _ make: @escaping @Sendable (inout Settings) -> Product
  ) {
    self.family = family.id
    self.familySummary = family.summary
    self.card = card
    self.example = family.example
    self.make = { make(&$0) }
  }

  /// A scenario that runs this component: the family's smallest market around the card's example settings.
  public var exampleScenario: Node {
    var scenario = example(Node(.table([Node.Entry("kind", Node(.text(card.id)))] + card.example)))
    if !card.surroundings.isEmpty, var world = scenario["world"] {
      for entry in card.surroundings { world[entry.key] = entry.value }
      scenario["world"] = world
    }
    return scenario
  }
}

/// Every component a program knows, found by family and `kind`.
public struct Catalogs: Sendable {
  public private(set) var registrations: [Registration]

  /// Joins the families' lists.
  ///
  /// Two components of one family with one id are a programmer's mistake.
  public init(_ lists: [Registration]...) {
    registrations = []
    for list in lists { add(list) }
  }

  public mutating func add(_ list: [Registration]) {
    for registration in list {
      precondition(
        find(registration.family, registration.card.id) == nil,
        "two components of the family '\(registration.family)' are called '\(registration.card.id)'")
      registrations.append(registration)
    }
  }

  /// Families in the order in which they were first listed.
  public var families: [(id: String, summary: String)] {
    var found: [(id: String, summary: String)] = []
    for each in registrations where !found.contains(where: { $0.id == each.family }) {
      found.append((each.family, each.familySummary))
    }
    return found
  }

  public func members(of family: String) -> [Registration] { registrations.filter { $0.family == family } }

  public func find(_ family: String, _ id: String) -> Registration? {
    registrations.first { $0.family == family && $0.card.id == id }
  }

  /// All components of a family, made with their default settings.
  public func products<Product>(_ family: Family<Product>) -> [Product] {
    members(of: family.id).map { registration in
      var settings = Settings.recording(catalogs: self)
      return registration.product(&settings, family)
    }
  }
}

extension Registration {
  /// Makes the component only for what it declares.
  package func declare(_ settings: inout Settings) { _ = make(&settings) }

  /// Makes the component with these settings, as a scenario would.
  /// - Throws: everything that is wrong with them.
  public func product<Product>(
    of family: Family<Product>, with settings: Node, catalogs: Catalogs
  ) throws(Diagnostics) -> Product {
    var inner = Settings(root: settings, catalogs: catalogs, files: NoInputFiles())
    let product = product(&inner, family)
    inner.finish()
    if !inner.diagnostics.isEmpty { throw Diagnostics(inner.diagnostics) }
    return product
  }

  func product<Product>(_ settings: inout Settings, _ family: Family<Product>) -> Product {
    guard let product = make(&settings) as? Product else {
      preconditionFailure("the component '\(card.id)' does not fit the family '\(family.id)' it is listed in")
    }
    return product
  }
}
