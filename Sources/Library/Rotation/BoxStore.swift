/// Boxes: what is in them, and what is done with them. Each act is one
/// transaction that a repeated form does not repeat.
package protocol BoxStore: Sendable {
    /// Begins a box; refused when the owner has one of that number.
    func open(_ number: String, owner: ServicePointID, act: Act) async throws -> BoxID
    func box(_ id: BoxID) async throws -> BoxView?
    /// Boxes that are at a point, come to it, went from it or are its own.
    func boxes(around point: ServicePointID) async throws -> [BoxSummary]
    /// The box that a scanned label or a typed number means at a point: its own
    /// first, then one that comes to it or stands there.
    func box(scanned text: String, at point: ServicePointID) async throws -> BoxID?
    /// Takes scans in, in their order; the first that is refused undoes all.
    func scan(_ texts: [String], _ purpose: ScanPurpose, _ box: BoxID, at point: ServicePointID, act: Act) async throws
        -> [ScanOutcome]
    func perform(_ order: BoxOrder, on box: BoxID, at point: ServicePointID, act: Act) async throws
    /// Gives copies into the hands of another point, without a box; the number of
    /// those that were given.
    func hand(_ texts: [String], from point: ServicePointID, to other: ServicePointID, act: Act) async throws -> Int
}

/// A point as lists name it.
package struct PointName: Equatable, Hashable, Sendable {
    package var id: ServicePointID
    package var name: String
    package var institution: String
    package var institutionID: InstitutionID
    package var kind: ServicePointKind
    package init(
        id: ServicePointID, name: String, institution: String, institutionID: InstitutionID, kind: ServicePointKind
    ) {
        (self.id, self.name, self.institution) = (id, name, institution)
        (self.institutionID, self.kind) = (institutionID, kind)
    }
}

/// A copy as the lists of a box print it.
package struct BoxCopy: Equatable, Sendable {
    package var state: CopyState
    package var number: String
    package var barcode: String
    package var title: String
    /// When it is on loan.
    package var dueOn: Day?
    /// On the manifest of the box's last sealing.
    package var outcome: ManifestOutcome?
    package init(
        state: CopyState, number: String, barcode: String, title: String, dueOn: Day? = nil,
        outcome: ManifestOutcome? = nil
    ) {
        (self.state, self.number, self.barcode, self.title) = (state, number, barcode, title)
        (self.dueOn, self.outcome) = (dueOn, outcome)
    }
}

/// A box as its page shows it.
package struct BoxView: Equatable, Sendable {
    package var box: Box
    package var owner: PointName
    package var place: PointName
    package var destination: PointName?
    /// What is in it now, by number.
    package var copies: [BoxCopy]
    /// What the last sealing says and is no longer in it: missing ones.
    package var gone: [BoxCopy]
    package var lines: [BoxLine]
    /// When it last left.
    package var departedAt: Moment?
    package var handovers: [Handover]
    /// The names of their ends.
    package var handoverPoints: [ServicePointID: PointName]
    /// The request it answers.
    package var request: RequestID?
    package var rota: RotaMembership?
    /// The trip it is to leave with.
    package var planned: PlannedTrip?
    package var label: LabelCode
    package var days: BoxDays

    package init(
        box: Box, owner: PointName, place: PointName, destination: PointName?, copies: [BoxCopy], gone: [BoxCopy],
        lines: [BoxLine], departedAt: Moment?, handovers: [Handover],
        handoverPoints: [ServicePointID: PointName], request: RequestID?, rota: RotaMembership?,
        planned: PlannedTrip?, label: LabelCode, days: BoxDays = BoxDays()
    ) {
        (self.box, self.owner, self.place, self.destination) = (box, owner, place, destination)
        (self.copies, self.gone, self.lines) = (copies, gone, lines)
        (self.departedAt, self.handovers, self.handoverPoints) = (departedAt, handovers, handoverPoints)
        (self.request, self.rota, self.planned, self.label) = (request, rota, planned, label)
        self.days = days
    }

    package var contents: BoxContents { BoxContents(box: box, copies: copies.map(\.state), lines: lines, label: label) }
}

/// A box on a list.
package struct BoxSummary: Equatable, Sendable {
    package var box: Box
    package var owner: PointName
    package var place: PointName
    package var destination: PointName?
    package var copies: Int
    package var quantity: Int
    /// When something last happened to it.
    package var lastAt: Moment?
    package var days: BoxDays
    package init(
        box: Box, owner: PointName, place: PointName, destination: PointName?, copies: Int, quantity: Int,
        lastAt: Moment?, days: BoxDays = BoxDays()
    ) {
        (self.box, self.owner, self.place, self.destination) = (box, owner, place, destination)
        (self.copies, self.quantity, self.lastAt, self.days) = (copies, quantity, lastAt, days)
    }

    /// Under way or uncounted for too long, or not back when it was to be.
    package func isLate(at now: Moment, _ settings: RotationSettings) -> Bool {
        if let day = days.returnBy, !box.isHome || box.state == .inTransit, day < Day(now),
            box.state != .dissolved, box.state != .lost
        {
            return true
        }
        guard box.state == .inTransit || box.state == .received, let lastAt else { return false }
        return now.since(lastAt) > .seconds(86_400 * settings.lateAfterDays)
    }
}
