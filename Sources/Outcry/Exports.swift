@_exported public import EventEngine
@_exported public import Experiments
@_exported public import MarketModel
@_exported public import Randomness
@_exported public import Reporting
@_exported public import ScenarioFiles
@_exported public import Statistics
@_exported public import Tables
