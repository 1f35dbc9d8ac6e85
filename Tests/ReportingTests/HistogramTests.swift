import MarketModel
import Reporting
import Testing

@Suite("Distributions are drawn as densities over common bins")
struct HistogramTests {
  /// Four cells of width 1 with 1, 2, 3, 4 counts: half of the mass (5) lies at 2 + 2/3.
  @Test("Quantiles spread the mass evenly within a cell")
  func quantiles() {
    let distribution = Sample.distribution(Sample.price, [(0, 1, 1), (1, 2, 2), (2, 3, 3), (3, 4, 4)])
    #expect(distribution.quantile(0.1) == 1)
    let half = 2 + 2.0 / 3
    #expect(distribution.quantile(0.5) == half)
    #expect(distribution.quantile(1) == 4)
    #expect(Sample.distribution(Sample.price, []).quantile(0.5) == nil)
    #expect(Sample.distribution(Sample.price, [(0, 1, 0)]).quantile(0.5) == nil)
  }

  @Test("Bins are at most 60, of one round width, and the density sums to one over them")
  func mass() throws {
    let cells = (0..<300).map { cell -> (Double, Double, UInt64) in (Double(cell), Double(cell + 1), 1) }
    let distribution = Sample.distribution(Sample.price, cells)
    let bins = try #require(Bins(showing: [distribution]))
    #expect(bins.edges.count <= 61 && bins.edges[1] - bins.edges[0] == 5)
    let density = bins.density(of: distribution)
    let total: Double = density.reduce(0, +) * 5
    #expect(abs(total - 1) < 1e-12)
    #expect(density.allSatisfy { abs($0 - 1.0 / 300) < 1e-15 })
  }

  @Test("A lone far value does not stretch the bins")
  func tail() throws {
    let distribution = Sample.distribution(Sample.price, [(0, 1, 10_000), (1e6, 1e6, 1)])
    let bins = try #require(Bins(showing: [distribution]))
    #expect(bins.edges.last == 1)
  }

  @Test("All mass in one point falls into one bin")
  func point() throws {
    let distribution = Sample.distribution(Sample.price, [(0.5, 0.5, 7)])
    let bins = try #require(Bins(showing: [distribution]))
    #expect(bins.density(of: distribution).filter { $0 > 0 }.count == 1)
    #expect(Bins(showing: []) == nil)
  }
}
