import Tables
import Testing

@Suite("CSV: tables that are read")
struct CSVTests {
  @Test("columns come in any order, and columns not asked for are ignored")
  func anyOrder() throws {
    let table = try read("id,rate,name,price\nz,0.5,Ann,70\n\u{e9},1,Bob,3.0\n", price, rate, name).get()
    #expect(table.rows == 2)
    #expect(table.integers("price") == [70, 3])
    #expect(table.numbers("rate") == [0.5, 1])
    #expect(table.texts("name") == ["Ann", "Bob"])
  }

  @Test("a column is found only under the kind it was asked for")
  func wrongKind() throws {
    let table = try read("price,name\n1,a\n", price, name).get()
    #expect(table.numbers("price") == nil)
    #expect(table.texts("price") == nil)
    #expect(table.integers("name") == nil)
    #expect(table.integers("id") == nil)
  }

  @Test("an optional column may be missing, and is read when there")
  func optionalColumn() throws {
    let optional = ColumnRequest("rate", .number(in: 0...1), isOptional: true)
    #expect(try read("price\n1\n", price, optional).get().numbers("rate") == nil)
    #expect(try read("price,rate\n1,0.25\n", price, optional).get().numbers("rate") == [0.25])
    #expect(said("price,rate\n1,2\n", price, optional) != "")
  }

  @Test("one column may be asked for as two kinds")
  func twoKinds() throws {
    let table = try read("price\n7\n", price, ColumnRequest("price", .text)).get()
    #expect(table.integers("price") == [7])
    #expect(table.texts("price") == ["7"])
  }

  @Test(
    "a table means the same with \\r\\n, a byte order mark, no last newline, or blank lines",
    arguments: [
      "name,price\r\nAnn,70\r\nBob,3\r\n",
      "\u{FEFF}name,price\nAnn,70\nBob,3\n",
      "name,price\nAnn,70\nBob,3",
      "\n \t\r\nname,price\n\n\nAnn,70\n  \nBob,3\n\n",
      "name, price\t\nAnn, 70\nBob,\t3 \n",
      "\"name\",\"price\"\n\"Ann\",\"70\"\r\nBob,\" 3\"\n",
    ])
  func sameTable(text: String) throws {
    let table = try read(text, price, name).get()
    #expect(table.rows == 2)
    #expect(table.integers("price") == [70, 3])
    #expect(table.texts("name") == ["Ann", "Bob"])
  }

  @Test("inside quotes commas and newlines are ordinary and two quotes are one (RFC 4180, 2.5-2.7)")
  func quotedFields() throws {
    let text = "name,price\n\"a,b\",1\n\"say \"\"hi\"\"\",2\n\"two\nlines\r\n\",3\n\"\"\"\",4\n"
    let table = try read(text, name, price).get()
    #expect(table.texts("name") == ["a,b", "say \"hi\"", "two\nlines\r\n", "\""])
    #expect(table.integers("price") == [1, 2, 3, 4])
  }

  @Test("text keeps its spaces")
  func untrimmedText() throws {
    #expect(try read("name,price\n a b ,1\n", name).get().texts("name") == [" a b "])
  }

  @Test("bytes that are not UTF-8 do not matter in a column not asked for")
  func ignoredBytes() throws {
    let bytes = Array("price,name\n1,".utf8) + [0xFF, 0x0A]
    #expect(try CSV.read(bytes, columns: [price]).get().integers("price") == [1])
    #expect(
      said(bytes, [name])
        == #"line 2, column 3: '\#u{FFFD}' in column 'name' is not valid UTF-8; save the file as UTF-8"#)
  }

  @Test("each row knows its line")
  func lines() throws {
    let table = try read("\nname\na\n\n\"b\nb\"\nc\nd\n\n\ne\n", name).get()
    #expect((0..<table.rows).map { table.lineOfRow($0) } == [3, 5, 7, 8, 11])
  }
}
