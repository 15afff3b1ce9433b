import Testing
import VietnameseText

@Suite struct FoldingTests {
    @Test func `words are joined by single spaces`() {
        #expect(Folding.folded("  «Đường Kách mệnh», (1927)\n") == "duong kach menh 1927")
        #expect(bytes(Folding.canonical("HOÀ-BÌNH  và Thuỷ-điện")) == bytes("hòa bình và thủy điện"))
        #expect(Folding.folded("…") == "")
    }

    @Test func `folding again changes nothing`() {
        for text in ["Kỹ thuật công ty", "Quí vị", "Ærø ﬁnis ŁÓDŹ", "Ơ̆ ê̆ M’Nông"] {
            let once = Folding.folded(text)
            #expect(Folding.folded(once) == once)
            #expect(bytes(Folding.canonical(Folding.canonical(text))) == bytes(Folding.canonical(text)))
        }
    }
}
