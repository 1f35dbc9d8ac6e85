import MarketModel
import ScenarioFiles

/// The scenario in `text`, as if read from `s.yaml`.
func read(_ text: String) throws -> Node {
  try readYAML(Array(text.utf8), file: .file("s.yaml"))
}

/// The message `text` is refused with; `accepted` when it is not.
func message(_ text: String) -> String { message(Array(text.utf8)) }

func message(_ bytes: [UInt8]) -> String {
  do {
    _ = try readYAML(bytes, file: .file("s.yaml"))
    return "accepted"
  } catch {
    return error.description
  }
}

/// A node on one line, without places: `{a: 1, b: ['x', null]}`.
func flat(_ node: Node) -> String {
  switch node.content {
  case .null: "null"
  case .flag(let flag): "\(flag)"
  case .number(let number): shortest(number)
  case .text(let text): "'\(text)'"
  case .list(let elements): "[" + elements.map(flat).joined(separator: ", ") + "]"
  case .table(let entries): "{" + entries.map { "\($0.key): \(flat($0.value))" }.joined(separator: ", ") + "}"
  }
}

extension Node {
  /// Places of this node, its entries and all below.
  var allPlaces: [Place] {
    [place] + elements.flatMap(\.allPlaces) + entries.flatMap { [$0.place] + $0.value.allPlaces }
  }
}
