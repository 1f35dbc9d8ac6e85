/// The layers that cover the area under a falling density on [0, ∞): 256 layers of equal area.
///
/// Layer *i* ≥ 1 is the rectangle from 0 to `edges[i]`, between the density at `edges[i]` and at `edges[i + 1]`. Layer 0
/// is the rectangle below the density at the tail's start r = `edges[1]`, with the tail beyond r; `edges[0]` is as wide
/// as a rectangle of that height and that area would be. A point of layer *i* left of `edges[i + 1]` lies under the
/// density whatever its height, so most draws take one number and one comparison.
///
/// Source: Marsaglia and Tsang 2000, *The Ziggurat Method for Generating Random Variables*.
/// Differs: the layer and the place within it come from separate bits of one draw (Doornik 2005).
@usableFromInline
struct Ziggurat: Sendable {
  /// Right edges, widest first, down to 0 (257).
  @usableFromInline let edges: [Double]

  /// The density at each edge (257).
  @usableFromInline let heights: [Double]

  /// Builds the layers from the top down to the tail.
  /// - Parameters:
  ///   - tail: where the tail starts; it must be the r at which the 255 rectangles above layer 0 just reach the top.
  ///   - area: the area of a layer: r times the density at r, and the tail beyond.
  ///   - density: the density, not necessarily normalised, 1 at 0.
  ///   - inverse: where the density has a given value.
  init(tail: Double, area: Double, density: (Double) -> Double, inverse: (Double) -> Double) {
    var edges = [area / density(tail), tail]
    for layer in 2...255 {
      edges.append(inverse(area / edges[layer - 1] + density(edges[layer - 1])))
    }
    edges.append(0)
    self.edges = edges
    heights = edges.map(density)
  }
}
