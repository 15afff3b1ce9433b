/// The monthly figures: counted, entered, imported, corrected and frozen.
package protocol FigureStore: Sendable {
    /// One indicator at some places (nil: at every place that has a figure), as it
    /// stands now; months that are not frozen yet have what was entered for them only.
    func table(
        _ indicator: Indicator, at places: [FigurePlace]?, in months: ClosedRange<Month>
    ) async throws -> FigureTable
    /// The entries that hold, or all there ever were, the oldest first.
    func entries(_ filter: FigureFilter) async throws -> [FigureEntry]
    /// Takes notes in one transaction: all of them, or none. Throws `FigureRefusal`.
    func note(_ notes: FigureNotes, act: Act) async throws -> [FigureNoteOutcome]
    /// Fixes the figures of a month, or says what differs where they are fixed;
    /// doing it again changes nothing.
    func freeze(_ request: FreezeRequest, act: Act) async throws -> FreezeReport
    /// The freezes of some months, the earliest first.
    func freezes(in months: ClosedRange<Month>) async throws -> [MonthFreeze]
    /// Changes with every write of any process.
    func epoch() async throws -> FigureEpoch
    /// Points by unit and name, with what tables of others know them by.
    func points(_ filter: FigurePointFilter) async throws -> [FigurePoint]
}

package struct FigureFilter: Equatable, Sendable {
    /// Nil for all places.
    package var place: FigurePlace?
    package var months: ClosedRange<Month>
    /// Nil for all of them.
    package var indicator: Indicator?
    /// What stood there before, too.
    package var includesEarlier: Bool
    package init(
        place: FigurePlace?, months: ClosedRange<Month>, indicator: Indicator? = nil, includesEarlier: Bool = false
    ) {
        (self.place, self.months, self.indicator) = (place, months, indicator)
        self.includesEarlier = includesEarlier
    }
}

/// How far the figures are: equal epochs have equal figures and freezes, so that
/// what is kept in memory can be kept.
package struct FigureEpoch: Hashable, Sendable {
    package var lastEntry: Int64
    package var freezes: Int64
    package init(lastEntry: Int64, freezes: Int64) { (self.lastEntry, self.freezes) = (lastEntry, freezes) }
}

package struct FigurePointFilter: Equatable, Sendable {
    /// Points at or below these nodes.
    package var within: Set<TreeNode>
    /// Only those that have no figure of any kind for this month, though they
    /// were there in it; nil for all points.
    package var silentIn: Month?
    package init(within: Set<TreeNode>, silentIn month: Month? = nil) {
        (self.within, silentIn) = (within, month)
    }
}

/// A point with what tables of others know it by.
package struct FigurePoint: Equatable, Sendable {
    package var id: ServicePointID
    package var name: String
    package var kind: ServicePointKind
    package var institutionName: String
    /// Of the institution.
    package var code: String?
    /// The commune's, without the word for its kind.
    package var unitName: String
    /// Whether it is its institution's own library and hangs on no other point.
    package var isMain: Bool
    package init(
        id: ServicePointID, name: String, kind: ServicePointKind, institutionName: String, code: String?,
        unitName: String, isMain: Bool
    ) {
        (self.id, self.name, self.kind, self.institutionName) = (id, name, kind, institutionName)
        (self.code, self.unitName, self.isMain) = (code, unitName, isMain)
    }
}
