/// A period of whole months that are over, and the same months some years before.
///
/// Growth is reckoned from nothing else, so that ten months never stand against
/// a year: both sides have the same months, and a month that is not over is in
/// neither.
package struct PeriodPair: Hashable, Sendable {
    package let now: ClosedRange<Month>
    /// How many years before; at least 1.
    package let years: Int

    package var base: ClosedRange<Month> { now.earlier(byYears: years) }

    /// Throws for a month after `last`, the last month that is over, and for a
    /// period so long that it would meet its own base.
    package init(_ now: ClosedRange<Month>, years: Int = 1, over last: Month) throws(PeriodRefusal) {
        guard years >= 1, now.lowerBound.year > years else { throw .noYearBefore }
        guard now.upperBound <= last else { throw .notOver(last) }
        guard now.count <= 12 * years else { throw .longerThanItsDistance }
        (self.now, self.years) = (now, years)
    }

    /// As much of a period as is over: from 01/11/2025–31/10/2026 in June, the
    /// months to 31 May.
    package static func soFar(in whole: ClosedRange<Month>, years: Int = 1, over last: Month) throws(PeriodRefusal)
        -> PeriodPair
    {
        guard whole.lowerBound <= last else { throw .notOver(last) }
        return try PeriodPair(whole.lowerBound...min(whole.upperBound, last), years: years, over: last)
    }

    private init(unchecked now: ClosedRange<Month>, years: Int) { (self.now, self.years) = (now, years) }

    /// The same months against a base so many years before them; of no more years
    /// than make it meet itself.
    package func against(yearsBefore years: Int) -> PeriodPair? {
        years >= 1 && now.count <= 12 * years && now.lowerBound.year > years
            ? PeriodPair(unchecked: now, years: years) : nil
    }

    /// Both sides so many years earlier.
    package func earlier(byYears count: Int) -> PeriodPair {
        PeriodPair(unchecked: now.earlier(byYears: count), years: years)
    }

    /// One of its months with the same month before.
    package func month(_ month: Month) -> PeriodPair? {
        now.contains(month) ? PeriodPair(unchecked: month...month, years: years) : nil
    }

    /// Days of this period less days of the other: 1 when only this one has a 29
    /// February, −1 when only the other.
    package var extraDays: Int { now.dayCount - base.dayCount }
}

/// Why a period cannot be compared as it was asked for.
package enum PeriodRefusal: Error, Hashable, Sendable {
    /// The last month that is over.
    case notOver(Month)
    /// Its months would stand on both sides.
    case longerThanItsDistance
    case noYearBefore
}

extension ClosedRange<Month> {
    /// Of its first month's first day to its last month's last.
    package var dayCount: Int { lowerBound.days.lowerBound.days(until: upperBound.days.upperBound) + 1 }
}
