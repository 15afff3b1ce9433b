import Hummingbird
import Library

/// The minutes of a handover in the layout of Nghị định 30/2020/NĐ-CP, appendix
/// I: whose paper it is on the left, the country's name and motto on the right,
/// the title in the middle, two signatures below.
struct HandoverMinutes {
    var view: BoxView
    /// Nil before the box was counted: the lines to be written stay blank.
    var handover: Handover?
    var giver: ServicePointView?
    var receiver: ServicePointView?
    var trip: TripView?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let box = view.box
        let day = handover?.countedOn ?? Day(page.now)
        let place = receiver ?? giver
        let unit = place?.institution.units.last.map { given($0.name) } ?? "…"
        let date = words(
            .minutesDate,
            [
                "place": unit, "day": given(two(day.day)), "month": given(two(day.month)),
                "year": given(String(day.year)),
            ])
        let note = handover?.note ?? HandoverNote()
        let body: HTML = """
            \(PackingList.back(view, words))
            <article class="official" lang="\(text: words.language.tag)">
            <header class="letterhead"><div><p>\(given((giver?.institution.institution.facts.name ?? "").uppercased()))</p><p><strong>\(given((giver?.point.facts.name ?? "").uppercased()))</strong></p><p>\(words[.minutesNumber])</p></div>
            <div><p><strong>\(words[.minutesCountry])</strong></p><p class="motto"><strong>\(words[.minutesMotto])</strong></p><p><em>\(date)</em></p></div></header>
            <h1>\(words[.minutesTitle])<br><small>\(words[.minutesSubtitle])</small></h1>
            <p>\(words(.minutesLead, ["day": PlaceNames.day(day), "box": given(box.number)]))</p>
            \(side(words[.minutesGiving], giver, note.giver, words))\(people(words))
            \(side(words[.minutesReceiving], receiver, note.receiver, words))
            <p>\(words[.minutesContents])</p>
            \(contents(words))
            \(differences(words))
            <p>\(words[.boxRemarks]): \(note.remarks.isEmpty ? blank : given(note.remarks))</p>
            <p>\(words[.minutesClosing])</p>
            <div class="signatures"><div><p><strong>\(words[.minutesGiving])</strong></p><p><em>\(words[.minutesSign])</em></p><p class="signed">\(given(note.giver))</p></div>
            <div><p><strong>\(words[.minutesReceiving])</strong></p><p><em>\(words[.minutesSign])</em></p><p class="signed">\(given(note.receiver))</p></div></div>
            </article>
            """
        return Layout(page: page, title: words[.boxMinutes], kind: "sheet", robots: false).response(body)
    }

    private let blank: HTML = "<span class=\"blank\"></span>"

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private func side(_ title: HTML, _ point: ServicePointView?, _ name: String, _ words: Words) -> HTML {
        let institution = point.map { given($0.institution.institution.facts.name) } ?? blank
        let library = point.map { given($0.point.facts.name) } ?? blank
        return """
            <p><strong>\(title):</strong> \(library) – \(institution)</p>
            <p>\(words[.minutesPerson]): \(name.isEmpty ? blank : given(name)); \(words[.minutesPosition]): \(blank)</p>

            """
    }

    /// Who went along officially.
    private func people(_ words: Words) -> HTML {
        guard let trip, !trip.trip.people.isEmpty else { return .empty }
        let names = trip.trip.people.map { "\(given($0.name)) (\(words.name(.tripRole, $0.role.rawValue)))" as HTML }
        let vehicle =
            trip.trip.facts.vehicle.isEmpty ? HTML.empty : ". \(words[.tripVehicle]): \(given(trip.trip.facts.vehicle))"
        return "<p>\(words[.tripPeople]): \(HTML(joining: names, with: ", "))\(vehicle)</p>\n"
    }

    private func contents(_ words: Words) -> HTML {
        let sealed = handover?.copies ?? view.box.seal?.copies ?? view.copies.count
        var rows: HTML = """
            <tr><td>1</td><td>\(words[.minutesCopies])</td><td>\(sealed)</td>\
            <td>\(handover.html { "\($0.countedCopies)" })</td></tr>

            """
        for (index, line) in lines.enumerated() {
            rows =
                rows
                    + """
                    <tr><td>\(index + 2)</td><td>\(given(line.text))</td><td>\(line.quantity)</td>\
                    <td>\(line.counted.html { "\($0)" })</td></tr>

                    """
        }
        return RotationParts.table(
            words[.boxContents],
            head: [words[.boxOrdinal], words[.minutesWhat], words[.boxOnList], words[.boxOnCount]], rows: rows)
    }

    /// Things without barcodes: as they were signed for. Of old minutes that did
    /// not keep them, those in the box, until it is packed again.
    private var lines: [BoxLine] {
        guard let handover else { return view.lines }
        if let kept = handover.lines { return kept }
        let isLast = handover.manifest.sealing == view.box.sealings
        return isLast && ![.recalled, .home, .drafted].contains(view.box.state) ? view.lines : []
    }

    private func differences(_ words: Words) -> HTML {
        guard let handover else { return "<p>\(words[.boxDiffers]): \(blank)</p>" }
        guard !handover.discrepancies.isEmpty else { return "<p>\(words[.minutesNothing])</p>" }
        return """
            <p>\(words[.boxDiffers]):</p>\(DiscrepancyList(lines: handover.discrepancies).html(words))
            \(handover.answer.html { HandoverAnswerLine(answer: $0).html(words) })
            """
    }
}
