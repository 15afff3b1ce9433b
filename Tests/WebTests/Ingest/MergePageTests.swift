import Foundation
import Library
import SQLiteStore
import Testing
import Web

/// What an upload would merge is shown with its points, and can be parted.
@Suite(.enabled(if: Worker.isBuilt, "hoclieu-worker is built by swift build"))
struct MergePageTests {
    private static let list = Array(
        "Nhan đề,Tác giả,Năm\nĐất rừng phương Nam,Đoàn Giỏi,1957\nSố đỏ,Vũ Trọng Phụng,1936\n".utf8)

    private func sent(_ staffed: StaffedSite) async throws -> (Upload, String) {
        let form = SentForm(
            fields: [("diem", "\(staffed.here.point)"), ("giay-phep", ""), ("truy-cap", "")],
            files: [("danh-muc.csv", Self.list)])
        let upload = try await staffed.settled(try await staffed.send("/quan-tri/nhap", as: .librarian, form))
        return (upload, "/quan-tri/nhap/\(upload.id.rawValue)")
    }

    /// A site whose catalogue has the first book of the list.
    private func site() async throws -> (StaffedSite, RecordID) {
        let staffed = try await StaffedSite()
        var facts = BibFacts(title: "Đất rừng phương Nam")
        facts.creators = [Creator("Đoàn Giỏi")]
        facts.year = 1958
        return (staffed, try await staffed.site.take([facts], file: "muc-luc.csv")[0])
    }

    @Test func `a merge is shown with both sides and why, before the batch is live and after`() async throws {
        let (staffed, record) = try await site()

        let (upload, address) = try await sent(staffed)
        let preview = try await staffed.get(address, as: .librarian).text
        let contributor = try await staffed.get(address, as: .contributor).text
        _ = try await staffed.settled(try await staffed.post(address + "/dua-vao", as: .librarian))
        let live = try await staffed.get(address, as: .librarian).text

        #expect(upload.counts.changed == 1 && upload.counts.added == 1)
        #expect(preview.contains("Đất rừng phương Nam · Đoàn Giỏi · 1957"))
        #expect(preview.contains("href=\"/tai-lieu/\(record)\""))
        #expect(preview.contains("Đất rừng phương Nam · Đoàn Giỏi · 1958"), "as it was before")
        #expect(preview.contains("105 điểm: vì sao") && preview.contains("không trái nhau"))
        #expect(preview.contains("Không gộp hai biểu ghi này"))
        #expect(!contributor.contains("name=\"dong\""))
        #expect(live.contains("Đã gộp vào biểu ghi đã có") && live.contains("105 điểm"))
        #expect(!live.contains("name=\"dong\""))
        for page in [preview, live] { #expect(MarkupFaults(page).list.isEmpty) }
    }

    @Test func `what is parted is looked at again, stays parted when live, and in every later batch`() async throws {
        let (staffed, record) = try await site()
        let (_, address) = try await sent(staffed)

        let shown = try await staffed.get(address, as: .librarian).text
        let number = String(try #require(shown.firstMatch(of: /name="dong" value="([0-9]+)"/)?.output.1))
        let none = try await staffed.post(address + "/khong-gop", as: .librarian)
        let parted = try await staffed.settled(
            try await staffed.post(address + "/khong-gop", as: .librarian, [("dong", number)]))
        let preview = try await staffed.get(address, as: .librarian).text
        let live = try await staffed.settled(try await staffed.post(address + "/dua-vao", as: .librarian))
        let late = try await staffed.post(address + "/khong-gop", as: .librarian, [("dong", number)])
        _ = try await staffed.settled(
            try await staffed.post(address + "/xoa", as: .librarian, [("chac-chan", "1")]))
        let (again, _) = try await sent(staffed)

        #expect(none.status == 422 && none.text.contains("Chưa đánh dấu chỗ nào."))
        #expect(parted.stage == .checked)
        #expect(parted.counts.changed == 0 && parted.counts.added == 2)
        #expect(!preview.contains("Sẽ gộp vào biểu ghi đã có"))
        #expect(live.counts.changed == 0 && live.counts.added == 2)
        #expect(try await staffed.site.store.catalogue.record(record)?.facts.year == 1958)
        #expect(late.status == 422)
        #expect(again.counts.changed == 0 && again.counts.added == 2, "the decision outlives the batch")
        let kinds = try await staffed.site.store.membership.audit.entries(before: nil, limit: 50).map(\.kind)
        #expect(kinds.contains(.mergeRefused))
    }

    @Test func `a score is read back as it was written`() {
        let score = MatchScore(lines: [.init(.title, .same, 60), .init(.volume, .different, -200)])

        #expect(MatchScore(text: score.text) == score)
        #expect(MatchScore(text: "cái gì đó, title same sáu").lines.isEmpty)
    }
}
