/// A figure that somebody enters, imports or puts right.
package struct FigureNote: Equatable, Sendable {
    package var key: FigureKey
    /// Nil takes the figure back: there was none.
    package var value: Int?
    package var completeness: UInt8?
    package init(_ key: FigureKey, _ value: Int?, completeness: UInt8? = nil) {
        (self.key, self.value, self.completeness) = (key, value, completeness)
    }

    /// More in a month is a slip of the keyboard: twice the country's people.
    package static let range = 0...200_000_000
}

/// What became of a note, or would.
package enum FigureNoteOutcome: String, Sendable, CaseIterable {
    case added
    /// It took the place of another number, with a reason.
    case corrected
    /// The same number stood there already.
    case unchanged
}

/// Why figures are not taken; nothing of the notes is then kept. Words under
/// `figure-refusal` in the locales.
package enum FigureRefusal: String, Error, Sendable, CaseIterable {
    case numberWrong = "number-wrong"
    /// A month that is not over.
    case monthToCome = "month-to-come"
    /// There is another number already, and nobody said why it was wrong.
    case reasonMissing = "reason-missing"
    /// What the system has not counted cannot be put right.
    case nothingCounted = "nothing-counted"
    /// The system counted the month already: an imported number would count it twice.
    case countedAlready = "counted-already"
    /// Somebody else put it right since the page was shown.
    case changedMeanwhile = "changed-meanwhile"
    case placeUnknown = "place-unknown"
}

/// Notes that are taken together, or not at all.
package struct FigureNotes: Equatable, Sendable {
    package var notes: [FigureNote]
    /// Needed where a number takes the place of another one.
    package var reason: String?
    /// Nothing is kept, and a missing reason refuses nothing.
    package var isDryRun: Bool
    package init(_ notes: [FigureNote], reason: String? = nil, isDryRun: Bool = false) {
        (self.notes, self.reason, self.isDryRun) = (notes, reason, isDryRun)
    }
}
