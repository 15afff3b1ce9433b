import HTTPTypes
import Hummingbird
import Library

/// The form by which a class list is sent.
struct ClassListForm {
    var point: ServicePoint
    var draft: ClassListDraft
    var limits: FileLimits
    var refusal: HTML?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let categories = PatronCategory.allCases.map { ($0.rawValue, words.name(.patronCategory, $0.rawValue)) }
        let bases = LegalBasis.allCases.map { ($0.rawValue, words.name(.legalBasis, $0.rawValue)) }
        let fields: HTML = """
            \(Form.text("lop", words[.classListClass], value: draft.className, hint: words[.classListClassHint]))
            \(Form.choice("doi-tuong", words[.classListCategory], categories, chosen: draft.category.rawValue))
            \(Form.choice("can-cu", words[.patronBasis], bases, chosen: draft.basis.rawValue))
            """
        let form = FileForm(
            action: .administration(.classList(point.id)), button: words[.classListSend], fields: fields,
            label: words[.classListFile], hint: words[.classListFileHint], accepts: ".csv,.xlsx")
        let said = refusal.html { "<div class=\"notice\" role=\"alert\"><p>\($0)</p></div>" }
        let body: HTML = """
            \(Trail(steps: ClassListForm.trail(point, words)).html(words))
            <h1>\(words[.classListTitle])</h1>
            <p>\(words[.classListLead])</p>
            \(said)
            \(form.html(page))
            """
        return Layout(page: page, title: words[.classListTitle], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    static func trail(_ point: ServicePoint, _ words: Words) -> [(url: AdministrationURL, text: HTML)] {
        [
            (.point(point.id), given(point.facts.name)),
            (.patrons(point.id, className: nil, after: nil), words[.patronsTitle]),
        ]
    }
}

/// What would become of every row; nothing is kept yet.
struct ClassListPreview {
    /// Rows that are shown; the refused ones come first.
    private static let shown = 500

    var point: ServicePoint
    var draft: ClassListDraft
    var ticket: String
    var fileName: String
    var lines: [ClassLine]
    var outcomes: [ListOutcome]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let rejected = outcomes.filter(\.isRejected).sorted { $0.line < $1.line }
        let taken = outcomes.filter { !$0.isRejected }.sorted { $0.line < $1.line }
        let count = { (result: ListOutcome.Result) in words.number(outcomes.count { $0.result == result }) }
        let sums = words(
            .classListSums,
            [
                "added": count(.added), "changed": count(.changed), "unchanged": count(.unchanged),
                "rejected": words.number(rejected.count),
            ])
        let rows = (rejected + taken).prefix(Self.shown)
        let facts = Dictionary(lines.map { (RowPlace($0.row), $0.facts) }, uniquingKeysWith: { first, _ in first })
        let list = Array(rows).html { row($0, facts[RowPlace($0)], words) }
        let more: HTML =
            outcomes.count > rows.count
            ? "<p>\(words(.classListMore, ["count": words.number(outcomes.count - rows.count)]))</p>" : ""
        let heads: [HTML] = [
            words[.classListRow], words[.patronEditName], words[.patronClass], words[.classListOutcome],
            words[.classListConsent],
        ]
        let head = heads.html { "<th scope=\"col\">\($0)</th>" }
        let body: HTML = """
            \(Trail(steps: ClassListForm.trail(point, words)).html(words))
            <h1>\(words[.classListPreview])</h1>
            <div class="notice" role="status"><p><strong>\(words[.classListNothingYet])</strong></p><p>\(sums)</p></div>
            \(forms(page, isEmpty: taken.isEmpty))
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.classListPreview])"><table>
            <thead><tr>\(head)</tr></thead><tbody>\(list)</tbody></table></div>
            \(more)
            """
        return Layout(page: page, title: words[.classListPreview], robots: false).formResponse(body)
    }

    private func forms(_ page: PageContext, isEmpty: Bool) -> HTML {
        let words = page.words
        let kept: HTML = """
            \(Form.hidden("phieu", ticket))\(Form.hidden("ten-tep", fileName))\(Form.hidden("lop", draft.className))\
            \(Form.hidden("doi-tuong", draft.category.rawValue))\(Form.hidden("can-cu", draft.basis.rawValue))
            """
        let action: SiteURL = .administration(.takeClassList(point.id))
        let take = Form(action: action, button: words[.classListTake], fields: kept)
        let drop = Form(
            action: action, button: words[.classListDrop], fields: kept + Form.hidden("viec-lam", "bo"), isMinor: true)
        return "<div class=\"actions\">\(isEmpty ? .empty : take.html(page))\(drop.html(page))</div>"
    }

    private func row(_ outcome: ListOutcome, _ facts: PatronFacts?, _ words: Words) -> HTML {
        let result: HTML
        switch outcome.result {
        case .added: result = words[.classListAdded]
        case .changed: result = words[.classListChanged]
        case .unchanged: result = words[.classListUnchanged]
        case .rejected(let fault):
            result = """
                <strong>\(words[.classListRejected])</strong>: \(words.name(.listFault, fault.rawValue)) <code data-text>\(text: fault.rawValue)</code>
                """
        }
        let consent: HTML =
            switch facts {
            case .none: given("–")
            case .some(let facts) where !facts.category.needsConsent: words[.classListNoNeed]
            case .some(let facts): facts.consentOn.map { PlaceNames.day($0) } ?? words[.classListNoConsent]
            }
        let place: HTML = outcome.sheet.html { "\(given($0)) " }
        return """
            <tr><td>\(place)\(words.number(outcome.line))</td><th scope="row">\(given(outcome.label))</th>\
            <td>\(given(facts?.className ?? ""))</td><td>\(result)</td><td>\(consent)</td></tr>

            """
    }

    /// Where a row stands in its file.
    private struct RowPlace: Hashable {
        let sheet: String?
        let line: Int
        init(_ row: TableRow) { (sheet, line) = (row.sheet, row.line) }
        init(_ outcome: ListOutcome) { (sheet, line) = (outcome.sheet, outcome.line) }
    }
}

extension ListOutcome {
    var isRejected: Bool { if case .rejected = result { true } else { false } }
}
