import Foundation
import HTTPTypes
import Library
import Synchronization
import Testing

@testable import Web

/// A disk that fills up and gets room again, as the tests say.
@Suite struct DiskTests {
    private final class Disk: Sendable {
        let free = Mutex<Int64>(1 << 40)
        func set(_ bytes: Int64) { free.withLock { $0 = bytes } }
        var watch: DiskWatch { DiskWatch(limits: DiskLimits(leastBytes: 256 << 20)) { [self] in free.withLock { $0 } } }
    }

    private func code(_ answer: Answer) -> String? {
        ["disk-nearly-full", "disk-full"].first { answer.text.contains("<code data-text>\($0)</code>") }
    }

    @Test func `nearly full, only the desk writes, reading goes on, and it ends by itself`() async throws {
        let disk = Disk()
        let staffed = try await StaffedSite(disk: disk.watch)
        let desk = "/quan-tri/diem/\(staffed.here.point.rawValue)/quay"
        let lists = "/quan-tri/diem/\(staffed.here.point.rawValue)/sua"
        disk.set(100 << 20)

        let refused = try await staffed.post(lists, as: .admin, [("ten", "Tên mới")])
        let lent = try await staffed.post(desk, as: .librarian, [("quet", "KHO.0001")])
        let read = try await staffed.get("/tim-kiem?q=dat+rung", as: .visitor)
        let administration = try await staffed.get("/quan-tri", as: .librarian)
        disk.set(1 << 40)
        let again = try await staffed.post(lists, as: .admin, [("ten", "")])
        let cleared = try await staffed.get("/quan-tri", as: .librarian)

        #expect(refused.status == 503)
        #expect(code(refused) == "disk-nearly-full")
        #expect(refused.header("Retry-After") == "60")
        #expect(refused.text.contains("mượn trả ở quầy"))
        #expect(code(lent) == nil && lent.status < 500)
        #expect(read.status == 200 && read.text.contains("Đất rừng phương Nam"))
        #expect(administration.text.contains("Đĩa của máy chủ sắp đầy, còn 105 MB"))
        #expect(code(again) == nil)
        #expect(!cleared.text.contains("Đĩa của máy chủ"))
    }

    @Test func `full, the desk stops too, says what to do, and anybody can sign out`() async throws {
        let disk = Disk()
        let staffed = try await StaffedSite(disk: disk.watch)
        disk.set(10 << 20)

        let lent = try await staffed.post(
            "/quan-tri/diem/\(staffed.here.point.rawValue)/quay", as: .librarian, [("quet", "KHO.0001")])
        let out = try await staffed.post("/dang-xuat", as: .librarian)

        #expect(lent.status == 503)
        #expect(code(lent) == "disk-full")
        #expect(lent.text.contains("ra giấy"))
        #expect(out.status == 303)
    }

    @Test(arguments: [(Int64(100 << 20), "disk-nearly-full"), (10 << 20, "disk-full")])
    func `each act goes on as far as its route says, whoever asks`(_ free: Int64, _ refusal: String) async throws {
        let disk = Disk()
        let staffed = try await StaffedSite(disk: disk.watch)
        disk.set(free)

        for route in SiteRoute.allCases where route.methods.contains(.post) {
            let address = route.pattern.replacingOccurrences(of: ":id", with: "1")
            let answer = try await staffed.post(address, as: .admin)
            switch route.reserve.refusal(in: disk.watch.room) {
            case nil: #expect(code(answer) == nil, "\(address)")
            case let wanted?:
                #expect(wanted.rawValue == refusal)
                // Somebody else's number is refused before; nothing is written either way.
                #expect(code(answer) == refusal || [403, 404].contains(answer.status), "\(address): \(answer.status)")
            }
        }
    }

    @Test func `what goes on is what nobody can put off at a desk`() {
        let last = SiteRoute.allCases.filter { $0.reserve != .ordinary }

        #expect(
            Set(last.map(\.pattern)) == [
                "/dang-nhap", "/dang-xuat", "/quan-tri/diem/:id/quay", "/quan-tri/diem/:id/quay/lop",
                "/quan-tri/diem/:id/dat-cho", "/quan-tri/diem/:id/ngoai-le", "/quan-tri/diem/:id/ngay-giay/nhap",
                "/trang-toi/gia-han", "/trang-toi/dat-cho", "/trang-toi/huy-cho", "/quan-tri/diem/:id/luot-den",
            ])
        #expect(last.filter { $0.reserve == .freeing } == [.signOut])
        #expect(last.allSatisfy { $0.methods.contains(.post) && !$0.takesFiles })
    }
}
