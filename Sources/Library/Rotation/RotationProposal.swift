/// What becomes of a box that is on a rota, and why: a move, a day on which it is
/// looked at again, or the reason why it cannot move. It is a proposal: a person
/// makes the trip of it.
package struct ProposedMove: Equatable, Sendable {
    package enum Reason: String, Sendable, CaseIterable {
        /// It has not been anywhere yet, or is home for another round.
        case initiation
        /// Its days at the place are over.
        case days
        /// It has been borrowed as often as planned.
        case loans
        /// Readers wait for it where it is: it stays one period more.
        case inDemand = "in-demand"
        /// Closed where it served, to go on.
        case packed
        /// The last stage is over.
        case home
        /// Not where its stage says, or where no stage is.
        case repatriation
        /// Called back, and still there.
        case recalled
        /// No place is left that could take it.
        case unmovable
        /// On the way, or waiting to be counted, for too long.
        case late
        /// Lent without a rota, and not back when it was to be.
        case overdue
        case lost
        /// Its rota has no stages.
        case empty
        /// Its time at the place is not over.
        case staying
        case travelling
        /// It arrived, and is to be counted or put on the shelf.
        case arrived
        /// Its rota is over: it is home, or stays where it is.
        case finished
    }
    package var box: BoxID
    package var reason: Reason
    /// Nil where nothing moves.
    package var to: ServicePointID?
    /// Passed over: closed, or where most of the titles are or were already.
    package var skipped: [ServicePointID]
    /// Copies on loan: they are detached, or come along when they are back.
    package var onLoan: Int
    /// When it is looked at again, where the day is known.
    package var lookOn: Day?
    package init(
        box: BoxID, reason: Reason, to: ServicePointID? = nil, skipped: [ServicePointID] = [], onLoan: Int = 0,
        lookOn: Day? = nil
    ) {
        (self.box, self.reason, self.to, self.skipped) = (box, reason, to, skipped)
        (self.onLoan, self.lookOn) = (onLoan, lookOn)
    }

    /// Whether a trip can be made of it: a box under way needs none.
    package var isForTrip: Bool { to != nil && reason != .late && reason != .travelling }

    /// Whether everything goes as planned, and nobody need look before its day.
    package var isQuiet: Bool {
        switch reason {
        case .staying, .travelling, .arrived, .finished: true
        case .initiation, .days, .loans, .inDemand, .packed, .home, .repatriation, .recalled, .unmovable, .late,
            .overdue, .lost, .empty:
            false
        }
    }
}

/// A pure function from what is known of boxes and places to proposed moves.
package struct RotationProposal: Sendable {
    /// What is known of a box.
    package struct Candidate: Equatable, Sendable {
        package var box: Box
        package var rota: RotaID?
        /// From 1; 0 before the first.
        package var stage: Int
        /// When it last came to its place, or left it while it travels.
        package var since: Moment?
        /// Made where it stands since then.
        package var loans: Int
        package var onLoan: Int
        package var titles: Set<RecordID>
        /// Readers who wait for one of its titles at the place.
        package var waiting: Int
        /// When it is to be back with its owner.
        package var returnBy: Day?
        package init(
            box: Box, rota: RotaID?, stage: Int = 0, since: Moment? = nil, loans: Int = 0, onLoan: Int = 0,
            titles: Set<RecordID> = [], waiting: Int = 0, returnBy: Day? = nil
        ) {
            (self.box, self.rota, self.stage, self.since) = (box, rota, stage, since)
            (self.loans, self.onLoan, self.titles, self.waiting) = (loans, onLoan, titles, waiting)
            self.returnBy = returnBy
        }
    }

    package var rotas: [RotaID: Rota]
    /// Titles that a place owns, or has on its shelves now.
    package var owned: [ServicePointID: Set<RecordID>]
    /// Titles that boxes brought to a place before, by box.
    package var visits: [ServicePointID: [BoxID: Set<RecordID>]]
    /// Places that can take a box today.
    package var open: Set<ServicePointID>
    package var today: Day
    package var settings: RotationSettings

    package init(
        rotas: [RotaID: Rota], owned: [ServicePointID: Set<RecordID>],
        visits: [ServicePointID: [BoxID: Set<RecordID>]] = [:], open: Set<ServicePointID>, today: Day,
        settings: RotationSettings
    ) {
        (self.rotas, self.owned, self.visits, self.open) = (rotas, owned, visits, open)
        (self.today, self.settings) = (today, settings)
    }

    /// In the order of the boxes' numbers: a line for each box on a rota; of the
    /// others those that are late, overdue, lost or called back.
    package func moves(of candidates: [Candidate]) -> [ProposedMove] {
        candidates.sorted { $0.box.id < $1.box.id }.compactMap { move(of: $0) }
    }

    private func move(of one: Candidate) -> ProposedMove? {
        let box = one.box
        switch box.state {
        case .dissolved: return nil
        case .lost: return ProposedMove(box: box.id, reason: .lost)
        case .inTransit, .received, .checked: return underWay(one)
        case .recalled where !box.isHome:
            return ProposedMove(box: box.id, reason: .recalled, to: box.owner, onLoan: one.onLoan)
        case .drafted, .sealed, .serving, .recalled, .home:
            guard let rota = one.rota.flatMap({ rotas[$0] }) else { return overdue(one) }
            guard !rota.stages.isEmpty else { return ProposedMove(box: box.id, reason: .empty) }
            return box.isHome ? atHome(one, on: rota) : away(one, on: rota)
        }
    }

    private func underWay(_ one: Candidate) -> ProposedMove? {
        let box = one.box
        guard days(since: one.since) <= settings.lateAfterDays else {
            return ProposedMove(box: box.id, reason: .late, to: box.destination)
        }
        guard one.rota != nil else { return nil }
        return ProposedMove(
            box: box.id, reason: box.state == .inTransit ? .travelling : .arrived, to: box.destination,
            lookOn: day(settings.lateAfterDays + 1, since: one.since))
    }

    /// A box that was lent by hand: its owner may send for it once its day is over.
    private func overdue(_ one: Candidate) -> ProposedMove? {
        guard !one.box.isHome, let day = one.returnBy, day < today else { return nil }
        return ProposedMove(box: one.box.id, reason: .overdue, to: one.box.owner, onLoan: one.onLoan)
    }

    /// A box that is home begins anew, unless it came to the end of a rota that
    /// ends there.
    private func atHome(_ one: Candidate, on rota: Rota) -> ProposedMove {
        if rota.isOver(at: one.stage) { return ProposedMove(box: one.box.id, reason: .finished) }
        var fresh = one
        fresh.stage = 0
        return advance(fresh, on: rota, reason: .initiation)
    }

    private func away(_ one: Candidate, on rota: Rota) -> ProposedMove {
        var one = one
        // Its stage was taken out of the rota, or it never came to one.
        if !rota.stages.indices.contains(one.stage - 1) {
            one.stage = (rota.stages.firstIndex { $0.point == one.box.place } ?? -1) + 1
        }
        guard one.stage > 0 else { return repatriate(one, on: rota) }
        let stage = rota.stages[one.stage - 1]
        guard stage.point == one.box.place else {
            guard open.contains(stage.point) else { return advance(one, on: rota, reason: .repatriation) }
            return ProposedMove(box: one.box.id, reason: .repatriation, to: stage.point, onLoan: one.onLoan)
        }
        guard one.box.state == .serving else { return advance(one, on: rota, reason: .packed) }
        let days = days(since: one.since)
        let isOverByLoans = stage.loans.map { one.loans >= $0 } ?? false
        guard days >= stage.days || isOverByLoans else {
            return ProposedMove(
                box: one.box.id, reason: .staying, onLoan: one.onLoan, lookOn: day(stage.days, since: one.since))
        }
        if one.waiting > 0, days < 2 * stage.days {
            return ProposedMove(
                box: one.box.id, reason: .inDemand, onLoan: one.onLoan, lookOn: day(2 * stage.days, since: one.since))
        }
        return advance(one, on: rota, reason: days >= stage.days ? .days : .loans)
    }

    /// From where no stage is: to the first that can take it, or home.
    private func repatriate(_ one: Candidate, on rota: Rota) -> ProposedMove {
        let found = advance(one, on: rota, reason: .repatriation)
        guard found.to == nil else { return found }
        return ProposedMove(
            box: one.box.id, reason: .repatriation, to: one.box.owner, skipped: found.skipped, onLoan: one.onLoan)
    }

    /// The places a box could go to from its stage, in the order they are tried.
    package func order(for one: Candidate) -> [ServicePointID] {
        guard let rota = one.rota.flatMap({ rotas[$0] }) else { return [] }
        var stages = Array(rota.stages.dropFirst(one.stage))
        if rota.facts.ending == .again, one.stage > 0 { stages += rota.stages.prefix(one.stage - 1) }
        var order: [ServicePointID] = []
        for stage in stages where stage.point != one.box.place && !order.contains(stage.point) {
            order.append(stage.point)
        }
        return order
    }

    /// Where a box goes from its stage once its time there is over; nil where it
    /// stays, or no place can take it.
    package func next(for one: Candidate) -> ServicePointID? {
        one.rota.flatMap { rotas[$0] }.flatMap { advance(one, on: $0, reason: .days).to }
    }

    /// The next stage that can take the box.
    private func advance(_ one: Candidate, on rota: Rota, reason: ProposedMove.Reason) -> ProposedMove {
        var skipped: [ServicePointID] = []
        for point in order(for: one) {
            if isSuitable(point, for: one, on: rota) {
                return ProposedMove(box: one.box.id, reason: reason, to: point, skipped: skipped, onLoan: one.onLoan)
            }
            skipped.append(point)
        }
        switch rota.facts.ending {
        case .home where !one.box.isHome && one.stage > 0:
            return ProposedMove(
                box: one.box.id, reason: .home, to: one.box.owner, skipped: skipped, onLoan: one.onLoan)
        case .stay where skipped.isEmpty && one.stage > 0:
            return ProposedMove(box: one.box.id, reason: .finished, onLoan: one.onLoan)
        default:
            return ProposedMove(box: one.box.id, reason: .unmovable, skipped: skipped, onLoan: one.onLoan)
        }
    }

    /// Whether a place is open, and most of the titles are new to it. On a rota
    /// that begins again a box may come back to where it was itself.
    private func isSuitable(_ point: ServicePointID, for one: Candidate, on rota: Rota) -> Bool {
        guard open.contains(point) else { return false }
        guard !one.titles.isEmpty, point != one.box.owner else { return true }
        var known = one.titles.intersection(owned[point] ?? [])
        for (box, titles) in visits[point] ?? [:] where box != one.box.id || rota.facts.ending != .again {
            known.formUnion(one.titles.intersection(titles))
        }
        return known.count * 100 < settings.knownPercent * one.titles.count
    }

    /// Whole calendar days in Việt Nam; 0 where nothing is known.
    private func days(since moment: Moment?) -> Int {
        guard let moment else { return 0 }
        let first = Day(moment).start, last = today.start
        return Int((last.milliseconds - first.milliseconds) / 86_400_000)
    }

    private func day(_ days: Int, since moment: Moment?) -> Day { (moment.map { Day($0) } ?? today).adding(days: days) }
}
