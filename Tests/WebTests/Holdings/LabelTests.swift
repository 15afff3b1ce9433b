import Foundation
import Library
import Testing
import Web

/// Labels on A4 sheets.
@Suite struct LabelTests {
    private static func labels(_ count: Int) -> [BookLabel] {
        (0..<count).compactMap { index in
            AccessionNumber("TK.\(index + 1)").map { number in
                var copy = CopyDraft(number: number)
                copy.callNumber = "895.9223 T450H 2005 t.1 thừa"
                return BookLabel(.spine, AccessionLine(row: 1, copy: copy, title: "Số đỏ"), library: "Thư viện")
            }
        }
    }

    @Test(arguments: LabelLayout.all) func `a layout fits its sheet of A4`(layout: LabelLayout) {
        #expect(layout.marginLeft + layout.columns * layout.width + (layout.columns - 1) * layout.gap <= 2_100)
        #expect(layout.marginTop + layout.rows * layout.height <= 2_970)
        #expect(layout.count == layout.columns * layout.rows)
    }

    @Test(arguments: LabelLayout.all) func `the style sheet has the measures of each layout`(layout: LabelLayout) throws
    {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let style = try String(contentsOf: root.appendingPathComponent("Public/site.css"), encoding: .utf8)

        #expect(style.contains(layout.css))
    }

    @Test func `labels fill their sheets and leave the used places of a begun one empty`() {
        let layout = LabelLayout.all[1]

        let sheet = LabelSheet(Self.labels(28), layout: layout, start: 20)

        #expect(sheet.pages.map(\.count) == [24, 24])
        #expect(sheet.pages[0].prefix(19).allSatisfy { $0 == nil })
        #expect(sheet.pages[0][19]?.number == "TK.1")
        #expect(sheet.pages[1][24 - 1] == nil)
        #expect(sheet.pages.joined().compactMap { $0 }.count == 28)
        #expect(LabelSheet([], layout: layout, start: 20).pages == [])
        #expect(LabelSheet(Self.labels(1), layout: layout, start: 999).pages.map(\.count) == [24])
    }

    @Test func `a spine has its call number in lines and its own number below`() {
        #expect(Self.labels(1)[0].callNumber == ["895.9223", "T450H", "2005", "t.1"])
        #expect(Self.labels(1)[0].number == "TK.1")
    }

    @Test func `what an address does not say is the usual, and what it says wrongly too`() {
        let address = LabelAddress(QueryParameters("loai=khac&to=9x9&bat-dau=-4"))
        let other = LabelAddress(QueryParameters("loai=ma-vach&to=5x13&bat-dau=70&tu-so=TK.1"))

        #expect(address == LabelAddress())
        #expect((other.kind, other.layout.name, other.start, other.from) == (.barcode, "5x13", 65, "TK.1"))
    }
}
