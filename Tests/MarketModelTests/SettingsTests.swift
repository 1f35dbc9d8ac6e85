import MarketModel
import Tables
import Testing

private enum Colour: String, CaseIterable { case red, green, darkBlue = "dark-blue" }

/// A node that was read from line 3, column 5 of a file.
private func placed(_ node: Node) -> Node {
  Node(node.content, at: Place(.file("s.yaml"), line: 3, column: 5))
}

@Suite struct PlainSettingsTests {
  @Test("A number: given, left out, written as nothing")
  func number() {
    func read(_ node: Node?) -> (value: Double, said: [String]) {
      reading(node) { $0.number("x", in: .nonNegative, default: 7, unit: .money, "X.") }
    }
    #expect(read(2.5).value == 2.5)
    #expect(read("3 money").value == 3)
    #expect(read(nil).value == 7)
    #expect(read(Node(.null)).value == 7)
    #expect(read(nil).said.isEmpty && read(Node(.null)).said.isEmpty)
  }

  @Test(
    "A number that is wrong is told with its place and what to write, and the default stands in",
    arguments: [
      (-1, "-1 is out of bounds"), (true, "expected a number, found true"),
      ([], "expected a number, found a list"), ([:], "expected a number, found a table of settings"),
      ("much", "expected a number, found the text 'much'"), (Node(.number(.nan)), "the number is not finite"),
      (Node(.number(.infinity)), "the number is not finite"), ("1e999", "the number is not finite"),
      ("a\nb\u{202E}", "expected a number, found the text 'a\\nb\\u{202E}'"),
    ] as [(Node, String)])
  func badNumber(node: Node, problem: String) {
    let (value, said) = reading(placed(node)) { $0.number("x", in: .nonNegative, default: 7, unit: .money, "X.") }
    #expect(value == 7)
    #expect(said == ["s.yaml:3:5: x: \(problem); write a number at least 0 [money]"])
  }

  @Test("A whole number")
  func integer() {
    func read(_ node: Node?) -> (value: Int, said: [String]) {
      reading(node) { $0.integer("x", in: 1...9, default: 7, "X.") }
    }
    #expect(read(3).value == 3 && read("4").value == 4 && read("8/2").value == 4 && read(nil).value == 7)
    #expect(read(10).said == ["scenario: x: 10 is out of bounds; write a whole number from 1 to 9"])
    #expect(read(2.5).said == ["scenario: x: 2.5 is not a whole number; write a whole number from 1 to 9"])
    #expect(read(2.5).value == 7)
    let large = reading(Node(.number(0x1p53))) { $0.integer("x", in: 0...Settings.largestInteger, default: 0, "X.") }
    #expect(large.said == ["scenario: x: 9007199254740992 is too large; write at most 9007199254740991"])
    let largest = reading(Node(.number(0x1p53 - 1))) {
      $0.integer("x", in: 0...Settings.largestInteger, default: 0, "X.")
    }
    #expect(largest.value == Settings.largestInteger && largest.said.isEmpty)
  }

  @Test("Optional numbers are nil when left out")
  func optional() {
    #expect(reading(nil) { $0.optionalNumber("x", otherwise: "none", "X.") }.value == nil)
    #expect(reading(1.5) { $0.optionalNumber("x", otherwise: "none", "X.") }.value == 1.5)
    #expect(reading(nil) { $0.optionalInteger("x", in: 1...9, otherwise: "none", "X.") }.value == nil)
    let (value, said) = reading(0) { $0.optionalInteger("x", in: 1...9, unit: .bidders, otherwise: "none", "X.") }
    #expect(value == nil)
    #expect(said == ["scenario: x: 0 is out of bounds; write a whole number from 1 to 9 [bidders]"])
  }

  @Test("A flag is true or false, not yes or 1")
  func flag() {
    #expect(reading(true) { $0.flag("x", default: false, "X.") }.value)
    for node: Node in ["yes", 1] {
      let (value, said) = reading(node) { $0.flag("x", default: false, "X.") }
      #expect(!value)
      #expect(said == ["scenario: x: expected true or false, found \(node.sort); write true or false"])
    }
  }

  @Test("A text that must be given is not empty; numbers and flags count as the text they were written as")
  func text() {
    func read(_ node: Node?) -> (value: String, said: [String]) { reading(node) { $0.text("x", "X.") } }
    #expect(read("a b").value == "a b" && read(5).value == "5" && read(true).value == "true")
    #expect(read(nil).said == ["scenario: x: missing; give a text"])
    #expect(read("").said == ["scenario: x: the text is empty; write at least one character"])
    #expect(read(["a"]).said == ["scenario: x: expected a text, found a list; write a text"])
    #expect(reading(nil) { $0.text("x", default: "z", "X.") }.value == "z")
    #expect(reading("") { $0.text("x", default: "z", "X.") }.value == "")
    #expect(reading(nil) { $0.optionalText("x", otherwise: "none", "X.") }.value == nil)
  }

  @Test("A choice is one of its names, with the nearest offered")
  func choice() {
    func read(_ node: Node?) -> (value: Colour, said: [String]) {
      reading(node) { $0.choice("x", default: Colour.red, "X.") }
    }
    #expect(read("dark-blue").value == .darkBlue && read(nil).value == .red)
    #expect(read("gren").said == ["scenario: x: unknown choice 'gren'; did you mean 'green'?"])
    #expect(read("octarine").said == ["scenario: x: unknown choice 'octarine'; known: red, green, dark-blue"])
    #expect(
      read(3).said
        == [
          "scenario: x: expected one of red, green, dark-blue, found the number 3; write one of red, green, dark-blue"
        ])
  }

  @Test("A list of numbers: each element has its own place in the messages")
  func numbers() {
    func read(_ node: Node?) -> (value: [Double]?, said: [String]) {
      reading(node) { $0.numbers("x", in: .share, otherwise: "none", "X.") }
    }
    #expect(read([0.5, "1/4"]).value == [0.5, 0.25])
    #expect(read(nil).value == nil)
    let (value, said) = read([0.5, 2, "b"])
    #expect(value == [0.5, 0, 0])
    #expect(
      said == [
        "scenario: x[1]: 2 is out of bounds; write a number from 0 to 1",
        "scenario: x[2]: expected a number, found the text 'b'; write a number from 0 to 1",
      ])
    #expect(read([]).said == ["scenario: x: the list is empty; give at least one number"])
    #expect(read([]).value == nil)
    #expect(
      read(5).said == [
        "scenario: x: expected a list of numbers, found the number 5; write it in brackets, like [1, 2.5]"
      ])
  }

  @Test("A list of texts")
  func texts() {
    func read(_ node: Node?) -> (value: [String], said: [String]) {
      reading(node) { $0.texts("x", otherwise: "none", "X.") }
    }
    #expect(read(["a", 5]).value == ["a", "5"])
    #expect(read(nil).value.isEmpty)
    #expect(read(["a", [:]]).said == ["scenario: x[1]: expected a text, found a table of settings; write a text"])
    #expect(
      read("a").said == [
        "scenario: x: expected a list of texts, found the text 'a'; write it in brackets, like [one, two]"
      ])
  }

  @Test("Reading a setting declares it: key, unit, default, help, value and whether it was given")
  func declares() throws {
    var settings = settings(["reserve": "1/2"])
    _ = settings.number("reserve", in: .nonNegative, default: 0, unit: .money, "Lowest price.")
    _ = settings.integer("count", in: 1...9, default: 3, unit: .bidders, "How many.")
    let field = try #require(settings.fields.first)
    #expect(field.key == "reserve" && field.help == "Lowest price." && field.unit == .money)
    #expect(field.defaultText == "0" && !field.isRequired && field.isGiven)
    guard case .plain("0.5") = field.value, case .number(.nonNegative) = field.kind else {
      Issue.record("\(field)")
      return
    }
    #expect(settings.fields.map(\.isGiven) == [true, false])
    #expect(settings.has("reserve") && !settings.has("count"))
  }

  @Test("Reading one setting twice is a programmer's mistake")
  func twice() async {
    await #expect(processExitsWith: .failure) {
      var settings = Settings.recording(catalogs: Catalogs())
      _ = settings.flag("x", default: true, "X.")
      _ = settings.flag("x", default: true, "X.")
    }
  }

  @Test("Settings that only record complain of nothing, and hand out stand-ins")
  func recording() {
    var settings = Settings.recording(catalogs: Catalogs(shapes))
    #expect(settings.isRecording)
    let number = settings.number("a", in: .above(2), "A.")
    let text = settings.text("b", "B.")
    let table = settings.table("c", columns: [ColumnRequest("price", .finiteNumber)], required: true, "C.")
    #expect(number == 3 && text == "?" && table == nil)
    let shape: any Shape = settings.component("d", .shapes, "D.")
    #expect(shape.area == 1)
    #expect(settings.diagnostics.isEmpty)
    #expect(settings.fields.map(\.isRequired) == [true, true, true, true])
  }
}

@Suite struct NestedSettingsTests {
  private static func shape(_ node: Node?, default kind: String? = "square") -> (value: any Shape, said: [String]) {
    reading(node) { $0.component("x", .shapes, default: kind, "X.") }
  }

  @Test("A component by its kind alone, by a table, and by default")
  func component() {
    #expect(Self.shape("square").value.area == 1)
    #expect(Self.shape(["kind": "square", "side": 3]).value.area == 9)
    #expect(Self.shape(["side": 3]).value.area == 9)
    #expect(Self.shape(nil).value.area == 1)
    #expect(Self.shape(["kind": "open-frame", "colour": "red"]).value.area == 0)
  }

  @Test(
    "A component that is wrong",
    arguments: [
      ("sqare", "x: no shape is called 'sqare'; did you mean 'square'?"),
      (["kind": "circle"], "x.kind: no shape is called 'circle'; known: square, open-frame"),
      (["kind": 3], "x.kind: expected the kind of a shape, found the number 3; write one of square, open-frame"),
      (["side": 0], "x.side: 0 is out of bounds; write a number above 0 [money]"),
      (["sides": 2], "x.sides: unknown setting; did you mean 'side'?"),
      ("open-frame", "x.colour: missing; give a text"),
      (
        [1],
        "x: expected the kind of a shape, or a table with it and its settings, found a list; "
          + "write one of square, open-frame"
      ),
    ] as [(Node, String)])
  func badComponent(node: Node, problem: String) {
    #expect(Self.shape(node).said == ["scenario: \(problem)"])
  }

  @Test("A component without a default must be given, kind and all")
  func required() {
    #expect(Self.shape(nil, default: nil).said == ["scenario: x: missing; give a shape, one of square, open-frame"])
    #expect(Self.shape(["side": 2], default: nil).said == ["scenario: x.kind: missing; give one of square, open-frame"])
  }

  @Test("A section has its own unknown keys; left out, all in it have their defaults")
  func section() {
    func read(_ node: Node?) -> (value: Double, said: [String]) {
      reading(node) { $0.section("x", "X.") { $0.number("rate", default: 2, "Rate.") } }
    }
    #expect(read(nil).value == 2 && read(["rate": 5]).value == 5)
    #expect(read(["rat": 5]).said == ["scenario: x.rat: unknown setting; did you mean 'rate'?"])
    #expect(
      read(4).said == ["scenario: x: expected a table of settings, found the number 4; write a table of settings"])
  }

  @Test("Elements of a list are addressed by name where they have one, else by number")
  func list() {
    func read(_ node: Node?, atLeast: Int = 0) -> (value: [Int], said: [String]) {
      reading(node) {
        $0.list("x", of: "group", atLeast: atLeast, "X.") { group in
          _ = group.optionalText("name", otherwise: "none", "Name.")
          return group.integer("count", in: 1...9, default: 1, "Count.")
        }
      }
    }
    #expect(read([["count": 2], [:]]).value == [2, 1])
    #expect(read(nil).value.isEmpty && read(nil).said.isEmpty)
    let wrong = read([["name": "big", "count": 0], ["count": 0], ["name": "a b", "cuont": 3], 5])
    #expect(
      wrong.said == [
        "scenario: x.big.count: 0 is out of bounds; write a whole number from 1 to 9",
        "scenario: x[1].count: 0 is out of bounds; write a whole number from 1 to 9",
        "scenario: x.\"a b\".cuont: unknown setting; did you mean 'count'?",
        "scenario: x[3]: expected a table of settings, found the number 5; write a group's settings",
      ])
    #expect(read([], atLeast: 1).said == ["scenario: x: there is no group; give at least one"])
    #expect(read([], atLeast: 1).value == [1])
    #expect(
      read(3).said == [
        "scenario: x: expected a list of groups, found the number 3; put each group on a line that starts with '- '"
      ])
  }

  @Test("A file: its columns, its digest, and its problems with their place in it")
  func file() throws {
    let columns = [ColumnRequest("price", .number(in: 0...2))]
    var settings = settings(["good": "prices.csv", "bad": "prices.csv", "lost": "nowhere.csv", "odd": 5])
    let wide = [ColumnRequest("price", .number(in: 0...9))]
    let good = settings.table("good", columns: wide, "G.")
    #expect(good?.numbers("price") == [1, 2.5])
    #expect(settings.inputFiles == [InputFile(path: "good", baseName: "prices.csv", digest: "01234567")])
    let others = [
      settings.table("bad", columns: columns, "B."), settings.table("lost", columns: columns, "L."),
      settings.table("odd", columns: columns, "O."), settings.table("none", columns: columns, "N."),
      settings.table("must", columns: columns, required: true, "M."),
    ]
    #expect(others.allSatisfy { $0 == nil })
    let said = settings.diagnostics.map(\.description)
    #expect(said.count == 4)
    #expect(said[0].hasPrefix("prices.csv:3:1: bad: "))
    #expect(
      said[1...] == [
        "scenario: lost: there is no such file",
        "scenario: odd: expected a file name, found the number 5; write a file name",
        "scenario: must: missing; give the name of a CSV file with the columns price",
      ])
  }

  @Test("A file or a component: a kind's name means the component, any other text a file")
  func fileOrComponent() throws {
    let columns = [ColumnRequest("price", .finiteNumber)]
    func read(_ node: Node) -> (value: FileOrComponent<any Shape>, said: [String]) {
      reading(node) { $0.tableOrComponent("x", columns: columns, .shapes, default: "square", "X.") }
    }
    guard case .file(let table?) = read("prices.csv").value else {
      Issue.record("not a file")
      return
    }
    #expect(table.rows == 2)
    guard case .component(let shape) = read(["side": 3]).value, case .component(let named) = read("square").value
    else {
      Issue.record("not a component")
      return
    }
    #expect(shape.area == 9 && named.area == 1)
    #expect(read("sqare").said == ["scenario: x: there is no such file"])
  }

  @Test("All mistakes of a scenario are told at once, unknown settings last, with the nearest names")
  func allAtOnce() {
    var settings = settings(["cuont": 3, "rate": -1, "colour": "blu", "zzz": 1, "shape": ["side": "wide"]])
    _ = settings.integer("count", in: 1...9, default: 1, "C.")
    _ = settings.number("rate", in: .positive, default: 1, "R.")
    _ = settings.choice("colour", default: Colour.red, "C.")
    let _: any Shape = settings.component("shape", .shapes, default: "square", "S.")
    settings.check(1 > 2, "rate", "it is odd", remedy: "write 2")
    settings.finish(accepting: ["extra"])
    #expect(
      settings.diagnostics.map(\.description) == [
        "scenario: rate: -1 is out of bounds; write a number above 0",
        "scenario: colour: unknown choice 'blu'; known: red, green, dark-blue",
        "scenario: shape.side: expected a number, found the text 'wide'; write a number above 0 [money]",
        "scenario: rate: it is odd; write 2",
        "scenario: cuont: unknown setting; did you mean 'count'?",
        "scenario: zzz: unknown setting; known: extra, count, rate, colour, shape",
      ])
  }

  @Test("A table as written is handed over whole")
  func rawTable() {
    #expect(reading(["a": 1]) { $0.rawTable("x", otherwise: "nothing", "X.") }.value?["a"]?.number == 1)
    let (value, said) = reading(3) { $0.rawTable("x", otherwise: "nothing", "X.") }
    #expect(value == nil)
    #expect(said == ["scenario: x: expected a table, found the number 3; write a table"])
  }
}
