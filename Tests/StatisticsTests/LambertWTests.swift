import Statistics
import Testing

@Suite("Lambert's W")
struct LambertWTests {
  // W of the exact value of each double, computed with 60 digits by Halley's steps; 1, e and 10 are those of the literature.
  @Test(
    "the principal branch, to 1e-15 of its value",
    arguments: [
      (1e-12, 9.99999999998999979887e-13),
      (0.00001, 9.99990000149997415187e-6),
      (0.1, 9.12765271608622689430e-2),
      (0.5, 3.51733711249195826025e-1),
      (1, 5.67143290409783873000e-1),
      (2, 8.52605502013725491346e-1),
      (2.5, 9.58586356728702912170e-1),
      (2.718281828459045, 9.99999999999999973409e-1),
      (2.75, 1.00580885902379060362e+0),
      (3, 1.04990889496403995999e+0),
      (10, 1.74552800274069938307e+0),
      (100, 3.38563014029005018489e+0),
      (1234.5, 5.42702939692718904457e+0),
      (1e6, 1.13833580861400526220e+1),
      (1e30, 6.49046337700461240992e+1),
      (1e130, 2.93653661039976107760e+2),
      (1e131, 2.95948461858399006853e+2),
      (1e300, 6.84247208629760849292e+2),
    ] as [(Double, Double)])
  func values(x: Double, w: Double) {
    // One unit in the last place is up to 2.2e-16 of the value.
    #expect(abs(lambertW(x) - w) <= 1e-15 * w, "\(lambertW(x))")
  }

  @Test("increasing, on a grid of 1,200 numbers")
  func increasing() {
    var last = 0.0
    for step in 1...1200 {
      // From 10⁻⁶⁰ to 10⁶⁰, nine steps a decade.
      let x = Double("1e\(step / 10 - 60)").map { $0 * (1 + 0.9 * Double(step % 10)) } ?? 0
      let w = lambertW(x)
      #expect(w > last)
      last = w
    }
  }

  @Test("at the ends and beyond")
  func ends() {
    #expect(lambertW(0) == 0)
    #expect(lambertW(.infinity) == .infinity)
    #expect(lambertW(-0.1).isNaN && lambertW(.nan).isNaN)
    #expect(lambertW(.greatestFiniteMagnitude) > 700 && lambertW(.leastNonzeroMagnitude) > 0)
  }
}
