public import MarketModel

/// The sources of utilities that scenarios can name. A new one is one file and one line here.
public let utilitySources: [Registration] = [
  .utilities(ListedUtilities.self),
  .utilities(UniformUtilities.self),
  .utilities(NormalUtilities.self),
]

/// The matching rules that scenarios can name. A new one is one file and one line here.
public let matchingRules: [Registration] = [
  .matchingRule(AssignmentRule.self),
  .matchingRule(MaxMinRule.self),
  .matchingRule(LeximinRule.self),
]
