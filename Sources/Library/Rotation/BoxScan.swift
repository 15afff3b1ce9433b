/// What a scan into a box is for.
package enum ScanPurpose: String, Sendable, CaseIterable {
    case pack
    /// The copy stands elsewhere by the books, and is here all the same.
    case packHere = "pack-here"
    case count
}

/// What became of one scan.
package struct ScanOutcome: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case packed
        case alreadyPacked = "already-packed"
        case counted
        case alreadyCounted = "already-counted"
        /// It was not sealed in, and is here all the same.
        case surplus
    }
    package var kind: Kind
    package var copy: CopyID
    package init(_ kind: Kind, _ copy: CopyID) { (self.kind, self.copy) = (kind, copy) }
}

/// What a scan into a box does.
package enum BoxScan {
    /// Decides for the copies a scanned text can mean; nothing happens for a copy
    /// that was scanned before.
    package static func judge(
        _ text: String, meaning copies: [CopyState], _ purpose: ScanPurpose, _ box: Box, at point: ServicePointID
    ) throws(RotationRefusal) -> (outcome: ScanOutcome, facts: [LedgerFact]) {
        switch purpose {
        case .pack, .packHere: try pack(text, copies, box, at: point, isHere: purpose == .packHere)
        case .count: try count(text, copies, box, at: point)
        }
    }

    private static func pack(
        _ text: String, _ copies: [CopyState], _ box: Box, at point: ServicePointID, isHere: Bool
    ) throws(RotationRefusal) -> (outcome: ScanOutcome, facts: [LedgerFact]) {
        try BoxRules.openForPacking(box, at: point)
        if let known = copies.first(where: { $0.box == box.id && $0.status == .packed }) {
            return (ScanOutcome(.alreadyPacked, known.id), [])
        }
        let here = copies.filter { $0.holder == point }
        if here.isEmpty, let away = copies.first {
            guard isHere, copies.count == 1 else {
                throw RotationRefusal(.copyElsewhere, text: text, copy: away.id, point: away.holder)
            }
            if let refusal = busy(away, text) { throw refusal }
            return (
                ScanOutcome(.packed, away.id), [.copySeen(away.id, at: point), .copyPacked(away.id, box.id)]
            )
        }
        let copy = try one(of: here, text) { $0.status == .available }
        if let refusal = busy(copy, text) { throw refusal }
        return (ScanOutcome(.packed, copy.id), [.copyPacked(copy.id, box.id)])
    }

    private static func count(
        _ text: String, _ copies: [CopyState], _ box: Box, at point: ServicePointID
    ) throws(RotationRefusal) -> (outcome: ScanOutcome, facts: [LedgerFact]) {
        try BoxRules.openForCounting(box, at: point)
        let inside = copies.filter { $0.box == box.id && ($0.status == .awaitingCheck || $0.status == .counted) }
        if !inside.isEmpty {
            let copy = try one(of: inside, text) { $0.status == .awaitingCheck }
            let isNew = copy.status == .awaitingCheck
            return (
                ScanOutcome(isNew ? .counted : .alreadyCounted, copy.id), isNew ? [.copyCounted(copy.id, box.id)] : []
            )
        }
        let copy = try one(of: copies, text) { $0.holder == point }
        switch copy.status {
        case .available, .missing, .lost, .packed:
            return (ScanOutcome(.surplus, copy.id), [.copyCounted(copy.id, box.id)])
        case .onLoan, .setAside, .inTransit, .awaitingCheck, .counted, .withdrawn:
            throw busy(copy, text) ?? RotationRefusal(.copyNotInBox, text: text, copy: copy.id)
        }
    }

    /// The only one, or the only one that is `likelier`.
    private static func one(
        of copies: [CopyState], _ text: String, _ likelier: (CopyState) -> Bool
    ) throws(RotationRefusal) -> CopyState {
        guard let first = copies.first else { throw RotationRefusal(.copyUnknown, text: text) }
        guard copies.count > 1 else { return first }
        let likely = copies.filter(likelier)
        guard likely.count == 1 else { throw RotationRefusal(.copyAmbiguous, text: text, number: copies.count) }
        return likely[0]
    }

    /// Why a copy cannot be packed; nil when it can. One that was missing is found.
    static func busy(_ copy: CopyState, _ text: String) -> RotationRefusal? {
        let code: RotationRefusal.Code? =
            switch copy.status {
            case .available, .missing: nil
            case .onLoan: .copyOnLoan
            case .setAside: .copySetAside
            case .packed, .inTransit, .awaitingCheck, .counted: .copyInOtherBox
            case .lost, .withdrawn: .copyGone
            }
        return code.map { RotationRefusal($0, text: text, copy: copy.id, box: copy.box, point: copy.holder) }
    }

    /// Why a copy cannot be given into other hands; nil when it can.
    package static func handing(_ copy: CopyState, _ text: String) -> RotationRefusal? {
        if copy.status == .missing { return RotationRefusal(.copyMissing, text: text, copy: copy.id) }
        return busy(copy, text)
    }
}
