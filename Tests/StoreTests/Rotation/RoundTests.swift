import Library
import SQLiteStore
import Testing

/// Boxes that stay on their rota, round after round, and places that know their titles.
@Suite struct RoundTests {
    private func rota(_ samples: RotationSamples, _ ending: RotaEnding, _ points: [ServicePointID]) async throws
        -> RotaID
    {
        let rota = try await samples.rotas.save(
            RotaFacts(name: "Vòng", ending: ending), as: nil, owner: samples.province, act: .commandLine())
        try await samples.rotas.setStages(
            points.map { RotaStage(point: $0, days: 10) }, of: rota, act: .commandLine())
        return rota
    }

    private func moves(_ samples: RotationSamples, days: Int, _ settings: RotationSettings = RotationSettings())
        async throws -> [ProposedMove]
    {
        try await samples.proposals.proposals(
            of: [samples.province], at: RotationSamples.act(days: days).at, settings
        ).map(\.move)
    }

    /// From wherever it serves home to the province.
    private func bringHome(_ samples: RotationSamples, _ box: BoxID, from point: ServicePointID) async throws {
        try await samples.perform(.recall, box, at: samples.province, days: 20)
        try await samples.perform(.packRest, box, at: point, days: 20)
        try await samples.perform(.send(to: samples.province, trip: nil), box, at: point, days: 20)
        try await samples.perform(.receive, box, at: samples.province, days: 21)
        let inside = try await samples.view(box).copies.map(\.number)
        _ = try await samples.boxes.scan(inside, .count, box, at: samples.province, act: .commandLine())
        try await samples.perform(.finishCount(HandoverNote()), box, at: samples.province, days: 21)
    }

    @Test func `a box recalled home from its last stage, reopened and packed again is proposed again`() async throws {
        let samples = try await RotationSamples()
        let (box, _) = try await samples.serving(2)
        let rota = try await rota(samples, .again, [samples.other, samples.school])
        try await samples.rotas.assign(box, to: rota, owner: samples.province, act: .commandLine())
        let away = try await samples.view(box).rota?.stage

        try await bringHome(samples, box, from: samples.school)
        let home = try await samples.view(box).rota?.stage
        let atHome = try await moves(samples, days: 22)
        try await samples.perform(.reopen, box, at: samples.province, days: 22)
        _ = try await samples.boxes.scan(["TK.1"], .pack, box, at: samples.province, act: .commandLine())
        let packed = try await moves(samples, days: 22)

        #expect(away == 2 && home == 0)
        #expect(atHome == [ProposedMove(box: box, reason: .initiation, to: samples.other)])
        #expect(packed == atHome)
    }

    @Test func `a box whose stage is taken out of its rota is sent on, and one that is given up leaves the rota`()
        async throws
    {
        let samples = try await RotationSamples()
        let (box, _) = try await samples.serving(2)
        let (second, _) = try await samples.packed(1, number: "T-2", from: 20)
        let rota = try await rota(samples, .again, [samples.school, samples.other])
        for box in [box, second] {
            try await samples.rotas.assign(box, to: rota, owner: samples.province, act: .commandLine())
        }

        try await samples.rotas.setStages(
            [RotaStage(point: samples.other, days: 10)], of: rota, act: .commandLine())
        try await samples.perform(.dissolve, second, at: samples.province)

        #expect(
            try await moves(samples, days: 3)
                == [ProposedMove(box: box, reason: .repatriation, to: samples.other)])
        #expect(try await samples.rotas.rota(rota)?.boxes.map(\.summary.box.id) == [box])
    }

    @Test func `a place that owns, has or had the title is skipped, and not for what is lost or withdrawn`()
        async throws
    {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.serving(1)
        let rota = try await rota(samples, .home, [samples.school, samples.other])
        try await samples.rotas.assign(box, to: rota, owner: samples.province, act: .commandLine())
        func next() async throws -> ServicePointID? { try await moves(samples, days: 12)[0].to }

        #expect(try await next() == samples.other)

        // Its own.
        let own = try await samples.ledger.copies(1, from: 80, at: samples.ledger.other)[0]
        #expect(try await next() == samples.province)
        _ = try await samples.happen(.copyWithdrawn(own, document: "QĐ 1"), days: 2)
        #expect(try await next() == samples.other)
        let lent = try await samples.ledger.copies(1, from: 81, at: samples.ledger.other)[0]
        _ = try await samples.lend(lent, 7, at: samples.ledger.other, days: 2)
        _ = try await samples.happen(.loanLost(LoanID(7), lent, at: samples.other), days: 3)
        #expect(try await next() == samples.other)

        // Somebody else's, on its shelf now.
        let (guest, _) = try await samples.packed(1, number: "T-2", from: 20)
        try await samples.perform(.send(to: samples.other, trip: nil), guest, at: samples.province, days: 4)
        try await samples.perform(.receive, guest, at: samples.other, days: 4)
        #expect(try await next() == samples.province)
        _ = try await samples.boxes.scan(["TK.20"], .count, guest, at: samples.other, act: .commandLine())
        try await samples.perform(.finishCount(HandoverNote()), guest, at: samples.other, days: 4)

        // Gone again, it had been there.
        try await samples.perform(.recall, guest, at: samples.other, days: 5)
        try await samples.perform(.packRest, guest, at: samples.other, days: 5)
        try await samples.perform(.send(to: samples.province, trip: nil), guest, at: samples.other, days: 5)
        #expect(try await next() == samples.province)
        let forgetful = try await moves(samples, days: 12, RotationSettings(hadWithinDays: 2))
        #expect(forgetful.first { $0.box == box }?.to == samples.other)
        #expect(copies.count == 1)
    }

    @Test func `a reader is told the place the proposal will choose, not one it will skip`() async throws {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.serving(1)
        let rota = try await rota(samples, .home, [samples.school, samples.other])
        try await samples.rotas.assign(box, to: rota, owner: samples.province, act: .commandLine())
        func next() async throws -> ServicePointID? {
            let told = try await samples.itinerary(of: copies[0], days: 3)
            #expect(told?.dueOn == Day(RotationSamples.act(days: 11).at))
            return told?.next?.id
        }

        #expect(try await next() == samples.other)
        let own = try await samples.ledger.copies(1, from: 80, at: samples.ledger.other)[0]
        #expect(try await next() == samples.province)
        _ = try await samples.happen(.copyWithdrawn(own, document: "QĐ 1"), days: 2)
        #expect(try await next() == samples.other)
        let (guest, _) = try await samples.packed(1, number: "T-2", from: 20)
        try await samples.perform(.send(to: samples.other, trip: nil), guest, at: samples.province, days: 2)
        try await samples.perform(.receive, guest, at: samples.other, days: 2)
        #expect(try await next() == samples.province)
        try await samples.perform(.passOn, guest, at: samples.other, days: 2)
        try await samples.perform(.send(to: samples.province, trip: nil), guest, at: samples.other, days: 2)
        #expect(try await next() == samples.other)
        // Open today, over before the box is due.
        try await samples.end(samples.other, on: Day(RotationSamples.act(days: 8).at))
        #expect(try await next() == samples.province)
    }
}
