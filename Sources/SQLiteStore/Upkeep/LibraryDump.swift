import GRDB

extension LibraryStore {
    /// Both databases as text that is the same for the same contents, however
    /// they came about: one line per row, tables by name, rows by value. Left
    /// out are the job log, sessions, sent forms, the epoch, and the search indexes' own tables, whose
    /// layout tells of the order of work; `verify` compares those with the texts.
    package func dump() async throws -> String {
        let precious = try await databases.precious.read { db in try LibraryDump.text(of: db, "hoclieu") }
        return precious + (try await databases.passages.read { db in try LibraryDump.text(of: db, "passages") })
    }

    /// The dump line by line, for libraries larger than memory.
    package func dump(into sink: @escaping @Sendable (String) throws -> Void) async throws {
        try await databases.precious.read { db in try LibraryDump.write(db, "hoclieu", sink) }
        try await databases.passages.read { db in try LibraryDump.write(db, "passages", sink) }
    }
}

/// How a database becomes text.
enum LibraryDump {
    /// Made of the other tables, or of the order in which work was done.
    private static let leftOut: Set<String> = IngestSchema.jobLog.union(MembershipSchema.passing).union(
        UpkeepSchema.log
    ).union([
        "searchEpoch", "grdb_migrations", "recordSegment", "recordBlock", "recordIndexState", "recordPending",
        "recordIndexChange", "recordHeading", "passageSegment", "passageBlock", "passageRange", "passageRefuse",
        "passageIndexState",
    ])
    /// Numbers that only say in which order rows came.
    private static let unsaid: [String: Set<String>] = ["passage": ["id"], "heading": ["id"]]

    static func text(of db: Database, _ name: String) throws -> String {
        var text = ""
        try write(db, name) { text += $0 }
        return text
    }

    static func write(_ db: Database, _ name: String, _ sink: (String) throws -> Void) throws {
        let tables = try String.fetchAll(
            db,
            sql: """
                SELECT name FROM pragma_table_list
                WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name
                """)
        for table in tables where !leftOut.contains(table) { try write(db, name, table: table, sink) }
    }

    static func write(_ db: Database, _ name: String, table: String, _ sink: (String) throws -> Void) throws {
        let all = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
        let columns = all.filter { !(unsaid[table]?.contains($0) ?? false) }
        let quoted = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ',' || ")
        let order = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        try sink("\(name).\(table)(\(columns.joined(separator: ",")))\n")
        let rows = try String.fetchCursor(db, sql: "SELECT \(quoted) FROM \"\(table)\" ORDER BY \(order)")
        while let row = try rows.next() { try sink(row + "\n") }
    }
}
