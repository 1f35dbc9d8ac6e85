import Randomness
import Testing

@Suite struct SplitMix64Tests {
  @Test("The first numbers from 1234567 are the published ones (Vigna's reference, as tested by Rosetta Code)")
  func vectors() {
    var sequence = SplitMix64(seed: 1_234_567)
    let published: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
      16_408_922_859_458_223_821,
    ]
    for number in published { #expect(sequence.next() == number) }
  }

  @Test("`mix` is the first number of the sequence")
  func mix() {
    #expect(SplitMix64.mix(1_234_567) == 6_457_827_717_110_365_317)
  }
}
