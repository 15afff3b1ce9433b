import Credentials
import Foundation
import Library
import SQLiteStore

/// Places and people the tests of membership share.
enum MembershipSamples {
    static let now = Moment(milliseconds: 1_790_000_000_000)

    static func act(_ form: String? = nil, by account: AccountID? = nil) -> Act {
        Act(account: account, form: form, at: now)
    }

    /// Two provinces of today, a commune in each and two of one name, and what
    /// they were before.
    static var units: UnitFiles {
        var files = UnitFiles()
        files.addUnits(
            """
            66\tĐắk Lắk\tprovince\t\t2025-07-01\t
            54\tPhú Yên\tprovince\t\t\t2025-06-30
            564\tTuy Hòa\tprovincial-city\t54\t\t2025-06-30
            22015\tPhường 1\tward\t564\t\t2025-06-30
            22015\tTuy Hòa\tward\t66\t2025-07-01\t
            22100\tTân Lập\tcommune\t66\t2025-07-01\t
            25\tPhú Thọ\tprovince\t\t2025-07-01\t
            07900\tTân Lập\tcommune\t25\t2025-07-01\t
            """, file: "units.tsv")
        files.addSuccessions("22015\t22015\t\tmã được giữ\t", file: "successions.tsv")
        return files
    }

    static func unit(_ code: String, in library: TemporaryLibrary) async throws -> UnitID {
        let today = try await library.store.membership.units.units(UnitFilter(on: Day(now)))
        guard let unit = today.first(where: { $0.code == code }) else { throw Missing(what: code) }
        return unit.id
    }

    /// A school with a library in 22100.
    static func school(_ name: String = "Trường Tiểu học Tân Lập", in library: TemporaryLibrary) async throws
        -> (institution: InstitutionID, point: ServicePointID)
    {
        let places = library.store.membership.places
        let institution = try await places.save(
            InstitutionFacts(name: name, kind: .primarySchool, unit: try await unit("22100", in: library)), as: nil,
            act: act())
        let point = try await places.save(
            ServicePointFacts(name: "Thư viện \(name)", kind: .school), as: nil, of: institution, act: act())
        return (institution, point)
    }

    static func classLine(_ name: String, _ className: String = "4A", card: String? = nil, line: Int = 2) -> ClassLine {
        let rows = [
            TableRow(line: 1, cells: ["Họ tên", "Lớp", "Số thẻ"]),
            TableRow(line: line, cells: [name, className, card ?? ""]),
        ]
        return ClassList(rows, setting: ClassList.Setting(today: Day(now))).lines[0]
    }

    struct Missing: Error { let what: String }
}
