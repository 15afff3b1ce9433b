import Library
import SQLiteStore

/// Two schools and a provincial library with books and readers.
struct LedgerSamples {
    static let now = Moment(milliseconds: 1_790_000_000_000)

    let library: TemporaryLibrary
    let school: Place
    let other: Place
    let province: Place
    let record: RecordID

    struct Place {
        var institution: InstitutionID
        var point: ServicePointID
        var unit: UnitID
    }

    init() async throws {
        library = try TemporaryLibrary()
        let stores = library.store.membership
        var files = UnitFiles()
        files.addUnits(
            "66\tĐắk Lắk\tprovince\t\t2025-07-01\t\n22100\tTân Lập\tcommune\t66\t2025-07-01\t", file: "units.tsv")
        _ = try await stores.units.load(files)
        let units = try await stores.units.units(UnitFilter(on: Day(Self.now)))
        guard let commune = units.first(where: { $0.code == "22100" }) else { throw Missing(what: "commune") }
        school = try await Self.place("Trường Tiểu học Tân Lập", .primarySchool, .school, commune.id, stores)
        other = try await Self.place("Trường THCS Tân Lập", .lowerSecondarySchool, .school, commune.id, stores)
        province = try await Self.place("Thư viện tỉnh Đắk Lắk", .library, .province, commune.id, stores)
        record = try await Self.records(["Dế Mèn phiêu lưu ký"], in: library)[0]
    }

    static var act: Act { Act(account: nil, form: nil, at: now) }

    /// Registers copies numbered from `first`.
    func copies(_ count: Int, from first: Int = 1, of record: RecordID? = nil, at place: Place) async throws
        -> [CopyID]
    {
        let facts = (first..<first + count).compactMap { number in
            AccessionNumber("TK.\(number)").map {
                CopyFacts(record: record ?? self.record, register: place.institution, number: $0)
            }
        }
        let outcomes = try await library.store.circulating.holdings.register(facts, owner: place.point, act: Self.act)
        return outcomes.compactMap { if case .registered(let id) = $0 { id } else { nil } }
    }

    static func records(_ titles: [String], in library: TemporaryLibrary) async throws -> [RecordID] {
        try await library.take(titles.enumerated().map { Sample.row($1, position: $0 + 1) }, file: "\(titles).csv")
            .compactMap(\.record)
    }

    private static func place(
        _ name: String, _ kind: InstitutionKind, _ point: ServicePointKind, _ unit: UnitID, _ stores: MembershipStores
    ) async throws -> Place {
        let institution = try await stores.places.save(
            InstitutionFacts(name: name, kind: kind, unit: unit), as: nil, act: act)
        let id = try await stores.places.save(
            ServicePointFacts(name: "Thư viện \(name)", kind: point), as: nil, of: institution, act: act)
        return Place(institution: institution, point: id, unit: unit)
    }

    struct Missing: Error { let what: String }
}
