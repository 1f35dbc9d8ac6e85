import MarketModel
import Testing

@Suite("The highest scores of a row")
struct RankingTests {
  // 2000 random rows, always the same, scores 0 … 5 so that many tie, and as many rooms: with few places, and with more than eight,
  // which are filled in another way. Expected: a stable sort.
  @Test("as a stable sort has them: ties stay with the seat taken first")
  func sorted() {
    var state: UInt64 = 1
    func draw(_ bound: Int) -> Int {
      // Lehmer's generator with Knuth's multiplier.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for _ in 0..<2000 {
      let room = draw(24)
      let scores = (0..<draw(40)).map { _ in Double(draw(6)) }
      var ranking = Ranking(room: room)
      ranking.take(7, at: 99)
      ranking.clear()
      for (seat, score) in scores.enumerated() { ranking.take(score, at: seat) }
      let expected = scores.enumerated().sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }.prefix(room)
      #expect(ranking.count == expected.count)
      #expect((0..<ranking.count).map { ranking.seat($0) } == expected.map(\.offset))
      #expect((0..<ranking.count).map { ranking.score($0) } == expected.map(\.element))
    }
  }

  @Test("scores below zero and without end keep their places; −∞ and no number are not taken")
  func odd() {
    for room in [3, 12] {
      var ranking = Ranking(room: room)
      for (seat, score) in [-1, .infinity, -Double.infinity, 0].enumerated() { ranking.take(score, at: seat) }
      #expect((0..<ranking.count).map { ranking.seat($0) } == [1, 3, 0])
      ranking.clear()
      for (seat, score) in [2, .nan, 1].enumerated() { ranking.take(score, at: seat) }
      #expect((0..<ranking.count).map { ranking.seat($0) } == [0, 2] && ranking.score(0) == 2)
    }
  }
}
