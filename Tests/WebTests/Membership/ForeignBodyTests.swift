import HTTPTypes
import Library
import SQLiteStore
import Testing
import Web

/// Forms about one's own things that name somebody else's: the address is
/// allowed, what stands in the form is not.
@Suite struct ForeignBodyTests {
    private typealias Fields = [String: String]

    /// What a form may do to another library, and why.
    private static let legitimate: [String: String] = [
        "/quan-tri/diem/:id/hoi-muon": "a library asks another one for books",
        "/quan-tri/thung/:id/viec send": "a box is sent to another library, which may take it in or not",
        "/quan-tri/thung/:id/viec turn-back": "and called back before it arrives",
        "/quan-tri/chuyen/:id/sua add-stop": "a trip is planned to another library",
        "/quan-tri/vong/:id/sua add": "a rota leads to other libraries",
        "/quan-tri/vong/:id/sua remove": "and leads there no more",
        "/quan-tri/diem/:id/quay tra": "a book is handed in wherever its reader is",
        "/quan-tri/diem/:id/quay nhan": "a book of another library that stands here is seen here",
    ]

    /// What the forms of a route say besides the numbers that all of them get;
    /// without a line, those alone.
    private static func variants(_ pattern: String, _ things: Things) -> [Fields] {
        let orders = { (orders: [String], fields: Fields) -> [Fields] in
            orders.map { fields.merging(["lam": $0]) { $1 } }
        }
        switch pattern {
        case "/quan-tri/diem/:id/quay":
            let copies: [Fields] = ["muon", "tra", "nhan", "de-rieng", "ban"].map {
                ["lam": $0, "so": "\(things.copy)"]
            }
            let loans: [Fields] = ["gia-han", "mat"].map { ["lam": $0, "so": "\(things.loan)"] }
            // No card of the other school is scanned: its readers are known by number alone.
            let others: [Fields] = [["lam": "huy", "so": "\(things.hold)"], ["quet": "KHO.0003"]]
            return [copies, loans, others].flatMap { $0 }
        case "/quan-tri/diem/:id/quay/lop": return [["lop": "4A", "quet": "KHO.0003"]]
        case "/quan-tri/diem/:id/lich/bo": return [["so": "\(things.closing)"]]
        case "/quan-tri/diem/:id/lich":
            return [["tu": "5/10/2026", "den": "6/10/2026", "ly-do": "Sửa nhà", "ca-co-quan": "1"]]
        case "/quan-tri/diem/:id/ngoai-le":
            return (1...40).map { ["so": "\($0)", "cach": ExceptionResolution.settled.rawValue] }
        case "/quan-tri/diem/:id/thanh-ly": return [["quyet-dinh": "QĐ 1", "xac-nhan": "1"]]
        case "/quan-tri/diem/:id/them-ban": return [["so-ban": "1", "chu-dau": "N.", "so-chu-so": "4", "nguon": "Mua"]]
        case "/quan-tri/ban-sach/:id/sua": return [["tinh-trang": "good", "kho": "Kho B"]]
        case "/quan-tri/kiem-ke/:id": return [["ma": "KHO.0003"]]
        case "/quan-tri/kiem-ke/:id/ket-thuc": return [["da-xem": "1"]]
        case "/quan-tri/diem/:id/tiet-doc/ket-thuc": return [["lop": "\(things.series)", "het": "1/9/2026"]]
        case "/quan-tri/diem/:id/sua":
            return [["ten": "Điểm", "loai": "class-corner"], ["ten": "Điểm", "loai": "school"]]
        case "/quan-tri/co-quan/:id/diem-moi": return [["ten": "Góc mới", "loai": "class-corner"]]
        case "/quan-tri/co-quan/:id/sua", "/quan-tri/co-quan/moi": return [["ten": "Trường", "loai": "primary-school"]]
        case "/quan-tri/thung/:id/viec":
            return orders(
                // In the end it is being packed again, for the forms about what is in it.
                [
                    "line", "detach", "pack-rest", "detach-rest", "seal", "unseal", "send", "turn-back", "dissolve",
                    "lose", "find", "receive", "count-lines", "finish", "serve", "recall", "resume", "pass-on",
                    "reopen",
                ], ["so-luong": "1", "ten": "Báo", "dong": "1", "dem-1": "1", "hen-tra": "30/9/2026"])
        case "/quan-tri/diem/:id/thung-lac": return [["nhan": "THUNG-\(things.school.box)-AAAAAA"]]
        case "/quan-tri/diem/:id/chenh-lech":
            return HandoverAnswer.Verdict.allCases.map {
                ["thung": "\(things.given)", "lan": "1", "y-kien": $0.rawValue, "ten": "Ông Tư", "loi": "Đếm sai"]
            }
        case "/quan-tri/thung/:id/xep", "/quan-tri/thung/:id/dem":
            return [["ma": "KHO.0003"], ["nhieu": things.barcode]]
        case "/quan-tri/chuyen/:id/sua":
            return orders(
                ["replan", "load", "unload", "add-stop", "remove-stop", "add-person", "remove-person", "visits"],
                [
                    "chang": "1", "vai": "other", "ten": "Bà Hoa", "nguoi": "1", "luot": "5", "ngay": "25/9/2026",
                    "xe": "47A-1",
                ])
        case "/quan-tri/chuyen/:id/viec": return orders(["depart", "cancel", "finish"], [:])
        case "/quan-tri/vong/:id/sua":
            return orders(
                ["rename", "release", "add", "remove", "up", "end"], ["ten": "V", "cuoi": "again", "ngay": "30"])
        case "/quan-tri/yeu-cau/:id/tra-loi": return orders(["accept", "decline", "withdraw"], [:])
        case "/quan-tri/diem/:id/de-xuat":
            let box = "\(things.school.box)-\(things.here)"
            return [things.school.point, things.here].map {
                ["tu": "\($0)", "ngay-\($0)": "25/9/2026", "thung": box]
            }
        case "/quan-tri/diem/:id/goc-lop": return [["nhieu": "KHO.0003", "tat-ca": "1"]]
        case "/quan-tri/diem/:id/hoi-muon":
            return [["so-luong": "2", "lop": "4", "sach": "Truyện", "hen-tra": "30/9/2027"]]
        case "/quan-tri/diem/:id/chuyen-moi": return [["loai": "mobile", "ngay": "25/9/2026"]]
        case "/quan-tri/bao-cao/moi": return [["loai": "annual", "tu": "1/2025", "den": "12/2025"]]
        default: return [[:]]
        }
    }

    /// What the other school has, with a number each.
    private struct Things {
        var school: StaffedSite.School
        var here: ServicePointID
        var copy: CopyID
        var barcode: String
        var loan: LoanID
        var hold: HoldID
        var closing: ClosingPeriodID
        var series: ReadingSeriesID
        /// A box whose minutes it may say something to: it was counted otherwise.
        var given: BoxID

        /// Under every name that a form of ours asks for a number by.
        var numbers: Fields {
            [
                "thung": "\(school.box)", "vong": "\(school.rota)", "ban": "\(copy)", "bd": "\(school.patron)",
                "tai-lieu": "\(school.record)", "tang": "\(school.gift)", "dot": "\(school.batch)",
                "diem": "\(school.point)", "den": "\(school.point)", "thuoc": "\(school.point)",
                "don-vi": "\(school.unit)", "lop": "\(series)", "noi": "diem-\(school.point)",
                "muc": "\(school.readingList)", "so": "\(copy)", "chang": "1", "dua-tren": "1",
            ]
        }
    }

    @Test func `no form about one's own things changes anything of another school`() async throws {
        let staffed = try await StaffedSite()
        let things = try await Self.things(of: staffed)
        let rows = try PlaceRows(folder: staffed.site.folder)
        var before = try rows.all(of: staffed.elsewhere)
        #expect(before.count > 30, "the other school has something to lose")
        var (sent, done) = (0, 0)

        for route in SiteRoute.allCases.sorted(by: { $0.pattern < $1.pattern }) where route.methods.contains(.post) {
            guard case .action(let action, let place) = route.permission, !route.takesFiles else { continue }
            let address = RouteTests.address(route, place, of: staffed.here) + "?noi=diem-\(things.school.point)"
            for person in [StaffedSite.Person.contributor, .librarian, .coordinator]
            where RouteTests.mayDo[person, default: []].contains(action) {
                for fields in Self.variants(route.pattern, things) {
                    let body = things.numbers.merging(fields) { $1 }.sorted { $0.key < $1.key }
                    let answer = try await staffed.post(address, as: person, body.map { ($0.key, $0.value) })
                    sent += 1
                    done += answer.status < 400 ? 1 : 0
                    let after = try rows.all(of: staffed.elsewhere)
                    let order = fields["lam"].map { " \($0)" } ?? ""
                    let isLegitimate =
                        Self.legitimate[route.pattern] != nil
                        || Self.legitimate[route.pattern + order] != nil
                    #expect(answer.status != 500, "\(route.pattern)\(order)")
                    if !isLegitimate {
                        #expect(
                            after == before,
                            """
                            \(route.pattern)\(order) as \(person): \(answer.status)
                            gone: \(before.subtracting(after).sorted())
                            come: \(after.subtracting(before).sorted())
                            """)
                    }
                    before = after
                }
            }
        }

        #expect(sent > 100 && done > 30, "\(done) of \(sent) forms did something")
        // What was refused here is done by whom it belongs to.
        let answer = try #require(Self.variants("/quan-tri/diem/:id/chenh-lech", things).first)
        let own = try await staffed.post(
            "/quan-tri/diem/\(things.school.point)/chenh-lech", as: .librarianElsewhere,
            answer.map { ($0.key, $0.value) })
        #expect(own.status == 303)
    }

    // MARK: What the other school has

    private static func things(of staffed: StaffedSite) async throws -> Things {
        let school = staffed.elsewhere
        let store = staffed.site.store
        let desk = "/quan-tri/diem/\(school.point)/quay"
        _ = try await staffed.post(
            desk, as: .librarianElsewhere, [("lam", "muon"), ("so", "\(school.copy)"), ("bd", "\(school.patron)")])
        _ = try await staffed.post(
            "/quan-tri/thung/\(school.box)/xep", as: .librarianElsewhere, [("ma", "KHO.0002")])
        _ = try await staffed.post(
            "/quan-tri/diem/\(school.point)/lich", as: .librarianElsewhere,
            [("tu", "1/10/2026"), ("den", "2/10/2026"), ("ly-do", "Sửa mái")])
        var random = SystemRandomNumberGenerator()
        _ = try await store.circulating.ledger.accept([
            LedgerEvent(
                id: .mint(at: StaffedSite.now, using: &random), device: .server, deviceSequence: 9_000_001,
                happenedAt: StaffedSite.now, fact: .holdPlaced(HoldID(77), school.record, pickup: school.point))
        ])
        let today = Day(StaffedSite.now)
        let facts = ReadingSeriesFacts(
            className: "4A", weekday: 2, period: 3, first: today, last: today.adding(days: 100))
        _ = try await store.activities.readingPeriods.add(
            [try #require(facts)], at: school.point, act: StaffedSite.act)
        let loans = try await store.circulating.lending.loans(LoanFilter(point: school.point))
        let closings = try await store.calendar.closings(
            at: school.point, in: Day(2026, 1, 1)!...Day(2026, 12, 31)!)
        let series = try await store.activities.readingPeriods.series(at: school.point, in: today...today)
        let copy = try await store.circulating.holdings.copy(school.copy)
        return Things(
            school: school, here: staffed.here.point, copy: school.copy,
            barcode: copy?.facts.barcode ?? "",
            loan: try #require(loans.first).loan.id, hold: HoldID(77), closing: try #require(closings.first).id,
            series: try #require(series.first).id, given: try await given(by: school, staffed))
    }

    /// A box with five newspapers, of which its class corner counts four.
    private static func given(by school: StaffedSite.School, _ staffed: StaffedSite) async throws -> BoxID {
        let box = try await staffed.site.store.circulating.rotation.boxes.open(
            "T-9", owner: school.point, act: StaffedSite.act)
        let orders = [
            [("lam", "line"), ("ten", "Báo"), ("so-luong", "5")], [("lam", "send"), ("den", "\(school.corner)")],
            [("lam", "receive")], [("lam", "count-lines"), ("dong", "1"), ("dem-1", "4")],
            [("lam", "finish"), ("ben-giao", "Bà Hoa"), ("ben-nhan", "Cô Lan")],
        ]
        for order in orders {
            let done = try await staffed.post("/quan-tri/thung/\(box)/viec", as: .librarianElsewhere, order)
            #expect(done.status == 303, "\(order)")
        }
        return box
    }
}
