import GRDB
import Library
import Testing

@testable import SQLiteStore

@Suite struct QueryPlanTests {
    static let plans: [(query: String, index: String)] = [
        (
            CatalogueQueries.recordsUnderHeading,
            "SEARCH h USING PRIMARY KEY (headingId=? AND titleRank>?)"
        ),
        (CatalogueQueries.headings, "SEARCH heading USING INDEX headingBySortKey (kind=? AND sortKey>?)"),
        (
            CatalogueQueries.headingsBeginning,
            "SEARCH heading USING INDEX headingBySortKey (kind=? AND sortKey>? AND sortKey<?)"
        ),
        (
            "SELECT id " + CatalogueQueries.materialsOfRecord,
            "SEARCH material USING COVERING INDEX materialByRecord (recordId=?)"
        ),
        (CatalogueQueries.recordByTitleKey, "SEARCH bibRecord USING COVERING INDEX bibRecordByTitleKey (titleKey=?)"),
        (CatalogueQueries.recordByIdentifier, "SEARCH identifier USING PRIMARY KEY (value=? AND scheme=?)"),
        (CatalogueQueries.sourceByOrigin, "SEARCH sourceRecord USING INDEX sourceRecordByOrigin (originKey=?)"),
        (CatalogueQueries.sourceByBytes, "SEARCH sourceRecord USING INDEX sourceRecordByBytes (bytesKey=?)"),
        // What an upload did.
        (UploadRows.recordsOfBatch, "SEARCH c USING INDEX recordChangeByBatch (batchId=? AND rowid>?)"),
        (UploadRows.recordsOfBatch, "SEARCH e USING INDEX recordChangeByRecord (recordId=? AND rowid<?)"),
        // Leaves of a register.
        (
            RegisterBookStore.query(.start),
            "SEARCH copy USING COVERING INDEX copyByOrder (ownerId=? AND numberOrder>?)"
        ),
        (
            RegisterBookStore.query(.before(AccessionNumber(text: "TK.1", key: "TK1"))),
            "SEARCH copy USING COVERING INDEX copyByOrder (ownerId=? AND numberOrder<?)"
        ),
        // Where a travelling copy is due next, on the page of its title.
        (
            NextPlace.knownTitles,
            "SEARCH s USING COVERING INDEX copyStateByRecord (recordId=? AND holderId=? AND status=?)"
        ),
        (NextPlace.broughtTitles, "SEARCH h USING COVERING INDEX handoverByTo (toId=? AND countedOn>?)"),
        // What a search reads after an act at a desk.
        (HoldingRows.ofRecord, "SEARCH s USING COVERING INDEX copyStateByRecord (recordId=?)"),
        (HoldingChanges.events, "SEARCH ledgerEvent USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
        (HoldingChanges.everInBox, "SEARCH ledgerEvent USING INDEX ledgerEventByBox (boxId=?)"),
        (HoldingChanges.everForHold, "SEARCH ledgerEvent USING INDEX ledgerEventByHold (holdId=?)"),
        (HoldingChanges.everOfCopy, "SEARCH e USING COVERING INDEX ledgerEventByCopy (copyId=?)"),
    ]

    @Test(arguments: plans) func `a question uses its index`(_ plan: (query: String, index: String)) throws {
        let library = try TemporaryLibrary()

        let steps = try library.store.databases.precious.read { db in
            let marks =
                (3...6).last { plan.query.contains("?\($0)") } ?? plan.query.filter { $0 == "?" }.count
            return try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + plan.query,
                arguments: StatementArguments([Int?](repeating: nil, count: marks))
            ).map { $0["detail"] as String }
        }

        #expect(steps.contains(plan.index), "\(steps)")
        #expect(!steps.contains { $0.hasPrefix("SCAN") }, "\(steps)")
        // A page of a long list is never sorted out of the whole list.
        #expect(!plan.query.contains("LIMIT") || !steps.contains("USE TEMP B-TREE FOR ORDER BY"), "\(steps)")
    }

    @Test func `holdings of the whole province are read in the order of an index that has all of it`() throws {
        let library = try TemporaryLibrary()

        let steps = try library.store.databases.precious.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + HoldingRows.ofAll).map { $0["detail"] as String }
        }

        #expect(steps.contains("SCAN s USING COVERING INDEX copyStateByRecord"), "\(steps)")
        #expect(!steps.contains { $0.contains("TEMP B-TREE") }, "\(steps)")
    }

    @Test(arguments: CopyFilter.Place.allCases)
    func `a page of a register is never sorted out of the whole register`(_ place: CopyFilter.Place) throws {
        let library = try TemporaryLibrary()

        let steps = try library.store.databases.precious.read { db in
            let list = CopyList(db: db, filter: CopyFilter(point: ServicePointID(1), place: place))
            return try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + list.pageQuery(),
                arguments: StatementArguments([Int?](repeating: nil, count: 5))
            ).map { $0["detail"] as String }
        }

        #expect(!steps.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(steps)")
    }

    @Test func `twenty summaries are one statement that finds each by its number`() async throws {
        let library = try TemporaryLibrary()
        try await library.take((1...30).map { Sample.marc("\($0)", "Sách \($0)", by: "Ai \($0)", position: $0) })

        let ids = try await library.store.databases.precious.read { db in
            try RecordSummaries.list(db, ids: [7, 99, 3, 28, 3].map { RecordID($0) }).map(\.id.rawValue)
        }

        #expect(ids == [7, 3, 28, 3])
    }
}
