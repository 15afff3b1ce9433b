import Foundation
import GRDB
import Library
import Randomness
import SQLiteStore
import Testing

@Suite struct PrivacyTests {
    private static let name = "Nguyễn Thị Hiền Thục Đoan"

    /// Whether any of the texts stands anywhere in a file, byte for byte.
    private func finds(_ texts: [String], in path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
            return []
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        return texts.filter { bytes.range(of: Data($0.utf8)) != nil }
    }

    private func everywhere(_ texts: [String], _ samples: DeskSamples) async throws -> [String] {
        let folder = samples.library.folder
        _ = try await samples.library.store.rebuild(into: folder + "/rebuilt.sqlite")
        try await samples.library.store.backup(to: folder + "/backup.hoclieu")
        var found: [String] = []
        for file in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            found += try finds(texts, in: folder + "/" + file).map { "\($0) in \(file)" }
        }
        return found
    }

    @Test func `after erasure no file holds the name or the card, and the counts stay`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(3, at: samples.school)
        let reader = try await DeskSamples.readers([(Self.name, "4A")], samples.school, samples.base)[0]
        let patrons = samples.library.store.membership.patrons
        let newCard = try await patrons.replaceCard(of: reader.id, act: samples.act())
        var now = reader
        now.card = newCard
        _ = try await samples.desk(.scan(newCard.text))
        _ = try await samples.desk(.scan("TK.1"), reader: now)
        _ = try await samples.desk(.giveBack(copies[0]))
        guard case .lent(let loan) = try await samples.desk(.lend(copies[1]), reader: now) else {
            return #expect(Bool(false))
        }
        _ = try await samples.hold(samples.readers[0])
        let texts = [
            Self.name, Self.name.lowercased(), "nguyen thi hien thuc doan", "Thục Đoan", "thục đoan", reader.card.text,
            newCard.text,
        ]
        let before = try await everywhere(texts, samples)

        await #expect(throws: LendingRefusal.loansOpen) {
            try await samples.stores.privacy.erase(
                reader.id, requestedOn: Day(DeskSamples.now), act: samples.act())
        }
        _ = try await samples.desk(.giveBack(copies[1]))
        let report = try await samples.stores.privacy.erase(
            reader.id, requestedOn: Day(DeskSamples.now), act: samples.act())
        let after = try await everywhere(texts, samples)

        #expect(before.contains { $0.hasPrefix(newCard.text) } && before.contains { $0.hasPrefix(Self.name) })
        #expect(report.isClean)
        #expect(after == [])
        #expect(try await samples.stores.privacy.personalData(of: reader.id, now: DeskSamples.now) == nil)
        #expect(try await samples.desk(.scan(newCard.text)) == .refused(.scanUnknown, nil))
        let book = try await samples.stores.lending.loans(
            LoanFilter(point: samples.school.point, madeIn: Day(DeskSamples.now)...Day(DeskSamples.now)))
        #expect(book.count == 2 && book.contains { $0.loan.id == loan && $0.borrower == nil })
        #expect(try await samples.isRebuiltEqual())
        #expect(try await samples.library.store.verify().problems.isEmpty)
    }

    /// A program without them would let the next one take the log away, and all
    /// that is written afterwards with it.
    @Test func `an erasure leaves the locks of the database where they are`() async throws {
        let samples = try await DeskSamples()
        let path = samples.library.folder + "/hoclieu.sqlite"
        let before = try locks(on: path)

        let report = try await samples.stores.privacy.erase(
            samples.readers[0].id, requestedOn: Day(DeskSamples.now), act: samples.act())

        #expect(report.isClean)
        #expect(before > 0)
        #expect(try locks(on: path) >= before)
    }

    /// How many locks this process holds on a file, as the kernel tells of each of
    /// its descriptors: the list of all processes shifts while it is read.
    private func locks(on path: String) throws -> Int {
        let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return try descriptors.reduce(0) { count, descriptor in
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
            guard target == real, let file = FileHandle(forReadingAtPath: "/proc/self/fdinfo/\(descriptor)") else {
                return count
            }
            let told = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
            return count + told.split(separator: "\n").count { $0.hasPrefix("lock:") }
        }
    }

    /// Pages that are split and joined leave copies of cells behind unless they
    /// are overwritten; hundreds of readers that come, change and go show it.
    @Test func `of hundreds of readers in restless tables nothing is left`() async throws {
        let samples = try await DeskSamples()
        var random = SeededRandom(seed: 7)
        let names = (0..<400).map { number in
            ("Họ\(number)x Tên\(UInt32.random(in: 0..<9_999, using: &random))y\(number)z", "\(1 + number % 5)A")
        }
        let readers = try await DeskSamples.readers(names, samples.school, samples.base, limit: 1_000)
        let patrons = samples.library.store.membership.patrons
        for reader in readers.shuffled(using: &random).prefix(150) {
            var facts = reader.facts
            facts.className = "Lớp chuyển \(reader.id)"
            try await patrons.change(reader.id, to: facts, act: samples.act())
            _ = try await patrons.replaceCard(of: reader.id, act: samples.act())
        }
        let erased = Array(readers.shuffled(using: &random).prefix(120))
        var texts: [String] = []
        for reader in erased {
            let card = try await patrons.patron(reader.id)?.card.text
            texts += [reader.facts.name, reader.facts.name.lowercased(), reader.card.text] + [card].compactMap(\.self)
        }

        for reader in erased {
            _ = try await samples.stores.privacy.erase(reader.id, requestedOn: Day(DeskSamples.now), act: samples.act())
        }

        #expect(readers.count == 400)
        #expect(try await everywhere(texts, samples) == [])
    }

    @Test func `who had a copy is forgotten after its days, a lost copy later`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(3, at: samples.school)
        var loans: [LoanID] = []
        for (copy, reader) in zip(copies, samples.readers) {
            guard case .lent(let loan) = try await samples.desk(.lend(copy), reader: reader) else {
                return #expect(Bool(false))
            }
            loans.append(loan)
        }
        _ = try await samples.desk(.giveBack(copies[0]))
        _ = try await samples.desk(.lose(loans[1]))
        let forget = { (days: Int) in
            try await samples.stores.privacy.forget(
                ForgettingLimits(), now: DeskSamples.now.adding(.seconds(days * 86_400)))
        }

        let early = try await forget(29)
        let later = try await forget(31)
        let last = try await forget(400)
        let open = try await samples.stores.lending.loans(LoanFilter(point: samples.school.point))

        #expect(early.loans == 0 && later.loans == 1 && last.loans == 1)
        #expect(open.map(\.borrower?.id) == [samples.readers[2].id], "a loan that is open keeps its reader")
    }

    @Test func `a reading record is kept only when it is turned on, and goes when it is turned off`() async throws {
        let samples = try await DeskSamples()
        let copies = try await samples.base.copies(2, at: samples.school)
        let rows = [["Họ tên", "Đối tượng"], ["Lý Thị Cô Giáo", "Giáo viên"]].enumerated().map {
            TableRow(line: $0 + 1, cells: $1)
        }
        let patrons = samples.library.store.membership.patrons
        _ = try await patrons.importClassList(
            ClassList(rows, setting: ClassList.Setting(today: Day(DeskSamples.now))).lines, at: samples.school.point,
            isDryRun: false, act: samples.act())
        let teacher = try #require(
            try await patrons.patrons(PatronFilter(point: samples.school.point)).patrons.first {
                $0.facts.category == .teacher
            })
        let store = samples.stores.readers

        _ = try await samples.desk(.lend(copies[0]), reader: teacher)
        let off = try await store.readingRecord(of: teacher.id)
        try await store.keepReadingRecord(true, of: teacher.id, act: samples.act())
        _ = try await samples.desk(.lend(copies[1]), reader: teacher)
        let on = try await store.readingRecord(of: teacher.id)
        try await store.keepReadingRecord(false, of: teacher.id, act: samples.act())

        #expect(off == nil && on?.count == 1)
        #expect(try await store.readingRecord(of: teacher.id) == nil)
        await #expect(throws: LendingRefusal.consentMissing) {
            try await store.keepReadingRecord(true, of: samples.readers[0].id, act: samples.act())
        }
    }
}
