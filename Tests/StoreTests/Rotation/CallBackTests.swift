import Library
import SQLiteStore
import Testing

/// What others may do with a box that is not theirs, and how its owner has it back.
@Suite struct CallBackTests {
    /// Sent to the school and passed on there with its seal whole.
    private static func passedOn(_ samples: RotationSamples) async throws -> (BoxID, [CopyID]) {
        let (box, copies) = try await samples.packed(3)
        try await samples.perform(.line(nil, text: "Báo Nhi đồng", quantity: 4), box, at: samples.province)
        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.province)
        try await samples.perform(.receive, box, at: samples.school, days: 1)
        try await samples.perform(.passOn, box, at: samples.school, days: 1)
        return (box, copies)
    }

    @Test func `whoever breaks a seal that is not theirs has to count, and cannot give the box up`() async throws {
        let samples = try await RotationSamples()
        let (box, copies) = try await Self.passedOn(samples)

        try await samples.perform(.unseal, box, at: samples.school, days: 2)
        let opened = try await samples.view(box)
        let given = try await samples.refusal { try await samples.perform(.dissolve, box, at: samples.school, days: 2) }
        let passed = try await samples.refusal { try await samples.perform(.passOn, box, at: samples.school, days: 2) }
        let takenOut = try await samples.refusal {
            try await samples.perform(.detach(copies[0]), box, at: samples.school, days: 2)
        }
        _ = try await samples.boxes.scan(["TK.1", "TK.2"], .count, box, at: samples.school, act: .commandLine())
        try await samples.perform(.countLines([1: 4]), box, at: samples.school, days: 2)
        let unsigned = try await samples.refusal {
            try await samples.perform(.finishCount(HandoverNote()), box, at: samples.school, days: 2)
        }
        try await samples.perform(
            .finishCount(HandoverNote(giver: "Bà Hoa", receiver: "Cô Lan")), box, at: samples.school, days: 2)
        let counted = try await samples.view(box)

        #expect(opened.box.state == .received && opened.box.owesCount)
        #expect(given == .wrongState && passed == .alreadyOpened && takenOut == .wrongState)
        #expect(unsigned == .signersMissing)
        #expect(counted.box.state == .serving && !counted.box.owesCount)
        #expect(counted.handovers.first?.discrepancies.map(\.number) == ["TK.3"])
        #expect(counted.handovers.first?.from == samples.province)
        #expect(try await samples.library.store.verify().problems.isEmpty)
        #expect(try await samples.booksBalance())
    }

    @Test func `a box sealed again where it stands and opened there was given by nobody else`() async throws {
        let samples = try await RotationSamples()
        let (box, _) = try await samples.serving(1)
        try await samples.perform(.recall, box, at: samples.school, days: 5)
        try await samples.perform(.packRest, box, at: samples.school, days: 5)
        try await samples.perform(.seal, box, at: samples.school, days: 5)

        try await samples.perform(.unseal, box, at: samples.school, days: 6)
        _ = try await samples.boxes.scan(["TK.1"], .count, box, at: samples.school, act: .commandLine())
        try await samples.perform(.finishCount(HandoverNote()), box, at: samples.school, days: 6)

        let last = try #require(try await samples.view(box).handovers.first)
        #expect(last.manifest.sealing == 2 && last.from == samples.school && last.to == samples.school)
        #expect(try await samples.booksBalance())
    }

    @Test func `at home a seal is broken to mend the packing, and the box may be given up`() async throws {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.packed(1)
        try await samples.perform(.seal, box, at: samples.province)

        try await samples.perform(.unseal, box, at: samples.province)
        let open = try await samples.view(box).box
        try await samples.perform(.dissolve, box, at: samples.province)

        #expect(open.state == .drafted && !open.owesCount)
        #expect(try await samples.state(copies[0]).status == .available)
        #expect(try await samples.booksBalance())
    }

    @Test func `its owner calls a box back from received and from sealed elsewhere, and counts it at home`()
        async throws
    {
        for isOpened in [false, true] {
            let samples = try await RotationSamples()
            let (box, copies) = try await Self.passedOn(samples)
            if isOpened {
                try await samples.perform(.unseal, box, at: samples.school, days: 2)
                _ = try await samples.boxes.scan(["TK.1"], .count, box, at: samples.school, act: .commandLine())
            }

            let byHolder = try await samples.refusal {
                try await samples.perform(.recall, box, at: samples.school, days: 3)
            }
            try await samples.perform(.recall, box, at: samples.province, days: 3)
            let recalled = try await samples.view(box)
            let takenOut = try await samples.refusal {
                try await samples.perform(.detach(copies[0]), box, at: samples.school, days: 3)
            }
            let back = try await samples.refusal {
                try await samples.perform(.resume, box, at: samples.province, days: 3)
            }
            try await samples.perform(.send(to: samples.province, trip: nil), box, at: samples.school, days: 4)
            try await samples.perform(.receive, box, at: samples.province, days: 5)
            _ = try await samples.boxes.scan(
                ["TK.1", "TK.2", "TK.3"], .count, box, at: samples.province, act: .commandLine())
            try await samples.perform(.countLines([1: 4]), box, at: samples.province, days: 5)
            try await samples.perform(.finishCount(HandoverNote()), box, at: samples.province, days: 5)

            #expect(byHolder == .wrongPlace && takenOut == .countOwed && back == .countOwed)
            #expect(recalled.box.state == .recalled && recalled.copies.allSatisfy { $0.state.status == .packed })
            #expect(try await samples.view(box).box.state == .home)
            #expect(try await samples.view(box).handovers.first?.from == samples.school)
            #expect(try await samples.state(copies[0]).status == .available)
            #expect(try await samples.booksBalance())
        }
    }

    @Test func `a recall pressed by mistake is taken back, and books elsewhere follow the box again`() async throws {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.serving(3)
        for (loan, copy) in copies[..<2].enumerated() {
            _ = try await samples.lend(copy, Int64(loan + 1), at: samples.ledger.school, days: 2)
        }
        _ = try await samples.happen(.loanReturned(LoanID(1), copies[0], at: samples.other), days: 5)
        try await samples.perform(.recall, box, at: samples.province, days: 6)
        try await samples.perform(.packRest, box, at: samples.school, days: 6)

        let byStranger = try await samples.refusal {
            try await samples.perform(.resume, box, at: samples.other, days: 7)
        }
        try await samples.perform(.resume, box, at: samples.province, days: 7)
        let again = try await samples.refusal { try await samples.perform(.resume, box, at: samples.school, days: 7) }
        _ = try await samples.happen(.loanReturned(LoanID(2), copies[1], at: samples.other), days: 8)

        #expect(byStranger == .wrongPlace && again == .wrongState)
        #expect(try await samples.view(box).box.state == .serving)
        for copy in copies[..<2] {
            let state = try await samples.state(copy)
            #expect(state.holder == samples.other && state.plannedHolder == samples.school && state.box == box)
        }
        #expect(try await samples.lend(copies[2], 3, at: samples.ledger.school, days: 8) == nil)
        #expect(try await samples.library.store.verify().problems.isEmpty)
        #expect(try await samples.booksBalance())
    }
}
