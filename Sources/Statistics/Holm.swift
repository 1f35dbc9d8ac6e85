/// Holm's adjusted p-values, in the order given: rejecting those at most α makes one false rejection or more with
/// probability at most α, whatever the dependence between the tests.
///
/// With p₍₁₎ ≤ … ≤ p₍ₘ₎, the adjusted p₍ₖ₎ is the greatest of (m − i + 1) p₍ᵢ₎ over i ≤ k, and at most 1.
///
/// **Ties**: equal p-values get equal adjusted ones.
/// **Edge cases**: no p-values — none back. A single one is not changed.
/// - Precondition: every p-value is within 0 ... 1.
/// - Complexity: O(*m* log *m*).
///
/// Source: Holm 1979.
public func holm(_ pValues: [Double]) -> [Double] {
  precondition(pValues.allSatisfy { $0 >= 0 && $0 <= 1 }, "A p-value lies between 0 and 1.")
  let ascending = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
  var adjusted = pValues
  var greatest = 0.0
  for (rank, index) in ascending.enumerated() {
    greatest = min(1, max(greatest, Double(pValues.count - rank) * pValues[index]))
    adjusted[index] = greatest
  }
  return adjusted
}
