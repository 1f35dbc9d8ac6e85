/// All rows. A new one is one file in `Rows` and one line here.
///
/// Rows about memory come first, while this process is small: see `run`.
let allBenches: [Bench] = [
  .memoryOfManyAuctions,
  .memoryOfManyBidders,
  .sparseMatching,
  .secondPrice,
  .position,
  .pacing,
  .logitContent,
  .cascadeContent,
  .groupCost,
  .sampledMarket,
  .eventQueue,
  .valueTable,
  .logReplay,
  .csvReading,
  .onlineGreedy,
  .threads,
  .linearProgramOverhead,
  .linearProgramWarm,
  .assignment,
  .assignmentPrices,
  .bMatching,
  .checkAll,
]
