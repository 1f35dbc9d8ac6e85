import Outcry
import Testing

/// Sockets, and how a component that fits one is listed.
private let sockets = [
  "AuctionMechanism": "mechanism", "BidderStrategy": "strategy", "AgencyRule": "agency", "ArrivalProcess": "arrivals",
  "ValueModel": "values",
  "Metric": "metric", "World": "world", "BiddingRule": "rule", "LogSource": "log",
  "UtilitySource": "utilities", "MatchingRule": "matchingRule",
  "MatchingInstance": "matchingInstance", "MatchingPolicy": "matchingPolicy", "MatchingBenchmark": "matchingBenchmark",
  "PositionMechanism": "positionMechanism", "ClickModel": "clickModel", "QualityModel": "quality",
  "MultiUnitAuction": "multiUnit", "DoubleAuction": "doubleAuction", "CombinatorialAuction": "combinatorial",
  "BundleModel": "bundles", "ItemSource": "items", "AdmissionPolicy": "admission", "HindsightBound": "hindsight",
  "ValuationSource": "valuations", "AllotmentPolicy": "allotment", "AllocationRule": "allocationRule",
  "Bandit": "bandit", "Seller": "seller",
  "AdAllocator": "allocator", "BidShading": "shading", "Autobidder": "autobidder",
]

/// Targets whose types are no components: sockets, the shell, and the users and markets that promises are tested on.
private let withoutComponents: Set = ["MarketModel", "Outcry", "OutcryCommand", "MechanismTesting"]

/// Every component type in Sources, with its socket.
private func components() -> [(file: SourceTree.File, type: String, socket: String)] {
  SourceTree.sources.filter { !withoutComponents.contains($0.target) }.flatMap { file in
    file.code.matches(of: #/(?:struct|class|enum|actor)\s+(\w+)(?:<[^>]*>)?\s*:([^{]*)\{/#).flatMap { match in
      match.2.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init).filter { sockets[$0] != nil }
        .map { (file, String(match.1), $0) }
    }
  }
}

@Suite("Components: one file and one line in a list")
struct RegistrationTests {
  @Test("every component is listed, in its own target")
  func everyComponentIsListed() {
    let found = components()
    #expect(found.count >= 30, "the pattern no longer finds components")
    for (file, type, socket) in found {
      let list = SourceTree.sources.first { $0.path == "Sources/\(file.target)/List.swift" }
      let line = ".\(sockets[socket] ?? "")(\(type).self)"
      #expect(
        list?.code.contains(line) == true,
        "\(file.path): \(type) is a \(socket): add `\(line),` to Sources/\(file.target)/List.swift")
    }
  }

  @Test("the standard catalog knows as many components as there are in Sources")
  func everyListIsJoined() {
    #expect(
      Catalogs.standard.registrations.count == components().count,
      "join the family's list in Sources/Outcry/Catalogs+Standard.swift")
  }

  @Test("the file of a component bears its name")
  func filesBearNames() {
    for (file, type, _) in components() {
      #expect(file.path.hasSuffix("/\(type).swift"), "\(file.path): move \(type) into \(type).swift")
    }
  }

  @Test("ids are kebab-case, no component lacks a sentence or a source, and no promise is both made and denied")
  func cardsAreComplete() {
    #expect(!Catalogs.standard.registrations.isEmpty)
    for registration in Catalogs.standard.registrations {
      let card = registration.card
      #expect(card.id.wholeMatch(of: #/[a-z0-9]+(-[a-z0-9]+)*/#) != nil, "\(card.id): write the id in kebab-case")
      #expect(card.summary.hasSuffix("."), "\(card.id): the summary is one sentence, with its full stop")
      #expect(!card.source.isEmpty, "\(card.id): name the source, or say `ours`")
      #expect(Set(card.holds).isDisjoint(with: card.fails), "\(card.id): a promise is held or failed, not both")
    }
  }
}
