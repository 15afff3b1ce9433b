import Foundation
import GRDB
import Library

/// Boxes and what is in them without a barcode, as rows.
enum BoxRows {
    static let columns = """
        id, number, ownerId, state, placeId, destinationId, tripId, sealings, sealedCopies, sealedQuantity, sealedHash, \
        owesCount
        """

    static func values(_ box: Box) -> [(any DatabaseValueConvertible)?] {
        let place: [(any DatabaseValueConvertible)?] = [
            box.id.rawValue, box.number, box.owner.rawValue, box.state.rawValue, box.place.rawValue,
            box.destination?.rawValue, box.trip?.rawValue, box.sealings,
        ]
        return place + [box.seal?.copies, box.seal?.quantity, box.seal?.hash, box.owesCount]
    }

    static func box(_ row: Row, from first: Int = 0) throws -> Box {
        guard let state = BoxState(rawValue: row[first + 3]) else {
            throw StoreError.damagedRow(table: "box", id: row[first])
        }
        var seal: BoxSeal?
        if let copies = row[first + 8] as Int?, let quantity = row[first + 9] as Int?,
            let hash = row[first + 10] as String?
        {
            seal = BoxSeal(copies: copies, quantity: quantity, hash: hash)
        }
        return Box(
            id: BoxID(row[first] as Int64), number: row[first + 1], owner: ServicePointID(row[first + 2] as Int64),
            state: state, place: ServicePointID(row[first + 4] as Int64),
            destination: (row[first + 5] as Int64?).map { ServicePointID($0) },
            trip: (row[first + 6] as Int64?).map { TripID($0) }, sealings: row[first + 7], seal: seal,
            owesCount: row[first + 11])
    }

    static func box(_ db: Database, _ id: BoxID) throws -> Box? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(columns) FROM box WHERE id = ?"), arguments: [id.rawValue]
        ).map { try box($0) }
    }

    static func box(_ db: Database, numbered number: String, of owner: ServicePointID) throws -> BoxID? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM box WHERE ownerId = ? AND number = ?"),
            arguments: [owner.rawValue, number]
        ).map { BoxID($0) }
    }

    /// Of a box; made of the event that began it.
    static func label(_ db: Database, of box: BoxID, _ contents: any ContentStore) throws -> LabelCode {
        let event = try Data.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT id FROM ledgerEvent WHERE boxId = ? AND kind = 'box-opened' AND conflict IS NULL
                    ORDER BY position LIMIT 1
                    """), arguments: [box.rawValue])
        guard let event else { throw StoreError.damagedRow(table: "box", id: box.rawValue) }
        return LabelCode(hash: contents.hash(of: Array("label".utf8) + event).hex)
    }

    static func lines(_ db: Database, in box: BoxID) throws -> [BoxLine] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT line, text, quantity, counted FROM boxLine WHERE boxId = ? ORDER BY line"),
            arguments: [box.rawValue]
        ).map { BoxLine(box: box, line: $0[0], text: $0[1], quantity: $0[2], counted: $0[3]) }
    }
}

/// Custody as the columns kind, pointId, toPointId, boxId.
enum CustodyRows {
    static func values(_ custody: Custody) -> [(any DatabaseValueConvertible)?] {
        switch custody {
        case .at(let point, let box): ["at", point.rawValue, nil, box?.rawValue]
        case .travelling(let from, let to, let box): ["travelling", from.rawValue, to.rawValue, box.rawValue]
        case .missing(let last): ["missing", last.rawValue, nil, nil]
        case .gone(let last): ["gone", last.rawValue, nil, nil]
        }
    }

    static func custody(_ row: Row, from first: Int) -> Custody? {
        let point = ServicePointID(row[first + 1] as Int64)
        let box = (row[first + 3] as Int64?).map { BoxID($0) }
        switch row[first] as String {
        case "at": return .at(point, box: box)
        case "missing": return .missing(last: point)
        case "gone": return .gone(last: point)
        case "travelling":
            guard let to = row[first + 2] as Int64?, let box else { return nil }
            return .travelling(from: point, to: ServicePointID(to), box: box)
        default: return nil
        }
    }
}
