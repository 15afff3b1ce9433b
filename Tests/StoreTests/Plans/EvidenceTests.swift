import FileStore
import Foundation
import Library
import SQLiteStore
import Testing

/// Files of evidence, kept beside the precious database.
@Suite struct EvidenceTests {
    private static let now = Day(2026, 9, 21)!.start
    private static let pdf = Array("%PDF-1.4 biên bản".utf8)

    private let library: TemporaryLibrary
    private let school: InstitutionID
    private let declaration: DeclarationID
    private var evidence: any EvidenceStore { library.store.plans.evidence }

    init() async throws {
        library = try TemporaryLibrary()
        let membership = library.store.membership
        var files = UnitFiles()
        files.addUnits("22100\tTân Lập\tcommune\t\t\t", file: "units.tsv")
        _ = try await membership.units.load(files)
        let unit = try #require(try await membership.units.units(UnitFilter()).first)
        school = try await membership.places.save(
            InstitutionFacts(name: "Trường A", kind: .primarySchool, unit: unit.id), as: nil, act: Self.act())
        let facts = DeclarationFacts(property: .sharedShelf, holds: true, from: Day(Self.now), evidence: "Biên bản")
        let declarations = library.store.plans.declarations
        try await declarations.declare([DeclarationDraft(facts: facts)], of: school, act: Self.act())
        declaration = try #require(try await declarations.history(of: school).first).id
    }

    private static func act(_ form: String? = nil) -> Act { Act(account: nil, form: form, at: now) }

    private func sent(_ bytes: [UInt8], _ name: String = "bien-ban.pdf") throws -> UploadedFile {
        let path = library.folder + "/\(UUID().uuidString)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return UploadedFile(path: path, name: FileLabel(name), byteCount: Int64(bytes.count))
    }

    @Test func `a file is kept under its hash, once for a form that is sent twice`() async throws {
        let form = String(repeating: "a", count: 64)

        try await evidence.attach(try sent(Self.pdf), to: declaration, of: school, act: Self.act(form))
        try await evidence.attach(try sent(Self.pdf), to: declaration, of: school, act: Self.act(form))
        let files = try await evidence.files(of: school)

        let file = try #require(files.first)
        #expect(files.count == 1)
        #expect(file.kind == .pdf && file.name.text == "bien-ban.pdf" && file.subject == .declaration(declaration))
        let path = try #require(try await evidence.path(of: file.id))
        #expect(path.hasSuffix(library.files.hash(of: Self.pdf).hex))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(Self.pdf))
    }

    @Test func `what is no PDF, JPEG or PNG is refused, whatever its name says`() async throws {
        let program = try sent([0x7F, 0x45, 0x4C, 0x46, 1, 2, 3, 4], "bien-ban.pdf")
        let large = UploadedFile(path: try sent(Self.pdf).path, name: FileLabel("a.pdf"), byteCount: 10 << 20 + 1)

        await #expect(throws: EvidenceRefusal.kindWrong) {
            try await evidence.attach(program, to: declaration, of: school, act: Self.act())
        }
        await #expect(throws: EvidenceRefusal.tooLarge) {
            try await evidence.attach(large, to: declaration, of: school, act: Self.act())
        }
        await #expect(throws: EvidenceRefusal.subjectGone) {
            try await evidence.attach(
                try sent(Self.pdf), to: declaration, of: InstitutionID(99), act: Self.act())
        }
        #expect(try await evidence.files(of: school) == [])
    }

    @Test func `a file is attached to the last mark of a milestone`() async throws {
        let target = TargetID(plan: PlanID("dak-ha-2023")!, code: "moc")
        let figures = library.store.plans.figures
        await #expect(throws: EvidenceRefusal.subjectGone) {
            try await evidence.attach(try sent(Self.pdf), to: target, act: Self.act())
        }
        for evidence in ["QĐ 12", "QĐ 13"] {
            try await figures.mark(target, reachedOn: Day(Self.now), evidence: evidence, act: Self.act())
        }

        try await evidence.attach(try sent([0xFF, 0xD8, 0xFF, 0xE0], "anh.jpg"), to: target, act: Self.act())

        let newest = try #require(try await figures.marks(of: target.plan).first)
        #expect(try await evidence.files(of: target).map(\.subject) == [.milestone(newest.id)])
        #expect(try await evidence.files(of: target).map(\.kind) == [.jpeg])
    }

    @Test func `evidence is in a backup, comes back with it, and verify finds what was spoilt`() async throws {
        try await evidence.attach(try sent(Self.pdf), to: declaration, of: school, act: Self.act())
        let backup = library.folder + ".backup", restored = library.folder + "-restored"
        defer { for path in [backup, restored] { try? FileManager.default.removeItem(atPath: path) } }

        let report = try await library.store.backup(to: backup)
        try await LibraryStore.restore(from: backup, folder: restored) { try LibraryFiles(folder: $0) }
        let copy = try TemporaryLibrary(alsoAt: restored)
        let file = try #require(try await copy.store.plans.evidence.files(of: school).first)
        let path = try #require(try await copy.store.plans.evidence.path(of: file.id))
        let isSound = try await copy.store.verify().isClean
        try FileManager.default.removeItem(atPath: path)

        #expect(report.originals == 1 && report.missing == [])
        #expect(isSound)
        #expect(try await !copy.store.verify().isClean)
    }
}
