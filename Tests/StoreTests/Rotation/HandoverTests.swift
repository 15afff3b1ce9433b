import Library
import SQLiteStore
import Testing

@Suite struct HandoverTests {
    @Test func `every handover keeps its own minutes, whatever becomes of the box`() async throws {
        let samples = try await RotationSamples()
        let (box, copies) = try await samples.packed(3)
        try await samples.perform(.line(nil, text: "Báo Nhi đồng", quantity: 10), box, at: samples.province)
        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.province)
        try await samples.perform(.receive, box, at: samples.school, days: 1)
        _ = try await samples.boxes.scan(
            ["TK.1", "TK.2"], .count, box, at: samples.school, act: RotationSamples.act(days: 1))
        try await samples.perform(.countLines([1: 8]), box, at: samples.school, days: 1)
        try await samples.perform(
            .finishCount(HandoverNote(giver: "Bà Hoa", receiver: "Cô Lan")), box, at: samples.school, days: 1)
        for order: BoxOrder in [.recall, .packRest, .line(1, text: "", quantity: 5)] {
            try await samples.perform(order, box, at: samples.school, days: 30)
        }
        try await samples.perform(.send(to: samples.province, trip: nil), box, at: samples.school, days: 30)
        try await samples.perform(.receive, box, at: samples.province, days: 31)
        _ = try await samples.boxes.scan(
            ["TK.1", "TK.2"], .count, box, at: samples.province, act: RotationSamples.act(days: 31))
        try await samples.perform(.countLines([1: 5]), box, at: samples.province, days: 31)
        try await samples.perform(.finishCount(HandoverNote()), box, at: samples.province, days: 31)

        let view = try await samples.view(box)
        let handovers = samples.library.store.circulating.rotation.handovers
        let out = try #require(try await handovers.handover(Manifest(box: box, sealing: 1)))
        let back = try #require(try await handovers.handover(Manifest(box: box, sealing: 2)))

        #expect(view.handovers.map(\.manifest.sealing) == [2, 1])
        #expect(Set(view.handoverPoints.keys) == [samples.province, samples.school])
        #expect(out.handover.from == samples.province && out.handover.to == samples.school)
        #expect(out.handover.copies == 3 && out.handover.countedCopies == 2)
        #expect(out.handover.lines?.map(\.quantity) == [10] && out.handover.lines?.map(\.counted) == [8])
        #expect(out.copies.map(\.state.id) == copies)
        #expect(out.copies.map(\.outcome) == [.counted, .counted, .missing])
        #expect(back.handover.to == samples.province && back.handover.discrepancies.isEmpty)
        #expect(back.handover.copies == 2 && back.handover.lines?.map(\.counted) == [5])
        #expect(try await handovers.handover(Manifest(box: box, sealing: 3)) == nil)
    }

    @Test func `the sender agrees or objects to what differed, once, and the receiver's names stay`() async throws {
        let samples = try await RotationSamples()
        let (box, _) = try await samples.packed(2)
        try await samples.perform(.send(to: samples.school, trip: nil), box, at: samples.province)
        try await samples.perform(.receive, box, at: samples.school, days: 1)
        _ = try await samples.boxes.scan(["TK.1"], .count, box, at: samples.school, act: RotationSamples.act(days: 1))
        let note = HandoverNote(giver: "Bà Hoa", receiver: "Cô Lan")
        try await samples.perform(.finishCount(note), box, at: samples.school, days: 1)
        let handovers = samples.library.store.circulating.rotation.handovers
        let manifest = Manifest(box: box, sealing: 1)
        let day = Day(LedgerSamples.now)
        func say(_ verdict: HandoverAnswer.Verdict, _ words: String, at point: ServicePointID, form: String? = nil)
            async throws -> RotationRefusal.Code?
        {
            try await samples.refusal {
                try await handovers.answer(
                    HandoverAnswer(verdict: verdict, name: "Ông Tư", words: words, on: day), to: manifest, at: point,
                    act: RotationSamples.act(form: form))
            }
        }

        let open = try await handovers.differing(givenBy: samples.province, limit: 9)
        let byReceiver = try await say(.agreed, "", at: samples.school)
        let bare = try await say(.objected, "", at: samples.province)
        let first = try await say(.objected, "Hai người cùng đếm", at: samples.province, form: "form-9")
        let repeated = try await say(.objected, "Hai người cùng đếm", at: samples.province, form: "form-9")
        let second = try await say(.agreed, "", at: samples.province)
        let minutes = try #require(try await handovers.handover(manifest)).handover

        #expect(open.map(\.number) == ["T-1"] && open[0].receiver.id == samples.school)
        #expect(byReceiver == .wrongPlace && bare == .incomplete && first == nil && repeated == nil)
        #expect(second == .handoverAnswered)
        #expect(minutes.note == note)
        #expect(
            minutes.answer
                == HandoverAnswer(verdict: .objected, name: "Ông Tư", words: "Hai người cùng đếm", on: day))
        #expect(try await handovers.differing(givenBy: samples.school, limit: 9).isEmpty)
    }

    @Test func `a rota is renamed, and deleted once no box is on it`() async throws {
        let samples = try await RotationSamples()
        let (box, _) = try await samples.packed(1)
        func save(_ name: String, as rota: RotaID? = nil) async throws -> RotaID {
            try await samples.rotas.save(
                RotaFacts(name: name, ending: .home), as: rota, owner: samples.province, act: .commandLine())
        }
        let rota = try await save("Thiếu nhi")
        _ = try await save("Khoa học")
        try await samples.rotas.setStages(
            [RotaStage(point: samples.school, days: 10)], of: rota, act: .commandLine())
        try await samples.rotas.assign(box, to: rota, owner: samples.province, act: .commandLine())

        let taken = try await samples.refusal { _ = try await save("Khoa học", as: rota) }
        _ = try await save("Thiếu nhi miền núi", as: rota)
        let used = try await samples.refusal { try await samples.rotas.remove(rota, act: .commandLine()) }
        let renamed = try await samples.rotas.rota(rota)
        try await samples.rotas.assign(box, to: nil, owner: samples.province, act: .commandLine())
        try await samples.rotas.remove(rota, act: .commandLine())

        #expect(taken == .numberTaken && used == .rotaInUse)
        #expect(renamed?.rota.facts.name == "Thiếu nhi miền núi" && renamed?.rota.stages.count == 1)
        #expect(try await samples.rotas.rota(rota) == nil)
        #expect(try await samples.rotas.rotas(of: samples.province).map(\.rota.facts.name) == ["Khoa học"])
    }
}
