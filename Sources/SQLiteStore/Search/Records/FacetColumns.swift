import CSearchRank
import GRDB
import Library

/// The facet values of every record, held in memory: counting by a join costs
/// a microsecond per match, this a hundredth.
struct FacetColumns: Sendable {
    /// A value of a facet; its number is its place in `values`.
    struct Value: Hashable, Sendable {
        var facet: Facet
        var text: String
    }

    private(set) var values: [Value] = []
    /// The facet of each value, as its place in `Facet.allCases`.
    private(set) var facetOfValue: [UInt8] = []
    private var numbers: [Value: UInt32] = [:]
    /// The numbers of each record's values.
    private var lists = NumberLists()
    /// How many records have values at all, and how many have each.
    private var recordCount = 0
    private var totals: [UInt32] = []

    /// More values of one record than that are not counted.
    private static let mostOfRecord = 255

    func number(of value: Value) -> UInt32? { numbers[value] }

    /// Gives the record these values instead of those it had.
    mutating func set(_ document: UInt32, _ recordValues: [Value]) {
        replace(document, recordValues.prefix(Self.mostOfRecord).map { number(giving: $0) })
    }

    mutating func remove(_ document: UInt32) { replace(document, []) }

    private mutating func replace(_ document: UInt32, _ fresh: [UInt32]) {
        let old = lists[document]
        if old == fresh { return }
        recordCount += (fresh.isEmpty ? 0 : 1) - (old.isEmpty ? 0 : 1)
        for number in old { totals[Int(number)] -= 1 }
        for number in fresh { totals[Int(number)] += 1 }
        lists.set(document, fresh)
    }

    private mutating func number(giving value: Value) -> UInt32 {
        if let number = numbers[value] { return number }
        let number = UInt32(values.count)
        values.append(value)
        totals.append(0)
        facetOfValue.append(UInt8(Facet.allCases.firstIndex(of: value.facet) ?? 0))
        numbers[value] = number
        return number
    }

    /// Whether the record has a value of `facet` that `isWanted`.
    func record(_ document: UInt32, has facet: Facet, where isWanted: (String) -> Bool) -> Bool {
        lists[document].contains { values[Int($0)].facet == facet && isWanted(values[Int($0)].text) }
    }

    /// Calls `body` with the place in `documents` and the numbers of the values of
    /// each.
    @inline(__always)
    func forEach(_ documents: [UInt32], _ body: (_ place: Int, _ numbers: UnsafeBufferPointer<UInt32>) -> Void) {
        lists.forEach(documents, body)
    }

    /// How many of some different records have each value.
    ///
    /// Of more than half of all records those of the others are taken off the
    /// total, which is kept: a catalogue is then counted without a look at it.
    func counts(_ documents: [UInt32]) -> [UInt32] {
        guard documents.count * 2 > recordCount, let others = lists.others(than: documents) else {
            return counted(documents)
        }
        return zip(totals, counted(others)).map { $0 - $1 }
    }

    private func counted(_ documents: [UInt32]) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: values.count)
        lists.with { sr_count_values($0, documents, documents.count, &counts) }
        return counts
    }
}

/// Reads facet values from the catalogue's tables.
extension FacetColumns {
    private static let columns = "id, kind, year, languages, licenceId, grades, subjects, schoolSubjects"

    /// All records.
    static func load(_ db: Database) throws -> FacetColumns {
        var facets = FacetColumns()
        let rows = try Row.fetchCursor(db, sql: "SELECT \(columns) FROM bibRecord ORDER BY id")
        while let row = try rows.next() { try facets.set(row) }
        return facets
    }

    /// Reads these records again.
    mutating func reload(_ db: Database, _ records: some Sequence<Int64>) throws {
        let statement = try db.cachedStatement(sql: "SELECT \(Self.columns) FROM bibRecord WHERE id = ?")
        for id in records {
            if let row = try Row.fetchOne(statement, arguments: [id]) {
                try set(row)
            } else if let document = UInt32(exactly: id) {
                remove(document)
            }
        }
    }

    private mutating func set(_ row: Row) throws {
        let id: Int64 = row[0]
        guard let document = UInt32(exactly: id) else { throw StoreError.damagedRow(table: "bibRecord", id: id) }
        var record: [Value] = [Value(facet: .kind, text: row[1])]
        if let year: Int = row[2] { record.append(Value(facet: .year, text: String(year))) }
        try add(.language, row[3], id, to: &record)
        if let licence: String = row[4] { record.append(Value(facet: .licence, text: licence)) }
        try add(.grade, row[5], id, to: &record)
        try add(.subject, row[6], id, to: &record)
        try add(.subject, row[7], id, to: &record)
        set(document, record)
    }

    private func add(_ facet: Facet, _ list: String?, _ id: Int64, to record: inout [Value]) throws {
        guard let list else { return }
        guard let rows = ListText.decode(list) else { throw StoreError.damagedRow(table: "bibRecord", id: id) }
        for case let text?? in rows.map(\.first) where !text.isEmpty {
            let value = Value(facet: facet, text: text)
            if !record.contains(value) { record.append(value) }
        }
    }
}
