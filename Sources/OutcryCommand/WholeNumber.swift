internal import ArgumentParser
internal import Outcry

/// The number an option was given; nil when it was not. Our own words say what to write.
func wholeNumber(_ text: String?, _ option: String, in range: ClosedRange<Int>) throws -> Int? {
  guard let text else { return nil }
  if let number = Int(text), range.contains(number) { return number }
  let digits = text.drop { $0 == "-" || $0 == "+" }
  let isWhole = !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
  throw ValidationError(
    "\(option): \(quoted(text)) is \(isWhole ? "out of bounds" : "not a whole number"); "
      + "write a whole number from \(range.lowerBound) to \(range.upperBound)")
}
