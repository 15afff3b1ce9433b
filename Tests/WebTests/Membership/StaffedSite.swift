import Credentials
import Foundation
import Library
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
        var record: RecordID
        var copy: CopyID
        var stockTake: StockTakeID
        var gift: GiftID
    }

    let site: TestSite
    let here: School
    let elsewhere: School
    private let accounts: [Person: AccountID]

    init() async throws {
        site = try await TestSite(configure: { $0.now = { Self.now } })
        let stores = site.store.membership
        _ = try await stores.units.load(Self.units)
        let record = try await site.take([BibFacts(title: "Đất rừng phương Nam")], file: "sach-cua-truong.csv")[0]
        here = try await Self.school("Trường Tiểu học Tân Lập", "22100", with: record, in: site)
        elsewhere = try await Self.school("Trường Tiểu học Xa", "07900", with: record, in: site)
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
        if let account = accounts[person] {
            let token = SessionToken.mint()
            try await site.store.membership.accounts.open(
                Session(
                    tokenHash: SessionToken.hash(token)!, account: account, kind: kind, isShared: true,
                    openedAt: Self.now, lastUsedAt: Self.now))
            cookies.append("phien=\(token)")
        }
        return ["Cookie": cookies.joined(separator: "; ")]
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
        _ name: String, _ code: String, with record: RecordID, in site: TestSite
    ) async throws -> School {
        let stores = site.store.membership
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
        let stock = site.store.circulating
        let copies = try await stock.register.add(
            CopyAddition(record: record, count: 3, prefix: "TK.", width: 4), to: point, act: act)
        let count = try await stock.stockTakes.open(StockRange(location: "Kho A"), at: point, act: act)
        let donor = Donor(kind: .body, name: "Hội khuyến học")
        let facts = GiftFacts(donor: donor, receivedOn: Day(now), lines: [GiftLine(text: "Báo", quantity: 5)])
        let gift = try await stock.gifts.save(facts, as: nil, at: point, act: act)
        return School(
            unit: unit, institution: institution, point: point, succession: link.id, patron: reader.id, record: record,
            copy: copies[0], stockTake: count, gift: gift)
    }

    struct Missing: Error { let what: String }
}
