import MarketModel

/// A small world in which a promise is tested: a value and perhaps a personal reserve per bidder.
struct World {
  var values: [Double]
  var reserves: [Double]
}

/// Why a promise is broken: where, and how.
struct Witness: CustomStringConvertible {
  var world: World
  var story: String
  var description: String { "values \(world.values), reserves \(world.reserves): \(story)" }
}

/// All worlds of 1 to 3 bidders with values 0 … 4, in order of size, each with each of the given personal reserves for
/// its bidders (empty: none).
func smallWorlds(reserves: [[Double]] = [[]]) -> [World] {
  var worlds: [World] = []
  for bidders in 1...3 {
    var count = 1
    for _ in 0..<bidders { count *= 5 }
    for code in 0..<count {
      var rest = code
      var values: [Double] = []
      for _ in 0..<bidders {
        values.append(Double(rest % 5))
        rest /= 5
      }
      for row in reserves { worlds.append(World(values: values, reserves: Array(row.prefix(bidders)))) }
    }
  }
  return worlds
}

/// Reports that a bidder may make: no bid, and 0 … 5 in steps of a half.
private let reports: [Double] = [Ballot.noBid] + (0...10).map { Double($0) / 2 }

/// The first world in which `mechanism` breaks `promise`; nil when it keeps it in all of them.
/// - Parameter reserve: what it asks of everybody; the price of a posted-price mechanism.
func counterexample(
  to promise: Property, of mechanism: any AuctionMechanism, reserve: Double, in worlds: [World]
) -> Witness? {
  for world in worlds {
    if let story = breach(of: promise, mechanism, reserve, world) { return Witness(world: world, story: story) }
  }
  return nil
}

private func breach(
  of promise: Property, _ mechanism: any AuctionMechanism, _ reserve: Double, _ world: World
) -> String? {
  let honest = decide(mechanism, world.values, reserves: world.reserves)
  func utility(_ seat: Int, _ decision: Decision) -> Double {
    (decision.winner == seat ? world.values[seat] : 0) - decision.payment(of: seat)
  }
  func ownReserve(_ seat: Int) -> Double { max(reserve, world.reserves.isEmpty ? 0 : world.reserves[seat]) }
  let able = world.values.indices.filter { world.values[$0] >= ownReserve($0) }
  switch promise {
  case .truthful:
    // Against every report of the others: those of the world's values, which take all combinations.
    for seat in world.values.indices {
      for report in reports {
        var bids = world.values
        bids[seat] = report
        let lie = decide(mechanism, bids, reserves: world.reserves)
        if utility(seat, lie) > utility(seat, honest) + 1e-12 {
          return "bidder \(seat) gains \(utility(seat, lie) - utility(seat, honest)) by bidding \(report)"
        }
      }
    }
  case .individuallyRational:
    for seat in world.values.indices where utility(seat, honest) < -1e-12 {
      return "bidder \(seat) loses \(-utility(seat, honest))"
    }
  case .noPositiveTransfers:
    for seat in world.values.indices {
      for report in reports {
        var bids = world.values
        bids[seat] = report
        let decision = decide(mechanism, bids, reserves: world.reserves)
        if let line = decision.lines.first(where: { $0.payment < 0 }) { return "bidder \(line.seat) is paid" }
      }
    }
  case .efficient:
    if let winner = honest.winner {
      if world.values[winner] < world.values.max() ?? 0 { return "bidder \(winner) wins" }
    } else if !able.isEmpty {
      return "nobody wins"
    }
  case .sellsAboveReserve:
    if honest.winner == nil && !able.isEmpty { return "nobody wins" }
  }
  return nil
}
