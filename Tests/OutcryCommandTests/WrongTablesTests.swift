import OutcryCommand
import Testing

@Suite("Wrong input: CSV files")
struct WrongTablesTests {
  static let tables: [(String, String, String)] = [
    ("a missing column", "valu\n0.5\n", "1:1: @no column 'value'; did you mean 'valu'? the header has: valu"),
    (
      "a missing column, none near", "x,y\n1,2\n",
      "1:1: @no column 'value'; add it or name another; the header has: x, y"
    ),
    (
      "not a number", "value\n0.5\nabc\n",
      "3:1: @'abc' in column 'value' is not a number; write a number of at least 0"
    ),
    ("NaN", "value\nnan\n", "2:1: @'nan' in column 'value' is not finite; write a number of at least 0"),
    ("infinity", "value\ninf\n", "2:1: @'inf' in column 'value' is not finite; write a number of at least 0"),
    ("a negative value", "value\n-0.5\n", "2:1: @'-0.5' in column 'value' is below 0; write a number of at least 0"),
    ("nothing", "", "1:1: @the file is empty; the first line must name the columns: value"),
    ("only a header", "value\n", "2:1: @no rows below the header; add at least one line of data"),
  ]

  static func scenario(_ file: String) -> String {
    smallScenario.replacing("count: 2", with: "values: {kind: empirical, file: \(file)}")
  }

  @Test("contents, told with the CSV file's own line", arguments: tables)
  func contents(name: String, table: String, message: String) async throws {
    let place = try Workspace(["s.yaml": Self.scenario("v.csv"), "v.csv": table])
    let said = await outcry("run", "@/s.yaml", "--output", "@/o", in: place)
    let expected = "v.csv:\(message.replacing("@", with: "world.bidders.a.values.file: "))\n"
    #expect(said == Said(status: .wrongInput, out: "", err: expected))
    #expect(place.names() == ["s.yaml", "v.csv"])
  }

  @Test("Windows line ends are accepted")
  func windowsLineEnds() async throws {
    let place = try Workspace(["s.yaml": Self.scenario("v.csv"), "v.csv": "value\r\n0.5\r\n0.25\r\n"])
    let said = await outcry("validate", "@/s.yaml", in: place)
    #expect(said == Said(status: .done, out: "s.yaml: valid: 1 variant, 1 replicate\n", err: ""))
  }

  @Test("Windows line ends are accepted in scenarios, too")
  func windowsScenario() async throws {
    let place = try Workspace(["s.yaml": smallScenario.replacing("\n", with: "\r\n")])
    #expect(await outcry("validate", "@/s.yaml", in: place).status == .done)
  }

  @Test("a CSV file that is not there, or is a folder")
  func missing() async throws {
    let place = try Workspace([
      "s.yaml": Self.scenario("prises.csv"), "prices.csv": "value\n1\n", "t.yaml": Self.scenario("data"),
      "data/x": "",
    ])
    #expect(
      await outcry("validate", "@/s.yaml", in: place).err
        == "s.yaml:7:49: world.bidders.a.values.file: 'prises.csv' does not exist; did you mean 'prices.csv'?\n")
    #expect(
      await outcry("validate", "@/t.yaml", in: place).err
        == "t.yaml:7:49: world.bidders.a.values.file: 'data' is a folder, not a file; name a file in it\n")
  }

  @Test("a device in place of a CSV file is not read")
  func device() async throws {
    let place = try Workspace(["s.yaml": Self.scenario("/dev/zero")])
    #expect(
      await outcry("validate", "@/s.yaml", in: place).err
        == "s.yaml:7:49: world.bidders.a.values.file: '/dev/zero' is a device, pipe or socket; "
        + "name a file on the disk\n")
  }

  @Test("twenty mistakes of a file are told, and how many more there are")
  func manyMistakes() async throws {
    let place = try Workspace([
      "s.yaml": Self.scenario("v.csv"), "v.csv": "value\n" + String(repeating: "x\n", count: 1000),
    ])
    let lines = await outcry("validate", "@/s.yaml", in: place).err.split(separator: "\n")
    #expect(lines.count == 21)
    #expect(
      lines.last == "v.csv:21:1: world.bidders.a.values.file: and 980 more mistakes in this file; mend these first")
  }

  @Test("utilities of a matching market: pairs again, numbers that are none, names that are empty, another header")
  func utilities() async throws {
    let scenario = "outcry: 1\ntitle: M\nworld:\n  kind: matching-market\n  utilities: {file: u.csv}\n"
    for (table, messages) in [
      (
        "a,x,1\na, x,2\n",
        ["3:1: @buyer 'a' and item 'x' are listed again; keep this line or line 2"]
      ),
      (
        "a,x,nan\n,x,3\n",
        [
          "2:5: @'nan' in column 'utility' is not finite; write a number in -1000000000000...1000000000000",
          "3:1: @column 'buyer' is empty here; write some text",
        ]
      ),
      ("", ["2:1: @no rows below the header; add at least one line of data"]),
    ] {
      let place = try Workspace(["s.yaml": scenario, "u.csv": "buyer,item,utility\n" + table])
      let said = await outcry("run", "@/s.yaml", "--output", "@/o", in: place)
      let expected = messages.map { "u.csv:\($0.replacing("@", with: "world.utilities.file: "))\n" }.joined()
      #expect(said == Said(status: .wrongInput, out: "", err: expected))
      #expect(place.names() == ["s.yaml", "u.csv"])
    }
  }
}
