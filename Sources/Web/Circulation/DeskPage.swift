import Hummingbird
import Library

/// Where the forms of a desk go, and what they carry along.
struct DeskPlace {
    var action: CirculationURL
    var carried: HTML

    func button(_ label: HTML, _ wish: DeskRequest.Wish, isInsisted: Bool = false, _ page: PageContext) -> HTML {
        let insisted = isInsisted.html(Form.hidden("van", "1"))
        return Form(
            action: .circulation(action), button: "<span>\(label)</span>",
            fields: "\(carried)\(DeskWish(wish).fields)\(insisted)", isMinor: true
        ).html(page)
    }

    /// The one field.
    func field(_ page: PageContext, label: HTML, button: HTML, hint: HTML) -> HTML {
        let input: HTML = """
            \(carried)<p><label for="quet">\(label)</label><span class="hint" id="quet-ghi-chu">\(hint)</span>
            <input id="quet" name="quet" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" enterkeyhint="go" maxlength="300" aria-describedby="quet-ghi-chu" autofocus required></p>
            """
        return Form(action: .circulation(action), button: button, fields: input).html(page)
    }
}

/// The lending desk.
struct DeskPage {
    var point: ServicePoint
    var address: DeskAddress
    var view: DeskView
    var rules: DeskRules

    private var place: DeskPlace {
        let reader = address.reader.html { Form.hidden("bd", $0.description) }
        return DeskPlace(
            action: .desk(point.id, DeskAddress()),
            carried: "\(Form.hidden("cach", DeskAddress.name(of: address.mode)))\(reader)")
    }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let label: CirculationPhrase =
            switch address.mode {
            case .lend: view.reader == nil ? .deskFieldAny : .deskFieldCopy
            case .giveBack: .deskFieldReturn
            case .room: .deskFieldRoom
            }
        let last = view.last.html { OutcomePart(report: $0, place: place, hasReader: view.reader != nil).html(page) }
        let body: HTML = """
            <div class="desk" data-desk>
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words[.deskTitle])</h1>
            \(modes(words))
            \(last)
            \(place.field(page, label: words[label], button: words[.deskGo], hint: words[.deskFieldHint]))
            \(view.reader.html { ReaderPart(point: point, reader: $0, place: place, terms: rules.terms($0.borrower.category), end: .desk(point.id, DeskAddress(mode: address.mode))).html(page) })
            \(RecentPart(reports: view.recent).html(page))
            \(DeskDoors(point: point.id).html(words))
            </div>
            """
        return Layout(
            page: page, title: words[.deskTitle], showsSearch: false, head: DeskScript.element(page), robots: false
        ).formResponse(body)
    }

    private func modes(_ words: Words) -> HTML {
        let entries: [(HTML, CirculationURL, Bool)] =
            DeskMode.allCases.map { mode in
                (
                    words.name(.deskMode, mode.rawValue),
                    .desk(point.id, DeskAddress(reader: mode == .lend ? address.reader : nil, mode: mode)),
                    mode == address.mode
                )
            } + [(words[.deskModeClass], .classDesk(point.id, ClassDeskAddress()), false)]
        let links = entries.html { entry -> HTML in
            let mark: HTML = entry.2 ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(SiteURL.circulation(entry.1))\"\(mark)>\(entry.0)</a></li>"
        }
        return "<nav class=\"letters\" aria-label=\"\(words[.deskModes])\"><ul>\(links)</ul></nav>"
    }
}

/// The script that saves the reload and sounds; the page works without it.
enum DeskScript {
    static func element(_ page: PageContext) -> HTML {
        "<script src=\"\(page.assets.deskScript)\" defer></script>\n"
    }
}

/// The doors to what a desk does besides.
struct DeskDoors {
    var point: ServicePointID

    func html(_ words: Words) -> HTML {
        let doors: [(CirculationURL, CirculationPhrase)] = [
            (.holdShelf(point), .holdsTitle), (.overdue(point, className: nil), .overdueTitle),
            (.loanBook(point, from: nil, to: nil), .loanBookTitle), (.paperSheet(point), .paperSheetTitle),
            (.paperEntry(point), .paperEntryTitle), (.exceptions(point), .exceptionsTitle),
        ]
        let links = doors.html { "<li><a href=\"\(SiteURL.circulation($0.0))\">\(words[$0.1])</a></li>" }
        return "<nav class=\"no-print desk-doors\" aria-label=\"\(words[.deskMore])\"><ul>\(links)</ul></nav>"
    }
}

/// Whose page is open: what is out, what is waited for, the way out.
struct ReaderPart {
    var point: ServicePoint
    var reader: ReaderView
    var place: DeskPlace
    var terms: LendingTerms
    /// Where the desk is free for the next.
    var end: CirculationURL

    func html(_ page: PageContext) -> HTML {
        let words = page.words
        let borrower = reader.borrower
        let today = Day(page.now)
        let late = reader.loans.count { $0.loan.dueOn < today }
        let warnings: [HTML] = [
            borrower.hasEnded.html("<p class=\"notice\">\(words[.readerEnded])</p>"),
            (late > 0).html("<p class=\"notice\">\(words(.readerLate, count: late))</p>"),
        ]
        let loans = reader.loans.html { line -> HTML in
            """
            <li class="line">\(LoanText.html(line, today, words))
            <div class="actions">\(place.button(words[.loanRenew], .renew(line.loan.id), page))\(place.button(words[.loanLost], .lose(line.loan.id), page))</div></li>

            """
        }
        let holds = reader.holds.html { line -> HTML in
            """
            <li class="line">\(HoldText.html(line, words))
            <div class="actions">\(place.button(words[.holdCancel], .cancel(line.hold.id), page))</div></li>

            """
        }
        let none: HTML = reader.loans.isEmpty ? "<p class=\"quiet\">\(words[.readerNoLoans])</p>" : ""
        let waiting: HTML =
            reader.holds.isEmpty ? "" : "<h3>\(words[.readerHolds])</h3><ul class=\"lines\">\(holds)</ul>"
        let facts = [
            borrower.className.html { "\(words[.patronClass]) \(given($0))" },
            words.name(.patronCategory, borrower.category.rawValue),
            words(
                .readerCount,
                ["count": words.number(reader.loans.count), "limit": words.number(terms.loanLimit)]),
        ].filter { !$0.isEmpty }
        return """
            <section class="reader-at-desk" aria-labelledby="ban-doc">
            <h2 id="ban-doc"><a href="\(SiteURL.administration(.patron(borrower.id)))">\(given(borrower.name))</a></h2>
            <p class="quiet">\(HTML(joining: facts, with: " · "))</p>
            \(warnings)\(none)
            <ul class="lines">\(loans)</ul>\(waiting)
            <p class="actions"><a class="button" href="\(SiteURL.circulation(end))" data-end>\(words[.readerDone])</a>
            <a class="button" href="\(SiteURL.circulation(.slip(point.id, borrower.id)))">\(words[.slipTitle])</a></p>
            </section>
            """
    }
}

/// A loan and a hold in one or two lines.
enum LoanText {
    static func html(_ line: LoanLine, _ today: Day, _ words: Words) -> HTML {
        let isLate = line.loan.dueOn < today
        let due = words(isLate ? .loanLate : .loanDue, ["day": PlaceNames.day(line.loan.dueOn)])
        let waited: HTML = line.isWaitedFor ? " · \(words[.loanWaitedFor])" : ""
        let mark: HTML = isLate ? " class=\"late\"" : ""
        return """
            <h3><a href="\(SiteURL.record(line.copy.copy.state.record))">\(given(line.copy.title))</a></h3>
            <p\(mark)>\(due) · \(given(line.copy.copy.facts.number.text))\(waited)</p>
            """
    }
}

enum HoldText {
    static func html(_ line: HoldLine, _ words: Words) -> HTML {
        let where_ = ["place": given(line.pickup.name)]
        let state: HTML =
            switch line.hold.state {
            case .waiting: words(.holdWaiting, ["number": words.number(line.place ?? 0)])
            case .ready(_, _):
                words(line.copy?.copy.state.holder == line.pickup.id ? .holdReady : .holdOnTheWay, where_)
            case .ended: .empty
            }
        return """
            <h3><a href="\(SiteURL.record(line.hold.record))">\(given(line.title))</a></h3>
            <p>\(state)</p>
            """
    }
}

/// The last acts of this session, the newest first.
struct RecentPart {
    var reports: [DeskReport]

    func html(_ page: PageContext) -> HTML {
        guard !reports.isEmpty else { return .empty }
        let items = reports.html { report -> HTML in
            """
            <li class="tone-\(text: report.outcome.tone.rawValue)">\(OutcomeIcon.of(report.outcome.tone))<span>\(given(ClockText.hour(report.at))) \(OutcomeText(report: report).sentence(page.words))</span></li>

            """
        }
        return "<section><h2>\(page.words[.deskRecent])</h2><ol class=\"recent\">\(items)</ol></section>"
    }
}

/// The hour of a moment in Việt Nam: "14:05".
enum ClockText {
    static func hour(_ moment: Moment) -> String {
        let minutes = (moment.milliseconds - Day(moment).start.milliseconds) / 60_000
        let two = { (number: Int64) in number < 10 ? "0\(number)" : String(number) }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }
}
