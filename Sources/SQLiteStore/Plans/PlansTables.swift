import GRDB
import Library

extension PlanStores {
    /// All of them over one database and its files.
    init(_ databases: LibraryDatabases) {
        let pool = databases.precious
        self.init(
            choices: PlanChoiceTableStore(pool: pool), declarations: DeclarationTableStore(pool: pool),
            figures: TargetFigureTableStore(pool: pool),
            evidence: EvidenceTableStore(pool: pool, contents: databases.contents))
    }
}

/// What the tables of plans have in common.
enum PlanRows {
    /// The name of an account beside the row `\(row)`.
    static func name(_ row: String) -> String {
        "(SELECT ifnull(a.displayName, ifnull(a.userName, '')) FROM account a WHERE a.id = \(row).accountId)"
    }

    static func day(_ text: String, _ table: String, _ id: Int64) throws -> Day {
        guard let day = Day(iso: text) else { throw StoreError.damagedRow(table: table, id: id) }
        return day
    }

    static func target(_ row: Row, _ table: String) throws -> TargetID {
        guard let plan = PlanID(row["planId"] as String) else {
            throw StoreError.damagedRow(table: table, id: row["id"])
        }
        return TargetID(plan: plan, code: row["targetCode"])
    }

    /// Numbers of ours as a list for `json_each`.
    static func list(_ ids: some Sequence<Int64>) -> String {
        "[" + ids.sorted().map(String.init).joined(separator: ",") + "]"
    }
}
