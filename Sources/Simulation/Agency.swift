internal import MarketModel

/// An agency as a scenario describes it: who its clients are, and how it bids for them.
struct Agency: Sendable {
  var name: String
  /// Names of groups.
  var clients: [String]
  var rule: any AgencyRule

  /// - Parameter groups: names of the groups there are.
  static func read(_ settings: inout Settings, groups: [String]) -> [Agency] {
    settings.list(
      "agencies", of: "agency", "Those who bid for several groups of bidders; none: all bid for themselves."
    ) {
      agency in
      let read = Agency(
        name: agency.text("name", "What the agency is called; its random stream goes by it."),
        clients: agency.texts("clients", otherwise: "none", "The groups it bids for."),
        rule: agency.component("rule", .agencies, default: "coordinated", "How it bids for them."))
      agency.check(
        !read.clients.isEmpty, "clients", "the agency \(quoted(read.name)) has no clients",
        remedy: "list groups of bidders under its `clients`")
      for client in read.clients where !groups.contains(client) {
        agency.fail(
          "clients", "the agency \(quoted(read.name)) has the unknown client \(quoted(client))",
          remedy: suggestion(for: client, among: groups))
      }
      return read
    }
  }
}

extension Marketplace {
  /// What an agency may know.
  func facts(of agency: Agency, paymentRule: PaymentRule?) -> AgencyFacts {
    AgencyFacts(
      groups: groups.filter { agency.clients.contains($0.name) }.map(facts(of:)), paymentRule: paymentRule,
      hearsAtOnce: feedbackDelay == 0)
  }

  func validateAgencies(_ settings: inout Settings, paymentRule: PaymentRule?) {
    for name in repeated(agencies.map(\.name)) {
      settings.fail("agencies", "two agencies are called \(quoted(name))", remedy: "give each its own name")
    }
    for name in repeated(agencies.flatMap(\.clients)) {
      settings.fail(
        "agencies", "the group \(quoted(name)) is a client twice", remedy: "let one agency bid for it, once")
    }
    for agency in agencies {
      if agency.rule.needs > information {
        settings.fail(
          "information", "the agency \(quoted(agency.name)) must learn the \(agency.rule.needs.rawValue)",
          remedy: "write `information: \(agency.rule.needs.rawValue)`")
      }
      if let objection = agency.rule.objection(to: facts(of: agency, paymentRule: paymentRule)) {
        settings.fail("agencies", "in \(quoted(agency.name)): \(objection.problem)", remedy: objection.remedy)
      }
    }
  }
}
