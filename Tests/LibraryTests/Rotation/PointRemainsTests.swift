import Library
import Testing

/// What a point that ends still has to do with.
@Suite struct PointRemainsTests {
    @Test func `a box remains where it stands with something in it, and where it travels to`() {
        let (here, there) = (ServicePointID(1), ServicePointID(2))
        let box = { (state: BoxState, place: ServicePointID, to: ServicePointID?) in
            Box(id: BoxID(7), number: "T-1", owner: there, state: state, place: place, destination: to)
        }

        let standing = BoxState.allCases.filter { box($0, here, nil).remains(at: here) }
        let elsewhere = BoxState.allCases.filter { box($0, there, nil).remains(at: here) }

        #expect(standing == [.drafted, .sealed, .received, .checked, .serving, .recalled])
        #expect(elsewhere.isEmpty)
        #expect(box(.inTransit, there, here).remains(at: here) && !box(.inTransit, here, there).remains(at: here))
    }

    @Test func `a copy is with its holder unless it travels or is none of the stock`() {
        let away = CopyStatus.allCases.filter { !$0.isAtHolder }

        #expect(away == [.inTransit, .missing, .lost, .withdrawn])
    }
}
