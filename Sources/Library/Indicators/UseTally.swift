/// An act of the ledger, as far as figures see it: nobody is named.
package struct UseAct: Equatable, Sendable {
    package enum Kind: Sendable, CaseIterable {
        case lent, renewed, givenBack, lost, usedInHouse, held, seen
    }
    package var kind: Kind
    package var point: ServicePointID
    /// Of the copy that was lent.
    package var owner: ServicePointID?
    package var happenedAt: Moment
    package var acceptedAt: Moment
    /// It could not apply: told as left out, and never counted.
    package var isRejected: Bool
    package init(
        _ kind: Kind, at point: ServicePointID, owner: ServicePointID? = nil, happenedAt: Moment, acceptedAt: Moment,
        isRejected: Bool = false
    ) {
        (self.kind, self.point, self.owner) = (kind, point, owner)
        (self.happenedAt, self.acceptedAt, self.isRejected) = (happenedAt, acceptedAt, isRejected)
    }

    /// What an act of this kind counts as at its point; nil for what only shows
    /// that the desk was at work.
    package static func indicator(_ kind: Kind) -> Indicator? {
        switch kind {
        case .lent: .loan
        case .renewed: .renewal
        case .usedInHouse: .inHouseUse
        case .givenBack, .lost, .held, .seen: nil
        }
    }
}

/// The month an act is counted in, though clocks were wrong.
///
/// Machines in schools start in the year 2000 when their battery is empty. A
/// moment before the product's time, or one that has not come yet, is no moment:
/// such an act belongs to the month in which it was told, and an act that was
/// told by such a clock to that of the last act told by a right one.
package struct UseClock: Equatable, Sendable {
    /// Of the last act told by a clock that was right.
    package private(set) var lastTold: Moment
    private let now: Moment

    package init(lastTold: Moment, now: Moment) { (self.lastTold, self.now) = (lastTold, now.adding(Self.patience)) }

    /// The first moment there could be an act.
    package static let beginning = Day(2015, 1, 1)?.start ?? Moment(milliseconds: 0)

    /// Acts go on while they are counted, and two clocks are never quite one.
    private static let patience: Duration = .seconds(86_400)

    package mutating func month(of act: UseAct) -> (month: Month, wasWrong: Bool) {
        if isPossible(act.acceptedAt) { lastTold = act.acceptedAt }
        let told = Month(of: Day(lastTold))
        guard isPossible(act.happenedAt) else { return (told, true) }
        let month = Month(of: Day(act.happenedAt))
        // A device that runs ahead told it before it happened.
        return month <= told ? (month, false) : (told, true)
    }

    private func isPossible(_ moment: Moment) -> Bool { Self.beginning <= moment && moment <= now }
}

/// The use of points by month, counted act by act in the order of the ledger.
package struct UseTally: Equatable, Sendable {
    package struct Key: Hashable, Sendable {
        package var point: ServicePointID
        package var month: Month
        package var indicator: Indicator
        package init(_ point: ServicePointID, _ month: Month, _ indicator: Indicator) {
            (self.point, self.month, self.indicator) = (point, month, indicator)
        }
    }

    package struct Count: Equatable, Sendable {
        package var value: Int
        /// Acts that could not apply.
        package var excluded: Int
        /// Acts whose clock was wrong, counted or not.
        package var wrongClock: Int
        package init(value: Int = 0, excluded: Int = 0, wrongClock: Int = 0) {
            (self.value, self.excluded, self.wrongClock) = (value, excluded, wrongClock)
        }
    }

    package struct PointMonth: Hashable, Sendable {
        package var point: ServicePointID
        package var month: Month
        package init(_ point: ServicePointID, _ month: Month) { (self.point, self.month) = (point, month) }
    }

    /// That a desk was at work.
    package struct Work: Equatable, Sendable {
        package var acts: Int
        /// In the month.
        package var firstDay: Int
        package init(acts: Int, firstDay: Int) { (self.acts, self.firstDay) = (acts, firstDay) }
    }

    package private(set) var counts: [Key: Count] = [:]
    package private(set) var work: [PointMonth: Work] = [:]
    package private(set) var clock: UseClock

    package init(clock: UseClock) { self.clock = clock }

    /// The month it was counted in.
    @discardableResult
    package mutating func take(_ act: UseAct) -> Month {
        let (month, wasWrong) = clock.month(of: act)
        let day = wasWrong ? 1 : Day(act.happenedAt).day
        let place = PointMonth(act.point, month)
        let known = work[place]
        work[place] = Work(acts: (known?.acts ?? 0) + 1, firstDay: min(known?.firstDay ?? day, day))
        guard let indicator = UseAct.indicator(act.kind) else { return month }
        add(Key(act.point, month, indicator), isRejected: act.isRejected, wasWrong)
        if indicator == .loan, !act.isRejected, let owner = act.owner {
            add(Key(owner, month, .loanOfOwned), isRejected: false, wasWrong)
        }
        return month
    }

    private mutating func add(_ key: Key, isRejected: Bool, _ wasWrong: Bool) {
        counts[key, default: Count()].value += isRejected ? 0 : 1
        counts[key, default: Count()].excluded += isRejected ? 1 : 0
        counts[key, default: Count()].wrongClock += wasWrong ? 1 : 0
    }
}
