import Hummingbird
import Library

/// For a coordinator: who has given no figures for a month, and the months that
/// are frozen.
struct FigureOverviewPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.figureOverview) { request, context in
            let month = QueryParameters(request.uri.query)["thang"].flatMap { Month(iso: $0) }
            return try await overview(month, context, report: nil)
        }
        router.act(.freezeFigures) { request, context in try await freeze(request, context) }
    }

    private var store: any FigureStore { site.services.figures }

    private func overview(
        _ month: Month?, _ context: WebContext, report: FreezeReport?
    ) async throws -> Response {
        let page = try context.page()
        let now = Month(of: Day(page.now))
        let month = month ?? now.previous
        let nodes = Permission.nodes(page.actor, .seeFigures)
        let all = try await store.points(FigurePointFilter(within: nodes))
        let silent = try await store.points(FigurePointFilter(within: nodes, silentIn: month))
        return FigureOverviewPage(
            month: month, now: now, points: all.count, silent: silent,
            freezes: try await store.freezes(in: month.adding(months: -11)...month.adding(months: 12)),
            mayFreeze: Permission.allows(page.actor, .freezeFigures, at: .library),
            mayEnter: !Permission.nodes(page.actor, .enterFigures).isEmpty, report: report
        ).response(in: page)
    }

    private func freeze(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        guard let month = Month(iso: values.text("thang")) else { throw VisitorError(.badRequest) }
        do {
            let report = try await store.freeze(try await site.freezeRequest(month), act: act)
            guard !report.isFirst || !report.differences.isEmpty else {
                return Admission.redirect(to: .figures(.overview(month)))
            }
            return try await overview(month, context, report: report)
        } catch is FigureRefusal {
            return Admission.redirect(to: .figures(.overview(month)))
        }
    }
}

extension SiteSetup {
    /// What a freeze of the whole library needs to know.
    func freezeRequest(_ month: Month) async throws -> FreezeRequest {
        FreezeRequest(
            month, online: try await services.usage.store.online(month),
            opening: try await openingRules())
    }

    func openingRules() async throws -> OpeningRules {
        OpeningRules(kinds: configuration.pointKinds, holidays: try await services.holidays.current())
    }
}

/// Who is silent, and what is fixed.
struct FigureOverviewPage {
    var month: Month
    var now: Month
    /// Of the visitor.
    var points: Int
    var silent: [FigurePoint]
    var freezes: [MonthFreeze]
    var mayFreeze: Bool
    var mayEnter: Bool
    var report: FreezeReport?

    /// Points on the page; a province is told in a number.
    private static let shown = 300
    private static let differencesShown = 50

    func response(in page: PageContext) -> Response {
        let words = page.words
        let body: HTML = """
            \(Trail(below: []).html(words))
            <h1>\(words(.overviewHeading, ["month": FigureText.month(month)]))</h1>
            <p class="pager">\(link(month.previous, words))\(month.next < now ? link(month.next, words) : "")</p>
            \(report.html { differences($0, words) })
            <p>\(words(.overviewSummary, ["given": words.number(points - silent.count), "all": words.number(points)]))</p>
            \(actions(words))
            \(list(words))
            <section><h2>\(words[.overviewFreezes])</h2>
            \(state(page))
            \(table(words))</section>
            """
        return Layout(page: page, title: words[.figuresTitle], robots: false).formResponse(body)
    }

    private func link(_ month: Month, _ words: Words) -> HTML {
        "<a class=\"button\" href=\"\(SiteURL.figures(.overview(month)))\">\(words(.figuresOfMonth, ["month": FigureText.month(month)]))</a>"
    }

    private func actions(_ words: Words) -> HTML {
        let table: HTML =
            mayEnter ? "<a class=\"button\" href=\"\(SiteURL.figures(.table(nil)))\">\(words[.tableTitle])</a>" : ""
        return """
            <p class="actions">\(table)<a href="\(SiteURL.figures(.definitions))">\(words[.definitionsTitle])</a></p>
            """
    }

    private func list(_ words: Words) -> HTML {
        guard !silent.isEmpty else { return "<p class=\"message\">\(words[.overviewAllGiven])</p>" }
        let rows = Array(silent.prefix(Self.shown)).html { point -> HTML in
            """
            <tr><td>\(given(point.unitName))</td><th scope="row"><a href="\(SiteURL.figures(.sheet(point.id, year: month.year)))">\(given(point.name))</a></th>\
            <td>\(given(point.institutionName))</td></tr>

            """
        }
        let rest = silent.count - min(silent.count, Self.shown)
        let more: HTML = rest > 0 ? "<p class=\"quiet\">\(words(.overviewMore, count: rest))</p>" : ""
        return """
            <section><h2>\(words(.overviewSilent, count: silent.count))</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="\(words(.overviewSilent, count: silent.count))"><table>
            <thead><tr><th scope="col">\(words[.overviewUnit])</th><th scope="col">\(words[.overviewPoint])</th>\
            <th scope="col">\(words[.overviewInstitution])</th></tr></thead><tbody>\(rows)</tbody></table></div>\(more)</section>
            """
    }

    // MARK: Freezes

    private func state(_ page: PageContext) -> HTML {
        let words = page.words
        let known = freezes.first { $0.month == month }
        let text: HTML =
            known.map {
                words(.sheetFrozen, ["day": PlaceNames.day(Day($0.at))])
            } ?? words[.sheetOpen]
        guard mayFreeze, month < now else { return "<p>\(FigureText.month(month)): \(text)</p>" }
        let form = Form(
            action: .figures(.freeze), button: words[known == nil ? .overviewFreeze : .overviewCompare],
            fields: Form.hidden("thang", month.description), isMinor: known != nil)
        return "<p>\(FigureText.month(month)): \(text)</p><p>\(words[.overviewFreezeLead])</p>\(form.html(page))"
    }

    private func table(_ words: Words) -> HTML {
        guard !freezes.isEmpty else { return .empty }
        let rows = freezes.reversed().map { $0 }.html { freeze -> HTML in
            let who = freeze.account == nil ? words[.historyClock] : given(freeze.accountName)
            return """
                <tr><th scope="row">\(FigureText.month(freeze.month))</th><td>\(PlaceNames.day(Day(freeze.at)))</td><td>\(who)</td>\
                <td class="number">\(words.number(freeze.figures))</td></tr>

                """
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.overviewFreezes])"><table>
            <thead><tr><th scope="col">\(words[.figuresMonth])</th><th scope="col">\(words[.overviewDay])</th>\
            <th scope="col">\(words[.overviewWho])</th><th scope="col" class="number">\(words[.overviewFigures])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private func differences(_ report: FreezeReport, _ words: Words) -> HTML {
        guard !report.differences.isEmpty else {
            return """
                <div class="notice" role="status"><p>\(words(.overviewNoDifference, count: report.lateEntries))</p></div>
                """
        }
        let rows = Array(report.differences.prefix(Self.differencesShown)).html { difference -> HTML in
            let place: HTML =
                switch difference.place {
                case .point(let id):
                    "<a href=\"\(SiteURL.figures(.history(id, difference.indicator, report.month)))\">\(words[.overviewPoint]) \(given(id.description))</a>"
                case .site: words[.figuresSite]
                }
            return """
                <tr><td>\(place)</td><td>\(words.name(.indicator, difference.indicator.rawValue))</td>\
                <td class="number">\(FigureText.value(difference.frozen, words))</td>\
                <td class="number">\(FigureText.value(difference.counted, words))</td></tr>

                """
        }
        return """
            <div class="notice" role="status"><p>\(words(.overviewDifferences, count: report.differences.count))</p></div>
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.overviewCompare])"><table>
            <thead><tr><th scope="col">\(words[.overviewPoint])</th><th scope="col">\(words[.figuresIndicator])</th>\
            <th scope="col" class="number">\(words[.overviewFrozenValue])</th><th scope="col" class="number">\(words[.overviewCountedValue])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }
}
