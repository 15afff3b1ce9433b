/// Where an ingest brings the copies that its records name, to be entered in
/// the register of a point.
package protocol CopyIntake: Sendable {
    /// Enters copies in short pieces that leave the database to the desks between
    /// them; what became of each, in order. Entered again in the same batch they
    /// are ``CopyEntryOutcome/entered(_:)`` again, in another they are known.
    /// Throws `CopyRefusal.pointUnknown`.
    func enter(_ entries: [CopyEntry], as request: CopyEntryRequest) async throws -> [CopyEntryOutcome]
}

/// A copy that a source names of a record.
package struct CopyEntry: Equatable, Sendable {
    package var record: RecordID
    package var draft: CopyDraft
    /// The record of its file, or the row of its register, from 1.
    package var row: Int
    package init(record: RecordID, draft: CopyDraft, row: Int) {
        (self.record, self.draft, self.row) = (record, draft, row)
    }
}

/// Whose register copies are entered in.
package struct RegisterChoice: Hashable, Sendable {
    /// Their owner; its institution keeps the register.
    package var point: ServicePointID
    /// The code by which the source calls this library (952 $a, 852 $a); copies
    /// of others are left out. Nil takes all of them.
    package var ownerCode: String?
    package init(point: ServicePointID, ownerCode: String? = nil) {
        (self.point, self.ownerCode) = (point, ownerCode)
    }
}

/// What is said of all copies that are entered together.
package struct CopyEntryRequest: Equatable, Sendable {
    package var register: RegisterChoice
    package var batch: BatchID
    package var file: ContentHash
    /// True when nothing is to be kept: the answer is what would become of them.
    package var isDryRun: Bool
    package init(register: RegisterChoice, batch: BatchID, file: ContentHash, isDryRun: Bool = false) {
        (self.register, self.batch, self.file, self.isDryRun) = (register, batch, file, isDryRun)
    }
}

package enum CopyEntryOutcome: Equatable, Sendable {
    /// Nil in a dry run, which has no copies.
    case entered(CopyID?)
    /// It stands in the register already, as a copy of the same record.
    case known(CopyID?)
    /// `reason` is one English sentence, as of a ``Diagnostic``.
    case refused(DiagnosticCode, reason: String)
}

/// Copies by what became of them.
package struct CopyCounts: Equatable, Sendable {
    package var entered = 0
    package var known = 0
    package var refused = 0
    /// Named by the records, and nobody asked to enter them.
    package var left = 0
    package init(entered: Int = 0, known: Int = 0, refused: Int = 0, left: Int = 0) {
        (self.entered, self.known, self.refused, self.left) = (entered, known, refused, left)
    }

    package var isEmpty: Bool { self == CopyCounts() }

    package mutating func count(_ outcome: CopyEntryOutcome) {
        switch outcome {
        case .entered: entered += 1
        case .known: known += 1
        case .refused: refused += 1
        }
    }

    package static func + (left: CopyCounts, right: CopyCounts) -> CopyCounts {
        CopyCounts(
            entered: left.entered + right.entered, known: left.known + right.known,
            refused: left.refused + right.refused, left: left.left + right.left)
    }
}

/// A copy as the register has it, as far as a new one could be in its way.
package struct RegisteredNumber: Equatable, Sendable {
    /// Nil for one that was only rehearsed.
    package var copy: CopyID?
    package var record: RecordID
    package var number: String
    package var barcodeKey: String
    package init(copy: CopyID?, record: RecordID, number: String, barcodeKey: String) {
        (self.copy, self.record, self.number, self.barcodeKey) = (copy, record, number, barcodeKey)
    }
}

/// Whether a copy that a source names may be entered.
package enum CopyEntryRule {
    /// Nil when it may. `sameNumber` and `sameBarcode` are the copies of the
    /// register that have them.
    ///
    /// The same number, barcode and record is the same copy; any other number
    /// that is taken is a slip of somebody's, and so is a barcode, which must mean
    /// one copy.
    package static func outcome(
        of entry: CopyEntry, in register: RegisterChoice, sameNumber: RegisteredNumber?, sameBarcode: RegisteredNumber?
    ) -> CopyEntryOutcome? {
        let draft = entry.draft
        if let code = register.ownerCode, draft.owner != code {
            let whose = draft.owner.map { "of \"\($0)\"" } ?? "of nobody named"
            return .refused(.copyOtherLibrary, reason: "copy \(draft.number) is \(whose), not of \"\(code)\"")
        }
        if let other = sameNumber {
            if other.record == entry.record, other.barcodeKey == draft.barcodeKey { return .known(other.copy) }
            return .refused(
                .copyNumberTaken,
                reason: "number \(draft.number) stands in the register already, as \(Self.name(of: other))")
        }
        if let other = sameBarcode {
            return .refused(
                .copyBarcodeTaken,
                reason:
                    "barcode \(draft.barcode ?? draft.number.text) of copy \(draft.number) is \(Self.name(of: other))'s"
            )
        }
        return nil
    }

    private static func name(of other: RegisteredNumber) -> String {
        let copy = other.copy.map { " (copy \($0))" } ?? ""
        return "\(other.number)\(copy) of record \(other.record)"
    }
}

extension CopyDraft {
    /// What the scanner's text is compared by.
    package var barcodeKey: String {
        let text = barcode ?? number.text
        let key = AccessionNumber.key(of: text)
        return key.isEmpty ? text : key
    }

    /// The register's line of it.
    package func facts(of record: RecordID, in register: InstitutionID) -> CopyFacts {
        CopyFacts(
            record: record, register: register, number: number, barcode: barcode, callNumber: callNumber,
            location: location, price: price, condition: condition, source: source, receivedOn: receivedOn,
            invoice: invoice, note: note)
    }

    /// What is to be said in the ledger besides that it was registered.
    package func happenings(of copy: CopyID, at owner: ServicePointID) -> [LedgerFact] {
        switch standing {
        case .held: []
        case .lost: [.copyMissing(copy, at: owner)]
        case .withdrawn: [.copyWithdrawn(copy, document: withdrawal ?? "")]
        }
    }
}
