import HTTPTypes
import Hummingbird
import Library

/// Planning a trip.
struct TripForm {
    var view: ServicePointView
    var refusal: RotationRefusal?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let isMobile = view.point.facts.kind == .mobile
        let kinds: [(value: String, text: HTML)] = TripKind.allCases.map {
            ($0.rawValue, words.name(.tripKind, $0.rawValue))
        }
        let fields: HTML = """
            \(Form.choice("loai", words[.tripKind], kinds, chosen: isMobile ? "mobile" : "rotation"))
            \(Form.text("ngay", words[.tripDay], hint: words[.requestDayHint], isRequired: true))
            \(Form.text("xe", words[.tripVehicle], hint: words[.tripVehicleHint]))
            """
        let body: HTML = """
            \(RotationTrail(point: PointName(view)).html(words))
            <h1>\(words[.tripNew])</h1>
            \(RotationParts.refused(refusal, words))
            \(Form(action: .rotation(.newTrip(view.point.id)), button: words[.tripPlan], fields: fields).html(page))
            """
        return Layout(page: page, title: words[.tripNew], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }
}

/// One trip with its stops, boxes and people.
struct TripPage {
    var view: TripView
    var mayPlan: Bool
    /// Whether the visitor may let it leave, and end it.
    var mayDepart: Bool
    var mayEnd: Bool
    /// The ends at which the visitor may note something.
    var ends: Set<ServicePointID>
    var points: [PointName]
    /// Boxes that could be loaded.
    var ready: [BoxSummary]
    var needed: Int
    /// Who must be among them.
    var crew: [TripRole: Int]
    var refusal: RotationRefusal?

    private var trip: Trip { view.trip }
    private var isOpen: Bool { mayPlan && trip.state == .planned }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let title: HTML = "\(words.name(.tripKind, trip.facts.kind.rawValue)) \(PlaceNames.day(trip.facts.plannedOn))"
        let vehicle = trip.facts.vehicle.isEmpty ? HTML.empty : " · \(given(trip.facts.vehicle))"
        let body: HTML = """
            \(RotationTrail(point: view.from).html(words))
            <h1>\(title)</h1>
            \(RotationParts.refused(refusal, words, more: refusedBox(words)))
            <p class="state"><strong>\(words.name(.tripState, trip.state.rawValue))</strong> · \(RotationParts.name(view.from))\(vehicle)</p>
            \(mainAct(page))\(isOpen.html(replan(page)))
            <section><h2>\(words[.tripStops])</h2>\(stops(page))\(isOpen.html(addStop(page)))</section>
            \((trip.facts.kind == .rotation || !trip.boxes.isEmpty).html(boxes(page)))
            <section><h2>\(words[.tripPeople])</h2><p>\(words(.tripNeeded, count: needed))\(crewNeeded(words))</p>\(people(page))</section>
            <section><ul class="doors"><li><a href="\(SiteURL.rotation(.routeSheet(trip.id)))">\(words[.tripSheet])</a></li></ul></section>
            """
        return Layout(page: page, title: title, robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func crewNeeded(_ words: Words) -> HTML {
        let count = { (role: TripRole) in words.number(crew[role, default: 0]) }
        return (!crew.isEmpty).html(
            " \(words(.tripCrew, ["drivers": count(.driver), "librarians": count(.librarian)]))")
    }

    /// The box that keeps the trip from leaving.
    private func refusedBox(_ words: Words) -> HTML {
        guard let box = view.boxes.first(where: { $0.box.id == refusal?.box }) else { return .empty }
        let title = words(.boxTitle, ["number": given(box.box.number)])
        return "<p><a href=\"\(SiteURL.rotation(.box(box.box.id, done: nil)))\">\(title)</a></p>"
    }

    private func mainAct(_ page: PageContext) -> HTML {
        let words = page.words
        let button = { (order: String, phrase: RotationPhrase, isMain: Bool) -> HTML in
            Form(
                action: .rotation(.tripAct(trip.id)), button: words[phrase], fields: Form.hidden("lam", order),
                isMinor: !isMain
            ).html(page)
        }
        switch trip.state {
        case .planned:
            let depart = mayDepart.html(button("depart", .tripDepart, true))
            return depart + mayEnd.html(button("cancel", .tripCancel, false))
        case .underWay:
            return mayEnd.html(button("finish", .tripFinish, true) + button("cancel", .tripBreakOff, false))
        case .done, .cancelled: return .empty
        }
    }

    private func edit(_ order: String, _ fields: HTML, _ phrase: RotationPhrase, _ page: PageContext) -> HTML {
        Form(
            action: .rotation(.tripEdit(trip.id)), button: page.words[phrase],
            fields: Form.hidden("lam", order) + fields, isMinor: true
        ).html(page)
    }

    /// Another day or vehicle, while it has not left.
    private func replan(_ page: PageContext) -> HTML {
        let (words, day) = (page.words, trip.facts.plannedOn)
        let fields =
            Form.text(
                "ngay", words[.tripDay], value: "\(day.day)/\(day.month)/\(day.year)", hint: words[.tripReplanHint],
                isRequired: true, mark: "-di")
            + Form.text("xe", words[.tripVehicle], value: trip.facts.vehicle, hint: words[.tripVehicleHint])
        return """
            <details><summary>\(words[.tripReplan])</summary>\(edit("replan", fields, .tripReplanSave, page))</details>

            """
    }

    private func stops(_ page: PageContext) -> HTML {
        let words = page.words
        guard !trip.stops.isEmpty else { return "<p class=\"message\">\(words[.tripNoStop])</p>" }
        let items = trip.stops.html { stop -> HTML in
            let visits = stop.visits.html { " · \(words(.tripVisits, count: $0))\(before(stop, words))" }
            var more: HTML = .empty
            if isOpen {
                more = edit("remove-stop", Form.hidden("chang", String(stop.ordinal)), .tripRemoveStop, page)
            } else if trip.leftOn != nil, mayPlan || ends.contains(stop.point) {
                let name = "luot-\(stop.ordinal)"
                let field: HTML = """
                    <p><label for="\(text: name)">\(words[.tripVisitsField])</label>
                    <input id="\(text: name)" name="luot" type="text" inputmode="numeric" pattern="[0-9]*" maxlength="6" value="\(text: stop.visits.map(String.init) ?? "")"></p>
                    """
                    + (stop.visits != nil).html(reason(stop.ordinal, words))
                more = edit("visits", Form.hidden("chang", String(stop.ordinal)) + field, .tripVisitsSave, page)
            }
            return """
                <li class="line"><p><strong>\(RotationParts.name(view.name(of: stop)))</strong> · \(outcome(of: stop, words))\(visits)</p>\(more)</li>

                """
        }
        return "<ol class=\"lines\">\(items)</ol>"
    }

    /// The day it is planned for, or what became of it.
    private func outcome(of stop: TripStop, _ words: Words) -> HTML {
        let day = PlaceNames.day(stop.plannedOn)
        return switch view.outcome(of: stop) {
        case .open: day
        case .reached(let came): words(.tripReached, ["day": PlaceNames.day(came)])
        case .missed: words(.tripMissed, ["day": day])
        case .unnoted: words(.tripUnnoted, ["day": day])
        }
    }

    /// What became of a box: on this trip once it left, whatever it does now.
    private func course(of box: BoxSummary, to stop: TripStop?, _ words: Words) -> HTML {
        let state = words.name(.boxState, box.box.state.rawValue)
        switch view.journeys[box.box.id] {
        case nil: return trip.state == .cancelled ? words[.tripBoxStayed] : state
        case .underWay: return state
        case .turningBack: return words(.tripBoxTurningBack, ["place": RotationParts.name(view.from)])
        case .arrived(let point, let day):
            let gaps = [
                "day": PlaceNames.day(day),
                "place": RotationParts.name(point == view.from.id ? view.from : view.points[point]),
            ]
            return words(point == stop?.point ? .tripReached : .tripBoxElsewhere, gaps)
        case .lost: return words[.tripBoxLost]
        }
    }

    /// What stood there before it was put right.
    private func before(_ stop: TripStop, _ words: Words) -> HTML {
        zip(stop.counts, stop.counts.dropFirst()).reversed().map { $0 }.html { earlier, later in
            let reason = later.reason.html { given($0) }
            return
                " · <span class=\"quiet\">\(words(.tripVisitsBefore, count: earlier.visits, ["reason": reason]))</span>"
        }
    }

    private func reason(_ stop: Int, _ words: Words) -> HTML {
        """
        <p><label for="ly-do-\(text: String(stop))">\(words[.tripVisitsReason])</label>
        <input id="ly-do-\(text: String(stop))" name="ly-do" type="text" autocomplete="off" maxlength="300"></p>
        """
    }

    private func addStop(_ page: PageContext) -> HTML {
        let words = page.words
        let fields =
            RotationParts.choice("diem", words[.tripStop], points, chosen: nil, without: trip.facts.from)
            + Form.text("ngay", words[.tripStopDay], hint: words[.tripStopDayHint])
        return edit("add-stop", fields, .tripAddStop, page)
    }

    private func boxes(_ page: PageContext) -> HTML {
        let words = page.words
        let stop = Dictionary(trip.boxes.map { ($0.box, $0.stop) }, uniquingKeysWith: { first, _ in first })
        let items = view.boxes.html { box -> HTML in
            let to = trip.stops.first { $0.ordinal == stop[box.box.id] }
            let off = isOpen.html(edit("unload", Form.hidden("thung", box.box.id.description), .tripUnload, page))
            let isUnready = trip.state == .planned && TripRules.unready.contains(box.box.state)
            let first = isUnready.html("<p>\(words[box.box.state == .home ? .tripReopenFirst : .tripRecallFirst])</p>")
            return """
                <li class="line"><p><a href="\(SiteURL.rotation(.box(box.box.id, done: nil)))">\(words(.boxTitle, ["number": given(box.box.number)]))</a> → \(RotationParts.name(to.flatMap { view.name(of: $0) }))
                <span class="quiet">\(course(of: box, to: to, words)) · \(words(.boxCopies, count: box.copies))</span></p>\(first)\(off)</li>

                """
        }
        let loaded = Set(trip.boxes.map(\.box))
        let free = ready.filter { !loaded.contains($0.box.id) }
        var load: HTML = .empty
        if isOpen, !free.isEmpty, !trip.stops.isEmpty {
            let boxes: [(value: String, text: HTML)] = free.map {
                ($0.box.id.description, words(.boxTitle, ["number": given($0.box.number)]))
            }
            let stops: [(value: String, text: HTML)] = trip.stops.map {
                (String($0.ordinal), RotationParts.name(view.name(of: $0)))
            }
            load = edit(
                "load",
                Form.choice("thung", words[.tripBox], boxes, chosen: "")
                    + Form.choice("chang", words[.boxTo], stops, chosen: ""), .tripLoad, page)
        }
        let none: HTML = trip.boxes.isEmpty ? "<p class=\"message\">\(words[.tripNoBox])</p>" : ""
        return "<section><h2>\(words[.tripBoxes])</h2>\(none)<ul class=\"lines\">\(items)</ul>\(load)</section>\n"
    }

    private func people(_ page: PageContext) -> HTML {
        let words = page.words
        let mayEdit = mayPlan && (trip.state == .planned || trip.state == .underWay)
        let items = trip.people.html { person -> HTML in
            let off = mayEdit.html(
                edit("remove-person", Form.hidden("nguoi", String(person.ordinal)), .tripRemovePerson, page))
            return """
                <li class="line"><p>\(given(person.name)) <span class="quiet">\(words.name(.tripRole, person.role.rawValue))</span></p>\(off)</li>

                """
        }
        let roles: [(value: String, text: HTML)] = TripRole.allCases.map {
            ($0.rawValue, words.name(.tripRole, $0.rawValue))
        }
        let add = mayEdit.html(
            edit(
                "add-person",
                Form.text("ten", words[.tripPersonName])
                    + Form.choice("vai", words[.tripRole], roles, chosen: "librarian"),
                .tripAddPerson, page))
        return "<ul class=\"lines\">\(items)</ul>\(add)"
    }
}

/// What the driver takes along: stops in order, the boxes of each, room to sign.
struct RouteSheet {
    var view: TripView

    func response(in page: PageContext) -> Response {
        let words = page.words
        let trip = view.trip
        let rows = trip.stops.html { stop -> HTML in
            let boxes = trip.boxes.filter { $0.stop == stop.ordinal }.compactMap { loaded in
                view.boxes.first { $0.box.id == loaded.box }
            }
            let list = boxes.map { box -> HTML in
                "\(given(box.box.number)) (\(words(.boxCopies, count: box.copies)))"
            }
            return """
                <tr><td>\(stop.ordinal)</td><td>\(RotationParts.name(view.name(of: stop)))</td><td>\(PlaceNames.day(stop.plannedOn))</td>\
                <td>\(HTML(joining: list, with: ", "))</td><td></td><td></td></tr>

                """
        }
        let people = trip.people.map { "\(given($0.name)) (\(words.name(.tripRole, $0.role.rawValue)))" as HTML }
        let body: HTML = """
            <p class="no-print"><a href="\(SiteURL.rotation(.trip(trip.id)))">← \(words.name(.tripKind, trip.facts.kind.rawValue))</a> · \(words[.boxPrintHint])</p>
            <h1>\(words[.tripSheet])</h1>
            <p>\(words.name(.tripKind, trip.facts.kind.rawValue)) \(PlaceNames.day(trip.facts.plannedOn)) · \(words[.boxFrom]): \(RotationParts.name(view.from))</p>
            <p>\(words[.tripVehicle]): \(given(trip.facts.vehicle)) · \(words[.tripPeople]): \(HTML(joining: people, with: ", "))</p>
            \(RotationParts.table(words[.tripStops], head: [words[.boxOrdinal], words[.tripStop], words[.tripStopDay], words[.tripBoxes], words[.tripArrived], words[.minutesSign]], rows: rows))
            """
        return Layout(page: page, title: words[.tripSheet], kind: "sheet", robots: false).response(body)
    }
}
