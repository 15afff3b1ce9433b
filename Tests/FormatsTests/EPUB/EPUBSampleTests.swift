import Formats
import Foundation
import Library
import Testing

/// Every real EPUB of the samples with what must come of it.
@Suite(.enabled(if: BookSamples.arePresent, "../shared/samples is absent")) struct EPUBSampleTests {
    struct Expected: Sendable {
        var title = ""
        var language = ""
        var sections = 0
        var warnings: Set<DiagnosticCode> = []
        var rejected: DiagnosticCode?
    }

    static func taken(_ title: String, _ language: String, _ sections: Int, _ warnings: DiagnosticCode...) -> Expected {
        Expected(title: title, language: language, sections: sections, warnings: Set(warnings))
    }

    private static let minimal = taken("Minimal EPUB 3.0", "en", 1)

    static let table: [String: Expected] = [
        "epub/bad/30-mimetype-invalid.epub": taken("Minimal EPUB 3.0", "en", 1, .epubMimetype),
        "epub/bad/ocf-container-not-ocf-error.epub": Expected(rejected: .epubNoContainer),
        "epub/bad/ocf-filename-duplicate-after-canonical-normalization-error.epub": minimal,
        "epub/bad/ocf-filename-duplicate-after-full-case-folding-error.epub": taken("Minimal EPUB 3.0", "en", 2),
        "epub/bad/ocf-filename-not-utf8-error.epub": minimal,
        "epub/bad/ocf-meta-inf-with-publication-resource-error.epub": minimal,
        "epub/bad/ocf-mimetype-file-missing-error.epub": taken("Minimal EPUB 3.0", "en", 1, .epubMimetype),
        "epub/bad/ocf-mimetype-file-trailing-newline-error.epub": taken("Minimal EPUB 3.0", "en", 1, .epubMimetype),
        "epub/bad/ocf-zip-unreadable-image-with-epub-extension-fatal.epub": Expected(rejected: .formatMismatch),
        "epub/edge/foreign-exempt-unused-valid.epub": minimal,
        "epub/edge/ocf-filename-character-emoji-tag-sequence-valid.epub": minimal,
        "epub/edge/ocf-filename-utf8-valid.epub": minimal,
        "epub/idpf/childrens-literature.epub": taken("Children's Literature", "en", 24),
        "epub/idpf/figure-gallery-bindings.epub": taken("EPUB Figure Gallery", "en", 1),
        "epub/idpf/internallinks.epub": taken("IDに漢字などを使用したサンプル", "ja", 19),
        "epub/idpf/sous-le-vent.epub": taken("Sous le vent", "fr", 12),
        "epub/idpf/trees.epub": taken("Trees", "en", 3),
        "epub/idpf/wasteland.epub": taken("The Waste Land", "en", 7),
        "epub/oer/eng-gdl-1855.epub": taken("Wild Cat! Wild Cat!", "en", 16),
        "epub/oer/tgl-lra-7f877260.epub": taken("Ano kaya kung...?", "tl", 18),
        "epub/standardebooks/candide.epub": taken("Candide", "en", 37, .imageUnsupported),
        "epub/standardebooks/pride-and-prejudice.epub": taken("Pride and Prejudice", "en", 65, .imageUnsupported),
        "epub/vi/vi-buom-trang.epub": taken("Bướm Trắng", "vi", 12, .valueInvalid),
        "epub/vi/vi-cam-bay-nguoi.epub": taken("Cạm bẫy người", "vi", 18, .valueInvalid),
        "epub/vi/vi-com-thay-com-co.epub": taken("Cơm thầy cơm cô", "vi", 13, .valueInvalid),
        "epub/vi/vi-dem-hoi-long-tri.epub": taken("Đêm hội Long Trì", "vi", 11),
        "epub/vi/vi-doi-thua.epub": taken("Đời Thừa", "vi", 4, .valueInvalid),
        "epub/vi/vi-duong-tu-ha-mau.epub": taken("Dương Từ Hà Mậu", "vi", 10, .valueInvalid),
        "epub/vi/vi-gia-dinh.epub": taken("Gia đình", "vi", 4, .valueInvalid),
        "epub/vi/vi-gia-huan-ca.epub": taken("Gia huấn ca", "vi", 21, .valueInvalid),
        "epub/vi/vi-giong-to.epub": taken("Giông tố", "vi", 35, .valueInvalid),
        "epub/vi/vi-ky-nghe-lay-tay.epub": taken("Kỹ nghệ lấy Tây", "vi", 14, .valueInvalid),
        "epub/vi/vi-lay-nhau-vi-tinh.epub": taken("Lấy Nhau Vì Tình", "vi", 24, .valueInvalid),
        "epub/vi/vi-luc-van-tien.epub": taken("Lục Vân Tiên", "vi", 13, .valueInvalid),
        "epub/vi/vi-luy-hoa.epub": taken("Lũy Hoa", "vi", 6, .valueInvalid),
        "epub/vi/vi-mo-sam-banh.epub": taken("Mò sâm-banh", "vi", 4, .valueInvalid),
        "epub/vi/vi-mot-bua-no.epub": taken("Một Bữa No", "vi", 4, .valueInvalid),
        "epub/vi/vi-nam-cao-sau-cach-mang.epub": taken("Tuyển tập truyện ngắn Nam Cao (Sau cách mạng)", "vi", 18),
        "epub/vi/vi-nang-trong-vuon.epub": taken("Nắng Trong Vườn", "vi", 15),
        "epub/vi/vi-trong-mai.epub": taken("Trống Mái", "vi", 35, .valueInvalid),
        "epub/vi/vi-van-te-thap-loai-chung-sinh.epub": taken("Văn Tế Thập Loại Chúng Sinh", "vi", 4, .valueInvalid),
        "epub/vi/vi-viec-lang.epub": taken("Việc làng", "vi", 20, .valueInvalid),
        "epub/vi/vi-vo-de.epub": taken("Vỡ đê", "vi", 28, .valueInvalid),
        "epub/w3c/nav-spine_in-spine.epub": taken("nav-spine_in-spine", "en", 3),
        "epub/w3c/ocf-package_arbitrary.epub": taken("ocf-package_arbitrary", "en", 1),
        "epub/w3c/ocf-zip-comp.epub": taken("ocf-zip-comp", "en", 1),
        "epub/w3c/pkg-dir_creator-rtl.epub": taken("pkg-dir_creator-rtl", "en", 1),
        "epub/w3c/pkg-linked-records.epub": taken("Package metadata title!", "en", 1),
        "epub/w3c/pkg-meta-unknown.epub": taken("pkg-meta-unknown", "en", 1),
        "epub/w3c/pkg-unique-id.epub": taken("pkg-unique-id", "en", 1),
        "epub/w3c/pub-foreign_json-spine.epub": taken("pub-foreign_json-spine", "en", 1),
        "epub/w3c/pub-xml-external-id.epub": taken("pub-xml-external-id", "en", 1, .epubChapterMended),
    ]

    @Test func `the table names every book of the samples`() {
        #expect(BookSamples.all("epub", "epub").filter { EPUBSampleTests.table[$0] == nil } == [])
    }

    @Test(arguments: BookSamples.all("epub", "epub"))
    func `a real book ends in items or in a reject`(path: String) throws {
        let expected = try #require(EPUBSampleTests.table[path])
        let taken: TakenBook
        do { taken = try TakenBook.from(EPUBReader(), path: BookSamples.path(path)) } catch let rejection
            as FileRejection
        {
            #expect(rejection.diagnostic.code == expected.rejected)
            #expect(!rejection.diagnostic.reason.isEmpty)
            return
        }

        #expect(expected.rejected == nil)
        #expect(taken.records.count == 1)
        #expect(taken.facts.title == expected.title)
        #expect(taken.facts.languages.first == expected.language)
        #expect(taken.sections.count == expected.sections)
        #expect(taken.codes == expected.warnings)
        #expect(PageCheck.faults(of: taken) == [])
        #expect(taken.text.utf8.elementsEqual(taken.text.precomposedStringWithCanonicalMapping.utf8))
        #expect(taken.passages.allSatisfy { $0.text.unicodeScalars.count <= 3_600 })
    }

    /// All words of all chapters, read by another way, are in the passages.
    @Test(arguments: ["epub/vi/vi-giong-to.epub", "epub/vi/vi-gia-dinh.epub", "epub/idpf/wasteland.epub"])
    func `no word of a chapter is lost`(path: String) throws {
        let taken = try TakenBook.from(EPUBReader(), path: BookSamples.path(path))
        let archive = try ZipArchive(path: BookSamples.path(path))
        let letters: (String) -> Int = {
            $0.precomposedStringWithCanonicalMapping.unicodeScalars.count { $0.properties.isAlphabetic }
        }
        var chapters = 0
        let spine = Set(taken.sections.map(\.ordinal)).count
        for name in archive.names where name.hasSuffix("html") && !name.contains("toc") && !name.hasSuffix("nav.xhtml")
        {
            guard let bytes = try archive.read(name),
                let body = try? XMLDocument(bytes).root.firstElement(named: "body")
            else { continue }
            chapters += letters(body.text)
        }
        #expect(spine > 0)
        #expect(letters(taken.text) >= chapters)
    }
}
