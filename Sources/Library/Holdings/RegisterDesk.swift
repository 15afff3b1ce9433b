/// Takes registers in, and gives them out again as they stand.
package protocol RegisterDesk: Sendable {
    /// What would become of the lines: the groups that are records, and the
    /// numbers that the institution's register has already.
    func preview(_ lines: [AccessionLine], for point: ServicePointID) async throws -> RegisterPreview
    /// Opens the intake of so many lines, or finds the one that the same form
    /// opened before. Throws `CopyRefusal.pointUnknown`, and `ActRefusal` for
    /// another's form.
    func open(_ lines: Int, for point: ServicePointID, act: Act) async throws -> RegisterIntake
    /// Takes the lines in: a record a group, a copy a line, in short transactions
    /// that leave the database to the desks between them. Lines whose number
    /// stands in the register change nothing, so that an export taken in again
    /// does no harm. Stopped in the middle and sent again it goes on; a form
    /// that was finished gives what it gave. `progress` hears a share, 0…1.
    func take(
        _ lines: [AccessionLine], for point: ServicePointID, act: Act, progress: @escaping @Sendable (Double) -> Void
    ) async throws -> RegisterReport
    func intake(_ id: BatchID) async throws -> RegisterIntake?
    /// The intake that a form opened.
    func intake(of act: Act) async throws -> RegisterIntake?
    /// The register of what belongs to the point, in the order of the numbers.
    func register(of point: ServicePointID) async throws -> [RegisteredLine]
}

extension RegisterDesk {
    /// For whoever waits for the end.
    package func take(_ lines: [AccessionLine], for point: ServicePointID, act: Act) async throws -> RegisterReport {
        try await take(lines, for: point, act: act) { _ in }
    }
}

/// A register on its way in, or taken.
package struct RegisterIntake: Equatable, Sendable {
    /// The batch by which it can be taken back.
    package var id: BatchID
    package var point: ServicePointID
    package var lines: Int
    package var isFinished: Bool
    package var startedAt: Moment
    /// What it has brought so far.
    package var report: RegisterReport
    /// What taking it back did, once that is done.
    package var undone: UndoCounts?
    package init(
        id: BatchID, point: ServicePointID, lines: Int, isFinished: Bool, startedAt: Moment, report: RegisterReport,
        undone: UndoCounts? = nil
    ) {
        (self.id, self.point, self.lines) = (id, point, lines)
        (self.isFinished, self.startedAt, self.report) = (isFinished, startedAt, report)
        self.undone = undone
    }
}

/// What a register would bring.
package struct RegisterPreview: Equatable, Sendable {
    package var groups: [AccessionGroup]
    /// Keys of the numbers that stand in the register already.
    package var known: Set<String>
    package init(groups: [AccessionGroup], known: Set<String>) { (self.groups, self.known) = (groups, known) }
}

/// What a register brought.
package struct RegisterReport: Equatable, Sendable {
    package var recordsAdded = 0
    package var recordsKnown = 0
    package var copiesAdded = 0
    package var copiesKnown = 0
    /// Numbers that were not taken: their record was refused by the catalogue, or
    /// their barcode is another copy's.
    package var refused: [AccessionNumber] = []
    package init() {}
}

/// A line of the register as it stands.
package struct RegisteredLine: Equatable, Sendable {
    package var copy: CopyID
    package var line: AccessionLine
    /// The day it was taken out.
    package var withdrawnOn: Day?
    package init(copy: CopyID, line: AccessionLine, withdrawnOn: Day?) {
        (self.copy, self.line, self.withdrawnOn) = (copy, line, withdrawnOn)
    }
}
