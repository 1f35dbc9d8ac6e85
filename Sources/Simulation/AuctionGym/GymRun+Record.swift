internal import MarketModel

extension GymRun {
  /// What a whole replicate measured.
  borrowing func record(_ plan: RecordingPlan) -> Recording {
    var recording = Recording(plan)
    let iterations = world.iterations
    let rounds = Double(world.rounds)
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
    var first = 0
    let overTime = plan.axis.values.map { end in
      var sum = GymTally()
      for iteration in first..<Int(end) {
        for group in plan.groups.indices { sum = sum + tallies[group * iterations + iteration] }
      }
      defer { first = Int(end) }
      return sum.readings(auctions: rounds * Double(Int(end) - first))
    }
    for (index, first) in (overTime.first ?? []).enumerated() {
      guard let measure = plan.measures.first(where: { $0.name == first.measure }) else { continue }
      recording.add(series: measure, overTime.map { $0[index].reading })
    }
    recording.check("welfare = revenue + surplus", whole.gross, equals: whole.paid + whole.surplus)
    return recording
  }
}
