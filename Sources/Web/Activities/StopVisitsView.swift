import Library

/// The stops that a point's visits of a month are made of, each with its trip.
struct StopVisitsView {
    var stops: [StopVisit]

    /// Empty for a point that runs no trips.
    func html(_ words: Words) -> HTML {
        guard !stops.isEmpty else { return .empty }
        let rows = stops.html { stop -> HTML in
            """
            <tr><th scope="row">\(given("\(stop.day.day)/\(stop.day.month)"))</th>\
            <td><a href="\(SiteURL.rotation(.trip(stop.trip)))">\(given(stop.place))</a></td>\(number(stop, words))</tr>

            """
        }
        return """
            <section><h3>\(words[.visitsStops])</h3><p class="quiet">\(words[.visitsStopsLead])</p>
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.visitsStops])"><table class="days">
            <thead><tr><th scope="col">\(words[.visitsDay])</th><th scope="col">\(words[.visitsStop])</th>\
            <th scope="col" class="number">\(words[.visitsTitle])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div></section>

            """
    }

    private func number(_ stop: StopVisit, _ words: Words) -> HTML {
        guard let visits = stop.visits else { return "<td class=\"quiet\">\(words[.visitsStopOpen])</td>" }
        guard stop.counted == nil else { return "<td class=\"number\">\(words.number(visits))</td>" }
        return
            "<td class=\"number\">\(words.number(visits)) <span class=\"quiet\">\(words[.visitsStopTallied])</span></td>"
    }
}
