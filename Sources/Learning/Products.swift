// Products of small matrices, in quads. Each sum runs over one index in ascending order, one term at a time, so that
// how many rows and columns are worked on together changes no bit.

/// c[i][j] = bias[j] + Σₖ a[k][i] b[k][j] for k from 0 to below `depth`: a (`depth` × `height` quads),
/// b (`depth` × `width` quads), c (4 · `height` × `width` quads).
///
/// All three products of a layer have this form once one factor is transposed. A tile of 4 × 8 sums and what it needs
/// fit the sixteen registers that every 64-bit processor has.
@inline(__always)
func sumOuterProducts<E: NetworkNumber>(
  _ a: Span<SIMD4<E>>, height: Int, _ b: Span<SIMD4<E>>, width: Int, depth: Int, bias: Span<SIMD4<E>>,
  into c: inout MutableSpan<SIMD4<E>>, from start: Int = 0
) {
  precondition(height >= 0 && width >= 0 && depth >= 0 && start >= 0, "a product has no negative sizes")
  precondition(a.count >= depth * height && b.count >= depth * width, "a product's factors must be there")
  precondition(c.count >= start + 4 * height * width && bias.count >= width, "a product needs room")
  for i in 0..<height {
    var j = 0
    while j + 2 <= width {
      let (left, right) = (bias[unchecked: j], bias[unchecked: j &+ 1])
      var (a0, a1, b0, b1) = (left, right, left, right)
      var (c0, c1, d0, d1) = (left, right, left, right)
      var (x, y) = (i, j)
      for _ in 0..<depth {
        let four = a[unchecked: x]
        let (y0, y1) = (b[unchecked: y], b[unchecked: y &+ 1])
        (a0, a1) = (a0 + y0 * four[0], a1 + y1 * four[0])
        (b0, b1) = (b0 + y0 * four[1], b1 + y1 * four[1])
        (c0, c1) = (c0 + y0 * four[2], c1 + y1 * four[2])
        (d0, d1) = (d0 + y0 * four[3], d1 + y1 * four[3])
        x &+= height
        y &+= width
      }
      var target = start &+ 4 &* i &* width &+ j
      (c[unchecked: target], c[unchecked: target &+ 1]) = (a0, a1)
      target &+= width
      (c[unchecked: target], c[unchecked: target &+ 1]) = (b0, b1)
      target &+= width
      (c[unchecked: target], c[unchecked: target &+ 1]) = (c0, c1)
      target &+= width
      (c[unchecked: target], c[unchecked: target &+ 1]) = (d0, d1)
      j += 2
    }
    if j < width {
      let first = bias[unchecked: j]
      var (a0, b0, c0, d0) = (first, first, first, first)
      var (x, y) = (i, j)
      for _ in 0..<depth {
        let (four, y0) = (a[unchecked: x], b[unchecked: y])
        a0 += y0 * four[0]
        b0 += y0 * four[1]
        c0 += y0 * four[2]
        d0 += y0 * four[3]
        x &+= height
        y &+= width
      }
      let target = start &+ 4 &* i &* width &+ j
      c[unchecked: target] = a0
      c[unchecked: target &+ width] = b0
      c[unchecked: target &+ 2 &* width] = c0
      c[unchecked: target &+ 3 &* width] = d0
    }
  }
}

/// y = bias + Σₖ x[k] w[k] for one row x (`inner` quads): w (4 · `inner` × `outer` quads), y (`outer` quads).
@inline(__always)
func multiplyRow<E: NetworkNumber>(
  _ x: Span<SIMD4<E>>, inner: Int, _ w: Span<SIMD4<E>>, outer: Int, bias: Span<SIMD4<E>>,
  into y: inout MutableSpan<SIMD4<E>>, row: Int
) {
  precondition(inner >= 0 && outer >= 0 && row >= 0, "a product has no negative sizes")
  precondition(x.count >= (row + 1) * inner && w.count >= 4 * inner * outer, "a product's factors must be there")
  precondition(y.count >= (row + 1) * outer && bias.count >= outer, "a product needs room")
  let (source, target) = (row * inner, row * outer)
  var j = 0
  while j + 4 <= outer {
    var (a, b) = (bias[unchecked: j], bias[unchecked: j &+ 1])
    var (c, d) = (bias[unchecked: j &+ 2], bias[unchecked: j &+ 3])
    var place = j
    for k in 0..<inner {
      let four = x[unchecked: source &+ k]
      for lane in 0..<4 {
        let factor = four[lane]
        a += w[unchecked: place] * factor
        b += w[unchecked: place &+ 1] * factor
        c += w[unchecked: place &+ 2] * factor
        d += w[unchecked: place &+ 3] * factor
        place &+= outer
      }
    }
    (y[unchecked: target &+ j], y[unchecked: target &+ j &+ 1]) = (a, b)
    (y[unchecked: target &+ j &+ 2], y[unchecked: target &+ j &+ 3]) = (c, d)
    j += 4
  }
  while j < outer {
    var sum = bias[unchecked: j]
    var place = j
    for k in 0..<inner {
      let four = x[unchecked: source &+ k]
      for lane in 0..<4 {
        sum += w[unchecked: place] * four[lane]
        place &+= outer
      }
    }
    y[unchecked: target &+ j] = sum
    j += 1
  }
}

/// t = wᵀ: w (4 · `height` × `width` quads), t (4 · `width` × `height` quads).
@inline(__always)
func transpose<E: NetworkNumber>(
  _ w: Span<SIMD4<E>>, height: Int, width: Int, into t: inout MutableSpan<SIMD4<E>>
) {
  precondition(height >= 0 && width >= 0, "a matrix has no negative sizes")
  precondition(w.count >= 4 * height * width && t.count >= 4 * height * width, "a transposed matrix needs room")
  for i in 0..<height {
    for j in 0..<width {
      let source = 4 &* i &* width &+ j
      let (a, b) = (w[unchecked: source], w[unchecked: source &+ width])
      let (c, d) = (w[unchecked: source &+ 2 &* width], w[unchecked: source &+ 3 &* width])
      let target = 4 &* j &* height &+ i
      t[unchecked: target] = SIMD4(a[0], b[0], c[0], d[0])
      t[unchecked: target &+ height] = SIMD4(a[1], b[1], c[1], d[1])
      t[unchecked: target &+ 2 &* height] = SIMD4(a[2], b[2], c[2], d[2])
      t[unchecked: target &+ 3 &* height] = SIMD4(a[3], b[3], c[3], d[3])
    }
  }
}
