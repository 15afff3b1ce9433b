import Credentials
import FileStore
import Foundation
import Ingest
import Library
import Logging
import SQLiteStore
import Web

/// A site with two schools in two provinces and somebody of every role.
struct StaffedSite {
    static let now = Moment(milliseconds: 1_790_000_000_000)

    enum Person: String, CaseIterable {
        case visitor, reader, contributor, librarian, coordinator, admin
        case librarianElsewhere, coordinatorElsewhere
    }

    /// What one school has, by the numbers in addresses.
    struct School {
        var unit: UnitID
        var institution: InstitutionID
        var point: ServicePointID
        var succession: SuccessionID
        var patron: PatronID
        var batch: BatchID
        /// Planned for the day it is.
        var activity: ActivityID
        /// A class corner that hangs on the point.
        var corner: ServicePointID
        var box: BoxID
        var trip: TripID
        var rota: RotaID
        var request: RequestID
        var record: RecordID
        var copy: CopyID
        var stockTake: StockTakeID
        var gift: GiftID
        /// A draft.
        var readingList: ReadingListID
        /// A draft of the point.
        var report: ReportID
    }

    let site: TestSite
    let here: School
    let elsewhere: School
    private let accounts: [Person: AccountID]

    init(
        plans: any PlanSource = PlanFolder(ingestFolders: [Worker.repository + "/ingest"]),
        disk: DiskWatch = DiskWatch(), logger: Logger? = nil,
        board: (LibraryStore) -> FigureBoard = { $0.board },
        configure: @Sendable (inout WebConfiguration) -> Void = { _ in }
    ) async throws {
        site = try await TestSite(
            plans: plans, holidays: Self.holidays, disk: disk, logger: logger, board: board,
            configure: {
                $0.now = { Self.now }
                $0.daysToMark = Self.daysToMark
                // Jobs end before their page answers, on a busy machine too.
                $0.jobPatience = .seconds(120)
                $0.pointKinds = ServicePointKinds([.school: ServicePointRules(opening: OpeningDays("2-6"))])
                configure(&$0)
            })
        let stores = site.store.membership
        _ = try await stores.units.load(Self.units)
        let record = try await site.take([BibFacts(title: "Đất rừng phương Nam")], file: "sach-cua-truong.csv")[0]
        here = try await Self.school("Trường Tiểu học Tân Lập", "22100", with: record, in: site.store)
        elsewhere = try await Self.school("Trường Tiểu học Xa", "07900", with: record, in: site.store)
        var accounts: [Person: AccountID] = [:]
        let nodes: [(Person, Role?, TreeNode)] = [
            (.reader, nil, .library), (.contributor, .contributor, .institution(here.institution)),
            (.librarian, .librarian, .servicePoint(here.point)), (.admin, .admin, .library),
            (.coordinator, .coordinator, .unit(try await Self.unit("66", in: stores))),
            (.librarianElsewhere, .librarian, .servicePoint(elsewhere.point)),
            (.coordinatorElsewhere, .coordinator, .unit(try await Self.unit("25", in: stores))),
        ]
        for (person, role, node) in nodes {
            let account = try await stores.register.add(
                userName: UserName(person.rawValue)!, displayName: "Người \(person.rawValue)", act: Self.act)
            if let role { _ = try await stores.register.grant(role, at: node, to: account, act: Self.act) }
            accounts[person] = account
        }
        self.accounts = accounts
    }

    static var act: Act { Act(account: nil, form: nil, at: now) }

    func account(_ person: Person) -> AccountID? { accounts[person] }

    /// The headers of a browser in which somebody has just signed in.
    func headers(_ person: Person, kind: SecretKind = .password) async throws -> [String: String] {
        var cookies = ["bieu-mau=\(Self.formToken)"]
        if let account = accounts[person] { cookies.append("phien=\(try await session(of: account, kind))") }
        return ["Cookie": cookies.joined(separator: "; ")]
    }

    /// The token of a session that has just begun.
    func session(of account: AccountID, _ kind: SecretKind = .password) async throws -> String {
        let token = SessionToken.mint()
        try await site.store.membership.accounts.open(
            Session(
                tokenHash: SessionToken.hash(token)!, account: account, kind: kind, isShared: true,
                openedAt: Self.now, lastUsedAt: Self.now))
        return token
    }

    func get(_ address: String, as person: Person, language: String = "vi") async throws -> Answer {
        var headers = try await headers(person)
        headers["Cookie"]? += "; ngon-ngu=\(language)"
        return try await site.get(address, headers: headers)
    }

    /// Sends a form of ours; `act` is minted anew unless it is given.
    func post(
        _ address: String, as person: Person, _ fields: [(String, String)] = [], act: String? = SessionToken.mint()
    ) async throws -> Answer {
        var all = [("bieu-mau", Self.formToken)] + fields
        if let act { all.append(("viec", act)) }
        let body = all.map { "\($0)=\(PercentText.encode($1))" }.joined(separator: "&")
        return try await site.get(address, headers: try await headers(person), method: "POST", body: body)
    }

    /// 21 September 2026, the day it is, is a Monday.
    static let holidays = Holidays(rules: [
        .init(name: "Quốc khánh", date: .solar(month: 9, day: 2), before: 1, length: 2),
        .init(name: "Tết Nguyên đán", date: .lunar(month: 1, day: 1), before: 1, length: 5),
    ])
    static let daysToMark = DaysToMark([
        .init(
            name: "Tuần lễ hưởng ứng học tập suốt đời", month: 10, day: 1, length: 7, kind: .learningWeek,
            source: "Nguồn thử")
    ])

    static let formToken = String(repeating: "ab", count: 32)

    private static var units: UnitFiles {
        var files = UnitFiles()
        files.addUnits(
            """
            66\tĐắk Lắk\tprovince\t\t2025-07-01\t
            22100\tTân Lập\tcommune\t66\t2025-07-01\t
            25\tPhú Thọ\tprovince\t\t2025-07-01\t
            07900\tVĩnh Tường\tcommune\t25\t2025-07-01\t
            54\tPhú Yên\tprovince\t\t\t2025-06-30
            564\tTuy Hòa\tprovincial-city\t54\t\t2025-06-30
            22100\tHòa Xuân\tcommune\t564\t\t2025-06-30
            07900\tTân Tiến\tcommune\t564\t\t2025-06-30
            """, file: "units.tsv")
        files.addSuccessions("22100\t22100\t\tmã được giữ\t\n07900\t07900\t\tmã được giữ\t", file: "successions.tsv")
        return files
    }

    private static func unit(_ code: String, in stores: MembershipStores) async throws -> UnitID {
        let units = try await stores.units.units(UnitFilter(on: Day(now)))
        guard let unit = units.first(where: { $0.code == code }) else { throw Missing(what: code) }
        return unit.id
    }

    private static func school(
        _ name: String, _ code: String, with record: RecordID, in store: LibraryStore
    ) async throws -> School {
        let stores = store.membership
        let unit = try await unit(code, in: stores)
        let institution = try await stores.places.save(
            InstitutionFacts(name: name, kind: .primarySchool, unit: unit), as: nil, act: act)
        let point = try await stores.places.save(
            ServicePointFacts(name: "Thư viện \(name)", kind: .school), as: nil, of: institution, act: act)
        let links = try await stores.units.successions(SuccessionFilter(into: unit)).links
        let rows = [["Họ tên", "Lớp"], ["Nguyễn Văn An", "4A"], ["Lê Thị Bình", "5B"]].enumerated().map {
            TableRow(line: $0 + 1, cells: $1)
        }
        _ = try await stores.patrons.importClassList(
            ClassList(rows, setting: ClassList.Setting(today: Day(now))).lines, at: point, isDryRun: false, act: act)
        let readers = try await stores.patrons.patrons(PatronFilter(point: point)).patrons
        guard let link = links.first, let reader = readers.first else { throw Missing(what: "succession or reader") }
        let stock = store.circulating
        let copies = try await stock.register.add(
            CopyAddition(record: record, count: 3, prefix: "KHO.", width: 4), to: point, act: act)
        let count = try await stock.stockTakes.open(StockRange(location: "Kho A"), at: point, act: act)
        let donor = Donor(kind: .body, name: "Hội khuyến học")
        let facts = GiftFacts(donor: donor, receivedOn: Day(now), lines: [GiftLine(text: "Báo", quantity: 5)])
        let gift = try await stock.gifts.save(facts, as: nil, at: point, act: act)
        // An upload nobody works at: its stage and rows are what its pages show.
        let file = UploadFile(
            ordinal: 1, name: "sach \(code).csv", byteCount: 12, hash: ContentDigest.hash(Array(code.utf8)))
        let batch = try await store.uploads.open([file], in: "gia-\(code)", as: UploadRequest(point: point), act: act)
            .id
        try await store.uploads.note(.checked([Self.outcome]), of: batch)
        let today = Day(now)
        let activity = try await store.activities.activities.add(
            ActivityFacts(title: "Kể chuyện \(name)", kind: .storytelling, first: today, last: today), at: point,
            act: act)
        let rotation = store.circulating.rotation
        let corner = try await stores.places.save(
            ServicePointFacts(name: "Góc lớp 4A", kind: .classCorner, parent: point), as: nil, of: institution, act: act
        )
        let trip = try await rotation.trips.plan(
            TripFacts(kind: .rotation, from: point, plannedOn: today), act: act)
        try await rotation.trips.edit(.addStop(corner, on: today), of: trip, act: act)
        return School(
            unit: unit, institution: institution, point: point, succession: link.id, patron: reader.id, batch: batch,
            activity: activity, corner: corner, box: try await rotation.boxes.open("T-1", owner: point, act: act),
            trip: trip,
            rota: try await rotation.rotas.save(
                RotaFacts(name: "Các lớp", ending: .again), as: nil, owner: point, act: act),
            request: try await rotation.requests.ask(
                RequestFacts(grade: 4, quantity: 40), from: corner, to: point, act: act), record: record,
            copy: copies[0], stockTake: count, gift: gift,
            readingList: try await store.readingLists.add(
                ReadingListFacts(title: "Đọc cùng con"), at: point, act: act),
            report: try await Self.report(of: point, in: store))
    }

    private static func report(of point: ServicePointID, in store: LibraryStore) async throws -> ReportID {
        var texts = ReportTexts()
        texts.body = "Thư viện thử"
        let months = Month(2025, 8)!...Month(2026, 7)!
        return try await store.reports.reports.open(
            ReportDraft(
                order: ReportOrder(node: .servicePoint(point), kind: .annual, months: months), texts: texts,
                figures: ReportFigures(takenAt: now, place: "Thư viện thử")), act: act)
    }

    private static var outcome: UploadFileOutcome {
        var counts = IngestCounts()
        (counts.read, counts.added, counts.rejected) = (3, 1, 2)
        let findings = [
            Diagnostic(.reject, .recordNoTitle, at: SourcePosition(record: 2, line: 3), "there is no title"),
            Diagnostic(.warning, .valueInvalid, at: SourcePosition(record: 3, field: "Năm"), "no year is <19999>"),
        ]
        return UploadFileOutcome(ordinal: 1, counts: counts, diagnostics: findings)
    }

    struct Missing: Error { let what: String }
}
