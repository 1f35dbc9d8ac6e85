import Statistics
import Testing

@Suite struct LargestTests {
  @Test("The largest element is found at every place of every short length")
  func everyPlace() {
    for count in 1...13 {
      for place in 0..<count {
        var elements = (0..<count).map { Double($0) / 100 }
        elements[place] = 5
        #expect(largest(of: elements.span) == 5)
      }
    }
  }

  @Test("No elements, or none above the lowest: the lowest")
  func lowest() {
    let none: [Double] = []
    let negative = [-3.0, -1, -2]
    #expect(largest(of: none.span) == 0)
    #expect(largest(of: none.span, or: -.infinity) == -.infinity)
    #expect(largest(of: negative.span) == 0)
    #expect(largest(of: negative.span, or: -.infinity) == -1)
  }

  @Test("NaN is passed over")
  func notANumber() {
    let elements = [Double.nan, 2, .nan, 1, .nan, 3, .nan]
    #expect(largest(of: elements.span) == 3)
  }
}
