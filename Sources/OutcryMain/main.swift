import OutcryCommand

await outcryMain()
