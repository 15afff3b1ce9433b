import Foundation
import Library
import SQLiteStore
import Testing

@Suite struct GiftTests {
    private func act(_ form: String) -> Act { Act(account: nil, form: form, at: LedgerSamples.now) }
    private let name = "Bà Hoàng Thị Mẫu Đơn"

    private func facts(_ day: Day = Day(2026, 9, 5)!) -> GiftFacts {
        GiftFacts(
            donor: Donor(kind: .person, name: name, address: "Thôn Đoài"), receivedOn: day, place: "Lễ khai giảng",
            lines: [GiftLine(text: "Truyện tranh", quantity: 40, value: 800_000), GiftLine(text: "Báo", quantity: 5)])
    }

    @Test func `a gift counts its lines and the copies registered from it`() async throws {
        let samples = try await LedgerSamples()
        let stores = samples.library.store.circulating
        let point = samples.school.point
        let id = try await stores.gifts.save(facts(), as: nil, at: point, act: act("1"))
        let again = try await stores.gifts.save(facts(), as: nil, at: point, act: act("1"))
        _ = try await stores.gifts.save(facts(Day(2025, 1, 2)!), as: nil, at: point, act: act("2"))
        let addition = CopyAddition(
            record: samples.record, count: 2, prefix: "T.", width: 3, description: CopyDescription(price: 10_000),
            source: .gift, gift: id)

        _ = try await stores.register.add(addition, to: point, act: act("3"))
        let view = try #require(try await stores.gifts.gift(id))
        let sums = try await stores.gifts.sums(at: point)

        #expect(id == again)
        #expect(view.gift.facts == facts() && view.copies.count == 2)
        #expect(view.sum == GiftSum(gifts: 1, books: 47, value: 820_000))
        #expect(sums.map(\.year) == [2026, 2025] && sums[0].sum == view.sum)
        #expect(try await stores.gifts.gifts(at: point, year: 2026).map(\.gift.id) == [id])
        await #expect(throws: CopyRefusal.giftUnknown) {
            _ = try await stores.register.add(addition, to: samples.other.point, act: act("4"))
        }
    }

    @Test func `a giver's name that was erased is nowhere, and the gift stays`() async throws {
        let samples = try await LedgerSamples()
        let stores = samples.library.store.circulating
        let id = try await stores.gifts.save(facts(), as: nil, at: samples.school.point, act: act("1"))
        #expect(try Self.stands(name, in: samples.library.folder))

        try await stores.gifts.eraseDonor(of: id, act: act("2"))
        let view = try #require(try await stores.gifts.gift(id))

        #expect(!view.gift.isNamed && view.sum.books == 45)
        #expect(try !Self.stands(name, in: samples.library.folder))
    }

    /// Whether a text stands in any file of the library's databases.
    private static func stands(_ text: String, in folder: String) throws -> Bool {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasPrefix("hoclieu.sqlite")
        }
        return try files.contains { file in
            try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)")).range(of: Data(text.utf8)) != nil
        }
    }
}
