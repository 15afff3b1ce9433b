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
}

/// The trail above a page of the administration.
struct Trail {
    var steps: [(url: AdministrationURL, text: HTML)]
    /// Pages of other features below those.
    var further: [(url: SiteURL, text: HTML)] = []

    func html(_ words: Words) -> HTML {
        let places = ([(AdministrationURL.start, words[.adminTitle])] + steps).map {
            (url: SiteURL.administration($0.0), text: $0.1)
        }
        let links = (places + further).map { step -> HTML in "<a href=\"\(step.url)\">\(step.text)</a>" }
        return "<nav class=\"trail\" aria-label=\"\(words[.adminTrail])\">\(HTML(joining: links, with: " › "))</nav>"
    }
}
