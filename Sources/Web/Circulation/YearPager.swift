import Library

/// The way to the years beside one, as far as days off are known.
struct YearPager {
    var year: Int
    var address: (Int) -> CalendarURL

    func html(_ words: Words) -> HTML {
        "<p class=\"pager\">\(link(year - 1, "prev", words))\(link(year + 1, "next", words))</p>"
    }

    private func link(_ year: Int, _ relation: HTML, _ words: Words) -> HTML {
        guard Holidays.years.contains(year) else { return .empty }
        let name = words(.calendarYear, ["year": given(String(year))])
        return "<a class=\"button\" rel=\"\(relation)\" href=\"\(SiteURL.calendar(address(year)))\">\(name)</a>"
    }
}
