import FileStore
import Foundation
import Library
import SQLiteStore
import StartedProgram
import Testing

/// What an office keeps, fetched from servers whose machine stands in another
/// time zone and speaks another language.
@Suite(.serialized, .enabled(if: Programs.areBuilt, "hoclieu and hoclieu-worker are built by swift build"))
struct TimeZoneTests {
    /// The country's own first.
    private static let places = [
        ["TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "vi_VN.UTF-8", "LANG": "vi_VN.UTF-8"],
        ["TZ": "America/New_York", "LC_ALL": "en_US.UTF-8", "LANG": "en_US.UTF-8"],
        ["TZ": "Asia/Tokyo", "LC_ALL": "ja_JP.UTF-8", "LANG": "ja_JP.UTF-8"],
        ["TZ": "UTC", "LC_ALL": "C", "LANG": "C"],
        ["TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.UTF-8"],
    ]

    private let scratch: ScratchFolder
    private let point: ServicePointID
    private let password: String

    /// A school with two years of visits, entered in a night that was 29 February
    /// by the clock of Greenwich and 1 March in Việt Nam.
    init() async throws {
        scratch = try ScratchFolder()
        let store = try LibraryStore.open(folder: scratch.data, contents: LibraryFiles(folder: scratch.data))
        let act = Act(account: nil, form: nil, at: Day(2024, 3, 1)!.start.adding(.seconds(1_800)))
        var files = UnitFiles()
        files.addUnits(
            "66\tĐắk Lắk\tprovince\t\t2020-07-01\t\n22100\tTân Lập\tcommune\t66\t2020-07-01\t", file: "units.tsv")
        _ = try await store.membership.units.load(files)
        let unit = try #require(try await store.membership.units.units(UnitFilter()).first { $0.code == "22100" })
        let school = try await store.membership.places.save(
            InstitutionFacts(name: "Trường Tân Lập", kind: .primarySchool, unit: unit.id), as: nil, act: act)
        point = try await store.membership.places.save(
            ServicePointFacts(name: "Thư viện", kind: .school), as: nil, of: school, act: act)
        try await Self.note(100, at: point, in: store, act)
        try store.close()
        let made = try Programs.run(["--data", scratch.data, "account", "add", "--admin", "quantri"])
        let line = try #require(made.output.split(separator: "\n").first { $0.hasPrefix("password:") })
        password = line.dropFirst("password:".count).trimmingCharacters(in: .whitespaces)
    }

    private static func note(_ number: Int, at point: ServicePointID, in store: LibraryStore, _ act: Act) async throws {
        let months = Month(2022, 1)!...Month(2023, 12)!
        let notes = months.each.map { month in
            FigureNote(FigureKey(.point(point), .visit, month, .tally), number + month.number + month.year % 100)
        }
        _ = try await store.figures.note(FigureNotes(notes, reason: "Kiểm lại sổ"), act: act)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a report keeps its bytes and a page its days in every time zone, before it is sent and after`() async throws {
        // Given a draft, written where it belongs.
        let home = try ServedLibrary(data: scratch.data, environment: Self.places[0])
        let browser = try Browser(home, password)
        let begun = try browser.post(
            "/quan-tri/bao-cao/moi?noi=diem-\(point)", [("loai", "annual"), ("tu", "01/2023"), ("den", "12/2023")])
        let address = try #require(begun.headers["location"])
        #expect(Set(try Self.places.map(Self.offset)).count == Self.places.count, "the zones are told apart")

        // When it is fetched from machines elsewhere, then it is the same.
        let draft = try everywhere(address)
        #expect(draft.allSatisfy { $0 == draft[0] })
        for seen in draft {
            #expect(seen.cell.contains("1/3/2024") && !seen.cell.contains("29/2/2024"), "days are those of Việt Nam")
        }

        // When it is sent, and the figures are put right afterwards.
        _ = try browser.post(address + "/kiem", [("dua-tren", "1"), ("buoc", "checked")])
        _ = try browser.post(address + "/gui", [("dua-tren", "2"), ("viet-tay", "1")])
        let hash = ContentDigest.hash(try browser.get(address + "/van-ban").bytes).hex
        let page = try browser.get(address).text
        let store = try LibraryStore.open(folder: scratch.data, contents: LibraryFiles(folder: scratch.data))
        try await Self.note(500, at: point, in: store, Act(account: nil, form: nil, at: .now))
        try store.close()

        // Then its fingerprint on the page is that of the file, everywhere.
        #expect(page.contains("đã gửi") && page.contains(hash))
        let sent = try everywhere(address)
        #expect(sent.allSatisfy { $0 == sent[0] })
        #expect(sent.allSatisfy { $0.file == hash && $0.annex == draft[0].annex && $0.print == draft[0].print })
        #expect(draft[0].cell.contains("126") && !draft[0].cell.contains("526") && sent[0].cell.contains("526"))
    }

    // MARK: Looking from elsewhere

    private struct Seen: Equatable {
        var file: String
        var annex: String
        var page: String
        var print: String
        /// Where one of its figures comes from.
        var cell: String
    }

    private func everywhere(_ address: String) throws -> [Seen] {
        try Self.places.map { place in
            let browser = try Browser(try ServedLibrary(data: scratch.data, environment: place), password)
            return Seen(
                file: ContentDigest.hash(try browser.get(address + "/van-ban").bytes).hex,
                annex: ContentDigest.hash(try browser.get(address + "/phu-luc").bytes).hex,
                page: try browser.text(address), print: try browser.text(address + "/in"),
                cell: try browser.text(
                    "/quan-tri/chi-tieu/so-lieu?don-vi=diem-\(point)&o=p\(point)~2023-03~visit"))
        }
    }

    /// What the machine's own clock says in such a place: "+0700".
    private static func offset(_ place: [String: String]) throws -> String {
        let path = NSTemporaryDirectory() + "hoclieu-zone-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try StartedProgram("/usr/bin/date", ["+%z"], environment: place, output: .file(path)).wait() == 0)
        return try String(contentsOfFile: path, encoding: .utf8)
    }
}

/// An administrator's browser on a served library.
private struct Browser {
    private static let form = String(repeating: "ab", count: 32)
    private let library: ServedLibrary
    private var cookies = "bieu-mau=\(Self.form)"

    init(_ library: ServedLibrary, _ password: String) throws {
        self.library = library
        let answer = try post("/dang-nhap", [("ten", "quantri"), ("ma", password)])
        let session = try #require(answer.headers["set-cookie"]?.split(separator: ";").first, "\(answer.text)")
        cookies += "; \(session)"
    }

    func get(_ path: String) throws -> ServedLibrary.Answer {
        let answer = try library.send("GET", path, cookies: cookies)
        #expect(answer.status == 200, "\(path)")
        return answer
    }

    func post(_ path: String, _ fields: [(String, String)]) throws -> ServedLibrary.Answer {
        let act = (0..<32).map { _ in String(UInt8.random(in: 0...255) | 0x10, radix: 16) }.joined()
        let answer = try library.send(
            "POST", path, cookies: cookies, fields: [("bieu-mau", Self.form), ("viec", act)] + fields)
        #expect(answer.status == 303, "\(path): \(answer.text)")
        return answer
    }

    /// The words of a page's main part: without the tokens of its forms.
    func text(_ path: String) throws -> String {
        let page = try get(path).text
        let main = page.components(separatedBy: "<main").dropFirst().first?.components(separatedBy: "</main>")[0] ?? ""
        return main.replacing(/<[^>]*>/, with: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
