import FileStore
import Foundation
import Library
import MadeFiles
import SQLiteStore
import Testing

/// What scripts rely on, line by line: subcommands, options, JSON, exit codes.
@Suite(.enabled(if: Programs.areBuilt, "hoclieu and hoclieu-worker are built by swift build"))
struct ContractTests {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
    }

    private func hoclieu(_ arguments: String..., environment: [String: String] = [:], in directory: String? = nil)
        throws -> Programs.Outcome
    {
        try Programs.run(arguments, environment: environment, in: directory)
    }

    @Test func `ingest of good files exits 0 and counts them`() throws {
        try scratch.write("in/a.csv", MadeTable.csv(titles: ["Số đỏ", "Chí Phèo", "Tắt đèn"]))
        try scratch.write("in/Lời chào.txt", "Xin chào thế giới, đây là một tệp văn bản thường.")

        let outcome = try hoclieu("--data", scratch.data, "ingest", scratch.path + "/in", "--json")

        let json = try outcome.json()
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(
            json["counts"] as? [String: Int] == ["read": 4, "added": 4, "changed": 0, "unchanged": 0, "rejected": 0])
        #expect((json["rejects"] as? [Any])?.isEmpty == true)
    }

    @Test func `ingest with a reject exits 1 and says file, position, code and reason`() throws {
        try scratch.write("in/a.txt", "Một tệp văn bản thường, có mấy chữ.")
        let bad = try scratch.write("in/b.bin", [0, 1, 2, 3, 0xFF, 0xFE, 0, 0, 9])

        let outcome = try hoclieu("ingest", scratch.path + "/in", "--json", "--data", scratch.data)

        let reject = (try outcome.json()["rejects"] as? [[String: Any]])?.first
        #expect(outcome.code == 1)
        #expect(reject?["file"] as? String == bad)
        #expect(reject?["position"] as? Int == 0)
        #expect(reject?["code"] as? String == "format-unknown")
        #expect((reject?["reason"] as? String)?.isEmpty == false)
    }

    @Test func `what a command counts is one of it in English where it is one`() throws {
        try scratch.write("in/a.csv", MadeTable.csv(titles: ["Số đỏ"]))
        let english = ["LC_ALL": "en_GB.UTF-8"]
        _ = try hoclieu("--data", scratch.data, "ingest", scratch.path + "/in")

        let found = try hoclieu("--data", scratch.data, "search", "số đỏ", environment: english)
        let state = try hoclieu("--data", scratch.data, "doctor", environment: english)
        let undone = try hoclieu("--data", scratch.data, "undo", "1", environment: english)
        let rebuilt = try hoclieu("--data", scratch.data, "rebuild", environment: english)

        #expect(found.output.hasPrefix("1 record\n"), "\(found.output)")
        #expect(state.output.contains("1 record, 0 materials;"), "\(state.output)")
        #expect(undone.output.hasPrefix("batch 1: 1 record removed, 0 as before"), "\(undone.output)")
        #expect(rebuilt.output.hasPrefix("0 events folded"), "\(rebuilt.output)")
    }

    private static let vietnamese = (
        start: "đã đọc 2: thêm 1, sửa 0, giữ nguyên 0, từ chối 1\ntừ chối: ",
        sentence: "Không nhận ra loại tệp. Nhận được EPUB, PDF, MARC, MARCXML, CSV, XLSX và TXT.\n"
            + "  chi tiết: Không đọc được loại tệp này: không nhận ra dạng của tệp\n"
    )
    private static let english = (
        start: "read 2: 1 added, 0 changed, 0 unchanged, 1 rejected\nrejected: ",
        sentence:
            "This kind of file is not known. EPUB, PDF, MARC, MARCXML, CSV, XLSX and TXT are taken.\n  found: No reader"
    )

    @Test(arguments: [("C.UTF-8", vietnamese), ("vi_VN.UTF-8", vietnamese), ("en_GB.UTF-8", english)])
    func `without JSON a person reads what happened and what to do, in Vietnamese where nothing else is asked for`(
        locale: String, expected: (start: String, sentence: String)
    ) throws {
        try scratch.write("in/a.txt", "Một tệp văn bản thường, có mấy chữ.")
        try scratch.write("in/b.bin", [0, 1, 2, 3, 0xFF, 0xFE, 0, 0, 9])

        let outcome = try hoclieu(
            "ingest", scratch.path + "/in", "--data", scratch.data, environment: ["LC_ALL": locale])

        let first = expected.start + scratch.path + "/in/b.bin: format-unknown: " + expected.sentence
        #expect(outcome.output.hasPrefix(first), "\(outcome.output)")
        #expect(outcome.output.hasSuffix(": \(Programs.repository)/docs/errors.md\n"), "\(outcome.output)")
    }

    @Test func `a server that cannot listen where it was told to says why and what to do`() throws {
        let nowhere = try hoclieu("--data", scratch.data, "serve", "--host", "khong-co.invalid", "--port", "0")
        let other = try hoclieu("--data", scratch.data, "serve", "--host", "192.0.2.1", "--port", "0")

        #expect(nowhere.code == 2 && nowhere.errors.contains("there is no host khong-co.invalid. Give an address"))
        #expect(other.code == 2 && other.errors.contains("192.0.2.1 is no address of this machine. Give one"))
        #expect(!(nowhere.output + nowhere.errors + other.output + other.errors).contains("serving"))
    }

    @Test func `to open a text without a licence is answered with a word, and a path is no licence`() throws {
        let file = try scratch.write("in/a.txt", "Một tệp văn bản thường, có mấy chữ.")

        let closed = try hoclieu("--data", scratch.data, "ingest", file, "--access", "open")
        let json = try hoclieu("--data", scratch.path + "/hai", "ingest", file, "--access", "open", "--json").json()
        let free = try hoclieu("--data", scratch.path + "/ba", "ingest", file, "--access", "open", "--licence", "PD")
        let path = try hoclieu("--data", scratch.path + "/bon", "ingest", file, "--licence", "../../etc")

        #expect(closed.code == 0)
        #expect(closed.output.contains("cảnh báo: \(file): licence-missing: Lời văn vẫn đóng"), "\(closed.output)")
        let warnings = json["warnings"] as? [[String: Any]]
        #expect(warnings?.compactMap { $0["code"] as? String } == ["licence-missing"])
        #expect(!free.output.contains("licence-missing"))
        #expect(path.code == 2 && path.errors.contains("is no licence"), "\(path.errors)")
    }

    @Test func `a number that nobody owns, standing twice over different titles, is told with the first place`() throws
    {
        let marc = [("X1", "Sách một"), ("X1", "Sách khác"), ("X2", "Sách ba"), ("X1", "Sách một")].flatMap {
            number, title in
            MadeMARC().field("001", number).field("245", "10$a\(title)").bytes
        }
        try scratch.write("in/a.mrc", marc)
        try scratch.write("in/b.csv", "Mã,Nhan đề\n1,Số đỏ\n1,Giông tố\n2,Vỡ đê\n")

        let json = try hoclieu("--data", scratch.data, "ingest", scratch.path + "/in", "--json").json()

        let twice = (json["warnings"] as? [[String: Any]] ?? []).filter {
            $0["code"] as? String == "duplicate-identifier"
        }
        #expect(twice.compactMap { $0["position"] as? Int } == [2, 2])
        #expect(twice.allSatisfy { ($0["reason"] as? String)?.contains("stands already in record 1") == true })
        #expect((json["counts"] as? [String: Int])?["rejected"] == 0)
        #expect((json["counts"] as? [String: Int])?["added"] == 6)
    }

    @Test func `ingest of nothing exits 2, makes no library, and still prints JSON`() throws {
        let outcome = try hoclieu("--data", scratch.data, "ingest", scratch.path + "/khong-co", "--json")

        #expect(outcome.code == 2)
        #expect(try (outcome.json()["rejects"] as? [[String: Any]])?.first?["code"] as? String == "file-unreadable")
        #expect(!FileManager.default.fileExists(atPath: scratch.data))
    }

    @Test func `wrong usage exits 2 with one sentence`() throws {
        let file = try scratch.write("a.txt", "chữ")
        for arguments in [
            ["ingest"], ["ingest", file, "--access", "moi-nguoi"], ["hat"], ["search", "a", "--limit", "0"],
        ] {
            let outcome = try Programs.run(["--data", scratch.data] + arguments)
            #expect(outcome.code == 2)
            #expect(outcome.errors.hasPrefix("hoclieu: "))
        }
    }

    @Test func `the data folder is given before or after the subcommand, by a variable, or is ./data`() throws {
        let file = try scratch.write("a.csv", MadeTable.csv(titles: ["Số đỏ"]))
        let places = ["one", "two", "three", "data"].map { scratch.path + "/" + $0 }

        _ = try hoclieu("--data", places[0], "ingest", file)
        _ = try hoclieu("ingest", file, "--data", places[1])
        _ = try hoclieu("ingest", file, environment: ["HOCLIEU_DATA": places[2]])
        _ = try hoclieu("ingest", file, in: scratch.path)

        for place in places { #expect(FileManager.default.fileExists(atPath: place + "/hoclieu.sqlite"), "\(place)") }
    }

    @Test func `the folder beside the subcommand stands before the one in front and the variable`() throws {
        let file = try scratch.write("a.csv", MadeTable.csv(titles: ["Số đỏ"]))

        _ = try hoclieu(
            "--data", scratch.path + "/x", "ingest", file, "--data", scratch.data,
            environment: ["HOCLIEU_DATA": scratch.path + "/y"])

        #expect(FileManager.default.fileExists(atPath: scratch.data + "/hoclieu.sqlite"))
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/x"))
    }

    @Test func `a dry run counts and keeps nothing`() throws {
        try scratch.write("in/a.csv", MadeTable.csv(titles: ["Số đỏ", "Chí Phèo"]))
        try scratch.write("in/b.txt", "Một tệp văn bản thường, có mấy chữ.")

        let dry = try hoclieu("--data", scratch.data, "ingest", scratch.path + "/in", "--dry-run", "--json")
        let found = try hoclieu("--data", scratch.data, "search", "số đỏ", "--json")

        #expect(dry.code == 0, "\(dry.errors)")
        #expect((try dry.json()["counts"] as? [String: Int])?["added"] == 3)
        #expect(try found.json()["total"] as? Int == 0)
        #expect(scratch.files(under: "data/originals").filter { $0.contains("/") } == [])
        #expect(scratch.files(under: "data/inbox") == [])
    }

    @Test func `search answers with every key of the contract`() throws {
        try scratch.write(
            "in/Chuyện cái thùng.txt", "Thùng sách luân chuyển đi từ tỉnh về xã.\n\nMỗi thùng có bốn mươi cuốn.")
        try scratch.write("in/a.csv", MadeTable.csv(titles: ["Luân chuyển sách báo"]))
        _ = try hoclieu("--data", scratch.data, "ingest", scratch.path + "/in")

        let outcome = try hoclieu("--data", scratch.data, "search", "luan chuyen", "--json", "--limit", "5")

        let json = try outcome.json()
        #expect(outcome.code == 0)
        #expect(json["total"] is Int)
        #expect(json["totalIsExact"] as? Bool == true && json["isExact"] as? Bool == true)
        let records = try #require(json["records"] as? [[String: Any]])
        let record = try #require(records.first { $0["source"] as? String == "a.csv" })
        #expect(Set(record.keys).isSuperset(of: ["id", "title", "creators", "year", "score", "why", "source"]))
        #expect(record["title"] as? String == "Luân chuyển sách báo")
        let passages = try #require(json["passages"] as? [[String: Any]])
        let passage = try #require(passages.first)
        #expect(Set(passage.keys).isSuperset(of: ["record", "place", "snippet", "url"]))
        #expect((passage["snippet"] as? String)?.contains("luân chuyển") == true)
        let url = try #require(passage["url"] as? String)
        #expect(url.hasPrefix("/doc/\(try #require(passage["record"] as? Int))/"))
        #expect(Set(passage.keys).isSuperset(of: ["title", "heading", "score"]))
        let scores = passages.compactMap { $0["score"] as? Double }
        #expect(scores.count == passages.count && scores == scores.sorted(by: >))
    }

    @Test func `a plain text's title is its file name without ending`() throws {
        try scratch.write("in/Truyện cổ tích.txt", "Ngày xửa ngày xưa ở một làng nọ có hai anh em.")
        _ = try hoclieu("--data", scratch.data, "ingest", scratch.path + "/in")

        let outcome = try hoclieu("--data", scratch.data, "search", "truyen co tich", "--json")

        let records = try outcome.json()["records"] as? [[String: Any]]
        #expect(records?.first?["title"] as? String == "Truyện cổ tích")
        #expect(records?.first?["source"] as? String == "Truyện cổ tích.txt")
    }

    @Test func `search without a library says what to do`() throws {
        let outcome = try hoclieu("--data", scratch.data, "search", "sách")

        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("hoclieu --data \(scratch.data) ingest"))
    }

    @Test func `a sidecar's licence and corrections are taken, and stay when the file comes again without it`() throws {
        try scratch.write("in/viec-lang.txt", "Làng tôi có một cái đình to lắm, ai qua cũng phải nhìn.")
        try scratch.write("in/viec-lang.yaml", "licence: PD\ncorrections:\n  title: Việc làng\n  year: 1940\n")
        _ = try hoclieu("--data", scratch.data, "ingest", scratch.path + "/in")
        try FileManager.default.removeItem(atPath: scratch.path + "/in/viec-lang.yaml")

        let again = try hoclieu("--data", scratch.data, "ingest", scratch.path + "/in", "--json")
        let found = try hoclieu("--data", scratch.data, "search", "viec lang", "--json")

        #expect((try again.json()["counts"] as? [String: Int])?["unchanged"] == 1)
        let record = (try found.json()["records"] as? [[String: Any]])?.first
        #expect(record?["title"] as? String == "Việc làng")
        #expect(record?["year"] as? Int == 1940)
    }

    @Test func `a sidecar with a slip rejects its file and takes the neighbours`() throws {
        try scratch.write("in/a.txt", "Một tệp văn bản thường, có mấy chữ.")
        try scratch.write("in/a.yaml", "licence: PD\nacces: open\n")
        try scratch.write("in/b.txt", "Một tệp văn bản khác, cũng có mấy chữ.")

        let outcome = try hoclieu("--data", scratch.data, "ingest", scratch.path + "/in", "--json")

        #expect(outcome.code == 1)
        let reject = (try outcome.json()["rejects"] as? [[String: Any]])?.first
        #expect(reject?["code"] as? String == "sidecar-invalid")
        #expect((reject?["reason"] as? String)?.contains("acces") == true)
        #expect((try outcome.json()["counts"] as? [String: Int])?["added"] == 1)
    }

    @Test func `rejected rows are kept in the input's own format and can be put in again`() throws {
        try scratch.write("in/so.csv", "Nhan đề,Năm\nSố đỏ,1936\n,1940\nTắt đèn,1937\n")

        let outcome = try hoclieu("--data", scratch.data, "ingest", scratch.path + "/in", "--json")

        let file = try #require((try outcome.json()["rejectFiles"] as? [String])?.first)
        #expect(file.hasSuffix("so.rejects.csv"))
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text == "Nhan đề,Năm\n,1940\n")
    }

    @Test func `verify of a sound library exits 0, of a damaged file 1`() throws {
        let file = try scratch.write("a.txt", "Một tệp văn bản thường, có mấy chữ.")
        _ = try hoclieu("--data", scratch.data, "ingest", file, "--licence", "PD")
        #expect(try hoclieu("--data", scratch.data, "verify").code == 0)

        let original = try #require(scratch.files(under: "data/originals").last)
        let path = scratch.data + "/originals/" + original
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        try Data("khác".utf8).write(to: URL(fileURLWithPath: path))

        let outcome = try hoclieu("--data", scratch.data, "verify")
        #expect(outcome.code == 1)
        #expect(!outcome.output.isEmpty)
    }

    @Test func `a backup restores the library into another folder`() throws {
        try scratch.write("in/a.csv", MadeTable.csv(titles: ["Số đỏ"]))
        try scratch.write("in/b.txt", "Thùng sách luân chuyển đi từ tỉnh về xã.")
        _ = try hoclieu("--data", scratch.data, "ingest", scratch.path + "/in")
        let backup = scratch.path + "/luu.hoclieu"

        #expect(try hoclieu("--data", scratch.data, "backup", backup).code == 0)
        let restored = try hoclieu("--data", scratch.path + "/moi", "restore", backup)
        let found = try hoclieu("--data", scratch.path + "/moi", "search", "luan chuyen", "--json")

        #expect(restored.code == 0, "\(restored.errors)")
        #expect((try found.json()["passages"] as? [Any])?.count == 1)
        #expect(try hoclieu("--data", scratch.path + "/moi", "verify").code == 0)
    }

    @Test func `undo takes a batch back`() throws {
        let first = try scratch.write("a.csv", MadeTable.csv(titles: ["Số đỏ"]))
        let second = try scratch.write("b.csv", MadeTable.csv(titles: ["Chí Phèo", "Lão Hạc"]))
        _ = try hoclieu("--data", scratch.data, "ingest", first)
        let batch = try #require(
            try hoclieu("--data", scratch.data, "ingest", second, "--json").json()["batch"] as? Int)

        let undone = try hoclieu("--data", scratch.data, "undo", String(batch))

        #expect(undone.code == 0, "\(undone.errors)")
        #expect(try hoclieu("--data", scratch.data, "search", "chi pheo", "--json").json()["total"] as? Int == 0)
        #expect(try hoclieu("--data", scratch.data, "search", "so do", "--json").json()["total"] as? Int == 1)
    }

    @Test func `reindex, version and doctor answer`() throws {
        let file = try scratch.write("a.txt", "Một tệp văn bản thường, có mấy chữ.")
        _ = try hoclieu("--data", scratch.data, "ingest", file)

        #expect(try hoclieu("--data", scratch.data, "reindex").code == 0)
        #expect(try hoclieu("version").output.hasPrefix("hoclieu "))
        let doctor = try hoclieu("--data", scratch.data, "doctor")
        for subject in ["hoclieu-worker", "confinement", "pdftotext", "disk", "data folder", "library"] {
            #expect(doctor.output.contains(subject), "\(doctor.output)")
        }
    }

    @Test func `doctor tells the days off that somebody entered, with their document`() async throws {
        let file = try scratch.write("a.txt", "Một tệp văn bản thường, có mấy chữ.")
        _ = try hoclieu("--data", scratch.data, "ingest", file)
        let before = try hoclieu("--data", scratch.data, "doctor").output
        let store = try LibraryStore.open(folder: scratch.data, contents: try LibraryFiles(folder: scratch.data))
        let first = try #require(Day(2031, 1, 22)), last = try #require(Day(2031, 1, 28))
        for announcement in [
            Holidays.Announcement(name: "Tết Nguyên đán", first: first, last: last, source: "Công văn 8"),
            Holidays.Announcement(name: "Quốc tang", first: last, last: last, source: "Thông cáo 9"),
        ] {
            _ = try await store.holidays.announce(announcement, act: Act(account: nil, form: nil, at: .now))
        }
        try store.close()

        let after = try hoclieu("--data", scratch.data, "doctor").output

        #expect(!before.contains("days off: "))
        #expect(
            after.contains("days off: Tết Nguyên đán, 2031-01-22 to 2031-01-28, entered in the system by: Công văn 8"))
        #expect(after.contains("days off: Quốc tang, 2031-01-28, entered in the system by: Thông cáo 9"))
    }
}
