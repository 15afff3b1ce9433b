import Foundation
import Ingest
import Library
import Testing

/// What a librarian writes beside a file.
@Suite struct SidecarTests {
    private let licences = LicenceList(ingestFolders: [Programs.repository + "/ingest"])

    @Test func `licence, access and corrections are read`() throws {
        let text = """
            licence: PD
            access: open
            corrections:
              title: Việc làng
              creators: [Ngô Tất Tố, {name: Ai Đó, role: trl}]
              year: 1940
              language: vi
              grades: [6, 7]
            """

        let sidecar = try Sidecar.parse(text, name: "a.yaml", licences: licences)

        #expect(sidecar.licence == LicenceStatement(id: "PD"))
        #expect(sidecar.access == .open)
        #expect(sidecar.corrections.title == "Việc làng")
        #expect(sidecar.corrections.creators == [Creator("Ngô Tất Tố"), Creator("Ai Đó", role: .translator)])
        #expect(sidecar.corrections.year == 1940)
        #expect(sidecar.corrections.audience.grades == [6, 7])
        #expect(sidecar.fields == [.title, .creators, .year, .languages, .audience])
    }

    @Test func `a licence may be written the way people write it`() throws {
        let sidecar = try Sidecar.parse("licence: Phạm vi công cộng", name: "a.yaml", licences: licences)
        #expect(sidecar.licence?.id == "PD")
        let link = try Sidecar.parse(
            "licence: https://creativecommons.org/licenses/by/4.0/", name: "a.yaml", licences: licences)
        #expect(link.licence?.id == "CC-BY-4.0")
    }

    @Test func `the library's own list of licences stands for the product's, and opens nothing`() throws {
        let scratch = try ScratchFolder()
        try scratch.write("codes/licences.yaml", "GD-SO:\n  access: open\n  aliases: [giấy phép sở]\nPD: {}\n")
        let licences = LicenceList(ingestFolders: [Programs.repository + "/ingest", scratch.path, "/khong-co"])

        let sidecar = try Sidecar.parse("licence: Giấy phép Sở", name: "a.yaml", licences: licences)

        #expect(sidecar.licence?.id == "GD-SO")
        #expect(AccessPolicy.level(asked: nil, licence: sidecar.licence) == .closed)
        #expect(AccessPolicy.level(asked: .open, licence: sidecar.licence) == .open)
        #expect(licences.isKnown("PD") && !licences.isKnown("CC-BY-4.0"))
    }

    @Test(arguments: ["CC-BY-4.0 nhưng chỉ cho lớp 9", "CC-BY chỉ tại trường", "MIT-like", "cc-by-9"])
    func `a licence in somebody's own words opens nothing`(words: String) throws {
        let sidecar = try Sidecar.parse("licence: \"\(words)\"", name: "a.yaml", licences: licences)

        #expect(sidecar.licence?.id == words)
        #expect(AccessPolicy.level(asked: nil, licence: sidecar.licence) == .closed)
    }

    @Test func `an empty sidecar says nothing`() throws {
        #expect(try Sidecar.parse("", name: "a.yaml", licences: licences) == Sidecar())
        #expect(try Sidecar.parse("# chỉ có lời ghi\n", name: "a.yaml", licences: licences) == Sidecar())
    }

    @Test(arguments: [
        ("access: mở", "access"), ("titel: Số đỏ", "titel"), ("corrections:\n  yaer: 1", "yaer"),
        ("corrections: [a]", "corrections"),
        ("corrections:\n  year: năm ngoái", "year"), ("licence: [", "YAML"), ("corrections:\n  kind: quyển", "kind"),
        ("licence: ../../etc\naccess: open", "licence"), ("licence: '--'", "licence"), ("licence: a/b", "licence"),
        ("- a\n- b", "keys"), ("corrections:\n  grades: [13]", "grades"), ("corrections:\n  title: ''", "title"),
    ])
    func `a slip is a rejection that names it`(text: String, word: String) {
        #expect {
            try Sidecar.parse(text, name: "/x/a.yaml", licences: licences)
        } throws: { error in
            guard let rejection = error as? FileRejection else { return false }
            return rejection.diagnostic.code == .sidecarInvalid && rejection.diagnostic.reason.contains(word)
                && rejection.diagnostic.reason.contains("a.yaml") && !rejection.diagnostic.reason.contains("/x/")
        }
    }

    @Test func `corrections stand over the file in the cataloguer's name`() throws {
        let sidecar = try Sidecar.parse("corrections:\n  title: Việc làng\n", name: "a.yaml", licences: licences)
        var facts = BibFacts(title: "VIEC LANG")
        facts.publisher = "NXB"
        var patch = RecordPatch(
            facts: facts, sources: [.title: .file, .publisher: .file], origin: .wholeFile, sourceBytes: [],
            sourceFormat: .epub,
            position: SourcePosition())

        sidecar.apply(to: &patch)

        #expect(patch.facts.title == "Việc làng")
        #expect(patch.facts.publisher == "NXB")
        #expect(patch.sources == [.title: .cataloguer, .publisher: .file])
    }
}
