import Outcry

/// The whole simulator against a bare loop in C: slots for ten truthful advertisers.
extension Bench {
  static let position = Bench(
    [Row(name: "gsp-10x4", target: 0.5), Row(name: "vcg-10x4", target: 0.5)], unit: "auctions/s"
  ) { wanted in
    // Expected revenue per auction with values U[0,1]; 1e-3 is more than ten standard errors.
    let rows = [("gsp-10x4", "gsp", 4.0176 / 11), ("vcg-10x4", "vcg", 3.4758 / 11)].filter { wanted.contains($0.0) }
    // As many auctions as the C program plays.
    let auctions = 5_000_000
    return try await WholeSimulator(
      kernel: Kernel("position"),
      sizes: rows.map { row, mechanism, revenue in
        WholeSimulator.Size(
          row: row, market: try Market(Scenario(pages(mechanism, auctions: auctions))), auctions: auctions,
          baseline: "position-\(mechanism)", bidders: 10, revenue: revenue, tolerance: 1e-3)
      }
    ).measure()
  }

  private static func pages(_ mechanism: String, auctions: Int) -> Node {
    [
      "outcry": 1, "title": "A benchmark", "seed": 1,
      "world": [
        "kind": "sponsored-search", "horizon": .number(auctions), "mechanism": .text(mechanism),
        "slots": [0.2, 0.14, 0.098, 0.0686], "clicks": ["count": "expected"],
        "bidders": [["name": "advertisers", "count": 10]],
      ],
    ]
  }
}
