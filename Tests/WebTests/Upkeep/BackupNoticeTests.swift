import Library
import SQLiteStore
import Testing
import Web

/// What the administration says of the server's backups.
@Suite struct BackupNoticeTests {
    private func noted(_ notes: BackupNote...) async throws -> (admin: String, librarian: String) {
        let staffed = try await StaffedSite()
        for note in notes { try await staffed.site.store.backups.note(note) }
        return (
            try await staffed.get("/quan-tri", as: .admin).text, try await staffed.get("/quan-tri", as: .librarian).text
        )
    }

    private let good = BackupNote(at: StaffedSite.now, outcome: .checked, path: "/b/a.backup", byteCount: 312_000_000)

    @Test func `the last backup is named with its day and size, for who looks after the library`() async throws {
        let said = try await noted(good)

        #expect(said.admin.withoutMarks.contains("Bản sao lưu gần nhất: 21/9/2026, 312 MB, đã kiểm tra."))
        #expect(!said.admin.contains("class=\"notice\""))
        #expect(!said.librarian.contains("sao lưu"))
    }

    @Test func `without a backup the page says so, and what failed stands above`() async throws {
        let none = try await noted()
        let full = try await noted(
            good, BackupNote(at: StaffedSite.now, outcome: .noRoom, path: "/b/b.backup", byteCount: 5_000_000_000))
        let broken = try await noted(BackupNote(at: StaffedSite.now, outcome: .failed, path: "/b/b.backup"))

        #expect(none.admin.contains("Chưa có bản sao lưu hằng ngày nào."))
        #expect(full.admin.withoutMarks.contains("Lần sao lưu ngày 21/9/2026 không thành: cần 5,0 GB"))
        #expect(full.admin.contains("Bản sao lưu gần nhất"))
        #expect(broken.admin.contains("Chưa có bản sao lưu nào dùng được."))
        #expect(!broken.librarian.contains("sao lưu"))
    }

    @Test func `two days without a backup are told, and files that are not in it`() async throws {
        var old = good
        old.at = StaffedSite.now.adding(.seconds(-3 * 86_400))
        var lacking = good
        lacking.missing = 2

        #expect(try await noted(old).admin.contains("Đã hơn hai ngày không có bản sao lưu mới."))
        #expect(try await noted(lacking).admin.withoutMarks.contains("Có 2 tệp của thư viện bị mất hoặc hỏng"))
    }
}

extension String {
    /// The text between the elements.
    fileprivate var withoutMarks: String { replacing(#/<[^>]*>/#, with: "") }
}
