import Demand
import MarketModel
import Mechanisms
import Tables
import Testing

#if DEBUG
  /// Whether this is a release build. Statistics of millions of auctions are for release: a debug build, and coverage
  /// with it, would take minutes for each, and reaches the same code by the other tests.
  let isOptimised = false
#else
  let isOptimised = true
#endif

/// Settings without a scenario around them.
struct NoFiles: InputFiles {
  func table(_ name: String, from place: Place, columns: [ColumnRequest]) -> TableReading {
    .failure(file: name, problems: [])
  }
}

/// A listed mechanism with these settings; they must be right.
func mechanism(_ kind: String, _ settings: Node = [:]) throws -> any AuctionMechanism {
  var node = settings
  node["kind"] = Node(stringLiteral: kind)
  var root = Settings(root: ["m": node], catalogs: Catalogs(mechanisms, valueModels), files: NoFiles())
  let made: any AuctionMechanism = root.component("m", .mechanisms, "The mechanism.")
  #expect(root.diagnostics.isEmpty)
  return made
}

/// What a mechanism decided, as a value.
struct Decision: Equatable, CustomStringConvertible {
  struct Line: Equatable {
    var seat: Int
    var quantity: Double
    var payment: Double
  }
  /// In order of seats.
  var lines: [Line]
  var reserveBound: Bool

  var winner: Int? { lines.first { $0.quantity > 0 }?.seat }
  func payment(of seat: Int) -> Double { lines.first { $0.seat == seat }?.payment ?? 0 }
  var description: String {
    "\(lines.map { "seat \($0.seat) gets \($0.quantity) for \($0.payment)" })\(reserveBound ? ", reserve binds" : "")"
  }
}

func decide(_ mechanism: any AuctionMechanism, _ bids: [Double], reserves: [Double] = []) -> Decision {
  let bidColumn = Column(bids)
  let reserveColumn = Column(reserves)
  var outcome = Outcome(seats: bids.count)
  mechanism.run(Ballot(bids: bidColumn.span, reserves: reserveColumn.span), into: &outcome)
  var lines: [Decision.Line] = []
  for k in 0..<outcome.count {
    lines.append(.init(seat: Int(outcome[k].seat), quantity: outcome[k].quantity, payment: outcome[k].payment))
  }
  return Decision(lines: lines.sorted { $0.seat < $1.seat }, reserveBound: outcome.reserveBound)
}

/// One winner with a price.
func sale(to seat: Int, at price: Double, reserveBound: Bool = false) -> Decision {
  Decision(lines: [.init(seat: seat, quantity: 1, payment: price)], reserveBound: reserveBound)
}

func unsold(reserveBound: Bool) -> Decision { Decision(lines: [], reserveBound: reserveBound) }
