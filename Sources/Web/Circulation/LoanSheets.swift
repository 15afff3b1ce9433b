import Hummingbird
import Library

/// The overdue list and the loan book.
struct LoanListPages {
    let site: SiteSetup
    /// A month, when nobody says otherwise.
    private static let usualDays = 31

    func add(to router: Router<WebContext>) {
        router.page(.overdue) { request, context in
            let page = try context.page()
            let point = try await site.point(context).point
            let className = QueryParameters(request.uri.query)["lop"]
            let lines = try await site.services.circulating.lending.loans(
                LoanFilter(point: point.id, className: className, dueBefore: Day(page.now)))
            return OverduePage(point: point, className: className, lines: lines).response(in: page)
        }
        router.page(.loanBook) { request, context in
            let (view, days, lines) = try await loans(request, context, limit: 5_000)
            return try LoanBookPage(point: view.point, days: days, lines: lines).response(in: context.page())
        }
        router.page(.printLoanBook) { request, context in
            let (view, days, lines) = try await loans(request, context, limit: Self.mostExported)
            return try LoanRegisterPrint(point: view.point, days: days, sheet: Self.sheet(view, days, lines))
                .response(in: context.page())
        }
        router.page(.exportLoanBook) { request, context in try await export(request, context) }
    }

    private static let mostExported = 200_000

    /// Those of the days that the address names; of the last month when it names none.
    private func loans(_ request: Request, _ context: WebContext, limit: Int) async throws -> (
        view: ServicePointView, days: ClosedRange<Day>, lines: [LoanLine]
    ) {
        let view = try await site.point(context)
        let query = QueryParameters(request.uri.query)
        let last = try query["den"].flatMap { Day(written: $0) } ?? Day(context.page().now)
        let first = min(query["tu"].flatMap { Day(written: $0) } ?? last.adding(days: -Self.usualDays), last)
        let lines = try await site.services.circulating.lending.loans(
            LoanFilter(point: view.point.id, madeIn: first...last, limit: limit))
        return (view, first...last, lines)
    }

    private static func sheet(_ view: ServicePointView, _ days: ClosedRange<Day>, _ lines: [LoanLine]) -> Sheet {
        let names = [view.institution.institution.facts.name, view.point.facts.name]
        return LoanRegister.sheet(of: lines, lead: names + [Sheet.period(days)])
    }

    /// Names of readers leave the house: it is noted.
    private func export(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let (view, days, lines) = try await loans(request, context, limit: Self.mostExported)
        let format = QueryParameters(request.uri.query)["dang"].flatMap { SheetFormat(rawValue: $0) } ?? .xlsx
        try await site.services.membership.audit.note(
            .registerExported, "point \(view.point.id), so-muon",
            act: Act(account: page.actor.account, form: nil, at: page.now))
        return try SheetDownload(
            sheets: [Self.sheet(view, days, lines)], format: format,
            name: "so-muon-\(days.lowerBound)-\(days.upperBound)"
        ).response()
    }
}

/// Sổ mượn on paper: the printed form's columns, without the frame of the site.
struct LoanRegisterPrint {
    var point: ServicePoint
    var days: ClosedRange<Day>
    var sheet: Sheet

    func response(in page: PageContext) -> Response {
        let words = page.words
        let back: SiteURL = .circulation(.loanBook(point.id, from: days.lowerBound, to: days.upperBound))
        let body: HTML = """
            <div class="no-print"><p><a href="\(back)">← \(words[.loanBookTitle])</a></p>
            <h1>\(words[.loanBookTitle])</h1><p>\(words[.holdingsPrintHint])</p></div>
            \(SheetView(sheet: sheet).html(words))
            """
        return Layout(page: page, title: words[.loanBookTitle], kind: "sheet", robots: false).response(body)
    }
}

/// What a reader takes home on paper: 80 mm wide, or A6.
struct SlipPage {
    var point: ServicePoint
    var reader: ReaderView

    func response(in page: PageContext) -> Response {
        let words = page.words
        let lines = reader.loans.html { line -> HTML in
            """
            <li>\(given(line.copy.title))<br>\(given(line.copy.copy.facts.number.text)) · <strong>\(words(.loanDue, ["day": PlaceNames.day(line.loan.dueOn)]))</strong></li>

            """
        }
        let holds = reader.holds.html { line -> HTML in
            "<li>\(words[.slipHold]) \(given(line.title))</li>"
        }
        let body: HTML = """
            <div class="no-print">\(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <p>\(words[.slipLead])</p></div>
            <article class="slip\(length)">
            <h1>\(given(point.facts.name))</h1>
            <p>\(given(reader.borrower.name))\(reader.borrower.className.html { " · \(given($0))" })<br>\(PlaceNames.day(Day(page.now)))</p>
            <ul>\(lines)\(holds)</ul>
            <p class="small">\(words[.slipFoot])</p>
            </article>
            """
        return Layout(page: page, title: words[.slipTitle], kind: "slip-page", showsSearch: false, robots: false)
            .response(body)
    }
}

extension SlipPage {
    /// A page of paper has a length before it is printed: one of three, so that a
    /// roll is not wasted on two books.
    private var length: HTML {
        switch reader.loans.count + reader.holds.count {
        case ...2: " short"
        case ...6: ""
        default: " long"
        }
    }
}

/// Who is late, class by class, to be printed and handed to the class teachers.
struct OverduePage {
    var point: ServicePoint
    var className: String?
    var lines: [LoanLine]

    func response(in page: PageContext) -> Response {
        let words = page.words
        var classes: [(name: String?, lines: [LoanLine])] = []
        for line in lines {
            let name = line.borrower?.className
            if classes.last?.name == name, !classes.isEmpty {
                classes[classes.count - 1].lines.append(line)
            } else {
                classes.append((name, [line]))
            }
        }
        let parts = classes.html { part -> HTML in
            let title = part.name.map { words(.classOf, ["name": given($0)]) } ?? words[.overdueNoClass]
            let rows = part.lines.html { row($0, Day(page.now), words) }
            return """
                <section class="class-sheet"><h2>\(title)</h2>
                <div class="scroll" tabindex="0" role="region" aria-label="\(title.withoutElements)"><table><thead><tr><th scope="col">\(words[.columnReader])</th>\
                <th scope="col">\(words[.columnTitle])</th><th scope="col">\(words[.columnNumber])</th>\
                <th scope="col">\(words[.columnDue])</th><th scope="col">\(words[.columnDaysLate])</th></tr></thead>
                <tbody>\(rows)</tbody></table></div></section>

                """
        }
        let none: HTML = lines.isEmpty ? "<p class=\"message\">\(words[.overdueNone])</p>" : ""
        let body: HTML = """
            <div class="no-print">\(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))</div>
            <h1>\(words[.overdueTitle])</h1>
            <p>\(given(point.facts.name)) · \(PlaceNames.day(Day(page.now)))</p>
            \(none)\(parts)
            """
        return Layout(page: page, title: words[.overdueTitle], showsSearch: false, robots: false).response(body)
    }

    private func row(_ line: LoanLine, _ today: Day, _ words: Words) -> HTML {
        let late = Int((today.start.milliseconds - line.loan.dueOn.start.milliseconds) / 86_400_000)
        let name = line.borrower.map { given($0.name) } ?? words[.outcomeSomebody]
        return """
            <tr><td>\(name)</td><td>\(given(line.copy.title))</td><td>\(given(line.copy.copy.facts.number.text))</td>\
            <td>\(PlaceNames.day(line.loan.dueOn))</td><td>\(words.number(late))</td></tr>

            """
    }
}

/// Sổ mượn: every loan of some days, as the paper book had it.
struct LoanBookPage {
    var point: ServicePoint
    var days: ClosedRange<Day>
    var lines: [LoanLine]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let rows = lines.enumerated().map { place, line -> HTML in
            let name = line.borrower.map { given($0.name) } ?? words[.outcomeForgotten]
            let back = line.loan.closing.map { closing in
                closing.isLoss ? words[.loanBookLost] : PlaceNames.day(Day(closing.at))
            }
            return """
                <tr><td>\(words.number(place + 1))</td><td>\(PlaceNames.day(Day(line.loan.openedAt)))</td><td>\(name)</td>\
                <td>\(given(line.borrower?.className ?? "–"))</td><td>\(given(line.copy.copy.facts.number.text))</td>\
                <td>\(given(line.copy.title))</td><td>\(PlaceNames.day(line.loan.dueOn))</td><td>\(back ?? given("–"))</td></tr>

                """
        }
        let heads: [CirculationPhrase] = [
            .columnOrder, .columnLentOn, .columnReader, .columnClass, .columnNumber, .columnTitle, .columnDue,
            .columnBackOn,
        ]
        let fields: HTML = """
            \(Form.text("tu", words[.loanBookFrom], value: Self.written(days.lowerBound)))
            \(Form.text("den", words[.loanBookTo], value: Self.written(days.upperBound)))
            """
        let none: HTML = lines.isEmpty ? "<p class=\"message\">\(words[.loanBookNone])</p>" : ""
        let table: HTML = """
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.loanBookTitle])"><table>
            <thead><tr>\(heads.html { "<th scope=\"col\">\(words[$0])</th>" })</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
        let url: CirculationURL = .loanBook(point.id, from: nil, to: nil)
        let body: HTML = """
            <div class="no-print">\(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))</div>
            <h1>\(words[.loanBookTitle])</h1>
            <p>\(given(point.facts.name)) · \(PlaceNames.day(days.lowerBound)) – \(PlaceNames.day(days.upperBound))</p>
            <form class="form no-print" action="\(SiteURL.circulation(url))">\(fields)<p><button class="button" type="submit">\(words[.loanBookShow])</button></p></form>
            \(papers(words))\(none)\((!lines.isEmpty).html(table))
            """
        return Layout(page: page, title: words[.loanBookTitle], showsSearch: false, robots: false).response(body)
    }

    /// The official register of these days: on paper, and as files.
    private func papers(_ words: Words) -> HTML {
        let files = SheetFormat.allCases.html { format -> HTML in
            let url: SiteURL = .circulation(.exportLoanBook(point.id, days, format))
            return "<a class=\"button\" href=\"\(url)\">\(given(format.rawValue.uppercased()))</a>"
        }
        return """
            <p class="actions"><a class="button" href="\(SiteURL.circulation(.printLoanBook(point.id, days)))">\(words[.loanBookOfficial])</a>\(files)</p>

            """
    }

    private static func written(_ day: Day) -> String { "\(day.day)/\(day.month)/\(day.year)" }
}
