import Library
import Testing

@Suite struct DayTests {
    @Test func `a moment is the day it is in Việt Nam, whatever the machine's clock says`() {
        // 2025-06-30 16:59:59.999 and 17:00 UTC: the last and the first moment of two laws.
        #expect(Day(Moment(milliseconds: 1_751_302_799_999)).description == "2025-06-30")
        #expect(Day(Moment(milliseconds: 1_751_302_800_000)).description == "2025-07-01")
        #expect(Day(Moment(milliseconds: 0)).description == "1970-01-01")
        #expect(Day(Moment(milliseconds: -25_200_001)).description == "1969-12-31")
        #expect(Day(Moment(milliseconds: 951_782_400_000)).description == "2000-02-29")
    }

    @Test func `days are read as people write them, and impossible ones are refused`() {
        for written in ["1/7/2025", "01/07/2025", "01-07-2025", "1.7.2025", "2025-07-01"] {
            #expect(Day(written: written) == Day(2025, 7, 1), "\(written)")
        }
        for written in [
            "", "31/2/2025", "29/2/2025", "7/2025", "1/13/2025", "01/07/25", "a/b/2025", "2025-7-1-1", "+1/07/2025",
        ] {
            #expect(Day(written: written) == nil, "\(written)")
        }
        #expect(Day(written: "29/2/2024") != nil)
    }

    @Test func `days sort as their text does`() throws {
        let days = try ["2025-07-01", "0999-12-31", "2024-12-31", "2025-06-30"].map { try #require(Day(iso: $0)) }

        #expect(days.sorted().map(\.description) == days.map(\.description).sorted())
    }

    @Test func `a unit of before July 2025 is none of July`() throws {
        let former = Validity(last: Day(2025, 6, 30)), present = Validity(first: Day(2025, 7, 1))
        let day = try #require(Day(2025, 7, 1))

        #expect(!former.contains(day))
        #expect(present.contains(day))
    }
}
