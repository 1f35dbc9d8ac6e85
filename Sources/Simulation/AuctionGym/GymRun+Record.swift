internal import MarketModel

extension GymRun {
  /// What a whole replicate measured.
  borrowing func record(_ plan: RecordingPlan) -> Recording {
    var recording = Recording(plan)
    let iterations = plan.axis.values.count
    let rounds = Double(roundsPerIteration)
    var whole = GymTally()
    for group in plan.groups.indices {
      var sum = GymTally()
      for iteration in 0..<iterations { sum = sum + tallies[group * iterations + iteration] }
      for (measure, reading) in sum.readings(auctions: rounds * Double(iterations)) {
        recording.set(measure, group: group, reading)
      }
      whole = whole + sum
    }
    for (measure, reading) in whole.readings(auctions: rounds * Double(iterations)) { recording.set(measure, reading) }
    let overTime = (0..<iterations).map { iteration in
      plan.groups.indices.reduce(GymTally()) { $0 + tallies[$1 * iterations + iteration] }.readings(auctions: rounds)
    }
    for (index, first) in (overTime.first ?? []).enumerated() {
      guard let measure = plan.measures.first(where: { $0.name == first.measure }) else { continue }
      recording.add(series: measure, overTime.map { $0[index].reading })
    }
    recording.check("welfare = revenue + surplus", whole.gross, equals: whole.paid + whole.surplus)
    return recording
  }
}
