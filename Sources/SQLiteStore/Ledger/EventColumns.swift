import GRDB
import Library

/// A fact as the columns of `ledgerEvent`, one way and back.
///
/// | kind | columns |
/// |---|---|
/// | `copy-registered`, `copy-described` | copyId, pointId (the owner), and `copyEntry` |
/// | `copy-seen`, `copy-handed`, `copy-missing`, `used-in-house` | copyId, pointId |
/// | `copy-withdrawn` | copyId, text (the document) |
/// | `copy-unregistered` | copyId |
/// | `loan-opened` | loanId, copyId, pointId, dueOn, policy, category, grade, unitId |
/// | `loan-renewed` | loanId, copyId, pointId, dueOn |
/// | `loan-returned`, `loan-lost` | loanId, copyId, pointId |
/// | `loan-questioned` | loanId, copyId, pointId, text (the doubt) |
/// | `hold-placed` | holdId, recordId, pointId (the pickup) |
/// | `hold-ready` | holdId, copyId, pointId |
/// | `hold-ended` | holdId, text (the end) |
/// | `box-opened` | boxId, text (the number), pointId (the owner) |
/// | `copy-packed`, `copy-unpacked`, `copy-counted` | copyId, boxId |
/// | `line-packed` | boxId, number (the line), quantity, text |
/// | `line-counted` | boxId, number, quantity |
/// | `box-…` (an act) | boxId, pointId, toPointId, tripId, number (copies), quantity, hash |
/// | `exception-resolved` | number (the position), text (the resolution) |
struct EventColumns {
    var kind: String
    var copy: Int64?
    var loan: Int64?
    var hold: Int64?
    var box: Int64?
    var record: Int64?
    var point: Int64?
    var toPoint: Int64?
    var trip: Int64?
    var dueOn: String?
    var policy: String?
    var category: String?
    var grade: Int?
    var unit: Int64?
    var number: Int64?
    var quantity: Int64?
    var text: String?
    var hash: String?

    init(_ kind: String) { self.kind = kind }

    // MARK: Out

    init(_ fact: LedgerFact) {
        self.init(Self.kind(of: fact))
        switch fact {
        case .copyRegistered(let id, _, let owner): (copy, point) = (id.rawValue, owner.rawValue)
        case .copyDescribed(let id, _), .copyUnregistered(let id): copy = id.rawValue
        case .copySeen(let id, let at), .copyHanded(let id, let at), .copyMissing(let id, let at),
            .usedInHouse(let id, let at):
            (copy, point) = (id.rawValue, at.rawValue)
        case .copyWithdrawn(let id, let document): (copy, text) = (id.rawValue, document)
        case .loanOpened(let id, let opening):
            (loan, copy, point) = (id.rawValue, opening.copy.rawValue, opening.point.rawValue)
            (dueOn, policy) = (opening.dueOn.description, opening.policy)
            (category, grade, unit) = (
                opening.borrower.category.rawValue, opening.borrower.grade, opening.borrower.unit.rawValue
            )
        case .loanRenewed(let id, let copyID, let at, let day):
            (loan, copy, point, dueOn) = (id.rawValue, copyID.rawValue, at.rawValue, day.description)
        case .loanReturned(let id, let copyID, let at), .loanLost(let id, let copyID, let at):
            (loan, copy, point) = (id.rawValue, copyID.rawValue, at.rawValue)
        case .loanQuestioned(let id, let copyID, let at, let doubt):
            (loan, copy, point, text) = (id.rawValue, copyID.rawValue, at.rawValue, doubt.rawValue)
        case .holdPlaced(let id, let recordID, let pickup):
            (hold, record, point) = (id.rawValue, recordID.rawValue, pickup.rawValue)
        case .holdReady(let id, let copyID, let at):
            (hold, copy, point) = (id.rawValue, copyID.rawValue, at.rawValue)
        case .holdEnded(let id, let end): (hold, text) = (id.rawValue, end.rawValue)
        case .boxOpened(let id, let name, let owner): (box, text, point) = (id.rawValue, name, owner.rawValue)
        case .copyPacked(let id, let boxID), .copyUnpacked(let id, let boxID), .copyCounted(let id, let boxID):
            (copy, box) = (id.rawValue, boxID.rawValue)
        case .linePacked(let line):
            (box, number, quantity, text) = (line.box.rawValue, Int64(line.line), Int64(line.quantity), line.text)
        case .boxActed(let id, _, let facts):
            (box, point, toPoint, trip) = (
                id.rawValue, facts.at.rawValue, facts.to?.rawValue, facts.trip?.rawValue
            )
            number = facts.seal.map { Int64($0.copies) }
            (quantity, hash) = (facts.seal.map { Int64($0.quantity) }, facts.seal?.hash)
        case .lineCounted(let id, let line, let count):
            (box, number, quantity) = (id.rawValue, Int64(line), Int64(count))
        case .exceptionResolved(let position, let resolution): (number, text) = (position, resolution.rawValue)
        }
    }

    static func kind(of fact: LedgerFact) -> String {
        switch fact {
        case .copyRegistered: "copy-registered"
        case .copyDescribed: "copy-described"
        case .copySeen: "copy-seen"
        case .copyHanded: "copy-handed"
        case .copyMissing: "copy-missing"
        case .copyWithdrawn: "copy-withdrawn"
        case .copyUnregistered: "copy-unregistered"
        case .loanOpened: "loan-opened"
        case .loanRenewed: "loan-renewed"
        case .loanReturned: "loan-returned"
        case .loanLost: "loan-lost"
        case .loanQuestioned: "loan-questioned"
        case .usedInHouse: "used-in-house"
        case .holdPlaced: "hold-placed"
        case .holdReady: "hold-ready"
        case .holdEnded: "hold-ended"
        case .boxOpened: "box-opened"
        case .copyPacked: "copy-packed"
        case .copyUnpacked: "copy-unpacked"
        case .linePacked: "line-packed"
        case .boxActed(_, let act, _): "box-\(act.rawValue)"
        case .copyCounted: "copy-counted"
        case .lineCounted: "line-counted"
        case .exceptionResolved: "exception-resolved"
        }
    }

    /// The kinds of facts that are ``LedgerFact/isInHand``, as SQL.
    static let kindsInHand = """
        'copy-seen', 'copy-handed', 'loan-opened', 'loan-returned', 'loan-lost', 'used-in-house', 'hold-ready', \
        'copy-packed', 'copy-counted'
        """

    // MARK: Back

    /// Nil for columns that no version of ours writes.
    func fact(facts: CopyFacts?) -> LedgerFact? {
        switch kind {
        case "copy-registered", "copy-described", "copy-seen", "copy-handed", "copy-missing", "copy-withdrawn",
            "copy-unregistered", "used-in-house":
            registerFact(facts)
        case "loan-opened", "loan-renewed", "loan-returned", "loan-lost", "loan-questioned", "hold-placed",
            "hold-ready", "hold-ended":
            loanFact
        case "exception-resolved":
            number.flatMap { position in
                text.flatMap { ExceptionResolution(rawValue: $0) }.map { .exceptionResolved(position, $0) }
            }
        default: boxFact
        }
    }

    private func registerFact(_ facts: CopyFacts?) -> LedgerFact? {
        guard let copy = copy.map({ CopyID($0) }) else { return nil }
        let at = point.map { ServicePointID($0) }
        return switch kind {
        case "copy-registered": facts.flatMap { facts in at.map { .copyRegistered(copy, facts, owner: $0) } }
        case "copy-described": facts.map { .copyDescribed(copy, $0) }
        case "copy-seen": at.map { .copySeen(copy, at: $0) }
        case "copy-handed": at.map { .copyHanded(copy, to: $0) }
        case "copy-missing": at.map { .copyMissing(copy, at: $0) }
        case "copy-unregistered": .copyUnregistered(copy)
        case "used-in-house": at.map { .usedInHouse(copy, at: $0) }
        default: text.map { .copyWithdrawn(copy, document: $0) }
        }
    }

    private var loanFact: LedgerFact? {
        let copyID = copy.map { CopyID($0) }
        let at = point.map { ServicePointID($0) }
        if let hold = hold.map({ HoldID($0) }) {
            switch kind {
            case "hold-placed":
                guard let record, let at else { return nil }
                return .holdPlaced(hold, RecordID(record), pickup: at)
            case "hold-ready":
                guard let copyID, let at else { return nil }
                return .holdReady(hold, copyID, at: at)
            case "hold-ended": return text.flatMap { HoldEnd(rawValue: $0) }.map { .holdEnded(hold, $0) }
            default: return nil
            }
        }
        guard let loan = loan.map({ LoanID($0) }), let copyID, let at else { return nil }
        let day = dueOn.flatMap { Day(iso: $0) }
        switch kind {
        case "loan-opened":
            guard let day, let policy, let unit, let category = category.flatMap({ PatronCategory(rawValue: $0) })
            else { return nil }
            let borrower = BorrowerTraits(category: category, grade: grade, unit: UnitID(unit))
            return .loanOpened(
                loan, LoanOpening(copy: copyID, point: at, dueOn: day, policy: policy, borrower: borrower))
        case "loan-renewed": return day.map { .loanRenewed(loan, copyID, at: at, dueOn: $0) }
        case "loan-returned": return .loanReturned(loan, copyID, at: at)
        case "loan-lost": return .loanLost(loan, copyID, at: at)
        case "loan-questioned":
            return text.flatMap { LoanDoubt(rawValue: $0) }.map { .loanQuestioned(loan, copyID, at: at, $0) }
        default: return nil
        }
    }

    private var boxFact: LedgerFact? {
        guard let box = box.map({ BoxID($0) }) else { return nil }
        let copyID = copy.map { CopyID($0) }
        let at = point.map { ServicePointID($0) }
        switch kind {
        case "box-opened":
            guard let text, let at else { return nil }
            return .boxOpened(box, number: text, owner: at)
        case "copy-packed": return copyID.map { .copyPacked($0, box) }
        case "copy-unpacked": return copyID.map { .copyUnpacked($0, box) }
        case "copy-counted": return copyID.map { .copyCounted($0, box) }
        case "line-packed":
            guard let number, let quantity, let text else { return nil }
            return .linePacked(BoxLine(box: box, line: Int(number), text: text, quantity: Int(quantity)))
        case "line-counted":
            guard let number, let quantity else { return nil }
            return .lineCounted(box, line: Int(number), quantity: Int(quantity))
        default:
            guard kind.hasPrefix("box-"), let act = BoxAct(rawValue: String(kind.dropFirst(4))), let at else {
                return nil
            }
            var facts = BoxActFacts(at: at, to: toPoint.map { ServicePointID($0) }, trip: trip.map { TripID($0) })
            if let number, let quantity, let hash {
                facts.seal = BoxSeal(copies: Int(number), quantity: Int(quantity), hash: hash)
            }
            return .boxActed(box, act, facts)
        }
    }
}
