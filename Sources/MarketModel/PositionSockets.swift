public import Randomness

// The sockets of sponsored search. Times, arrivals, values, strategies and metrics are those of the auction worlds.

/// How likely the ads of a group are clicked, each alone on the page.
///
/// Law: rates and chances are in [0, 1].
public protocol QualityModel: Component {
  /// Whether a rate depends on the position by more than how often the position is looked at.
  var isByPosition: Bool { get }
  /// Whether rates stay the same from opportunity to opportunity once `begin` was called.
  var isConstant: Bool { get }
  /// Whether it also says how likely the user goes on after an ad: then `goesOn` is asked.
  var saysWhetherUsersGoOn: Bool { get }
  /// Why it does not fit a group of this size and a page of so many positions, and what to do; nil when it does.
  func objection(count: Int, positions: Int) -> (problem: String, remedy: String)?
  /// Draws what lasts for the whole run. Called once, before the first opportunity.
  mutating func begin(count: Int, positions: Int, using stream: inout RandomStream)
  /// Writes the rates of `members` [1]: one each, or a row of `positions` each where it is by position.
  mutating func draw(
    for opportunity: Opportunity, members: Span<Int32>, positions: Int, into rates: inout MutableSpan<Double>,
    using stream: inout RandomStream)
  /// Chance that the user goes on after this member's ad at a position, clicked or not [1].
  func goesOn(after member: Int, at position: Int) -> Double
}

extension QualityModel {
  public var isByPosition: Bool { false }
  public var isConstant: Bool { false }
  public var saysWhetherUsersGoOn: Bool { false }
  public func objection(count: Int, positions: Int) -> (problem: String, remedy: String)? { nil }
  public mutating func begin(count: Int, positions: Int, using stream: inout RandomStream) {}
  public func goesOn(after member: Int, at position: Int) -> Double { 1 }
}

/// An ad as the user meets it.
@frozen public struct ShownAd: BitwiseCopyable, Sendable, Hashable {
  /// From 0.
  public var position: Int32
  /// Chance of a click were it alone on the page [1].
  public var alone: Double
  /// Chance that the user goes on after it, clicked or not [1]; negative where nobody said: the model's own rule holds.
  public var goesOn: Double

  @inlinable public init(position: Int32, alone: Double, goesOn: Double = -1) {
    self.position = position
    self.alone = alone
    self.goesOn = goesOn
  }
}

/// What mechanisms may know of how the ads of a page share the user's clicks.
public enum ClickLaw: String, Sendable, CaseIterable {
  /// Each ad is clicked as if it were alone.
  case independent
  /// Ads are read one after the other: the order counts.
  case cascade
  /// One click at most; every ad shown takes from all others: the order does not count.
  case multinomialLogit = "multinomial-logit"
  case other
}

/// How the ads of a page share the user's clicks.
///
/// Law: `rates` is the mean of `click` over independent uniform draws, and a lone ad is clicked at its own rate.
public protocol ClickModel: Component {
  var law: ClickLaw { get }
  /// Chance that each ad is clicked [1] (ads), in the order in which the page shows them.
  func rates(of ads: Span<ShownAd>, into rates: inout MutableSpan<Double>)
  /// Which ads are clicked, by one draw from U[0,1) for each (ads).
  func click(_ ads: Span<ShownAd>, draws: Span<Double>, into clicked: inout MutableSpan<Bool>)
}

/// What a position mechanism may know before the first page.
public struct PageFacts: Sendable {
  public struct Group: Sendable {
    /// What one bidder's click, or conversion, is worth to it.
    public var prior: BidderPrior
    public var count: Int
    /// Value of a click per unit of the prior: the chance of a conversion where values are per conversion, else 1.
    public var valuePerUnit: Double
    /// Values per click drawn for training, as many as the mechanism asked for [money] — empty when it is only checked.
    public var training: [Double]

    public init(prior: BidderPrior, count: Int, valuePerUnit: Double = 1, training: [Double] = []) {
      self.prior = prior
      self.count = count
      self.valuePerUnit = valuePerUnit
      self.training = training
    }
  }

  /// Chance that a position is looked at [1] (positions), best first.
  public var examination: [Double]
  /// At most this many ads are placed.
  public var most: Int
  public var isSeparable: Bool
  /// Whether ads have chances of their own that the user goes on after them.
  public var saysWhetherUsersGoOn: Bool
  public var clickModel: any ClickModel
  public var groups: [Group]

  public init(
    examination: [Double], most: Int, isSeparable: Bool, saysWhetherUsersGoOn: Bool = false,
    clickModel: any ClickModel, groups: [Group]
  ) {
    self.examination = examination
    self.most = most
    self.isSeparable = isSeparable
    self.saysWhetherUsersGoOn = saysWhetherUsersGoOn
    self.clickModel = clickModel
    self.groups = groups
  }
}

/// How bids per click become ads at positions, and prices.
///
/// A pure function of the ballot. Laws, checked on every page: only seats that bid are placed, each once and at one
/// position of its own, at most `most` of them; a price is not negative and at most the bid. Ties go to the lower seat.
public protocol PositionMechanism: Component {
  /// How many values of each group it wants to see before the first page.
  var trainingDraws: Int { get }
  /// Whether it uses the ballot's lot.
  var needsLot: Bool { get }
  /// Why it cannot work on such pages, and what to do; nil when it can.
  func objection(to page: PageFacts) -> (problem: String, remedy: String)?
  /// Prepares for a run. Called once, before the first page.
  mutating func begin(_ page: PageFacts)
  func run(_ ballot: borrowing PositionBallot, into placements: inout Placements)
}

extension PositionMechanism {
  public var trainingDraws: Int { 0 }
  public var needsLot: Bool { false }
  public func objection(to page: PageFacts) -> (problem: String, remedy: String)? { nil }
  public mutating func begin(_ page: PageFacts) {}
}

// MARK: - Families

extension Family where Product == any QualityModel {
  public static let qualities = Family("quality", "How likely an ad is clicked when it is looked at.") {
    examplePages(["bidders": [["name": "advertisers", "count": 3, "quality": $0]]])
  }
}
extension Family where Product == any ClickModel {
  public static let clickModels = Family("click-model", "How the ads of a page share the user's clicks.") {
    examplePages(["click-model": $0])
  }
}
extension Family where Product == any PositionMechanism {
  public static let positionMechanisms = Family("position-mechanism", "How bids become ads at positions, and prices.") {
    examplePages(["mechanism": $0])
  }
}

/// The smallest sponsored search, with some settings of its own.
private func examplePages(_ settings: Node) -> Node {
  var world: Node = [
    "kind": "sponsored-search", "horizon": 1000, "slots": [0.2, 0.1],
    "bidders": [["name": "advertisers", "count": 3]],
  ]
  for entry in settings.entries { world[entry.key] = entry.value }
  return ["outcry": 1, "title": "An example", "replicates": 4, "world": world]
}

extension Registration {
  public static func quality<C: QualityModel>(_ type: C.Type) -> Registration {
    Registration(.qualities, type.card) { type.init(&$0) }
  }
  public static func clickModel<C: ClickModel>(_ type: C.Type) -> Registration {
    Registration(.clickModels, type.card) { type.init(&$0) }
  }
  public static func positionMechanism<C: PositionMechanism>(_ type: C.Type) -> Registration {
    Registration(.positionMechanisms, type.card) { type.init(&$0) }
  }
}
