import OutcryCommand

// Everything the `outcry` command does, with two more components. Each gets `kind:` in scenario files, a row in `list`,
// a page in `explain` and a branch of `schema`.
await outcryMain(adding: [.mechanism(RankedPrice.self), .strategy(WinRateSeeker.self)])
