import HTTPTypes
import Hummingbird
import Library

/// One service point and the rules that hold there.
struct PointPage {
    var view: ServicePointView
    var kinds: ServicePointKinds
    var mayEdit: Bool
    var doors: PointDoors
    /// Of one that ends or has ended.
    var remains: PointRemains?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let facts = view.point.facts
        let institution = view.institution.institution
        let rules = kinds.rules(of: facts)
        let parent = view.institution.points.first { $0.id == facts.parent }
        let edit: HTML =
            mayEdit
            ? "<p><a class=\"button\" href=\"\(SiteURL.administration(.editPoint(view.point.id)))\">\(words[.adminEdit])</a></p>"
            : ""
        let above = parent.html { point -> HTML in
            "<dt>\(words[.pointParent])</dt><dd><a href=\"\(SiteURL.administration(.point(point.id)))\">\(given(point.facts.name))</a></dd>"
        }
        let body: HTML = """
            \(Trail(steps: [(.institution(institution.id), given(institution.facts.name))]).html(words))
            <h1>\(given(facts.name))</h1>
            \(remains.html { $0.html(words) })<dl class="facts">
            <dt>\(words[.pointKind])</dt><dd>\(words.name(of: facts.kind))</dd>
            \(above)
            <dt>\(words[.unitPath])</dt><dd>\(PlaceNames.path(view.institution.units, words))</dd>
            <dt>\(words[.pointLoanDays])</dt><dd>\(number(rules.loanDays, words))</dd>
            <dt>\(words[.pointLoanLimit])</dt><dd>\(number(rules.loanLimit, words))</dd>
            <dt>\(words[.pointRenewals])</dt><dd>\(number(rules.renewals, words))</dd>
            <dt>\(words[.pointOpening])</dt><dd>\(rules.opening.map { Self.days($0, words) } ?? words[.pointUnsaid])</dd>
            \(facts.validity.last.html { "<dt>\(words[.institutionEnd])</dt><dd>\(PlaceNames.day($0))</dd>" })
            </dl>
            \(doors.html(words))\(edit)
            """
        return Layout(page: page, title: given(facts.name), robots: false).response(body)
    }

    private func number(_ number: Int?, _ words: Words) -> HTML {
        number.map { given(String($0)) } ?? words[.pointUnsaid]
    }

    /// "Thứ 2, thứ 3 … Chủ nhật" by name.
    static func days(_ opening: OpeningDays, _ words: Words) -> HTML {
        HTML(joining: opening.days.sorted().map { words.name(.weekday, String($0)) }, with: ", ")
    }
}

/// The form for a service point, new or known.
struct PointForm {
    var draft: PointDraft
    var institution: InstitutionView
    var point: ServicePoint?
    var kinds: ServicePointKinds
    /// Nil for a new one.
    var remains: PointRemains?
    var refusal: MembershipPhrase?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let title = point.map { given($0.facts.name) } ?? words[.pointAdd]
        let kinds: [(value: String, text: HTML)] = ServicePointKind.allCases.map { ($0.rawValue, words.name(of: $0)) }
        let others = institution.points.filter { $0.id != point?.id }
        var parents: [(value: String, text: HTML)] = [("", words[.pointNoParent])]
        parents += others.map { ($0.id.description, given($0.facts.name)) }
        if let parent = point?.facts.parent, !others.contains(where: { $0.id == parent }) {
            parents.append((parent.description, words[.pointParentElsewhere]))
        }
        let fields: HTML = """
            \(Form.text("ten", words[.pointName], value: draft.name, isRequired: true))
            \(Form.choice("loai", words[.pointKind], kinds, chosen: draft.kind))
            \(Form.choice("thuoc", words[.pointParent], parents, chosen: draft.parent))
            <h2>\(words[.pointRules])</h2><p>\(words[.pointRulesLead])</p>
            \(Form.text("ngay", words[.pointLoanDays], value: draft.loanDays, hint: usual(\.loanDays, words)))
            \(Form.text("ban", words[.pointLoanLimit], value: draft.loanLimit, hint: usual(\.loanLimit, words)))
            \(Form.text("gia-han", words[.pointRenewals], value: draft.renewals, hint: usual(\.renewals, words)))
            \(Form.text("mo", words[.pointOpening], value: draft.opening, hint: words[.pointOpeningHint]))
            \(Form.text("het", words[.institutionEnd], value: draft.last, hint: words[.institutionEndHint]))
            """
        let action: AdministrationURL =
            point.map { .editPoint($0.id) } ?? .newPoint(institution.institution.id)
        let said = refusal.html { "<div class=\"notice\" role=\"alert\"><p>\(words[$0])</p></div>" }
        let owner = institution.institution
        let body: HTML = """
            \(Trail(steps: [(.institution(owner.id), given(owner.facts.name))]).html(words))
            <h1>\(title)</h1>
            \(said)\(remains.html { $0.html(words) })
            \(Form(action: .administration(action), button: words[.adminSave], fields: fields).html(page))
            """
        return Layout(page: page, title: title, robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    /// What the kind says, for a point that is known.
    private func usual(_ rule: KeyPath<ServicePointRules, Int?>, _ words: Words) -> HTML {
        let kind = ServicePointKind(rawValue: draft.kind).flatMap { kinds.rules[$0] }
        return kind.flatMap { $0[keyPath: rule] }.html { words(.pointUsual, ["number": given(String($0))]) }
    }
}
