import MarketModel
import ScenarioFiles
import Testing

/// The value of `x` in `x: TEXT`.
private func value(_ text: String) throws -> String { flat(try #require(try read("x: \(text)\n")["x"])) }

@Suite struct CoreSchemaTests {
  @Test(arguments: ["", "~", "null", "Null", "NULL", "!!null ~", "!!null \"null\""])
  func null(_ text: String) throws { #expect(try value(text) == "null") }

  @Test(arguments: [
    ("true", "true"), ("True", "true"), ("TRUE", "true"), ("false", "false"), ("False", "false"), ("FALSE", "false"),
    ("!!bool \"true\"", "true"),
  ])
  func flags(_ text: String, _ expected: String) throws { #expect(try value(text) == expected) }

  @Test(arguments: [
    ("0", "0"), ("007", "7"), ("+7", "7"), ("-7", "-7"), ("0o17", "15"), ("0xfF", "255"), ("1.", "1"), (".5", "0.5"),
    ("-.5", "-0.5"), ("1.5e3", "1500"), ("1E+2", "100"), ("2.5e-1", "0.25"), ("1e5", "100000"), (".inf", "inf"),
    ("+.Inf", "inf"), ("-.INF", "-inf"), (".nan", "nan"), (".NaN", "nan"), ("1e999", "inf"),
    ("9007199254740993", "9007199254740992"), ("!!int \"12\"", "12"), ("!!float 1", "1"), ("!!float 1e2", "100"),
  ])
  func numbers(_ text: String, _ expected: String) throws { #expect(try value(text) == expected) }

  /// What YAML 1.1, or `Double.init`, would have taken for something else.
  @Test(arguments: [
    "no", "yes", "on", "off", "y", "n", "nULL", "tRUE", "1:30:00", "0b1", "1_000", "2024-01-01", "1/32", "24 h", "0x",
    "0o", "0o8", "0xg", "+", "-x", ".", "+.", "1e", "e5", "1e+", "+0x1", "0X1", "0x1p3", "inf", "nan", "-.nan",
    "Infinity", "=", "<<", "١",
  ])
  func texts(_ text: String) throws { #expect(try value(text) == "'\(text)'") }

  @Test(arguments: ["'5'", "\"5\"", "!!str 5", "! 5", "!!str '5'", "|-\n  5", ">-\n  5", "\"\\x35\""])
  func quotedScalarsAreTexts(_ text: String) throws { #expect(try value(text) == "'5'") }

  @Test func emptyTextIsNotNull() throws {
    #expect(try value("''") == "''")
    #expect(try value("!!str") == "''")
  }
}

@Suite struct YAMLReaderTests {
  @Test func readsTablesAndLists() throws {
    let node = try read(
      """
      # a comment
      outcry: 1
      world:
        kind: repeated-auction
        bidders:
        - name: a
          budget: 5
        - {name: b, tags: !!seq [x, 'y z', !!map {}]}
      """)
    #expect(
      flat(node) == "{outcry: 1, world: {kind: 'repeated-auction', "
        + "bidders: [{name: 'a', budget: 5}, {name: 'b', tags: ['x', 'y z', {}]}]}}")
  }

  @Test func readsJSON() throws {
    let json = "{\"a\":1,\"b\":[true,null,\"\\/\\u00e9\"],\n\t\"c\":{\"d\":-1.5e-3}}"
    #expect(flat(try read(json)) == "{a: 1, b: [true, null, '/é'], c: {d: -0.0015}}")
  }

  @Test func readsAByteOrderMarkAndLineEndsOfOtherSystems() throws {
    #expect(flat(try read("\u{FEFF}a: 1\r\nb:\r\n  - 2\r\n")) == "{a: 1, b: [2]}")
    #expect(flat(try read("a: 1\rb: 2\r")) == "{a: 1, b: 2}")
    #expect(try read("\u{FEFF}a: 1").entries[0].place.column == 1)
  }

  @Test func readsOneDocumentWithItsMarkers() throws {
    #expect(flat(try read("%YAML 1.2\n---\na: 1\n...\n")) == "{a: 1}")
  }

  @Test func keysAreTexts() throws {
    #expect(flat(try read("1: x\ntrue: y\n~: z\n'': w\n!!int 7: v")) == "{1: 'x', true: 'y', ~: 'z', : 'w', 7: 'v'}")
  }

  /// Merge keys are YAML 1.1.
  @Test func mergeKeysAreKeys() throws {
    #expect(flat(try read("a: &a {x: 1}\nb:\n  <<: *a\n")) == "{a: {x: 1}, b: {<<: {x: 1}}}")
  }

  @Test func aliasesAreWrittenOut() throws {
    #expect(flat(try read("a: &a [1, &b x]\nb: *a\nc: *b\n&k d: *k")) == "{a: [1, 'x'], b: [1, 'x'], c: 'x', d: 'd'}")
  }

  /// Columns count characters: é is one.
  @Test func everyNodeHasItsPlace() throws {
    let node = try read("é: 1\nworld:\n  - name: ü\n    b: [x, {y: z}]\n")
    let places = node.allPlaces.map { "\($0.line):\($0.column)" }
    #expect(
      places == [
        "1:1", "1:1", "1:4", "2:1", "3:3", "3:5", "3:5", "3:11", "4:5", "4:8", "4:9", "4:12", "4:13", "4:16",
      ])
    #expect(node.place.description == "s.yaml:1:1")
    #expect(node.allPlaces.allSatisfy { $0.origin == .file("s.yaml") })
  }
}

@Suite struct YAMLMessageTests {
  @Test(arguments: [
    ("a: 1\n\tb: 2\n", "2:1: a tab cannot indent; use spaces"),
    ("a:\n  \tb: 2\n", "2:3: a tab cannot indent; use spaces"),
    ("a:\n \t- b\n", "2:2: a tab cannot indent; use spaces"),
    ("a: |\n\tx\n", "2:1: a tab cannot indent; use spaces"),
    ("a: 1\nb: 2\na: 3\n", "3:1: the key 'a' appears twice; keep one"),
    ("{a: 1, 'a': 2}", "1:8: the key 'a' appears twice; keep one"),
    ("1: x\n'1': y", "2:1: the key '1' appears twice; keep one"),
    ("a: *b\n", "1:4: the alias '*b' repeats nothing; write '&b' before the value it should repeat"),
    ("a: &b [*b]\n", "1:8: the alias '*b' repeats nothing; write '&b' before the value it should repeat"),
    ("a: 1\n---\nb: 2\n", "2:1: one document only; remove everything from the second '---'"),
    ("a: 1\n  b: 2\n", "2:4: a ':' does not fit here; check the indentation, or put a text that holds ': ' in quotes"),
    ("a: 1\nb\nc: 2\n", "2:1: a ':' is missing after the key; write `key: value`"),
    (": x", "1:1: a key is missing before the ':'; write `key: value`"),
    ("{: x}", "1:2: a key is missing before the ':'; write `key: value`"),
    ("a: 'x\nb: 1\n", "1:4: the quote opened here is not closed; close it"),
    ("a: @x", "1:4: a value cannot start with '@'; put it in quotes"),
    (
      "a:\n  b: 1\n c: 2\n",
      "3:2: this does not fit the table that starts in line 1; "
        + "check the quotes and the indentation: all keys of a table start in the same column"
    ),
    (
      "- a\nb: 1\n",
      "2:1: this does not fit the list that starts in line 1; "
        + "check the indentation: every '-' of a list stands in the same column"
    ),
    ("a: [1, 2\nb: 3\n", "2:2: a ',' or ']' is missing; check the list opened in line 1"),
    ("{a: 1\n", "2:1: a ',' or '}' is missing; check the table opened in line 1"),
    ("{a: 1}\nb: 2\n", "2:1: this stands outside of the table above; remove it, or check the indentation"),
    ("a: - b\n", "1:4: a list cannot start here; put each '-' on a line of its own"),
    ("a: [,]\n", "1:5: a value is missing here; give one, or remove the punctuation around it"),
    ("a: \"\\q\"", "1:5: there is no such escape after '\\'; write '\\\\' for a backslash, or use single quotes"),
    ("a: \"\\ud800\"", "1:7: the escape names no character; write the character itself"),
    ("a: *\n", "1:4: a name is missing after '&' or '*'; put the text in quotes"),
    ("a: | x\n  y\n", "1:6: text cannot follow '|' or '>' on the same line; put the text in quotes"),
    ("a: !x z", "1:4: the tag '!x' is not understood; remove it"),
    ("a: !!binary z", "1:4: the tag '!!binary' is not understood; remove it"),
    ("a: !!seq {}", "1:4: the tag '!!seq' is not understood; remove it"),
    ("a: !x!y z", "1:4: tags of one's own are not understood; remove the '!…'"),
    ("a: !!int 1.5", "1:4: '1.5' does not read as !!int; remove the tag"),
    ("? [a]\n: b", "1:3: a key cannot be a list; write a text before the ':'"),
    ("{{a: b}: c}", "1:2: a key cannot be a table; write a text before the ':'"),
    ("a: &a x\n*a : y", "2:1: a key cannot be an alias; write the key out"),
    ("- 1\n", "1:1: a scenario is a table of settings, not a list; `outcry new` prints a scenario to start from"),
    ("x", "1:1: a scenario is a table of settings, not the text 'x'; `outcry new` prints a scenario to start from"),
    (
      "%FOO\n---\na: 1",
      "1:5: this is not YAML: found unknown directive name while scanning a directive; "
        + "check the punctuation of this line"
    ),
  ])
  func saysWhatIsWrong(_ text: String, _ expected: String) { #expect(message(text) == "s.yaml:\(expected)") }

  @Test(arguments: ["", "\n", "# only a comment\n", "\u{FEFF}", "---\n", "~"])
  func anEmptyFile(_ text: String) {
    let expected = "the file holds nothing; `outcry new` prints a scenario to start from"
    #expect(message(text) == "s.yaml: \(expected)")
  }

  @Test func bytesThatAreNotText() {
    let start = Array("a: 1\r\nbé: ".utf8)
    #expect(message(start + [0xFF, 0xFE]) == "s.yaml:2:5: the byte 0xFF is not UTF-8 text; save the file as UTF-8")
    #expect(message(start + [0xC3]) == "s.yaml:2:5: the byte 0xC3 is not UTF-8 text; save the file as UTF-8")
    #expect(message(start + [0xC0, 0x80]) == "s.yaml:2:5: the byte 0xC0 is not UTF-8 text; save the file as UTF-8")
    #expect(message([0xFF, 0xFE, 0x61, 0]) == "s.yaml:1:1: the byte 0xFF is not UTF-8 text; save the file as UTF-8")
  }

  @Test(arguments: [
    ("\u{0}", "U+0000"), ("\u{1B}", "U+001B"), ("\u{7F}", "U+007F"), ("\u{80}", "U+0080"), ("\u{9F}", "U+009F"),
    ("\u{FFFE}", "U+FFFE"), ("\u{FFFF}", "U+FFFF"),
  ])
  func controlCharacters(_ character: String, _ code: String) {
    let expected = "the control character \(code) is not text; remove it"
    #expect(message("a: 1\nb: é\(character)") == "s.yaml:2:5: \(expected)")
    #expect(message(character) == "s.yaml:1:1: \(expected)")
  }
}
