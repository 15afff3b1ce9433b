import Library
import Testing

/// What a desk offers for a copy whose place is elsewhere, as a table.
@Suite struct StrayCopyTests {
    private static let here = ServicePointID(1)
    private static let there = ServicePointID(2)
    private static let third = ServicePointID(3)

    private func copy(
        owner: ServicePointID = there, at holder: ServicePointID = there, plan: ServicePointID? = nil,
        box: BoxID? = nil, _ status: CopyStatus = .available
    ) -> CopyState {
        CopyState(
            id: CopyID(7), record: RecordID(1), owner: owner, holder: holder, plannedHolder: plan, box: box,
            status: status)
    }

    private func stray(
        _ copy: CopyState, box: Box? = nil, isOfTheHouse: Bool = false, mode: DeskMode = .lend, hasReader: Bool = false
    ) -> StrayCopy? {
        StrayCopy(
            copy, box: box, at: Self.here, isOfTheHouse: isOfTheHouse, mode: mode, hasReader: hasReader)
    }

    private func box(_ state: BoxState, at place: ServicePointID) -> Box {
        Box(id: BoxID(4), number: "T-1", owner: Self.there, state: state, place: place)
    }

    @Test func `another house's book has one press without a reader: it is taken in for its home`() {
        let alone = stray(copy())
        let withReader = stray(copy(), hasReader: true)
        let returned = stray(copy(), mode: .giveBack)

        #expect(alone?.actions == [.takeIn] && alone?.next == Self.there && alone?.waitsForReader == true)
        #expect(withReader?.actions == [.takeIn, .lend] && withReader?.waitsForReader == false)
        #expect(returned?.actions == [.takeIn] && returned?.waitsForReader == false)
    }

    @Test func `books read in the room are counted where that is what the desk is doing, and lent nowhere else`() {
        let inRoom = stray(copy(), mode: .room)
        let withReader = stray(copy(), isOfTheHouse: true, mode: .room, hasReader: true)

        #expect(inRoom?.actions == [.use, .takeIn] && inRoom?.waitsForReader == false)
        #expect(withReader?.actions == [.use, .takeIn, .keep])
    }

    @Test func `a book on its way to a third place goes on there, one of a box to where the box stands`() {
        #expect(stray(copy(plan: Self.third))?.next == Self.third)
        #expect(stray(copy(box: BoxID(4)), box: box(.serving, at: Self.third))?.next == Self.third)
    }

    @Test func `a book of the house may stay, unless a box counts it as its own`() {
        let boxed = copy(owner: Self.here, box: BoxID(4))

        #expect(stray(copy(), isOfTheHouse: true)?.actions == [.takeIn, .keep])
        #expect(stray(boxed, box: box(.serving, at: Self.third), isOfTheHouse: true)?.actions == [.takeIn])
    }

    @Test func `what was called back is not lent, what is here and goes on is not taken in again`() {
        let recalled = stray(copy(box: BoxID(4)), box: box(.recalled, at: Self.there), hasReader: true)
        let leaving = stray(copy(at: Self.here, plan: Self.there), isOfTheHouse: true, hasReader: true)
        let unread = stray(copy(box: BoxID(4)), box: box(.recalled, at: Self.there))

        #expect(recalled?.actions == [.takeIn] && unread?.waitsForReader == false)
        #expect(leaving?.actions == [.lend] && leaving?.next == Self.there)
    }

    @Test func `nothing is offered for a copy that is where it should be, or on no shelf`() {
        #expect(stray(copy(owner: Self.here, at: Self.here)) == nil)
        for status in CopyStatus.allCases where status != .available { #expect(stray(copy(status)) == nil) }
    }
}
