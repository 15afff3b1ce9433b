/// What taking a batch back has done, and what it had to leave.
package struct UndoReport: Equatable, Sendable {
    package var removed: Int
    package var restored: Int
    /// Records that stay as they are, by number.
    package var kept: [KeptRecord]
    /// Copies whose entry in the register was taken back.
    package var copiesRemoved: Int
    /// Copies that stay in the register, by number.
    package var keptCopies: [KeptCopy]

    package init(
        removed: Int = 0, restored: Int = 0, kept: [KeptRecord] = [], copiesRemoved: Int = 0,
        keptCopies: [KeptCopy] = []
    ) {
        (self.removed, self.restored, self.kept) = (removed, restored, kept)
        (self.copiesRemoved, self.keptCopies) = (copiesRemoved, keptCopies)
    }

    /// Whether it did, or would do, anything.
    package var isEmpty: Bool { removed + restored + copiesRemoved == 0 }
    package var isWhole: Bool { kept.isEmpty && keptCopies.isEmpty }
}

/// A record that an undo leaves alone, with all that the batch did to it.
package struct KeptRecord: Hashable, Sendable {
    package enum Reason: Sendable, CaseIterable {
        /// A later batch has changed it.
        case changed
        /// It has copies: other hands entered them, or something happened to them.
        case copies
        /// A reader waits for it, or a request or another list names it.
        case named
    }

    package var record: RecordID
    package var reason: Reason
    package init(_ record: RecordID, _ reason: Reason) { (self.record, self.reason) = (record, reason) }
}

/// A copy that an undo leaves in its register.
package struct KeptCopy: Hashable, Sendable {
    package enum Reason: Sendable, CaseIterable {
        /// Something has happened to it: it was lent, corrected, moved, seen.
        case happened
        /// It was scanned at a stock-take.
        case counted
        /// It belongs to a gift.
        case gift
    }

    package var copy: CopyID
    package var number: String
    package var record: RecordID
    package var reason: Reason
    /// The day of what last happened to it.
    package var on: Day
    /// What it is doing now.
    package var status: CopyStatus
    package init(
        _ copy: CopyID, number: String, record: RecordID, _ reason: Reason, on day: Day, status: CopyStatus
    ) {
        (self.copy, self.number, self.record, self.reason, self.on) = (copy, number, record, reason, day)
        self.status = status
    }
}

extension KeptRecord {
    package var code: DiagnosticCode {
        switch reason {
        case .changed: .undoRecordChanged
        case .copies: .undoRecordCopies
        case .named: .undoRecordNamed
        }
    }

    /// Why, in English, for the operator.
    package var sentence: String {
        switch reason {
        case .changed: "a later batch has changed it"
        case .copies: "it has copies in a register"
        case .named: "a reader waits for it, or a request or list names it"
        }
    }
}

extension KeptCopy {
    package var code: DiagnosticCode {
        switch reason {
        case .happened: .undoCopyHappened
        case .counted: .undoCopyCounted
        case .gift: .undoCopyGift
        }
    }

    /// Why, in English, for the operator.
    package var sentence: String {
        switch reason {
        case .happened: "something has happened to it since"
        case .counted: "it was scanned at a stock-take"
        case .gift: "it belongs to a gift"
        }
    }
}
