import HTTPTypes
import Hummingbird
import Library

/// Days without power: the sheet to write on, and its lines typed in afterwards.
struct PaperPages {
    let site: SiteSetup
    static let linesOnSheet = 25

    func add(to router: Router<WebContext>) {
        router.page(.paperSheet) { _, context in
            let point = try await site.point(context).point
            return try PaperSheet(point: point).response(in: context.page())
        }
        router.page(.paperEntry) { _, context in
            let page = try context.page()
            let point = try await site.point(context).point
            return PaperEntryPage(point: point, draft: PaperDraft(day: Day(page.now))).response(in: page)
        }
        router.act(.paperEntry) { request, context in try await enter(request, context) }
    }

    /// Lines that cannot be read come back in the form, alone, to be corrected;
    /// the others are in the ledger by then.
    private func enter(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let point = try await site.point(context).point
        var draft = PaperDraft(form)
        guard let lines = draft.read(now: page.now) else {
            return PaperEntryPage(point: point, draft: draft).response(in: page)
        }
        let outcomes = try await site.services.circulating.lending.enter(
            lines, at: point.id, rules: try await site.deskRules(at: point, now: page.now), act: act)
        draft.note(outcomes)
        return PaperEntryPage(point: point, draft: draft, outcomes: outcomes).response(in: page)
    }
}

/// What was typed of a paper day, right or wrong.
struct PaperDraft {
    struct Row {
        var kind = PaperLine.Kind.out
        var card = ""
        var copy = ""
        var hour = ""
        var isInsisted = false
        var problem: Problem?
        var isBlank: Bool { card.isEmpty && copy.isEmpty && hour.isEmpty }
    }
    enum Problem: Equatable {
        case hour, copyMissing, cardMissing
        case refused(LendingRefusal)
    }

    var dayText: String
    var rows: [Row]
    var isDayWrong = false

    init(day: Day) {
        dayText = "\(day.day)/\(day.month)/\(day.year)"
        rows = Array(repeating: Row(), count: PaperPages.linesOnSheet)
    }

    init(_ form: FormValues) {
        dayText = form.text("ngay")
        rows = (1...PaperPages.linesOnSheet).map { number in
            Row(
                kind: PaperLine.Kind(rawValue: form.text("viec-\(number)")) ?? .out, card: form.text("the-\(number)"),
                copy: form.text("ban-\(number)"), hour: form.text("gio-\(number)"),
                isInsisted: form.text("van-\(number)") == "1")
        }
    }

    /// Nil while something cannot be read; nothing is entered then, and the rows
    /// say what is wrong.
    mutating func read(now: Moment) -> [PaperLine]? {
        guard let day = Day(written: dayText), day.start <= now else {
            isDayWrong = true
            return nil
        }
        var lines: [PaperLine] = []
        for place in rows.indices where !rows[place].isBlank {
            let row = rows[place]
            let moment = Self.moment(row.hour, on: day)
            if moment.map({ $0 > now }) ?? true { rows[place].problem = .hour }
            if row.copy.isEmpty { rows[place].problem = .copyMissing }
            if row.card.isEmpty, row.kind == .out { rows[place].problem = .cardMissing }
            guard rows[place].problem == nil, let moment else { continue }
            lines.append(
                PaperLine(
                    row: place + 1, kind: row.kind, card: row.card, copy: row.copy, at: moment,
                    isInsisted: row.isInsisted))
        }
        return rows.contains { $0.problem != nil } || lines.isEmpty ? nil : lines
    }

    /// Leaves the lines that were not read.
    mutating func note(_ outcomes: [PaperOutcome]) {
        var left: [Row] = []
        for outcome in outcomes {
            guard case .unread(let refusal) = outcome.result, rows.indices.contains(outcome.row - 1) else { continue }
            var row = rows[outcome.row - 1]
            row.problem = .refused(refusal)
            left.append(row)
        }
        rows = left + Array(repeating: Row(), count: PaperPages.linesOnSheet - left.count)
    }

    /// "7:05", "7h05", "7g5", "7".
    private static func moment(_ hour: String, on day: Day) -> Moment? {
        let parts = hour.split(omittingEmptySubsequences: true) { ":hgHG. ".contains($0) }.map { Int($0) }
        guard (1...2).contains(parts.count), let hours = parts[0], (0...23).contains(hours) else { return nil }
        var minutes = 0
        if parts.count == 2 {
            guard let given = parts[1], (0...59).contains(given) else { return nil }
            minutes = given
        }
        return day.start.adding(.seconds(hours * 3_600 + minutes * 60))
    }
}

struct PaperEntryPage {
    var point: ServicePoint
    var draft: PaperDraft
    var outcomes: [PaperOutcome] = []

    func response(in page: PageContext) -> Response {
        let words = page.words
        let rows = draft.rows.enumerated().map { row($1, $0 + 1, words) }
        let heads: [CirculationPhrase] = [.columnOrder, .columnHour, .paperKind, .paperCard, .columnNumber]
        let wrongDay: HTML =
            draft.isDayWrong ? "<div class=\"notice\" role=\"alert\"><p>\(words[.paperDayWrong])</p></div>" : ""
        let problems = draft.rows.contains { $0.problem != nil }
        let notes: HTML =
            problems ? "<div class=\"notice\" role=\"alert\"><p>\(words[.paperProblems])</p></div>" : ""
        let fields: HTML = """
            \(Form.text("ngay", words[.paperDay], value: draft.dayText, hint: words[.paperDayHint], isRequired: true))
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.paperEntryTitle])"><table class="paper-rows">
            <thead><tr>\(heads.html { "<th scope=\"col\">\(words[$0])</th>" })</tr></thead><tbody>\(rows)</tbody></table></div>
            """
        let form = Form(
            action: .circulation(.paperEntry(point.id)), button: words[.paperEnter], fields: fields)
        let isRefused = draft.isDayWrong || (problems && outcomes.isEmpty)
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words[.paperEntryTitle])</h1>
            <p>\(words[.paperEntryLead]) <a href="\(SiteURL.circulation(.paperSheet(point.id)))">\(words[.paperSheetTitle])</a></p>
            \(summary(words))\(wrongDay)\(notes)
            \(form.html(page))
            """
        return Layout(page: page, title: words[.paperEntryTitle], showsSearch: false, robots: false)
            .formResponse(body, status: isRefused ? .unprocessableContent : .ok)
    }

    private func summary(_ words: Words) -> HTML {
        guard !outcomes.isEmpty else { return .empty }
        var taken = 0, waiting = 0
        for outcome in outcomes {
            switch outcome.result {
            case .taken: taken += 1
            case .questioned: (taken, waiting) = (taken + 1, waiting + 1)
            case .exception: waiting += 1
            case .unread: break
            }
        }
        let exceptions: HTML =
            waiting == 0
            ? ""
            : "<p><a href=\"\(SiteURL.circulation(.exceptions(point.id)))\">\(words(.paperExceptions, count: waiting))</a></p>"
        return """
            <div class="outcome tone-\(waiting == 0 ? "done" : "notice")" role="status">\(OutcomeIcon.of(waiting == 0 ? .done : .notice))<div><p><strong>\(words(.paperTaken, count: taken))</strong></p>\(exceptions)</div></div>
            """
    }

    private func row(_ row: PaperDraft.Row, _ number: Int, _ words: Words) -> HTML {
        // Read out with the line; shown above the field where the screen is narrow.
        let label = { (phrase: CirculationPhrase) -> HTML in
            words(.paperCell, ["column": words[phrase], "number": words.number(number)]).withoutElements
        }
        let head = { (phrase: CirculationPhrase) -> HTML in words[phrase].withoutElements }
        let options = PaperLine.Kind.allCases.html { kind -> HTML in
            let selected: HTML = kind == row.kind ? " selected" : ""
            return
                "<option value=\"\(text: kind.rawValue)\"\(selected)>\(words.name(.paperKind, kind.rawValue))</option>"
        }
        let problem = row.problem.html { problem -> HTML in
            "<tr class=\"problem\"><td></td><td colspan=\"4\">\(sentence(problem, words))\(insist(row, number, words))</td></tr>"
        }
        return """
            <tr><th scope="row">\(number)</th>
            <td data-head="\(head(.columnHour))"><input name="gio-\(number)" value="\(text: row.hour)" size="5" maxlength="8" aria-label="\(label(.columnHour))" autocomplete="off"></td>
            <td data-head="\(head(.paperKind))"><select name="viec-\(number)" aria-label="\(label(.paperKind))">\(options)</select></td>
            <td data-head="\(head(.paperCard))"><input name="the-\(number)" value="\(text: row.card)" size="12" maxlength="40" aria-label="\(label(.paperCard))" autocomplete="off"></td>
            <td data-head="\(head(.columnNumber))"><input name="ban-\(number)" value="\(text: row.copy)" size="12" maxlength="60" aria-label="\(label(.columnNumber))" autocomplete="off"></td></tr>
            \(problem)

            """
    }

    /// For a copy of another place: the sheet may be right, and is looked at again.
    private func insist(_ row: PaperDraft.Row, _ number: Int, _ words: Words) -> HTML {
        guard row.problem == .refused(.copyElsewhere) || row.isInsisted else { return .empty }
        return Form.check("van-\(number)", words[.paperInsist], isOn: row.isInsisted)
    }

    private func sentence(_ problem: PaperDraft.Problem, _ words: Words) -> HTML {
        switch problem {
        case .refused(.copyElsewhere): words[.paperElsewhere]
        case .hour: words[.paperHourWrong]
        case .copyMissing: words[.paperCopyMissing]
        case .cardMissing: words[.paperCardMissing]
        case .refused(let refusal):
            "\(words.name(.lendingRefusal, refusal.rawValue)) \(words.name(.lendingRefusal, refusal.rawValue + "-help"))"
        }
    }
}

/// The sheet on which a day is written: hour, out or in, card, copy.
struct PaperSheet {
    var point: ServicePoint

    func response(in page: PageContext) -> Response {
        let words = page.words
        let heads: [CirculationPhrase] = [
            .columnOrder, .columnHour, .paperOutIn, .paperCard, .columnReader, .columnNumber,
        ]
        let rows = (1...PaperPages.linesOnSheet).map { number -> HTML in
            "<tr><td>\(number)</td>\(HTML(joining: Array(repeating: "<td></td>" as HTML, count: heads.count - 1)))</tr>\n"
        }
        let body: HTML = """
            <div class="no-print">\(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <p>\(words[.paperSheetLead]) <a href="\(SiteURL.circulation(.paperEntry(point.id)))">\(words[.paperEntryTitle])</a></p></div>
            <h1>\(words[.paperSheetTitle])</h1>
            <p>\(given(point.facts.name)) · \(words[.paperSheetDay]) ..... / ..... / 20.....</p>
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.paperSheetTitle])"><table class="sheet"><thead><tr>\(heads.html { "<th scope=\"col\">\(words[$0])</th>" })</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            <p class="small">\(words[.paperSheetFoot])</p>
            """
        return Layout(page: page, title: words[.paperSheetTitle], showsSearch: false, robots: false).response(body)
    }
}
