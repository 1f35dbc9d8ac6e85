import MarketModel
import MechanismTesting
import Mechanisms
import Testing

@Suite struct Scratch {
  @Test func all() throws {
    let catalogs = Catalogs(mechanisms)
    for claim in Claim.all(in: catalogs, [.auctions]) {
      let clock = ContinuousClock(); let t = clock.now
      let c = try claim.check(in: catalogs)
      print("ROW", c.isConfirmed ? "ok" : "WRONG", c.component, c.property, c.claimed, c.worlds, c.witness?.description ?? c.strength, clock.now - t)
    }
  }
}
