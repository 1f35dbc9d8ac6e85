internal import MarketModel

extension PreparedMatching {
  /// Who gets what at what price, by buyer; buyers who get nothing come where they stand.
  func pairs(
    _ accounts: MatchingAccounts, _ outcome: MatchingOutcome, _ market: MatchingMarket
  ) -> Recording.Table {
    typealias Column = Recording.Table.Column
    let isLottery = outcome.lottery.count > 1
    var note = isLottery ? "Each pair with its chance, by buyer." : "Each pair, by buyer."
    var columns = [Column("buyer"), Column("item")]
    if isLottery { columns.append(Column("chance")) }
    columns.append(Column("utility", unit: .money))
    if outcome.prices != nil {
      columns += [
        Column("payment", unit: .money), Column("lowest price", unit: .money), Column("highest price", unit: .money),
      ]
      note += " Prices are the lowest and the highest competitive price of the item; an item that nobody gets costs 0."
    } else {
      note += " No money changes hands."
    }
    var table = Recording.Table("pairs", title: "Pairs", note: note, columns: columns)
    for (buyer, name) in market.buyers.enumerated() {
      if accounts.chances[buyer].isEmpty {
        table.add([.text(name)] + Array(repeating: .none, count: columns.count - 1))
      }
      for (item, chance) in accounts.chances[buyer] {
        var row: [Recording.Table.Cell] = [.text(name), .text(market.items[item])]
        if isLottery { row.append(.number(chance)) }
        row.append(.number(market[buyer, item]))
        if let prices = outcome.prices {
          row += [.number(outcome.payments[buyer]), .number(prices.lowest[item]), .number(prices.highest[item])]
        }
        table.add(row)
      }
    }
    return table
  }

  /// Buyers that a table can have a column for each of.
  private static let mostColumns = 10

  /// The matchings that are drawn from, most probable first: a row each, or a row per pair where buyers are many.
  func lottery(_ outcome: MatchingOutcome, _ market: MatchingMarket) -> Recording.Table {
    typealias Column = Recording.Table.Column
    let isWide = market.buyers.count <= Self.mostColumns
    let note =
      "One of these matchings is drawn, "
      + (isWide ? "a row each: who gets which item." : "each with its number; a row for each of its pairs.")
    var table = Recording.Table(
      "lottery", title: "Lottery", note: note,
      columns: [Column("matching"), Column("chance")]
        + (isWide ? market.buyers.map { Column($0) } : [Column("buyer"), Column("item")]))
    let order = outcome.lottery.indices.sorted {
      (outcome.lottery[$1].probability, $0) < (outcome.lottery[$0].probability, $1)
    }
    for (number, index) in order.enumerated() {
      let each = outcome.lottery[index]
      let head: [Recording.Table.Cell] = [.number(Double(number + 1)), .number(each.probability)]
      if isWide {
        table.add(head + each.outcome.map { $0.map { .text(market.items[$0]) } ?? .none })
      } else {
        for (buyer, item) in each.outcome.enumerated() {
          if let item { table.add(head + [.text(market.buyers[buyer]), .text(market.items[item])]) }
        }
      }
    }
    return table
  }
}
