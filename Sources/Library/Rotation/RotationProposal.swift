/// What should move, and why. It is a proposal: a person makes the trip of it.
package struct ProposedMove: Equatable, Sendable {
    package enum Reason: String, Sendable, CaseIterable {
        /// It has not been anywhere yet.
        case initiation
        /// Its days at the place are over.
        case days
        /// It has been borrowed as often as planned.
        case loans
        /// Readers wait for it where it is: it stays one period more.
        case inDemand = "in-demand"
        /// The last stage is over.
        case home
        /// Not where its stage says.
        case repatriation
        /// Called back, and still there.
        case recalled
        /// No place is left that could take it.
        case unmovable
        /// On the way, or waiting to be counted, for too long.
        case late
        case lost
    }
    package var box: BoxID
    package var reason: Reason
    /// Nil where nothing moves.
    package var to: ServicePointID?
    /// Passed over: closed, or with most of the titles already.
    package var skipped: [ServicePointID]
    /// Copies on loan: they are detached, or come along when they are back.
    package var onLoan: Int
    package init(
        box: BoxID, reason: Reason, to: ServicePointID? = nil, skipped: [ServicePointID] = [], onLoan: Int = 0
    ) {
        (self.box, self.reason, self.to, self.skipped, self.onLoan) = (box, reason, to, skipped, onLoan)
    }

    /// Whether a trip can be made of it: a late box is on its way already.
    package var isForTrip: Bool { to != nil && reason != .late }
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
        package init(
            box: Box, rota: RotaID?, stage: Int = 0, since: Moment? = nil, loans: Int = 0, onLoan: Int = 0,
            titles: Set<RecordID> = [], waiting: Int = 0
        ) {
            (self.box, self.rota, self.stage, self.since) = (box, rota, stage, since)
            (self.loans, self.onLoan, self.titles, self.waiting) = (loans, onLoan, titles, waiting)
        }
    }

    package var rotas: [RotaID: Rota]
    /// Titles that a place owns.
    package var owned: [ServicePointID: Set<RecordID>]
    /// Places that can take a box today.
    package var open: Set<ServicePointID>
    package var today: Day
    package var settings: RotationSettings

    package init(
        rotas: [RotaID: Rota], owned: [ServicePointID: Set<RecordID>], open: Set<ServicePointID>, today: Day,
        settings: RotationSettings
    ) {
        (self.rotas, self.owned, self.open) = (rotas, owned, open)
        (self.today, self.settings) = (today, settings)
    }

    /// In the order of the boxes' numbers; boxes with nothing to say are left out.
    package func moves(of candidates: [Candidate]) -> [ProposedMove] {
        candidates.sorted { $0.box.id < $1.box.id }.compactMap { move(of: $0) }
    }

    private func move(of one: Candidate) -> ProposedMove? {
        let box = one.box
        switch box.state {
        case .lost: return ProposedMove(box: box.id, reason: .lost)
        case .inTransit, .received:
            guard days(since: one.since) > settings.lateAfterDays else { return nil }
            return ProposedMove(box: box.id, reason: .late, to: box.destination)
        case .recalled:
            return ProposedMove(
                box: box.id, reason: .recalled, to: box.place == box.owner ? nil : box.owner, onLoan: one.onLoan)
        case .dissolved, .checked: return nil
        case .drafted, .sealed, .home:
            guard one.stage == 0, box.place == box.owner, let rota = one.rota.flatMap({ rotas[$0] }),
                !rota.stages.isEmpty
            else { return nil }
            return advance(one, on: rota, reason: .initiation)
        case .serving:
            guard let rota = one.rota.flatMap({ rotas[$0] }), rota.stages.indices.contains(one.stage - 1) else {
                return nil
            }
            return serving(one, on: rota)
        }
    }

    private func serving(_ one: Candidate, on rota: Rota) -> ProposedMove? {
        let stage = rota.stages[one.stage - 1]
        guard stage.point == one.box.place else {
            return ProposedMove(box: one.box.id, reason: .repatriation, to: stage.point, onLoan: one.onLoan)
        }
        let days = days(since: one.since)
        let isOverByLoans = stage.loans.map { one.loans >= $0 } ?? false
        guard days >= stage.days || isOverByLoans else { return nil }
        if one.waiting > 0, days < 2 * stage.days {
            return ProposedMove(box: one.box.id, reason: .inDemand, onLoan: one.onLoan)
        }
        return advance(one, on: rota, reason: days >= stage.days ? .days : .loans)
    }

    /// The next stage that can take the box.
    private func advance(_ one: Candidate, on rota: Rota, reason: ProposedMove.Reason) -> ProposedMove? {
        var order = Array(rota.stages.dropFirst(one.stage))
        if rota.facts.ending == .again, one.stage > 0 { order += rota.stages.prefix(one.stage - 1) }
        var skipped: [ServicePointID] = []
        for stage in order where stage.point != one.box.place {
            if isSuitable(stage.point, for: one) {
                return ProposedMove(
                    box: one.box.id, reason: reason, to: stage.point, skipped: skipped, onLoan: one.onLoan)
            }
            if !skipped.contains(stage.point) { skipped.append(stage.point) }
        }
        switch rota.facts.ending {
        case .home where one.box.place != one.box.owner && one.stage > 0:
            return ProposedMove(
                box: one.box.id, reason: .home, to: one.box.owner, skipped: skipped, onLoan: one.onLoan)
        case .stay where skipped.isEmpty && one.stage > 0: return nil
        default:
            return ProposedMove(box: one.box.id, reason: .unmovable, skipped: skipped, onLoan: one.onLoan)
        }
    }

    private func isSuitable(_ point: ServicePointID, for one: Candidate) -> Bool {
        guard open.contains(point) else { return false }
        guard !one.titles.isEmpty, point != one.box.owner, let owned = owned[point] else { return true }
        let known = one.titles.count { owned.contains($0) }
        return known * 100 < settings.knownPercent * one.titles.count
    }

    /// Whole calendar days in Việt Nam; 0 where nothing is known.
    private func days(since moment: Moment?) -> Int {
        guard let moment else { return 0 }
        let first = Day(moment).start, last = today.start
        return Int((last.milliseconds - first.milliseconds) / 86_400_000)
    }
}
