import Tables
import Testing

@Suite("nearest: the name that was most likely meant")
struct NearestNameTests {
  @Test(
    "near names are found, far ones are not",
    arguments: [
      ("pric", "price"), ("PRICE", "price"), ("market_prise", "market_price"), ("clik", "click"), ("zebra", nil),
      ("", nil), ("b", nil),
    ] as [(String, String?)])
  func near(name: String, meant: String?) {
    #expect(nearest(to: name, among: ["", "a", "price", "market_price", "click"]) == meant)
  }

  @Test("of equally near names the first wins")
  func ties() {
    #expect(nearest(to: "cart", among: ["card", "care", "part"]) == "card")
  }

  @Test("names too long to compare are passed over")
  func long() {
    let long = String(repeating: "a", count: 65)
    #expect(nearest(to: long, among: [long]) == nil)
  }
}
