internal import Experiments
internal import MarketModel

/// A variant in a figure of one measure against another.
private struct Standing {
  var variant: Int
  var x: Double
  var y: Double
  /// The first variant that dominates it; nil on the front.
  var dominator: Int?
}

extension Report {
  /// `## Trade-offs`: one chosen measure against another, a point for each variant, and who is dominated by whom.
  mutating func tradeOffs() -> String? {
    var parts: [String] = []
    for tradeOff in scenario.report.pareto {
      let measures = [tradeOff.x, tradeOff.y].compactMap { name in
        results.reportedMeasures.first { $0.name == name }
      }
      if measures.count == 2 { parts.append(part(tradeOff, measures[0], measures[1])) }
    }
    return parts.isEmpty ? nil : "## Trade-offs\n\n" + parts.joined(separator: "\n")
  }

  private mutating func part(_ tradeOff: TradeOff, _ x: Measure, _ y: Measure) -> String {
    let title = "\(y.label) against \(x.label)"
    var text = "### \(markdown(title))\n\n"
    let standings = standings(tradeOff)
    let front = standings.filter { $0.dominator == nil }
    let chart = SVGPointChart(
      ChartWords(
        title: title,
        description: "Points: \(y.label) against \(x.label), one a variant. "
          + "Not dominated: \(front.map { variants[$0.variant].name }.joined(separator: ", ")).",
        x: heading(x, tradeOff.betterX), y: heading(y, tradeOff.betterY)),
      points: standings.map { standing in
        let variant = variants[standing.variant]
        return SVGPointChart.Point(
          name: variant.name, x: standing.x, y: standing.y, spreadX: interval(variant[x.name]),
          spreadY: interval(variant[y.name]), isOnFront: standing.dominator == nil)
      })
    text += figure(title, chart.svg, alternative: "\(title), one point a variant") ?? "There is nothing to draw.\n"
    text +=
      "\nA variant is dominated when another is at least as good in both and better in one, by the means: "
      + "\(markdown(x.label)) better when \(tradeOff.betterX.rawValue), "
      + "\(markdown(y.label)) when \(tradeOff.betterY.rawValue). Filled points are not; a line joins them.\n\n"
    var notes = Notes(replicates: scenario.replicates)
    var table = MarkdownTable([
      ("variant", .left), (cell(x.heading), .right), (cell(y.heading), .right), ("dominated by", .left),
    ])
    for (index, variant) in variants.enumerated() {
      let standing = standings.first { $0.variant == index }
      table.add([
        cell(variant.name), notes.text(variant[x.name]), notes.text(variant[y.name]),
        standing.map { $0.dominator.map { cell(variants[$0].name) } ?? "—" } ?? "not drawn",
      ])
    }
    return text + table.text + "\n" + notes.markdownText
  }

  private func heading(_ measure: Measure, _ better: TradeOff.Better) -> String {
    "\(measure.heading) (\(better.rawValue) is better)"
  }

  private func interval(_ estimate: Estimate?) -> ClosedRange<Double>? {
    estimate?.interval.flatMap { $0.low <= $0.high ? $0.low...$0.high : nil }
  }

  /// Variants that have both measures, in order.
  private func standings(_ tradeOff: TradeOff) -> [Standing] {
    var standings: [Standing] = []
    for (index, variant) in variants.enumerated() {
      if let x = variant[tradeOff.x]?.finiteMean, let y = variant[tradeOff.y]?.finiteMean {
        standings.append(Standing(variant: index, x: x, y: y))
      }
    }
    for index in standings.indices {
      let own = (standings[index].x, standings[index].y)
      standings[index].dominator = standings.first { tradeOff.dominates(($0.x, $0.y), own) }?.variant
    }
    return standings
  }
}
