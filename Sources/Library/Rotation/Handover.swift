/// The minutes of a box that changed hands: what both sides signed for.
package struct Handover: Equatable, Sendable {
    package var manifest: Manifest
    package var from: ServicePointID
    package var to: ServicePointID
    package var countedOn: Day
    package var note: HandoverNote
    /// As they stood when it was signed, whatever is corrected later.
    package var discrepancies: [Discrepancy]
    package init(
        manifest: Manifest, from: ServicePointID, to: ServicePointID, countedOn: Day, note: HandoverNote,
        discrepancies: [Discrepancy]
    ) {
        (self.manifest, self.from, self.to, self.countedOn) = (manifest, from, to, countedOn)
        (self.note, self.discrepancies) = (note, discrepancies)
    }
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
