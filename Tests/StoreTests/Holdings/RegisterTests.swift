import Library
import SQLiteStore
import Testing

@Suite struct RegisterTests {
    private func act(_ form: String) -> Act { Act(account: nil, form: form, at: LedgerSamples.now) }

    private func addition(_ samples: LedgerSamples, _ count: Int, prefix: String = "GK.") -> CopyAddition {
        CopyAddition(
            record: samples.record, count: count, prefix: prefix, width: 4,
            description: CopyDescription(price: 30_000, location: "Kho A"), source: .purchase)
    }

    @Test func `copies get the next free numbers of their series, once per form`() async throws {
        let samples = try await LedgerSamples()
        let register = samples.library.store.circulating.register
        let point = samples.school.point

        let first = try await register.add(addition(samples, 2), to: point, act: act("1"))
        let again = try await register.add(addition(samples, 2), to: point, act: act("1"))
        let more = try await register.add(addition(samples, 1), to: point, act: act("2"))
        let page = try await register.copies(CopyFilter(point: point))

        #expect(first == again && first.count == 2 && more.count == 1)
        #expect(page.copies.map(\.copy.facts.number.text) == ["GK.0001", "GK.0002", "GK.0003"])
        #expect(page.copies.allSatisfy { $0.title == "Dế Mèn phiêu lưu ký" && $0.copy.facts.price == 30_000 })
        #expect(try await register.series(of: point).map(\.next) == [4])
        await #expect(throws: CopyRefusal.recordUnknown) {
            var wrong = addition(samples, 1)
            wrong.record = RecordID(999)
            _ = try await register.add(wrong, to: point, act: act("3"))
        }
        #expect(try await samples.library.store.rebuild(into: samples.library.folder + "/again.sqlite").isEqual)
    }

    @Test func `a list is cut by place, status, condition, number and title, and goes on where it ended`() async throws
    {
        let samples = try await LedgerSamples()
        let stores = samples.library.store.circulating
        let point = samples.school.point
        let other = try await LedgerSamples.records(["Đất rừng phương Nam"], in: samples.library)[0]
        let copies = try await samples.copies(5, at: samples.school)
        _ = try await samples.copies(2, from: 90, of: other, at: samples.school)
        try await stores.register.find(copies[0], at: samples.other.point, act: act("moved"))
        try await stores.register.describe(copies[1], as: CopyDescription(condition: .damaged), act: act("damaged"))
        _ = try await stores.register.withdraw([copies[2]], of: point, document: "QĐ 1", act: act("gone"))
        let numbers = { (filter: CopyFilter) in
            try await stores.register.copies(filter).copies.map(\.copy.facts.number.text)
        }

        let firstPage = try await stores.register.copies(CopyFilter(point: point, limit: 3))
        let rest = try await numbers(CopyFilter(point: point, after: firstPage.next))

        #expect(
            firstPage.copies.map(\.copy.facts.number.text) + rest == ["TK.1", "TK.2", "TK.4", "TK.5", "TK.90", "TK.91"])
        #expect(firstPage.counts == [.available: 6, .withdrawn: 1])
        #expect(try await numbers(CopyFilter(point: point, place: .away)) == ["TK.1"])
        #expect(try await numbers(CopyFilter(point: samples.other.point, place: .visiting)) == ["TK.1"])
        #expect(try await numbers(CopyFilter(point: point, place: .here, status: .withdrawn)) == ["TK.3"])
        #expect(try await numbers(CopyFilter(point: point, condition: .damaged)) == ["TK.2"])
        #expect(try await numbers(CopyFilter(point: point, words: "tk 0090")) == ["TK.90"])
        #expect(try await numbers(CopyFilter(point: point, words: "rung phuong")) == ["TK.90", "TK.91"])
        #expect(try await numbers(CopyFilter(point: point, words: "phuong rung")) == [])
    }

    @Test func `a decision takes all its copies out of the register or none`() async throws {
        let samples = try await LedgerSamples()
        let stores = samples.library.store.circulating
        let point = samples.school.point
        let mine = try await samples.copies(2, at: samples.school)
        let theirs = try await samples.copies(1, from: 50, at: samples.other)

        await #expect(throws: WithdrawalRefusal(refused: [(theirs[0], .copyElsewhere)])) {
            _ = try await stores.register.withdraw(mine + theirs, of: point, document: "QĐ 5", act: act("1"))
        }
        let before = try await stores.holdings.copy(mine[0])?.state.status
        let count = try await stores.register.withdraw(mine, of: point, document: "QĐ 5", act: act("2"))
        let again = try await stores.register.withdraw(mine, of: point, document: "QĐ 5", act: act("2"))

        #expect(before == .available && count == 2 && again == 2)
        #expect(try await stores.holdings.copy(mine[1])?.state.status == .withdrawn)
        #expect(
            try await stores.ledger.history(of: mine[0]).last?.event.fact == .copyWithdrawn(mine[0], document: "QĐ 5"))
    }

    @Test func `a record says at how many places it can be had, and where it has been`() async throws {
        let samples = try await LedgerSamples()
        let stores = samples.library.store.circulating
        let copies = try await samples.copies(2, at: samples.school)
        _ = try await samples.copies(1, at: samples.other)
        try await stores.register.find(copies[1], at: samples.province.point, act: act("1"))
        _ = try await stores.register.withdraw([copies[0]], of: samples.school.point, document: "QĐ", act: act("2"))

        let shown = try await stores.overview.shown(of: [samples.record, RecordID(77)], at: [samples.other.point])
        let lines = try await stores.overview.lines(of: samples.record)
        let places = try await stores.ledger.whereabouts(of: copies[1])

        #expect(shown.counts == [samples.record: CopyCount(available: 2, points: 2, held: 2)])
        #expect(shown.names.keys.elementsEqual([samples.other.point]))
        #expect(lines.map(\.holder) == [samples.other.point, samples.province.point])
        #expect(lines.last?.owner == samples.school.point && lines.last?.plannedHolder == samples.school.point)
        #expect(
            places.map(\.custody) == [.at(samples.school.point, box: nil), .at(samples.province.point, box: nil)])
        #expect(places[0].until != nil && places[1].until == nil)
    }

    @Test func `a scan finds copies by barcode and by number, and several are a choice`() async throws {
        let samples = try await LedgerSamples()
        let stores = samples.library.store.circulating
        let number = { (text: String) in try #require(AccessionNumber(text)) }
        let facts = { (text: String, barcode: String?, place: LedgerSamples.Place) in
            CopyFacts(record: samples.record, register: place.institution, number: try number(text), barcode: barcode)
        }
        _ = try await stores.holdings.register(
            [try facts("TK.5", "8931", samples.school), try facts("8931", "777", samples.school)],
            owner: samples.school.point, act: act("1"))
        _ = try await stores.holdings.register(
            [try facts("tk 0005", nil, samples.other)], owner: samples.other.point, act: act("2"))

        let byNumber = try await stores.holdings.copies(scanned: "TK 5")
        let both = try await stores.holdings.copies(scanned: "8931")

        #expect(byNumber.map(\.facts.register) == [samples.school.institution, samples.other.institution])
        #expect(both.map(\.facts.number.text) == ["TK.5", "8931"])
        let states = both.map(\.state)
        #expect(
            DeskScan.read("8931", card: nil, copies: states, at: samples.school.point)
                == .ambiguous(reader: nil, copies: states.map(\.id)))
        #expect(
            DeskScan.read("tk.5", card: nil, copies: byNumber.map(\.state), at: samples.other.point)
                == .copy(byNumber[1].id), "of several the one that is here is meant")
    }
}
