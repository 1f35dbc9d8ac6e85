import Matchmaking
import Outcry
import Testing

/// Two CSV files in memory.
private struct TwoFiles: InputFiles {
  var edges: String
  var vertices = ""

  func table(_ name: String, from place: Place, columns: [ColumnRequest]) -> TableReading {
    switch CSV.read(Array((name == "edges.csv" ? edges : vertices).utf8), columns: columns) {
    case .success(let table): .success(table, baseName: name, digest: "00000000")
    case .failure(let problems):
      .failure(file: name, problems: problems.problems.map { ($0.line, $0.column, $0.message) })
    }
  }
}

private func read(
  _ edges: String, vertices: String? = nil, _ settings: Node = [:]
) -> (instance: any MatchingInstance, said: [String]) {
  var table = settings
  table["kind"] = "csv"
  table["file"] = "edges.csv"
  if vertices != nil { table["vertices"] = "vertices.csv" }
  var root = Settings(root: ["x": table], catalogs: .standard, files: TwoFiles(edges: edges, vertices: vertices ?? ""))
  let instance = root.component("x", .matchingInstances, "X.")
  return (instance, root.diagnostics.map(\.description))
}

private let header = "online,offline,weight,probability\n"

@Suite("Graphs of online matching")
struct InstanceTests {
  @Test("a file's edges, sorted by offline vertex, in the order in which vertices are first named")
  func file() throws {
    let (instance, said) = read(header + "a,y,2,1\nb,x,1,0.5\na,x,3,1\n", ["limit": 2])
    #expect(said == [])
    var stream = stream(0)
    let graph = instance.draw(using: &stream)
    #expect(graph.flaw == nil)
    #expect(graph.limits == [2, 2])
    // y is named first, so it is offline vertex 0.
    #expect(graph.offline == [0, 1, 1])
    #expect(graph.weights == [2, 3, 1])
    #expect(graph.probabilities == [1, 1, 0.5])
    #expect(graph.arrivals == [0, 1])
    #expect(!instance.traits.isCertain && instance.traits.isFixed && !instance.traits.hasForecast)
  }

  @Test("times order the arrivals; equal times keep the order of the file")
  func times() throws {
    let (instance, said) = read("time,online,offline,weight,probability\n5,a,x,1,1\n2,b,x,1,1\n5,a,y,1,1\n2,c,y,1,1\n")
    #expect(said == [])
    var stream = stream(0)
    let graph = instance.draw(using: &stream)
    #expect(graph.arrivals == [1, 2, 0])
    #expect(graph.times == [2, 2, 5])
    #expect(instance.traits.hasTimes)
  }

  @Test("limits by vertex, budgets, and drawn arrivals that are known beforehand")
  func vertices() throws {
    let (instance, said) = read(
      header + "a,x,2,1\nb,y,1,1\n", vertices: "offline,limit\ny,2.5\nx,4\nz,1\n", ["use": "weight", "draws": 1000])
    #expect(said == [])
    var stream = stream(0)
    let graph = instance.draw(using: &stream)
    #expect(graph.flaw == nil)
    #expect(graph.limits == [2.5, 4, 1])
    #expect(graph.arrivals.count == 1000)
    #expect(graph.expectedCounts == [500, 500])
    // Binomial(1000, 1/2): further than 78 from 500 with probability below 10⁻⁶.
    #expect(abs(graph.counts[0] - 500) <= 78)
  }

  static let mistakes: [(String, String, String)] = [
    ("NaN", "a,x,nan,1\n", "2:5: @'nan' in column 'weight' is not finite; write a number in 0...1000000000000000"),
    (
      "infinity", "a,x,1,1\nb,x,inf,1\n",
      "3:5: @'inf' in column 'weight' is not finite; write a number in 0...1000000000000000"
    ),
    (
      "a negative weight", "a,x,-1,1\n",
      "2:5: @'-1' in column 'weight' is below 0; write a number in 0...1000000000000000"
    ),
    ("a probability above 1", "a,x,1,1.5\n", "2:7: @'1.5' in column 'probability' is above 1; write a number in 0...1"),
    (
      "a probability below 0", "a,x,1,-0.1\n",
      "2:7: @'-0.1' in column 'probability' is below 0; write a number in 0...1"
    ),
    (
      "a duplicate edge", "a,x,1,1\nb,x,1,1\n\na,x,2,1\n",
      "5:1: @the edge from 'a' to 'x' is listed before; remove one of the rows"
    ),
    ("empty sides", "", "2:1: @no rows below the header; add at least one line of data"),
    ("an empty name", ",x,1,1\n", "2:1: @column 'online' is empty here; write some text"),
  ]

  @Test("wrong rows, at their own line", arguments: mistakes)
  func wrongRows(name: String, rows: String, message: String) {
    #expect(read(header + rows).said == ["edges.csv:\(message.replacing("@", with: "x.file: "))"])
  }

  @Test("wrong columns")
  func wrongColumns() {
    #expect(
      read("online,offline,weight,probabilty\na,x,1,1\n").said == [
        "edges.csv:1:1: x.file: no column 'probability'; did you mean 'probabilty'? the header has: online, offline, weight, probabilty"
      ])
    // A column that may be left out must not be left out by a slip.
    #expect(
      read("online,offline,weight,probability,tiem\na,x,1,1,3\n").said == [
        "edges.csv:1:35: x.file: unknown column 'tiem'; did you mean 'time'?"
      ])
  }

  @Test("an edge to a vertex that the list of vertices lacks, a vertex listed twice, a capacity that is none")
  func wrongVertices() {
    #expect(
      read(header + "a,x,1,1\nb,q,1,1\n", vertices: "offline,limit\nx,1\n").said == [
        "edges.csv:3:1: x.file: the offline vertex 'q' is not in `vertices`; add it there, or mend its name"
      ])
    #expect(
      read(header + "a,x,1,1\n", vertices: "offline,limit\nx,1\nx,2\ny,1.5\n").said == [
        "vertices.csv:3:1: x.vertices: the offline vertex 'x' is listed twice; remove one of the rows",
        "vertices.csv:4:1: x.vertices: 1.5 is not a capacity; write a whole number, or `use: weight`",
      ])
  }

  @Test("two times of one vertex, and times of vertices that are drawn")
  func wrongTimes() {
    let rows = "online,offline,weight,probability,time\na,x,1,1,3\na,y,1,1,4\n"
    #expect(
      read(rows).said == [
        "edges.csv:3:1: x.file: the online vertex 'a' arrives at 3 and at 4; give all its edges one time"
      ])
    #expect(
      read("online,offline,weight,probability,time\na,x,1,1,3\n", ["draws": 5]).said == [
        "scenario: x.draws: the file has a column `time`; remove one of the two: drawn vertices have no times"
      ])
  }

  @Test("upper-triangular: n (n + 1)/2 edges, each arrival with its copies in a row")
  func upperTriangular() throws {
    let graph = try graph("upper-triangular", ["size": 4, "copies": 2, "capacity": 3, "probability": 0.5])
    #expect(graph.offline == [0, 1, 2, 3, 1, 2, 3, 2, 3, 3])
    #expect(graph.arrivals == [0, 0, 1, 1, 2, 2, 3, 3])
    #expect(graph.limits == [3, 3, 3, 3])
    #expect(graph.probabilities.allSatisfy { $0 == 0.5 })
  }

  /// 20,000 arrivals with 3 of 6 vertices: each of the 20 sets is expected 1000 times; with 19 degrees of freedom Pearson's
  /// statistic is above 64.9 with probability 10⁻⁶ × 0.6.
  @Test("random neighbours of a fixed number are a uniform sample")
  func uniformSample() throws {
    let graph = try graph("random", ["offline": 6, "arrivals": 20_000, "degree": 3])
    var counts = [Int](repeating: 0, count: 64)
    for type in 0..<graph.types { counts[graph.edges(of: type).reduce(0) { $0 | 1 << Int(graph.offline[$1]) }] += 1 }
    let sets = counts.indices.filter { $0.nonzeroBitCount == 3 }
    #expect(sets.count == 20 && sets.reduce(0) { $0 + counts[$1] } == 20_000)
    #expect(sets.reduce(0.0) { $0 + (Double(counts[$1]) - 1000) * (Double(counts[$1]) - 1000) / 1000 } < 64.9)
  }

  @Test("edges drawn by themselves: their number is binomial, and every vertex is met alike; chance of failing 10⁻⁵")
  func independentEdges() throws {
    for (offline, share) in [(20, 0.1), (20, 0.9), (1000, 0.002)] {
      let graph = try graph(
        "random",
        ["offline": Node(integerLiteral: offline), "arrivals": 4000, "edge-probability": Node(floatLiteral: share)])
      let expected = Double(offline * 4000) * share
      #expect(abs(Double(graph.offline.count) - expected) < 4.8916 * (expected * (1 - share)).squareRoot())
      let last = Double(graph.offline.count { Int($0) == offline - 1 })
      #expect(abs(last - 4000 * share) < 4.8916 * (4000 * share * (1 - share)).squareRoot() + 1)
    }
    #expect(try graph("random", ["offline": 7, "arrivals": 5, "edge-probability": 1]).offline.count == 35)
    #expect(try graph("random", ["offline": 7, "arrivals": 5, "edge-probability": 0]).offline.isEmpty)
  }

  @Test("power law: the u-th vertex is met in proportion to u^−exponent; chance of failing 10⁻⁵")
  func powerLaw() throws {
    let graph = try graph("power-law", ["offline": 50, "arrivals": 20_000, "degree": 2, "exponent": 1])
    // Σ 1/k for k ≤ 50 is 4.4992053383.
    for vertex in [1, 2, 5, 20, 50] {
      let chance = 2 / Double(vertex) / 4.4992053383
      let met = Double(graph.offline.count { Int($0) == vertex - 1 })
      #expect(abs(met - 20_000 * chance) < 4.8916 * (20_000 * chance * (1 - chance)).squareRoot())
    }
  }

  @Test("AdWords: every advertiser bids on as many keywords, and queries follow the popularity told beforehand")
  func adWords() throws {
    let graph = try graph(
      "adwords", ["advertisers": 30, "keywords": 8, "queries": 40_000, "bids": 3, "lowest-bid": 2, "highest-bid": 5])
    #expect(graph.use == .weight)
    for advertiser in 0..<30 { #expect(graph.offline.count { Int($0) == advertiser } == 3) }
    #expect(graph.weights.allSatisfy { (2...5).contains($0) })
    let expected = try #require(graph.expectedCounts)
    #expect(abs(expected.reduce(0, +) - 40_000) < 1e-6)
    #expect(abs(expected[0] / expected[3] - 4) < 1e-9)
    let statistic = zip(graph.counts, expected).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) / $1.1 }
    // Seven degrees of freedom: above 40.6 with probability 10⁻⁶.
    #expect(statistic < 40.6)
  }

  @Test("types that are drawn: the forecast spreads the arrivals over them")
  func types() throws {
    let graph = try graph("random", ["arrivals": 600, "types": 6, "offline": 10])
    #expect(graph.types == 6 && graph.arrivals.count == 600)
    #expect(graph.expectedCounts == Array(repeating: 100, count: 6))
  }
}
