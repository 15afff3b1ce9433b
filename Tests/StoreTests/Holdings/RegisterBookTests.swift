import GRDB
import Library
import SQLiteStore
import Testing

/// A register as one leafs through it.
@Suite struct RegisterBookTests {
    @Test func `leaves forward and back give every copy once, in the order of the numbers`() async throws {
        let samples = try await LedgerSamples()
        let store = samples.library.store.circulating
        _ = try await samples.copies(7, from: 96, at: samples.school)
        _ = try await samples.copies(12, at: samples.school)
        _ = try await samples.copies(3, at: samples.other)
        let all = try await store.registers.register(of: samples.school.point).map(\.line.copy.number.text)

        var (forward, back): ([[String]], [[String]]) = ([], [])
        var cursor: RegisterCursor? = .start
        while let here = cursor {
            let leaf = try await leaf(here, samples)
            forward.append(Self.numbers(leaf))
            if leaf.next == nil { cursor = .before(try #require(leaf.copies.last).copy.facts.number) }
            guard leaf.next != nil else { break }
            cursor = leaf.next
        }
        while let here = cursor {
            let leaf = try await leaf(here, samples)
            back.append(Self.numbers(leaf))
            cursor = leaf.previous
        }

        #expect(all.count == 19 && all.first == "TK.1" && all.last == "TK.102")
        #expect(forward.flatMap(\.self) == all && forward.map(\.count) == [5, 5, 5, 4])
        #expect(back.reversed().flatMap(\.self) == all.dropLast())
    }

    @Test func `one opens it at a number, known or not, and beyond the end there is nothing`() async throws {
        let samples = try await LedgerSamples()
        _ = try await samples.copies(12, at: samples.school)

        let known = try await leaf(.from(try #require(AccessionNumber("tk 0003"))), samples)
        let unknown = try await leaf(.from(try #require(AccessionNumber("TK.2/9"))), samples)
        let beyond = try await leaf(.from(try #require(AccessionNumber("ZZ.1"))), samples)

        #expect(Self.numbers(known) == ["TK.3", "TK.4", "TK.5", "TK.6", "TK.7"])
        #expect(known.previous == .before(try #require(AccessionNumber("TK.3"))))
        #expect(known.next == .after(try #require(AccessionNumber("TK.7"))))
        #expect(Self.numbers(unknown).first == "TK.3")
        #expect(beyond.copies == [] && beyond.count == 12 && beyond.previous == nil && beyond.next == nil)
    }

    @Test func `what was withdrawn stays on its leaf, and an empty register has none`() async throws {
        let samples = try await LedgerSamples()
        let copies = try await samples.copies(2, at: samples.school)
        _ = try await samples.library.store.circulating.register.withdraw(
            [copies[0]], of: samples.school.point, document: "QĐ 1", act: LedgerSamples.act)

        let leaf = try await leaf(.start, samples)
        let empty = try await self.leaf(.start, samples, of: samples.other.point)

        #expect(leaf.copies.map(\.copy.state.status) == [.withdrawn, .available])
        #expect(empty == RegisterLeaf(copies: [], count: 0, previous: nil, next: nil))
    }

    private func leaf(
        _ cursor: RegisterCursor, _ samples: LedgerSamples, of point: ServicePointID? = nil
    ) async throws -> RegisterLeaf {
        try await samples.library.store.circulating.registerBook.leaf(
            RegisterFilter(point: point ?? samples.school.point, cursor: cursor, limit: 5))
    }

    private static func numbers(_ leaf: RegisterLeaf) -> [String] { leaf.copies.map(\.copy.facts.number.text) }
}
