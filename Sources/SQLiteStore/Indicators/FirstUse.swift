import GRDB
package import Library

extension LibraryStore {
    /// The month of the first act, tally or activity, from which on there are
    /// figures to freeze; nil for a library nobody has used.
    package func firstMonthOfUse() async throws -> Month? {
        try await UseCounting(databases).catchUp(now: .now)
        return try await databases.precious.read { db -> Month? in
            let sql = """
                SELECT (SELECT min(month) FROM deskWork),
                    (SELECT min(t.day) FROM visitTally t), (SELECT min(firstDay) FROM activityEntry),
                    (SELECT min(firstDay) FROM readingSeries), (SELECT min(day) FROM stopVisit)
                """
            guard let first = try Row.fetchOne(db, sql: sql) else { return nil }
            var months: [Month] = []
            if let code = first[0] as Int64? { months.append(try Month.of(code: code, "deskWork")) }
            for column in 1...4 {
                if let day = (first[column] as String?).flatMap({ Day(iso: $0) }) { months.append(Month(of: day)) }
            }
            return months.min()
        }
    }
}
