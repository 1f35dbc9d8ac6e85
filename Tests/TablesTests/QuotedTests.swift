import Tables
import Testing

@Suite("quoted: a piece of a file inside a message")
struct QuotedTests {
  @Test(
    "control, format and separator characters, quotes and backslashes are escaped",
    arguments: [
      ("", "''"), ("price", "'price'"), ("é 价", "'é 价'"), ("a\nb\r\tc", #"'a\nb\r\tc'"#), ("it's", #"'it\'s'"#),
      ("a\\n", #"'a\\n'"#), ("\u{0}\u{1B}[31m", #"'\u{0}\u{1B}[31m'"#), ("\u{202E}x\u{2066}", #"'\u{202E}x\u{2066}'"#),
      ("\u{2028}\u{2029}\u{85}", #"'\u{2028}\u{2029}\u{85}'"#), ("\u{FEFF}", #"'\u{FEFF}'"#),
    ])
  func escapes(text: String, shown: String) {
    #expect(quoted(text) == shown)
  }

  @Test("the limit counts characters of the text, not of its escapes")
  func limit() {
    #expect(quoted("abcd", limit: 4) == "'abcd'")
    #expect(quoted("abcde", limit: 4) == "'abcd…'")
    #expect(quoted("\n\n\n", limit: 2) == #"'\n\n…'"#)
    #expect(quoted(String(repeating: "x", count: 1000)).count == 43)
  }
}
