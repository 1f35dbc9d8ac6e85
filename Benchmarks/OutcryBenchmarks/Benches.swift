/// All rows. A new one is one file in `Rows` and one line here.
///
/// Rows about memory come first, while this process is small: see `run`.
let allBenches: [Bench] = [
  .memoryOfManyAuctions,
  .memoryOfManyBidders,
  .secondPrice,
  .position,
  .logitContent,
  .cascadeContent,
  .groupCost,
  .sampledMarket,
  .eventQueue,
  .valueTable,
  .logReplay,
  .csvReading,
  .threads,
  .checkAll,
]
