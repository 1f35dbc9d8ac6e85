import Tables
import Testing

@Suite("CSVProblem: what is wrong, where, and what to do")
struct CSVProblemTests {
  @Test("nothing at all", arguments: ["", "\u{FEFF}", "\n\n", "  \r\n"])
  func emptyFile(text: String) {
    #expect(
      said(text, price, rate)
        == "line 1, column 1: the file is empty; the first line must name the columns: price, rate")
  }

  @Test("only a header", arguments: ["price", "price\n", "price\r\n"])
  func onlyHeader(text: String) {
    let said = said(text, price)
    #expect(said.hasSuffix("no rows below the header; add at least one line of data"))
    #expect(said.hasPrefix(text == "price" ? "line 1, column 6:" : "line 2, column 1:"))
  }

  @Test("a missing column, with the nearest name")
  func missingColumn() {
    #expect(
      said("a,price,c\n1,2,3\n", ColumnRequest("pric", .anyInteger))
        == "line 1, column 1: no column 'pric'; did you mean 'price'? the header has: a, price, c")
    #expect(
      said("a,b\n1,2\n", price) == "line 1, column 1: no column 'price'; add it or name another; the header has: a, b")
  }

  @Test("a wide header is listed in part")
  func wideHeader() {
    let names = (1...14).map { "c\($0)" }.joined(separator: ",")
    #expect(
      said(names + "\n" + names + "\n", price)
        == "line 1, column 1: no column 'price'; add it or name another; "
        + "the header has: c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, … (14 in all)")
  }

  @Test("a requested column twice in the header; others may repeat")
  func duplicateColumn() {
    #expect(
      said("é,price,é,price\n1,2,3,4\n", price)
        == "line 1, column 11: a second column 'price'; rename or remove one of them")
  }

  @Test("too few and too many fields")
  func fieldCount() {
    #expect(
      said("price,a,b\n1,2\n3\n", price) == """
        line 2, column 4: the row has 2 fields, the header 3; add what is missing
        line 3, column 2: the row has 1 field, the header 3; add what is missing
        """)
    #expect(
      said("price,a\n1,2,3,4\n", price)
        == "line 2, column 5: the row has more fields than the header, which has 2; quote a field that holds a comma")
  }

  @Test(
    "a field that is not what was asked for",
    arguments: [
      ("", "column 'price' is empty here; write an integer in 0...300"),
      (" \t", "column 'price' is empty here; write an integer in 0...300"),
      ("\"\"", "column 'price' is empty here; write an integer in 0...300"),
      ("abc", "'abc' in column 'price' is not a number; write an integer in 0...300"),
      ("0x10", "'0x10' in column 'price' is not a number; write an integer in 0...300"),
      ("1 000", "'1 000' in column 'price' is not a number; write an integer in 0...300"),
      ("\"1,000\"", "'1,000' in column 'price' is not a number; write an integer in 0...300"),
      ("1e", "'1e' in column 'price' is not a number; write an integer in 0...300"),
      ("+-1", "'+-1' in column 'price' is not a number; write an integer in 0...300"),
      ("-", "'-' in column 'price' is not a number; write an integer in 0...300"),
      (".", "'.' in column 'price' is not a number; write an integer in 0...300"),
      ("NaN", "'NaN' in column 'price' is not finite; write an integer in 0...300"),
      ("-inf", "'-inf' in column 'price' is not finite; write an integer in 0...300"),
      ("Infinity", "'Infinity' in column 'price' is not finite; write an integer in 0...300"),
      ("1e999", "'1e999' in column 'price' is not finite; write an integer in 0...300"),
      ("3.5", "'3.5' in column 'price' is not an integer; write an integer in 0...300"),
      ("1e-400", "'1e-400' in column 'price' is not an integer; write an integer in 0...300"),
      ("301", "'301' in column 'price' is above 300; write an integer in 0...300"),
      ("-1", "'-1' in column 'price' is below 0; write an integer in 0...300"),
      ("99999999999999999999", "'99999999999999999999' in column 'price' is above 300; write an integer in 0...300"),
      ("-1e30", "'-1e30' in column 'price' is below 0; write an integer in 0...300"),
    ])
  func wrongField(field: String, message: String) {
    // 'é' is two bytes and one character: it stands in column 1, the comma in column 2.
    #expect(said("name,price,a\né,\(field),1\n", price) == "line 2, column 3: " + message)
  }

  @Test(
    "what to write instead follows the bounds",
    arguments: [
      (ColumnRequest.Kind.number(in: 0...1), "a number in 0...1"),
      (.number(in: 0.5 ... .infinity), "a number of at least 0.5"),
      (.number(in: -Double.infinity...2), "a number of at most 2"),
      (.finiteNumber, "a finite number"),
      (.integer(in: 1...Int.max), "an integer of at least 1"),
      (.integer(in: Int.min ... -1), "an integer of at most -1"),
      (.anyInteger, "an integer"),
      (.text, "some text"),
    ])
  func expectation(kind: ColumnRequest.Kind, text: String) {
    #expect(said("a,x\n1,\n", ColumnRequest("x", kind)) == "line 2, column 3: column 'x' is empty here; write \(text)")
  }

  @Test("infinity is not finite even within infinite bounds")
  func infiniteBounds() {
    #expect(
      said("x\ninf\n1e400\n", ColumnRequest("x", .number(in: 0 ... .infinity))) == """
        line 2, column 1: 'inf' in column 'x' is not finite; write a number of at least 0
        line 3, column 1: '1e400' in column 'x' is not finite; write a number of at least 0
        """)
  }

  @Test("numbers out of bounds; the bounds themselves are in")
  func bounds() {
    #expect(
      said("rate\n-0.1\n1.0000000000000002\n0\n1\n", rate) == """
        line 2, column 1: '-0.1' in column 'rate' is below 0; write a number in 0...1
        line 3, column 1: '1.0000000000000002' in column 'rate' is above 1; write a number in 0...1
        """)
  }

  @Test("a quote that never closes ends the reading at its start")
  func openQuote() {
    let message = #"a quote opens here and never closes; add the closing ", and write "" for a quote inside"#
    #expect(said("name,price\na,1\n\"b,2\nc,x\n", name, price) == "line 3, column 1: " + message)
    #expect(said("name,\"price\n1,2\n", price) == "line 1, column 6: " + message)
  }

  @Test("quotes where RFC 4180 has none")
  func strayQuotes() {
    #expect(
      said("name,price\n5\" pipe,1\n\"a\"b,2\n", name) == """
        line 2, column 1: '5" pipe' has a quote inside an unquoted field; \
        quote the whole field and write "" for a quote inside
        line 3, column 1: '"a"b' goes on after its closing quote; \
        end the field there, or write "" for a quote inside
        """)
  }

  @Test("a carriage return alone is reported once, and the lines after it still read")
  func loneReturn() {
    #expect(
      said("price\r1\rx\r", price) == """
        line 1, column 6: a carriage return without a newline; save the file with \\n or \\r\\n line ends
        line 3, column 1: 'x' in column 'price' is not a number; write an integer in 0...300
        """)
  }

  @Test("a header that is not UTF-8")
  func unreadableHeader() {
    #expect(
      said([0xFF, 0x2C] + Array("price\n1,2\n".utf8), [price])
        == "line 1, column 1: '\u{FFFD}' in the header is not valid UTF-8; save the file as UTF-8")
  }

  @Test("all problems at once, in the order of the file")
  func allAtOnce() {
    #expect(
      said("price,name,rate,price\n1,,2,3\n\nx,\"a\nb\",nan\n301,c,0.5,0,9\n\"", price, rate, name, anything) == """
        line 1, column 17: a second column 'price'; rename or remove one of them
        line 1, column 1: no column 'x'; add it or name another; the header has: price, name, rate, price
        line 2, column 3: column 'name' is empty here; write some text
        line 2, column 4: '2' in column 'rate' is above 1; write a number in 0...1
        line 4, column 1: 'x' in column 'price' is not a number; write an integer in 0...300
        line 5, column 4: 'nan' in column 'rate' is not finite; write a number in 0...1
        line 5, column 7: the row has 3 fields, the header 4; add what is missing
        line 6, column 1: '301' in column 'price' is above 300; write an integer in 0...300
        line 6, column 13: the row has more fields than the header, which has 4; quote a field that holds a comma
        line 7, column 1: a quote opens here and never closes; add the closing ", and write "" for a quote inside
        """)
  }

  @Test("past the maximum, problems are counted")
  func maximum() {
    let text = "price\n" + String(repeating: "x\n", count: 10)
    #expect(
      said(text, price, maximumProblems: 1) == """
        line 2, column 1: 'x' in column 'price' is not a number; write an integer in 0...300
        and 9 more problems
        """)
    #expect(said(text, price, maximumProblems: 9).hasSuffix("\nand 1 more problem"))
    guard case .failure(let problems) = read(text, price, maximumProblems: 10) else {
      Issue.record("ten rows of 'x' were read as integers")
      return
    }
    #expect(problems.problems.count == 10)
    #expect(problems.more == 0)
  }

  @Test("a field in a message is cut at 40 characters and cannot break the line")
  func hostileField() {
    let long = String(repeating: "a", count: 41)
    #expect(
      said("price\n\(long)\n\"1\n\u{202E}2\"\n", price) == """
        line 2, column 1: '\(long.dropLast())…' in column 'price' is not a number; write an integer in 0...300
        line 3, column 1: '1\\n\\u{202E}2' in column 'price' is not a number; write an integer in 0...300
        """)
  }
}
