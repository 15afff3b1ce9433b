/// The minutes of a box that changed hands: what both sides signed for.
package struct Handover: Equatable, Sendable {
    package var manifest: Manifest
    package var from: ServicePointID
    package var to: ServicePointID
    package var countedOn: Day
    package var note: HandoverNote
    /// As they stood when it was signed, whatever is corrected later.
    package var discrepancies: [Discrepancy]
    /// Copies that were sealed in.
    package var copies: Int
    /// Things without barcodes as they were counted; nil for minutes signed before
    /// they were kept.
    package var lines: [BoxLine]?
    package var trip: TripID?
    /// What the giver says afterwards to what differed; nil where nothing was said.
    package var answer: HandoverAnswer?
    package init(
        manifest: Manifest, from: ServicePointID, to: ServicePointID, countedOn: Day, note: HandoverNote,
        discrepancies: [Discrepancy], copies: Int = 0, lines: [BoxLine]? = nil, trip: TripID? = nil,
        answer: HandoverAnswer? = nil
    ) {
        (self.manifest, self.from, self.to, self.countedOn) = (manifest, from, to, countedOn)
        (self.note, self.discrepancies, self.copies) = (note, discrepancies, copies)
        (self.lines, self.trip, self.answer) = (lines, trip, answer)
    }

    /// What the receiver had in the end.
    package var countedCopies: Int {
        let (missing, surplus) = (
            discrepancies.count { $0.kind == .missing }, discrepancies.count { $0.kind == .surplus }
        )
        return copies - missing + surplus
    }
}

/// The minutes of boxes, each as it was signed.
package protocol HandoverStore: Sendable {
    /// Of one sealing of a box, with what was sealed in then and what the receiver
    /// found besides; nil where nothing was signed.
    func handover(_ manifest: Manifest) async throws -> HandoverView?
    /// What differed of boxes that a point gave away, unanswered ones first, then
    /// the newest.
    func differing(givenBy point: ServicePointID, limit: Int) async throws -> [GivenHandover]
    /// Notes on the minutes what the giver says; throws a `RotationRefusal`.
    func answer(_ answer: HandoverAnswer, to manifest: Manifest, at point: ServicePointID, act: Act) async throws
}

package struct HandoverView: Equatable, Sendable {
    package var handover: Handover
    /// By number.
    package var copies: [BoxCopy]
    package init(handover: Handover, copies: [BoxCopy]) { (self.handover, self.copies) = (handover, copies) }
}

/// One thing that differed between the packing list and the count.
package struct Discrepancy: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case missing, surplus
        /// Another number of things without barcodes.
        case quantity
    }
    package var kind: Kind
    /// The copy's number; empty for a line.
    package var number: String
    package var title: String
    package var sealed: Int
    package var counted: Int
    package init(_ kind: Kind, number: String, title: String, sealed: Int, counted: Int) {
        (self.kind, self.number, self.title) = (kind, number, title)
        (self.sealed, self.counted) = (sealed, counted)
    }

    /// Of a box that was counted, by number; lines last.
    package static func of(_ view: BoxView) -> [Discrepancy] {
        list(copies: view.copies + view.gone, lines: view.lines)
    }

    package static func list(copies: [BoxCopy], lines: [BoxLine]) -> [Discrepancy] {
        let copies = copies.compactMap { copy -> Discrepancy? in
            switch copy.outcome {
            case .surplus: Discrepancy(.surplus, number: copy.number, title: copy.title, sealed: 0, counted: 1)
            case .missing: Discrepancy(.missing, number: copy.number, title: copy.title, sealed: 1, counted: 0)
            case .sealed where copy.state.status == .awaitingCheck:
                Discrepancy(.missing, number: copy.number, title: copy.title, sealed: 1, counted: 0)
            case .sealed, .counted, nil: nil
            }
        }
        let lines = lines.compactMap { line -> Discrepancy? in
            guard let counted = line.counted, counted != line.quantity else { return nil }
            return Discrepancy(.quantity, number: "", title: line.text, sealed: line.quantity, counted: counted)
        }
        return copies + lines
    }
}
