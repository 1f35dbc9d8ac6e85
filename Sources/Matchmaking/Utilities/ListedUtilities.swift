public import MarketModel
internal import Tables

/// Utilities written down pair by pair, in a CSV file or in the scenario; pairs that are not listed are forbidden.
///
/// Buyers and items are numbered in the order in which they first appear. Names may be anything, numbers too; spaces and
/// tabs around them do not count.
///
/// **Edge cases**: a negative utility is a loss, not a forbidden pair. A buyer that appears can be one without any gain.
/// **Errors**, each with its line: a pair listed twice, a utility that is not a finite number, no pairs.
/// - Complexity: O(pairs + buyers × items).
public struct ListedUtilities: UtilitySource {
  public static let card = Card(
    "listed", "Utilities written down pair by pair, in a CSV file or a list; pairs that are missing are forbidden.",
    source: "standard",
    example: [
      "pairs": [
        ["buyer": "ann", "item": "red", "utility": 7], ["buyer": "ann", "item": "blue", "utility": 5],
        ["buyer": "bob", "item": "red", "utility": 6],
      ]
    ])

  /// Utilities beyond it are refused: sums and products of them must stay exact enough to compare.
  static let largestUtility = 1e12
  /// Cells of the largest matrix of utilities: 128 MB.
  static let mostCells = 16_000_000
  /// Rows listed twice that are told one by one.
  private static let mostMistakes = 20

  let market: MatchingMarket

  public init(_ settings: inout Settings) {
    let bounds = Bounds(-Self.largestUtility, Self.largestUtility)
    let table = settings.table(
      "file",
      columns: [
        ColumnRequest("buyer", .text), ColumnRequest("item", .text),
        ColumnRequest("utility", .number(in: -Self.largestUtility...Self.largestUtility)),
      ], otherwise: "none: `pairs` are used", "A CSV file with one pair of a buyer and an item a row.")
    let listed = settings.list("pairs", of: "pair", "The pairs themselves, in place of a file.") { pair in
      Pair(
        buyer: pair.text("buyer", "The buyer's name."), item: pair.text("item", "The item's name."),
        utility: pair.number("utility", in: bounds, unit: .money, "What the item is worth to the buyer."))
    }
    settings.check(
      settings.has("file") != settings.has("pairs"), "file",
      settings.has("file") ? "both `file` and `pairs` are given" : "neither `file` nor `pairs` is given",
      remedy: "give one of them: a CSV file with the columns buyer, item, utility, or a list of pairs")
    var builder = Builder()
    if let table, let buyers = table.texts("buyer"), let items = table.texts("item"),
      let utilities = table.numbers("utility")
    {
      for row in 0..<table.rows {
        guard let first = builder.add(Pair(buyer: buyers[row], item: items[row], utility: utilities[row])) else {
          continue
        }
        if builder.repetitions <= Self.mostMistakes {
          settings.fail(
            "file", row: row, of: table,
            "buyer \(quoted(trimmed(buyers[row]))) and item \(quoted(trimmed(items[row]))) are listed again",
            remedy: "keep this line or line \(table.lineOfRow(first))")
        }
      }
      if builder.repetitions > Self.mostMistakes {
        settings.fail(
          "file", "\(builder.repetitions - Self.mostMistakes) more pairs are listed again", remedy: "mend these first")
      }
    } else {
      for (row, pair) in listed.enumerated() {
        guard let first = builder.add(pair) else { continue }
        settings.fail(
          "pairs",
          "pair \(row) repeats pair \(first), of \(quoted(trimmed(pair.buyer))) and \(quoted(trimmed(pair.item)))",
          remedy: "keep one of them; pairs are counted from 0")
      }
      if settings.has("pairs") && listed.isEmpty {
        settings.fail("pairs", "there is no pair", remedy: "give at least one")
      }
    }
    let (cells, overflows) = builder.buyers.count.multipliedReportingOverflow(by: builder.items.count)
    if overflows || cells > Self.mostCells {
      settings.fail(
        settings.has("file") ? "file" : "pairs",
        "\(builder.buyers.count) buyers and \(builder.items.count) items are more than \(Self.mostCells) possible pairs",
        remedy: "cut the market into smaller ones")
      market = Builder.standIn
    } else {
      market = builder.market ?? Builder.standIn
    }
  }

  public var isFixed: Bool { true }
  public func market(in replicate: Replicate) -> MatchingMarket { market }
}

private struct Pair {
  var buyer: String
  var item: String
  var utility: Double
}

/// Without the spaces and tabs around it.
private func trimmed(_ name: String) -> String {
  let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
  let head = name.drop(while: isBlank)
  guard let last = head.lastIndex(where: { !isBlank($0) }) else { return "" }
  return String(head[...last])
}

/// Numbers names in the order of their first appearance.
private struct Builder {
  private struct Key: Hashable {
    var buyer: Int
    var item: Int
  }

  private(set) var buyers: [String] = []
  private(set) var items: [String] = []
  private(set) var repetitions = 0
  private var numberOfBuyer: [String: Int] = [:]
  private var numberOfItem: [String: Int] = [:]
  private var rowOfPair: [Key: Int] = [:]
  private var utilities: [(key: Key, utility: Double)] = []
  private var rows = 0

  static let standIn = MatchingMarket(buyers: ["?"], items: ["?"], utilities: [0])

  /// Adds the next row. Returns the row that had the pair before; nil when it is new.
  mutating func add(_ pair: Pair) -> Int? {
    defer { rows += 1 }
    let key = Key(
      buyer: Self.number(trimmed(pair.buyer), &numberOfBuyer, &buyers),
      item: Self.number(trimmed(pair.item), &numberOfItem, &items))
    if let first = rowOfPair[key] {
      repetitions += 1
      return first
    }
    rowOfPair[key] = rows
    utilities.append((key, pair.utility))
    return nil
  }

  private static func number(_ name: String, _ numbers: inout [String: Int], _ names: inout [String]) -> Int {
    if let number = numbers[name] { return number }
    numbers[name] = names.count
    names.append(name)
    return names.count - 1
  }

  /// Nil without pairs.
  var market: MatchingMarket? {
    if utilities.isEmpty { return nil }
    var matrix = [Double](repeating: -.infinity, count: buyers.count * items.count)
    for (key, utility) in utilities { matrix[key.buyer * items.count + key.item] = utility }
    return MatchingMarket(buyers: buyers, items: items, utilities: matrix)
  }
}
