import GRDB
import Library
import VietnameseText

/// Patrons and their cards as rows.
enum PatronRows {
    static let columns = """
        p.id, p.servicePointId, p.name, p.category, p.className, p.basis, p.consentOn, p.birthday, p.contact, c.number
        """
    /// Patrons whose card has not ended.
    static let inForce = "patron p JOIN patronCard c ON c.patronId = p.id AND c.isLost = 0 WHERE p.endedOn IS NULL"

    static func patron(_ row: Row) throws -> Patron {
        guard let category = PatronCategory(rawValue: row[3]), let basis = LegalBasis(rawValue: row[5]),
            let card = CardNumber(row[9] as String)
        else { throw StoreError.damagedRow(table: "patron", id: row[0]) }
        let day = { (text: String?) in text.flatMap { Day(iso: $0) } }
        return Patron(
            id: PatronID(row[0] as Int64), servicePoint: ServicePointID(row[1] as Int64), card: card,
            facts: PatronFacts(
                name: row[2], category: category, className: row[4], basis: basis, consentOn: day(row[6]),
                birthday: day(row[7]), contact: row[8]))
    }

    static func patron(_ db: Database, _ id: PatronID) throws -> Patron? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(columns) FROM \(inForce) AND p.id = ?"), arguments: [id.rawValue]
        ).map { try patron($0) }
    }

    /// What a name is matched by; marks count, letter case and spelling do not.
    static func nameKey(_ name: String) -> String { Folding.canonical(name) }

    static func insert(_ db: Database, _ facts: PatronFacts, at point: ServicePointID) throws -> PatronID {
        try db.cachedStatement(
            sql: """
                INSERT INTO patron (servicePointId, name, nameKey, sortKey, category, className, basis, consentOn,
                    birthday, contact) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: StatementArguments([point.rawValue] + values(facts)))
        let id = PatronID(db.lastInsertedRowID)
        try db.cachedStatement(sql: "INSERT INTO account (patronId) VALUES (?)").execute(arguments: [id.rawValue])
        return id
    }

    static func update(_ db: Database, _ facts: PatronFacts, of id: PatronID) throws {
        try db.cachedStatement(
            sql: """
                UPDATE patron SET name = ?, nameKey = ?, sortKey = ?, category = ?, className = ?, basis = ?,
                    consentOn = ?, birthday = ?, contact = ? WHERE id = ?
                """
        ).execute(arguments: StatementArguments(values(facts) + [id.rawValue]))
    }

    private static func values(_ facts: PatronFacts) -> [(any DatabaseValueConvertible)?] {
        // Whoever calls, a child's data is not kept without consent.
        let kept = facts.permitted
        return [
            kept.name, nameKey(kept.name), PersonName.givenNameSortKey(kept.name), kept.category.rawValue,
            kept.className, kept.basis.rawValue, kept.consentOn?.description, kept.birthday?.description, kept.contact,
        ]
    }
}

/// Gives out card numbers.
enum PatronCards {
    /// Gives a patron a card: the number wanted, or a new one by chance.
    static func give(_ db: Database, _ wanted: CardNumber?, to patron: PatronID) throws -> CardNumber {
        var random = SystemRandomNumberGenerator()
        // 90 million numbers: the second try is already rare.
        for _ in 0..<100 {
            let number = wanted ?? .random(using: &random)
            if try owner(db, of: number) == nil {
                try db.cachedStatement(sql: "INSERT INTO patronCard (number, patronId) VALUES (?, ?)")
                    .execute(arguments: [number.text, patron.rawValue])
                return number
            }
            if wanted != nil { break }
        }
        throw ListFault.cardTaken
    }

    /// Whose card a number is or was, and whether it was lost.
    static func owner(_ db: Database, of number: CardNumber) throws -> (patron: PatronID, isLost: Bool)? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT patronId, isLost FROM patronCard WHERE number = ?"),
            arguments: [number.text]
        ).map { (PatronID($0[0] as Int64), $0[1]) }
    }

    static func markLost(_ db: Database, of patron: PatronID) throws {
        try db.execute(sql: "UPDATE patronCard SET isLost = 1 WHERE patronId = ?", arguments: [patron.rawValue])
    }
}
