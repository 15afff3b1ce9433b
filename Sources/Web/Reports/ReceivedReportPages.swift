import HTTPTypes
import Hummingbird
import Library

/// What the units below have sent: who is missing, how late, and the sums.
struct ReceivedReportPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.receivedReports) { request, context in try await show(request, context) }
    }

    private var services: ReportServices { site.services.reports }

    private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let query = QueryParameters(request.uri.query)
        let nodes = try await site.reportNodes(page.actor)
        guard let node = query["noi"].flatMap({ TreeNode(written: $0) }) ?? nodes.first else {
            throw VisitorError(.forbidden)
        }
        let place = try await site.reportPlace(node, context)
        guard case .unit(let unit) = node, let here = place.unit else {
            return ReceivedReportsPage(
                place: place, due: [], chosen: nil, senders: [], units: nil, today: Day(page.now)
            )
            .response(in: page)
        }
        let today = Day(page.now)
        let due = DueReport.all(try await site.services.plans.duties(gatheredBy: here, on: today), on: today)
        let wanted = query["viec"].flatMap { DutyID(written: $0) }
        let year = query["nam"].flatMap { Int($0) }
        let half = query["ky"].flatMap { Int($0) }
        let chosen =
            due.first {
                $0.duty.id == wanted && (year == nil || $0.year == year) && (half == nil || $0.half == half)
            } ?? due.first
        guard let chosen else {
            return ReceivedReportsPage(place: place, due: due, chosen: nil, senders: [], units: nil, today: today)
                .response(in: page)
        }
        let receiving = ReportReceiving(services.stores, plans: site.services.plans)
        let senders = try await receiving.senders(
            to: unit, chosen.duty.id, year: chosen.year, on: today, answering: { chosen.isAnswered(by: $0) })
        var units: ReportUnits?
        if senders.contains(where: { $0.sent != nil }) {
            let order = ReportOrder(node: node, kind: chosen.duty.kind, months: chosen.months)
            units = try await receiving.units(
                senders, of: order.months, own: try await services.figures.lines(for: order, at: page.now))
        }
        return ReceivedReportsPage(
            place: place, due: due, chosen: chosen, senders: senders, units: units, today: today
        ).response(in: page)
    }
}

struct ReceivedReportsPage {
    var place: ReportPlace
    var due: [DueReport]
    var chosen: DueReport?
    var senders: [ReportSender]
    var units: ReportUnits?
    var today: Day

    func response(in page: PageContext) -> Response {
        let words = page.words
        let body: HTML = """
            \(Trail(below: [(.reports(.list(place.node)), words(.reportOfPlace, ["name": given(place.name)]))]).html(words))
            <h1>\(words[.reportReceived])</h1>
            \(duties(words))
            \(chosen.html { list($0, words) })
            \(units.html { sums($0, words) })
            """
        return Layout(page: page, title: words[.reportReceived], robots: false).response(body)
    }

    private func duties(_ words: Words) -> HTML {
        guard !due.isEmpty else { return "<p>\(words[.reportNothingGathered])</p>" }
        let links = due.html { due -> HTML in
            let isHere = due.duty.id == chosen?.duty.id && due.year == chosen?.year && due.half == chosen?.half
            let url: SiteURL = .reports(.received(place.node, due.duty.id, year: due.year, half: due.half))
            return """
                <li><a href="\(url)"\(isHere.html(" aria-current=\"page\""))>\(DeadlineWords.name(due, words))<span class="quiet small">\(given(due.plan.id.text)), \(DeadlineWords.receiver(due, words))</span></a></li>

                """
        }
        return
            "<p>\(words[.reportReceivedLead])</p><nav class=\"scopes\" aria-label=\"\(words[.reportChooseDuty])\"><ul>\(links)</ul></nav>"
    }

    private func list(_ due: DueReport, _ words: Words) -> HTML {
        let deadline = DeadlineWords.line(due.reported, on: today, isSent: false, words)
        guard !senders.isEmpty else { return "<p>\(deadline)</p><p>\(words[.reportReceivedNone])</p>" }
        let sent = senders.count { $0.sent != nil }
        // Those who have not sent stand first: they are whom to call.
        let ordered = senders.filter { $0.sent == nil } + senders.filter { $0.sent != nil }
        let rows = ordered.html { sender -> HTML in
            let state: HTML = sender.state.html { words.name(.reportState, $0.rawValue) }
            let link: HTML
            if let id = sender.sent ?? sender.latest {
                link = "<a href=\"\(SiteURL.reports(.report(id)))\">\(state)</a>"
            } else {
                link = words[.reportNotBegun]
            }
            let when = sender.sentAt.html { sentAt -> HTML in
                let late = due.lastGoodDay.map { $0.days(until: Day(sentAt)) } ?? 0
                let mark: HTML =
                    late > 0 ? " <strong class=\"late\">\(words(.reportDaysLate, count: late))</strong>" : ""
                return PlaceNames.day(Day(sentAt)) + mark
            }
            return "<tr><td>\(given(sender.place.name))</td><td>\(link)</td><td>\(when)</td></tr>\n"
        }
        let gaps: [String: HTML] = ["sent": words.number(sent), "all": words.number(senders.count)]
        return """
            <p>\(deadline)</p><p class="state">\(words(.reportReceivedCount, gaps))</p>
            <div class="scroll" tabindex="0"><table><thead><tr><th scope="col">\(words[.reportUnit])</th><th scope="col">\(words[.reportState])</th><th scope="col">\(words[.reportWhen])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private func sums(_ units: ReportUnits, _ words: Words) -> HTML {
        let number = { (number: Int?) in number.html { words.number($0) } }
        let rows = units.lines.html { line -> HTML in
            """
            <tr><th scope="row"><span data-text>\(text: ReportWords.name(line.indicator))</span></th><td class="number">\(line.units == nil ? words[.reportNoFigure] : number(line.units))</td><td class="number">\(line.own == nil ? words[.reportNoFigure] : number(line.own))</td><td class="number">\(line.difference == nil ? "–" : number(line.difference))</td></tr>

            """
        }
        let apart = units.apart.map { "\($0.name) (\(ReportWords.shortPeriod($0.months)))" }.joined(separator: "; ")
        let told: HTML =
            apart.isEmpty ? .empty : "<p class=\"notice\">\(words(.reportSumsApart, ["names": given(apart)]))</p>"
        let period = chosen.html { given(ReportWords.shortPeriod($0.months)) }
        return """
            <section><h2>\(words[.reportSums])</h2><p>\(words(.reportSumsLead, ["months": period]))</p>\(told)
            <div class="scroll" tabindex="0"><table><thead><tr><th scope="col">\(words[.reportIndicator])</th><th scope="col">\(words[.reportSumOfUnits])</th><th scope="col">\(words[.reportOwn])</th><th scope="col">\(words[.reportDifference])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div></section>
            """
    }
}
