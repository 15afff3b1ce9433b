import Library

/// How places are named on pages.
enum PlaceNames {
    /// "Xã Tân Lập".
    static func unit(_ unit: AdministrativeUnit, _ words: Words) -> HTML {
        "\(words.name(.unitKind, unit.kind.rawValue)) \(given(unit.name))"
    }

    /// The units above and itself, the lowest first: "Xã Tân Lập, Tỉnh Đắk Lắk".
    static func path(_ units: [AdministrativeUnit], _ words: Words) -> HTML {
        HTML(joining: units.reversed().map { unit($0, words) }, with: ", ")
    }

    /// "từ 2025-07-01", "đến 2025-06-30", or nothing.
    static func validity(_ validity: Validity, _ words: Words) -> HTML {
        let parts = [
            validity.first.map { words(.adminFrom, ["day": day($0)]) },
            validity.last.map { words(.adminUntil, ["day": day($0)]) },
        ].compactMap(\.self)
        return HTML(joining: parts, with: " ")
    }

    /// "1/7/2025", as it is written in Vietnamese.
    static func day(_ day: Day) -> HTML { given("\(day.day)/\(day.month)/\(day.year)") }

    /// "1/6/2026", "1/6 – 31/8/2026", "30/12/2026 – 2/1/2027".
    static func days(_ first: Day, _ last: Day) -> HTML {
        guard first != last else { return day(last) }
        let year = first.year == last.year ? "" : "/\(first.year)"
        return given("\(first.day)/\(first.month)\(year) – \(last.day)/\(last.month)/\(last.year)")
    }

    /// "thứ Ba, 22/9/2026".
    static func weekdayAndDay(_ day: Day, _ words: Words) -> HTML {
        "\(words.name(.weekday, String(day.weekday))), \(Self.day(day))"
    }
}

/// The trail above a page of the administration.
struct Trail {
    var steps: [(url: SiteURL, text: HTML)]

    init(steps: [(url: AdministrationURL, text: HTML)]) {
        self.init(below: steps.map { (.administration($0.url), $0.text) })
    }

    /// Through pages of any feature.
    init(below steps: [(url: SiteURL, text: HTML)]) { self.steps = steps }

    func html(_ words: Words) -> HTML {
        let links = ([(SiteURL.administration(.start), words[.adminTitle])] + steps).map { step -> HTML in
            "<a href=\"\(step.0)\">\(step.1)</a>"
        }
        return "<nav class=\"trail\" aria-label=\"\(words[.adminTrail])\">\(HTML(joining: links, with: " › "))</nav>"
    }
}
