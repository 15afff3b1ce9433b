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
    /// For each record where its values begin in `numbersOfRecords`, and how many
    /// there are.
    private var starts: [UInt32] = []
    private var counts: [UInt8] = []
    private var numbersOfRecords: [UInt32] = []

    func number(of value: Value) -> UInt32? { numbers[value] }

    /// Gives the record these values instead of those it had.
    mutating func set(_ document: UInt32, _ recordValues: [Value]) {
        let place = Int(document)
        if place >= starts.count {
            let more = place + 1 - starts.count
            starts.append(contentsOf: repeatElement(0, count: more))
            counts.append(contentsOf: repeatElement(0, count: more))
        }
        var known: [UInt32] = []
        for value in recordValues.prefix(Int(UInt8.max)) { known.append(number(giving: value)) }
        if known.elementsEqual(numbersOfRecord(document)) { return }
        starts[place] = UInt32(numbersOfRecords.count)
        counts[place] = UInt8(known.count)
        numbersOfRecords.append(contentsOf: known)
    }

    mutating func remove(_ document: UInt32) {
        if Int(document) < counts.count { counts[Int(document)] = 0 }
    }

    private mutating func number(giving value: Value) -> UInt32 {
        if let number = numbers[value] { return number }
        let number = UInt32(values.count)
        values.append(value)
        facetOfValue.append(UInt8(Facet.allCases.firstIndex(of: value.facet) ?? 0))
        numbers[value] = number
        return number
    }

    func numbersOfRecord(_ document: UInt32) -> ArraySlice<UInt32> {
        let place = Int(document)
        guard place < starts.count else { return [] }
        return numbersOfRecords[Int(starts[place])..<Int(starts[place]) + Int(counts[place])]
    }

    /// Whether the record has a value of `facet` that `isWanted`.
    func record(_ document: UInt32, has facet: Facet, where isWanted: (String) -> Bool) -> Bool {
        numbersOfRecord(document).contains { values[Int($0)].facet == facet && isWanted(values[Int($0)].text) }
    }

    /// Hands the arrays to a counting loop.
    func withColumns<Result>(
        _ body: (
            _ starts: UnsafeBufferPointer<UInt32>, _ counts: UnsafeBufferPointer<UInt8>,
            _ values: UnsafeBufferPointer<UInt32>
        )
            -> Result
    ) -> Result {
        starts.withUnsafeBufferPointer { starts in
            counts.withUnsafeBufferPointer { counts in
                numbersOfRecords.withUnsafeBufferPointer { body(starts, counts, $0) }
            }
        }
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
