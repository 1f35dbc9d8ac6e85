internal import MarketModel

extension Conformance {
  /// Mechanisms for pages of ads: up to three bidders with values 0 … 4 a click.
  ///
  /// Where their promises are about users who click each ad as if it were alone: one or two slots with separable rates; ads
  /// of different quality and personal reserves besides. About other users: a matrix of rates, at most one or two ads.
  public static let pages = Conformance(.positionMechanisms) { mechanism in
    let separable = mechanism.users == nil || mechanism.users == .independent ? separablePages(mechanism) : []
    let matrices: [Setup<Double, Allotments>] = contents.flatMap { content in
      [("logit users", LogitUsers() as any ClickModel), ("reading users", ReadingUsers())]
        .filter { mechanism.users == nil || mechanism.users == $0.1.law }
        .map { content.setup(mechanism, $0.0, $0.1) }
    }
    return separable + matrices
  }

  private static func separablePages(_ mechanism: any PositionMechanism) -> [Setup<Double, Allotments>] {
    let slots: [[Double]] = [[0.5, 0.25], [1], [0.5, 0.5]]
    let alike = slots.map { examination in
      Setup(
        "slots \(examination.map(shortest).joined(separator: ", "))",
        OneShotPage(mechanism, examination: examination),
        over: .prices(bidders: 0...3, values: 0...4, supply: examination, absence: PositionBallot.noBid))
    }
    let qualities: [[Double]] = [[1, 0.5, 0.25], [0.25, 1, 0.5]]
    let unlike = qualities.map { quality in
      var domain = Domain<Double, Allotments>.prices(
        bidders: 0...3, values: 0...4, supply: slots[0], absence: PositionBallot.noBid)
      // An impression is worth value × quality; that much is assigned.
      if let best = domain.bestWelfare {
        domain.bestWelfare = { values in best(values.enumerated().map { $1 * quality[min($0, 2)] }) }
      }
      return Setup(
        "qualities \(quality.map(shortest).joined(separator: ", "))",
        OneShotPage(mechanism, examination: slots[0], quality: quality), over: domain, leavingOut: ofEquals)
    }
    let reserved = [(slots[0], [0.0, 1, 3]), (slots[0], [3, 0, 1]), (slots[1], [3, 0, 1])].map {
      examination, personal in
      Setup(
        "slots \(examination.map(shortest).joined(separator: ", ")), personal reserves "
          + personal.map(shortest).joined(separator: ", "),
        OneShotPage(mechanism, examination: examination, personal: personal),
        over: .prices(
          bidders: 0...3, values: 0...4, supply: examination, personal: personal, absence: PositionBallot.noBid),
        leavingOut: ofEquals)
    }
    return alike + unlike + reserved
  }

  /// What compares bidders with one another means bidders the page treats alike.
  private static let ofEquals: [Property] = [
    .anonymous, .anonymousInLottery, .envyFree, .inCore, .falseNameProof, .revenueMonotone, .scaleCovariant,
    .exInterimTruthful, .exAnteTruthful, .interimIndividuallyRational,
  ]

  /// A page with a click rate for each ad at each slot.
  private struct Content: Sendable {
    var rates: [[Double]]
    var most: Int
    var personal: [Double] = []

    func setup(
      _ mechanism: any PositionMechanism, _ name: String, _ users: any ClickModel
    ) -> Setup<Double, Allotments> {
      let page = OneShotPage(mechanism, rates: rates, most: most, clickModel: users, personal: personal)
      var domain = Domain<Double, Allotments>.prices(
        bidders: 0...3, values: 0...4, supply: [1], personal: personal, absence: PositionBallot.noBid)
      let personal = personal
      domain.bestWelfare = { values in
        page.bestWelfare(
          values.enumerated().map { $1 >= (personal.isEmpty ? 0 : personal[min($0, personal.count - 1)]) ? $1 : 0 })
      }
      let rows = rates.map { "(\($0.map(shortest).joined(separator: ", ")))" }.joined(separator: ", ")
      let reserves = personal.isEmpty ? "" : ", personal reserves \(personal.map(shortest).joined(separator: ", "))"
      return Setup(
        "\(name), rates \(rows), at most \(most) \(most == 1 ? "ad" : "ads")\(reserves)", page, over: domain,
        leavingOut: ofEquals)
    }
  }

  private static let contents = [
    // The worked instance of the generated-content tests, and one on which greedy placement is not monotone.
    Content(rates: [[0.3, 0.2], [0.5, 0.1], [0.45, 0.4]], most: 2),
    Content(rates: [[0.2, 0.7], [0.3, 0], [0.9, 0.6]], most: 2),
    Content(rates: [[0.3, 0.2], [0.4, 0.1], [0.5, 0.45]], most: 1),
    Content(rates: [[0.3, 0.2], [0.5, 0.1], [0.45, 0.4]], most: 2, personal: [1, 0, 2]),
  ]
}
