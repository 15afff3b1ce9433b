/// A day of the Vietnamese lunar calendar (âm lịch).
package struct LunarDay: Hashable, Sendable {
    /// The solar year its first month begins in.
    package var year: Int
    package var month: Int
    package var day: Int
    /// The second of two months of one number.
    package var isLeapMonth: Bool
    package init(year: Int, month: Int, day: Int, isLeapMonth: Bool = false) {
        (self.year, self.month, self.day, self.isLeapMonth) = (year, month, day, isLeapMonth)
    }
}

/// The lunar calendar of Việt Nam, by the rule in force since 1 January 1968
/// (Quyết định 121/CP, 8 August 1967): months begin on the day of the new moon
/// at UTC+7, the winter solstice is in the eleventh, and of thirteen months
/// between two solstices the first without a major solar term is the leap one.
///
/// China reckons at UTC+8, so that Tết fell a month apart in 1985 and falls a
/// day apart in 2030: no other calendar stands in for it.
package enum LunarCalendar {
    /// Before it another rule was in force; after it the moon's tables are not
    /// trusted to the minute.
    package static let years = 1968...2199

    /// The first day of the first month; nil outside ``years``.
    package static func newYear(of year: Int) -> Day? { day(LunarDay(year: year, month: 1, day: 1)) }

    /// Nil outside ``years`` and for a day that the lunar year does not have.
    package static func day(_ lunar: LunarDay) -> Day? {
        guard years.contains(lunar.year), lunar.day >= 1 else { return nil }
        // The year's last two months come after its solstice.
        let months = months(beforeSolsticeOf: lunar.year) + months(beforeSolsticeOf: lunar.year + 1)
        let month = months.first {
            $0.year == lunar.year && $0.number == lunar.month && $0.isLeap == lunar.isLeapMonth
        }
        guard let month, lunar.day <= month.length else { return nil }
        return Day(daysSince1970: month.first + lunar.day - 1)
    }

    /// Nil outside ``years``.
    package static func lunarDay(of day: Day) -> LunarDay? {
        let count = day.daysSince1970
        let months = months(beforeSolsticeOf: day.year) + months(beforeSolsticeOf: day.year + 1)
        guard let month = months.last(where: { $0.first <= count }), years.contains(month.year) else { return nil }
        return LunarDay(
            year: month.year, month: month.number, day: count - month.first + 1, isLeapMonth: month.isLeap)
    }

    private struct Month {
        var year: Int
        var number: Int
        var isLeap: Bool
        /// In days since 1970.
        var first: Int
        var length: Int
    }

    /// From the eleventh month of the year before to the tenth of `year`.
    private static func months(beforeSolsticeOf year: Int) -> [Month] {
        let start = monthOfSolstice(in: year - 1), end = monthOfSolstice(in: year)
        let firsts = (start...end).map { MoonAndSun.dayOfNewMoon($0) }
        let terms = firsts.map { MoonAndSun.majorTerm(atStartOf: $0) }
        let leap = firsts.count == 14 ? (1..<13).first { terms[$0] == terms[$0 + 1] } : nil
        return (0..<firsts.count - 1).map { place in
            let isLeap = place == leap
            let ordinary = leap.map { place >= $0 } == true ? place - 1 : place
            let number = (10 + ordinary) % 12 + 1
            return Month(
                year: number >= 11 ? year - 1 : year, number: number, isLeap: isLeap, first: firsts[place],
                length: firsts[place + 1] - firsts[place])
        }
    }

    /// The number of the new moon that begins the eleventh month.
    private static func monthOfSolstice(in year: Int) -> Int {
        var day = Day(year, 12, 18)?.daysSince1970 ?? 0
        // The sun's 270° is the ninth major term.
        while MoonAndSun.majorTerm(atStartOf: day + 1) < 9 { day += 1 }
        var moon = MoonAndSun.newMoon(near: day)
        while MoonAndSun.dayOfNewMoon(moon) > day { moon -= 1 }
        while MoonAndSun.dayOfNewMoon(moon + 1) <= day { moon += 1 }
        return moon
    }
}
