import Library
import Testing

@Suite struct OverlayTests {
    private func state(_ source: ValueSource, locked: Set<BibField> = []) -> Overlay.State {
        var facts = BibFacts(title: "Số đỏ")
        facts.publisher = "Văn học"
        return Overlay.State(facts: facts, sources: [.title: source, .publisher: source], locked: locked)
    }

    private func patch(_ source: ValueSource, title: String = "Giông tố", publisher: String? = "Kim Đồng")
        -> RecordPatch
    {
        var facts = BibFacts(title: title)
        facts.publisher = publisher
        return RecordPatch(
            facts: facts, sources: [.title: source, .publisher: source], origin: .bytes, sourceBytes: [],
            sourceFormat: .csv,
            position: SourcePosition())
    }

    @Test(arguments: ValueSource.allCases, ValueSource.allCases)
    func `a correction replaces only what is not stronger`(_ present: ValueSource, _ new: ValueSource) {
        let after = Overlay.applying(patch(new), to: state(present), on: .correction(isOnlySource: false))

        #expect((after.facts.publisher == "Kim Đồng") == (new >= present))
        #expect(after.sources[.publisher] == max(new, present))
    }

    @Test(arguments: ValueSource.allCases, ValueSource.allCases)
    func `a match replaces only what is weaker`(_ present: ValueSource, _ new: ValueSource) {
        let after = Overlay.applying(patch(new), to: state(present), on: .match)

        #expect((after.facts.publisher == "Kim Đồng") == (new > present))
    }

    @Test(arguments: [Overlay.Occasion.correction(isOnlySource: true), .rereading(isOnlySource: true), .match])
    func `a locked field is left as it is`(_ occasion: Overlay.Occasion) {
        let locked = state(.marc, locked: [.publisher, .title])

        #expect(Overlay.applying(patch(.cataloguer), to: locked, on: occasion) == locked)
        #expect(Overlay.applying(patch(.marc, publisher: nil), to: locked, on: occasion) == locked)
    }

    @Test func `a cataloguer's value is not taken back by its file's silence`() {
        let after = Overlay.applying(
            patch(.marc, publisher: nil), to: state(.cataloguer), on: .correction(isOnlySource: true))

        #expect(after.facts.publisher == "Văn học")
        #expect(after.facts.title == "Số đỏ")
    }

    @Test func `reading a renamed file again leaves its guessed title`() {
        let present = state(.guessed)

        let after = Overlay.applying(patch(.guessed), to: present, on: .rereading(isOnlySource: true))

        #expect(after == present)
    }

    @Test(arguments: [("SỐ ĐỎ", false), ("So do", false), ("SO DO", false), ("Số Đỏ", true), ("Số đỏ!", true)])
    func `a plainer spelling of the same title does not replace it`(_ title: String, isTaken: Bool) {
        let after = Overlay.applying(patch(.marc, title: title), to: state(.marc), on: .correction(isOnlySource: false))

        #expect((after.facts.title == title) == isTaken)
    }
}
