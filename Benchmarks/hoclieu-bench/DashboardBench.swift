import Credentials
import Foundation
import HTTPTypes
import Hummingbird
import Library
import Logging
import NIOCore
import Randomness
import SQLiteStore
import Web

/// A province's dashboard through the responder the server runs, compressed as a
/// browser asks for it: 3,000 points, five years, two things added up. The first
/// question of a server and the first after a figure was written are measured
/// apart, and what the server reads beside its start.
struct DashboardBench {
    let library: BenchLibrary
    let points: Int
    private let now = Moment(milliseconds: 1_790_000_000_000)
    private static let years = 5

    private var act: Act { .commandLine(at: now) }

    func run() async throws {
        let (unit, some) = try await fill()
        let application = try buildApplication(services, configuration: configuration)
        let address = "/quan-tri/chi-tieu?don-vi=don-vi-\(unit)&tu=2026-01&den=2026-12&goc=2022"
        var start = Measurement("reading at the start of a server")
        var first = Measurement("first question of a server")
        var again = Measurement("dashboard of \(points) points")
        var changed = Measurement("first after a figure was entered")
        var working = Measurement("working of the sum, a row a point")
        try await start.time { try await library.store.board.prepare(over: try month(2026, 8)) }
        let packed = try await first.time { try await ask(application, address) }
        let plain = try await ask(application, address, packed: false)
        for _ in 0..<30 { _ = try await again.time { try await ask(application, address) } }
        for round in 0..<20 {
            try await enter(round, at: some)
            _ = try await changed.time { try await ask(application, address) }
        }
        let sum = "/quan-tri/chi-tieu/cach-tinh?don-vi=don-vi-\(unit)&tu=2026-01&den=2026-12&goc=2022"
        let key = WorkingKey(.sum, .total, months: try month(2026, 1)...month(2026, 8))
        for _ in 0..<10 { _ = try await working.time { try await ask(application, "\(sum)&buoc=\(key)") } }
        say(
            "dashboard: \(plain >> 10) KiB, packed \(packed >> 10) KiB; memory \(Machine.anonymousMemory) MiB"
        )
        say(Measurement.heading)
        say(start.line(target: nil))
        say(first.line(target: 100))
        say(again.line(target: 100))
        say(changed.line(target: 100))
        say(working.line(target: nil))
    }

    private func month(_ year: Int, _ number: Int) throws -> Month {
        guard let month = Month(year, number) else { throw BenchFailure(what: "month") }
        return month
    }

    /// One more figure, as a librarian enters it.
    private func enter(_ round: Int, at point: ServicePointID) async throws {
        let key = FigureKey(.point(point), .event, try month(2020 + round / 12, 1 + round % 12), .imported)
        let visit = FigureKey(.point(point), .visit, try month(2026, 8), .imported)
        _ = try await library.store.figures.note(
            FigureNotes(
                [FigureNote(key, round + 1), FigureNote(visit, Int.random(in: 1...90_000))], reason: "đếm lại"),
            act: act)
    }

    // MARK: Asking

    /// The size of the page.
    private func ask(
        _ application: Application<RouterResponder<WebContext>>, _ address: String, packed: Bool = true
    ) async throws -> Int {
        var head = HTTPRequest(method: .get, scheme: "http", authority: "bench", path: address)
        head.headerFields[.cookie] = "phien=\(String(repeating: "a", count: 43))"
        if packed { head.headerFields[.acceptEncoding] = "gzip" }
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        let context = WebContext(logger: application.logger, peer: "127.0.0.1")
        let response = try await application.responder.respond(to: request, context: context)
        guard response.status == .ok, let length = response.body.contentLength else {
            throw BenchFailure(what: "\(response.status) for \(address)")
        }
        return length
    }

    private var configuration: WebConfiguration {
        var configuration = WebConfiguration()
        let now = now
        configuration.now = { now }
        return configuration
    }

    private var services: WebServices {
        let store = library.store
        let holidays = HolidayDesk(store: store.holidays)
        return WebServices(
            catalogue: store.catalogue, search: store.search, reading: store.reading, membership: store.membership,
            circulating: store.circulating, calendar: store.calendar, holidays: holidays, activities: store.activities,
            figures: store.figures, board: store.board,
            plans: PlanDesk(source: FixedPlans(), stores: store.plans, holidays: holidays),
            readingLists: store.readingLists,
            signIn: EverybodyIsAdmin(),
            uploads: NoUploads(), tables: NoTables(),
            usage: UsageDesk(store: store.usage, visitors: VisitorHashes()), pageImages: nil,
            reports: ReportServices(
                stores: store.reports,
                figures: ReportGathering(
                    figures: store.figures, board: store.board, activities: store.activities.activities,
                    reports: store.reports),
                templates: NoTemplates()))
    }

    // MARK: Filling

    /// A province with a hundred communes, kept between runs.
    private func fill() async throws -> (unit: UnitID, point: ServicePointID) {
        let store = library.store
        var files = UnitFiles()
        let communes = (0..<100).map { "2\(1_000 + $0)\tXã số \($0)\tcommune\t66\t2025-07-01\t" }
        files.addUnits(
            (["66\tĐắk Lắk\tprovince\t\t2025-07-01\t"] + communes).joined(separator: "\n"), file: "units.tsv")
        _ = try await store.membership.units.load(files)
        let units = try await store.membership.units.units(UnitFilter(on: Day(now)))
        guard let province = units.first(where: { $0.code == "66" }) else { throw BenchFailure(what: "unit") }
        let below = units.filter { $0.parent == province.id }
        let known = try await store.membership.places.servicePoints(within: [.library], limit: points)
        if let first = known.first, known.count >= points { return (province.id, first.id) }
        var all: [ServicePointID] = []
        for number in 0..<points {
            let institution = try await store.membership.places.save(
                InstitutionFacts(
                    name: "Trường số \(number)", kind: .primarySchool, unit: below[number % below.count].id), as: nil,
                act: act)
            all.append(
                try await store.membership.places.save(
                    ServicePointFacts(name: "Thư viện trường số \(number)", kind: .school), as: nil, of: institution,
                    act: act))
        }
        try await write(all)
        return (province.id, all[0])
    }

    private func write(_ points: [ServicePointID]) async throws {
        var random = SeededRandom(seed: 2_026)
        let last = try month(2026, 8)
        let start = ContinuousClock.now
        for month in (last.adding(months: -12 * Self.years + 1)...last).each {
            var notes: [FigureNote] = []
            for (number, point) in points.enumerated() where random.next() % 20 != 0 {
                let base = 40 + number % 400
                for (indicator, part) in [(Indicator.visit, 1), (.virtualVisit, 3), (.loan, 2), (.loanOfOwned, 2)] {
                    let value = (base + Int(random.next() % 40)) * (100 + 8 * (month.year - 2021)) / 100 / part
                    notes.append(FigureNote(FigureKey(.point(point), indicator, month, .imported), value))
                }
            }
            _ = try await library.store.figures.note(FigureNotes(notes), act: act)
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        say(String(format: "%d points × %d months written in %.1f s", points.count, 12 * Self.years, seconds))
    }
}

/// Whoever asks may see everything.
private struct EverybodyIsAdmin: SignInService {
    func signIn(_ attempt: SignInAttempt, at now: Moment) async throws -> SignInOutcome {
        throw BenchFailure(what: "sign-in")
    }
    func actor(ofToken token: String, at now: Moment) async throws -> Actor? {
        Actor(account: AccountID(1), name: "Đo", grants: [Grant(id: GrantID(1), role: .admin, node: .library)])
    }
    func signOut(token: String) async throws {}
    func changeSecret(of actor: Actor, from old: String, to new: String, at now: Moment) async throws -> SecretChange {
        throw BenchFailure(what: "secret")
    }
    func issue(_ kind: SecretKind, to accounts: [AccountID], act: Act) async throws -> [AccountID: IssuedSecret]? {
        nil
    }
}

private struct NoUploads: UploadDesk {
    func open(_ files: [UploadedFile], as request: UploadRequest, act: Act) async throws -> BatchID {
        throw BenchFailure(what: "upload")
    }
    func uploads(_ filter: UploadFilter) async throws -> UploadPage { throw BenchFailure(what: "upload") }
    func upload(_ id: BatchID) async throws -> Upload? { nil }
    func files(of id: BatchID) async throws -> [UploadFile] { [] }
    func rows(_ filter: UploadRowFilter) async throws -> UploadRowPage { throw BenchFailure(what: "upload") }
    func share(of id: BatchID) async -> UploadShare? { nil }
    func go(_ step: UploadStep, _ id: BatchID, act: Act) async throws {}
}

private struct NoTemplates: TemplateShelf {
    func shipped() throws -> [TemplatePart] { [] }
    func own() async throws -> [TemplatePart]? { nil }
    func parts(of file: UploadedFile) async throws -> [TemplatePart] { [] }
    func keep(_ file: UploadedFile?) throws {}
}

private struct NoTables: TableReading {
    func rows(of file: UploadedFile, most: Int) async throws -> [TableRow] { [] }
}
