import HTTPTypes
import Hummingbird
import Library

/// What a place has to report and by when, and what it wrote.
struct ReportListPage {
    var place: ReportPlace
    var others: [ReportPlace]
    /// Units that have ended, each with those above it, the highest first.
    var former: [[AdministrativeUnit]]
    var due: [DueReport]
    var lines: [ReportLine]
    var today: Day

    func response(in page: PageContext) -> Response {
        let words = page.words
        let receiving: HTML =
            place.unit == nil
            ? .empty
            : "<li><a href=\"\(SiteURL.reports(.received(place.node, nil, year: nil, half: nil)))\">\(words[.reportReceived])</a><br><span class=\"quiet\">\(words[.reportReceivedDoor])</span></li>\n"
        let body: HTML = """
            \(Trail(below: []).html(words))
            <h1>\(words(.reportOfPlace, ["name": given(place.name)]))</h1>
            <p>\(words[.reportLead])</p>
            <section><h2>\(words[.reportDuties])</h2>\(duties(words))</section>
            <p><a class="button" href="\(SiteURL.reports(.new(NewReportAddress(place.node))))">\(words[.reportOther])</a></p>
            <section><h2>\(words[.reportWritten])</h2>\(written(words))</section>
            <ul class="doors">\(receiving)<li><a href="\(SiteURL.reports(.template))">\(words[.reportTemplate])</a></li></ul>
            \(otherPlaces(words))
            """
        return Layout(page: page, title: words[.reportTitle], robots: false).response(body)
    }

    private func duties(_ words: Words) -> HTML {
        guard !due.isEmpty else { return "<p>\(words[.reportNoDuties])</p>" }
        let items = due.html { due -> HTML in
            let report = lines.first { due.isAnswered(by: $0.order) && $0.correctedBy == nil }
            let deadline = DeadlineWords.line(
                due.reported, on: today, isSent: report?.state == .sent, words)
            let receiver = DeadlineWords.to(due, words)
            let act: HTML
            if let report {
                act =
                    "<a href=\"\(SiteURL.reports(.report(report.id)))\">\(words(.reportStateLine, ["state": words.name(.reportState, report.state.rawValue)]))</a>"
            } else {
                let address = NewReportAddress(place.node, duty: due.duty.id, year: due.year, half: due.half)
                act =
                    "<a class=\"button\" href=\"\(SiteURL.reports(.new(address)))\">\(words[.reportBegin])<span class=\"unseen\"> \(DeadlineWords.name(due, words)), \(given(due.plan.title))</span></a>"
            }
            return """
                <li class="line"><h3>\(DeadlineWords.name(due, words))</h3>
                <p>\(deadline)\(receiver.isEmpty ? .empty : "; ")\(receiver)</p><p class="quiet">\(words(.reportPlanOf, ["plan": given(due.plan.title)]))</p>
                <p>\(act)</p></li>

                """
        }
        return "<ul class=\"lines\">\(items)</ul>"
    }

    private func written(_ words: Words) -> HTML {
        guard !lines.isEmpty else { return "<p>\(words[.reportNone])</p>" }
        let items = lines.html { line -> HTML in
            let sent = line.sentAt.html { " · \(PlaceNames.day(Day($0)))" }
            let replaced = line.correctedBy.html { id -> HTML in
                " · \(words(.reportCorrectedBy, ["id": given(id.description)]))"
            }
            return """
                <li class="line"><h3><a href="\(SiteURL.reports(.report(line.id)))">\(words.name(.reportKind, line.order.kind.rawValue)) <span data-text>\(text: ReportWords.shortPeriod(line.order.months))</span></a></h3>
                <p>\(words.name(.reportState, line.state.rawValue))\(sent)\(replaced)</p></li>

                """
        }
        return "<ul class=\"lines\">\(items)</ul>"
    }

    private func otherPlaces(_ words: Words) -> HTML {
        guard !others.isEmpty || !former.isEmpty else { return .empty }
        let items = others.filter { !$0.name.isEmpty }.html { place -> HTML in
            "<li><a href=\"\(SiteURL.reports(.list(place.node)))\">\(given(place.name))</a></li>\n"
        }
        let list: HTML = items.isEmpty ? .empty : "<ul class=\"doors\">\(items)</ul>"
        return "<section><h2>\(words[.reportOtherPlaces])</h2>\(list)\(formerUnits(words))</section>"
    }

    private func formerUnits(_ words: Words) -> HTML {
        guard !former.isEmpty else { return .empty }
        let items = former.html { path -> HTML in
            path.last.html { unit -> HTML in
                "<li><a href=\"\(SiteURL.reports(.list(.unit(unit.id))))\">\(PlaceNames.path(path, words))</a></li>\n"
            }
        }
        return "<details><summary>\(words[.reportFormerUnits])</summary><ul>\(items)</ul></details>"
    }
}

/// The form that begins a report.
struct NewReportPage {
    var place: ReportPlace
    var address: NewReportAddress
    var due: DueReport?
    var draft: NewReportDraft
    var refusal: HTML?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let title = due.map { DeadlineWords.name($0, words) } ?? words[.reportNew]
        let about = due.html { due -> HTML in
            """
            <p>\(DeadlineWords.line(due.reported, on: Day(page.now), isSent: false, words))</p>
            <p class="quiet">\(words(.reportPlanOf, ["plan": given(due.plan.title)]))</p>
            """
        }
        let open = due != nil && due?.duty.months == nil
        let said = refusal.html { "<div class=\"notice\" role=\"alert\"><p>\($0)</p></div>" }
        let body: HTML = """
            \(Trail(below: [(.reports(.list(place.node)), words(.reportOfPlace, ["name": given(place.name)]))]).html(words))
            <h1>\(title)</h1>\(said)\(about)
            <p>\(words[.reportNewLead])</p>
            \(open.html("<p>\(words[.reportChooseMonths])</p>"))
            \((address.corrects != nil).html("<p>\(words[.reportCorrecting])</p>"))
            \(Form(action: .reports(.new(address)), button: words[.reportBegin], fields: fields(words)).html(page))
            """
        return Layout(page: page, title: title, robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func fields(_ words: Words) -> HTML {
        let kinds = DutyKind.allCases.map { (value: $0.rawValue, text: words.name(.reportKind, $0.rawValue)) }
        let kind: HTML =
            due == nil ? Form.choice("loai", words[.reportKind], kinds, chosen: draft.kind.rawValue) : .empty
        return """
            \(kind)\(Form.text("tu", words[.reportFirst], value: draft.first, hint: words[.reportMonthHint], isRequired: true))
            \(Form.text("den", words[.reportLast], value: draft.last, hint: words[.reportMonthHint], isRequired: true))
            """
    }
}
