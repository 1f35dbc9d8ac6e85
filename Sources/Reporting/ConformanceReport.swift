internal import MarketModel
public import MechanismTesting

/// What came of testing the claims of cards, as text for a terminal.
public func conformanceText(_ checks: [ClaimCheck]) -> String {
  var text = ""
  let width = checks.map(\.property.name.count).max() ?? 0
  for (component, own) in byComponent(checks) {
    text += "\(text.isEmpty ? "" : "\n")\(component)\n"
    for check in own {
      let claim = check.claimed == .holds ? "promises" : "denies  "
      let name = check.property.name + String(repeating: " ", count: width - check.property.name.count)
      text += "  \(claim)  \(name)  \(verdict(check)): \(check.witness?.description ?? check.strength)\n"
    }
  }
  return text + "\(text.isEmpty ? "" : "\n")\(conformanceSummary(checks))\n"
}

/// `12 checks of 3 components: 9 promises without a counterexample, 3 denials confirmed, nothing wrong`
public func conformanceSummary(_ checks: [ClaimCheck]) -> String {
  let kept = checks.count { $0.isConfirmed && $0.claimed == .holds }
  let confirmed = checks.count { $0.isConfirmed && $0.claimed == .fails }
  let wrong = checks.count { !$0.isConfirmed }
  let components = Set(checks.map { [$0.family, $0.id] }).count
  return
    "\(counted(checks.count, "check")) of \(counted(components, "component")): \(counted(kept, "promise")) without a "
    + "counterexample, \(counted(confirmed, "denial")) confirmed, \(wrong == 0 ? "nothing" : "\(wrong)") wrong"
}

/// The same as JSON: component, property, claimed, found, witness, worlds.
public func conformanceJSON(_ checks: [ClaimCheck]) -> String {
  let lines = checks.map { check in
    JSON.line([
      ("component", .text(check.component)), ("property", .text(check.property.name)),
      ("claimed", .text(check.claimed.rawValue)), ("found", .text(check.found.rawValue)),
      ("witness", check.witness.map { .text($0.description) } ?? .null), ("worlds", .number(Double(check.worlds))),
    ])
  }
  return JSON.table([("checks", .list(lines))]).text() + "\n"
}

/// The same as Markdown, with what each property says.
public func conformanceReport(_ checks: [ClaimCheck], release: String) -> String {
  var text = """
    # What mechanisms promise, tested

    \(conformanceSummary(checks)).

    Every card says what its mechanism promises and what it denies. A promise is searched for a counterexample in the
    worlds that its last column counts: that none was found proves nothing beyond them. A denial must have one, the
    **witness**: the smallest world found in which the property is broken, small enough to check by hand. Agents count
    from 0; a profile lists what they are, which is what they report unless they lie.


    """
  for (component, own) in byComponent(checks) {
    text += "## \(markdown(component))\n\n"
    var table = MarkdownTable([
      ("property", .left), ("claimed", .left), ("found", .left), ("worlds", .right),
      ("witness, or how hard was looked", .left),
    ])
    for check in own {
      table.add([
        check.property.name, check.claimed.rawValue,
        check.isConfirmed ? check.found.rawValue : "**\(check.found.rawValue)**",
        "\(check.worlds)", markdown(check.witness?.description ?? check.strength),
      ])
    }
    text += table.text + "\n"
  }
  text += "## Definitions\n\n"
  var said: [Property] = []
  for check in checks where !said.contains(check.property) { said.append(check.property) }
  for property in said.sorted(by: { $0.name < $1.name }) {
    text += "- **\(property.name)**: \(markdown(property.definition))\n"
  }
  return text + """

    ## Reproduce

    ```
    outcry check --output Reports/conformance
    ```

    outcry \(release). The same bytes on any number of threads.

    """
}

private func verdict(_ check: ClaimCheck) -> String {
  switch (check.claimed, check.found) {
  case (.holds, .holds): "no counterexample"
  case (.holds, .fails): "WRONG, there is a counterexample"
  case (.fails, .fails): "confirmed"
  case (.fails, .holds): "WRONG, nothing confirms it"
  }
}

/// Checks of one component after the other, in the order given.
private func byComponent(_ checks: [ClaimCheck]) -> [(component: String, checks: [ClaimCheck])] {
  var groups: [(component: String, checks: [ClaimCheck])] = []
  for check in checks {
    if groups.last?.component == check.component {
      groups[groups.count - 1].checks.append(check)
    } else {
      groups.append((check.component, [check]))
    }
  }
  return groups
}

private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
