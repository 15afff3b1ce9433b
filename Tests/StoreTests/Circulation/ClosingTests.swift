import Library
import SQLiteStore
import Testing

@Suite struct ClosingTests {
    private static func day(_ text: String) -> Day { Day(iso: text)! }
    private static let year = day("2026-01-01")...day("2026-12-31")
    private static let exams = ClosingFacts(first: day("2026-05-11"), last: day("2026-05-15"), reason: "Thi học kỳ")!

    @Test func `a point is closed when it, or its whole institution, was said to be`() async throws {
        let (library, point, corner) = try await Self.library()
        let calendar = library.store.calendar
        let summer = ClosingFacts(
            first: Self.day("2026-06-01"), last: Self.day("2026-08-31"), reason: "Nghỉ hè", isWholeInstitution: true)!

        _ = try await calendar.add(summer, at: point, act: MembershipSamples.act())
        _ = try await calendar.add(Self.exams, at: point, act: MembershipSamples.act())

        #expect(try await calendar.closings(at: point, in: Self.year).map(\.facts) == [Self.exams, summer])
        #expect(try await calendar.closings(at: corner, in: Self.year).map(\.facts) == [summer])
        let july = Self.day("2026-07-01")...Self.day("2026-07-31")
        #expect(try await calendar.closings(at: point, in: july).map(\.facts) == [summer])
    }

    @Test func `a form sent twice closes once, and every change is in the audit`() async throws {
        let (library, point, _) = try await Self.library()
        let calendar = library.store.calendar

        let first = try await calendar.add(Self.exams, at: point, act: MembershipSamples.act("form-1"))
        let again = try await calendar.add(Self.exams, at: point, act: MembershipSamples.act("form-1"))
        try await calendar.remove(first, at: point, act: MembershipSamples.act())
        try await calendar.remove(first, at: point, act: MembershipSamples.act())

        #expect(first == again)
        #expect(try await calendar.closings(at: point, in: Self.year).isEmpty)
        let noted = try await library.store.membership.audit.entries(before: nil, limit: 10)
        #expect(noted.count { $0.kind == .calendarChanged } == 2)
    }

    @Test func `nobody opens another institution's doors`() async throws {
        let (library, point, _) = try await Self.library()
        let calendar = library.store.calendar
        let (_, elsewhere) = try await MembershipSamples.school("Trường Tiểu học Xa", in: library)
        let closing = try await calendar.add(Self.exams, at: point, act: MembershipSamples.act())

        try await calendar.remove(closing, at: elsewhere, act: MembershipSamples.act())

        #expect(try await calendar.closings(at: point, in: Self.year).count == 1)
        #expect(try await calendar.closings(at: elsewhere, in: Self.year).isEmpty)
    }

    /// A school's library and a class corner of it.
    private static func library() async throws -> (TemporaryLibrary, ServicePointID, ServicePointID) {
        let library = try TemporaryLibrary()
        _ = try await library.store.membership.units.load(MembershipSamples.units)
        let (school, point) = try await MembershipSamples.school(in: library)
        let corner = try await library.store.membership.places.save(
            ServicePointFacts(name: "Góc lớp 4A", kind: .classCorner, parent: point), as: nil, of: school,
            act: MembershipSamples.act())
        return (library, point, corner)
    }
}
