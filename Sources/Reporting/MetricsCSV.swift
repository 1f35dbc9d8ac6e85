package import Experiments
internal import MarketModel

/// `metrics.csv`: every number of a report, one a line. What cannot be computed is an empty field.
package func metricsCSV(_ results: Results) -> String {
  var text = "scenario,variant,group,bidder,metric,unit,bucket,replicates,mean,standard_error,ci95_low,ci95_high\n"
  for variant in results.variants {
    let start = csvField(results.scenario.title) + "," + csvField(variant.name) + ","
    let plan = variant.plan
    func add(_ estimate: Estimate?, _ measure: Measure, group: String = "", bidder: String = "", bucket: Int? = nil) {
      guard let estimate else { return }
      text += start + csvField(group) + "," + csvField(bidder) + "," + csvField(measure.name) + ","
      text += csvField(measure.unit.symbol) + "," + (bucket.map { "\($0)" } ?? "") + ",\(estimate.replicates)"
      let error = estimate.interval == nil ? nil : estimate.standardError
      for number in [estimate.finiteMean, error, estimate.interval?.low, estimate.interval?.high] {
        text += "," + (number.map { $0.isFinite ? shortest($0) : "" } ?? "")
      }
      text += "\n"
    }
    for (index, measure) in plan.measures.enumerated() { add(variant.overall[index], measure) }
    for (group, name) in plan.groups.enumerated() {
      for (index, measure) in plan.measures.enumerated() { add(variant.groups[group][index], measure, group: name) }
    }
    for (bidder, name) in plan.bidders.enumerated() {
      let group = plan.groups[plan.groupOfBidder[bidder]]
      for (index, measure) in plan.measures.enumerated() {
        add(variant.bidders[bidder][index], measure, group: group, bidder: name)
      }
    }
    for series in variant.series {
      for (bucket, estimate) in series.estimates.enumerated() {
        add(estimate, series.measure, group: series.group ?? "", bucket: bucket)
      }
    }
  }
  return text
}

/// A text as an RFC 4180 field. A text that a spreadsheet would run as a formula gets an apostrophe in front.
package func csvField(_ text: String) -> String {
  var field = text
  // Scalars, not characters: "=" followed by a combining mark is another character, and CR LF is one.
  if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { field = "'" + text }
  let special: [Unicode.Scalar] = ["\"", ",", "\n", "\r"]
  guard field.unicodeScalars.contains(where: { special.contains($0) }) else { return field }
  var quoted = "\""
  for scalar in field.unicodeScalars {
    if scalar == "\"" { quoted += "\"" }
    quoted.unicodeScalars.append(scalar)
  }
  return quoted + "\""
}
