import HTTPTypes
import Hummingbird
import Library

/// Institutions as a list that can be narrowed.
struct InstitutionListPage {
    var address: InstitutionAddress
    var list: InstitutionPage

    func response(in page: PageContext) -> Response {
        let words = page.words
        let items = list.institutions.html { view -> HTML in
            let facts = view.institution.facts
            return """
                <li class="line"><h2><a href="\(SiteURL.administration(.institution(view.institution.id)))">\(given(facts.name))</a></h2>
                <p class="quiet">\(words.name(of: facts.kind)) · \(PlaceNames.path(view.units, words))</p>
                <p class="quiet">\(view.points.isEmpty ? words[.institutionNoPoint] : words(.institutionPoints, count: view.points.count))</p></li>

                """
        }
        let mayAdd = !Permission.nodes(page.actor, .editPlaces).isEmpty
        let add: HTML =
            mayAdd
            ? "<p><a class=\"button primary\" href=\"\(SiteURL.administration(.newInstitution))\">\(words[.institutionAdd])</a></p>"
            : ""
        let next = list.next.html { cursor -> HTML in
            let url: AdministrationURL = .institutions(address.from(cursor))
            return "<p class=\"pager\"><a href=\"\(SiteURL.administration(url))\">\(words[.headingMore])</a></p>"
        }
        let body: HTML = """
            \(Trail(steps: []).html(words))
            <h1>\(words[.adminInstitutions])</h1>
            \(add)
            \(narrowing(words))
            <p class="quiet">\(words(.institutionCount, count: list.total))</p>
            <ul class="lines">\(items)</ul>
            \(next)
            """
        return Layout(page: page, title: words[.adminInstitutions], robots: false).response(body)
    }

    private func narrowing(_ words: Words) -> HTML {
        let kinds: [(value: String, text: HTML)] =
            [("", words[.institutionAnyKind])] + InstitutionKind.allCases.map { ($0.rawValue, words.name(of: $0)) }
        let unit = address.unit.html { Form.hidden("don-vi", $0.description) }
        return """
            <form class="form narrow" action="\(SiteURL.administration(.institutions(InstitutionAddress())))">
            \(Form.text("q", words[.institutionWords], value: address.words, type: "search"))
            \(Form.choice("loai", words[.institutionKind], kinds, chosen: address.kind?.rawValue ?? ""))
            \(unit)<p><button type="submit">\(words[.institutionNarrow])</button></p>
            </form>
            """
    }
}

/// One institution with its service points.
struct InstitutionPageView {
    var view: InstitutionView
    var mayEdit: Bool
    var kinds: ServicePointKinds

    func response(in page: PageContext) -> Response {
        let words = page.words
        let facts = view.institution.facts
        let points = view.points.html { point -> HTML in
            """
            <li class="line"><h3><a href="\(SiteURL.administration(.point(point.id)))">\(given(point.facts.name))</a></h3>
            <p class="quiet">\(words.name(of: point.facts.kind)) \(PlaceNames.validity(point.facts.validity, words))</p></li>

            """
        }
        let none: HTML = view.points.isEmpty ? "<p>\(words[.institutionNoPoint])</p>" : ""
        let edit: HTML =
            mayEdit
            ? "<p><a class=\"button\" href=\"\(SiteURL.administration(.editInstitution(view.institution.id)))\">\(words[.adminEdit])</a></p>"
            : ""
        let add: HTML =
            mayEdit
            ? "<p><a class=\"button\" href=\"\(SiteURL.administration(.newPoint(view.institution.id)))\">\(words[.pointAdd])</a></p>"
            : ""
        let declare: HTML =
            Permission.nodes(page.actor, .declare).isEmpty
            ? ""
            : "<p><a class=\"button\" href=\"\(SiteURL.plans(.declare(view.institution.id)))\">\(words[.declareTitle])</a></p>"
        let body: HTML = """
            \(Trail(steps: [(.institutions(InstitutionAddress()), words[.adminInstitutions])]).html(words))
            <h1>\(given(facts.name))</h1>
            <dl class="facts">
            <dt>\(words[.institutionKind])</dt><dd>\(words.name(of: facts.kind))</dd>
            <dt>\(words[.unitPath])</dt><dd>\(PlaceNames.path(view.units, words))</dd>
            \(row(words[.institutionCode], facts.code))\(row(words[.institutionAddress], facts.address))
            \(facts.validity.last.html { "<dt>\(words[.institutionEnd])</dt><dd>\(PlaceNames.day($0))</dd>" })
            </dl>
            \(edit)\(declare)
            <section><h2>\(words[.pointsHeading])</h2>
            \(none)
            <ul class="lines">\(points)</ul>
            \(add)</section>
            """
        return Layout(page: page, title: given(facts.name), robots: false).response(body)
    }

    private func row(_ name: HTML, _ value: String?) -> HTML { value.html { "<dt>\(name)</dt><dd>\(given($0))</dd>" } }
}

/// The form for an institution, new or known.
struct InstitutionForm {
    var draft: InstitutionDraft
    var view: InstitutionView?
    var units: [UnitGroup]
    var refusal: MembershipPhrase?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let title = view.map { given($0.institution.facts.name) } ?? words[.institutionAdd]
        let kinds: [(value: String, text: HTML)] = InstitutionKind.allCases.map { ($0.rawValue, words.name(of: $0)) }
        let fields: HTML = """
            \(Form.text("ten", words[.institutionName], value: draft.name, isRequired: true))
            \(Form.choice("loai", words[.institutionKind], kinds, chosen: draft.kind))
            \(unitChoice(words))
            \(Form.text("so", words[.institutionCode], value: draft.code, hint: words[.institutionCodeHint]))
            \(Form.text("dia-chi", words[.institutionAddress], value: draft.address))
            \(Form.text("het", words[.institutionEnd], value: draft.last, hint: words[.institutionEndHint]))
            """
        let action: AdministrationURL = view.map { .editInstitution($0.institution.id) } ?? .newInstitution
        let said = refusal.html { "<div class=\"notice\" role=\"alert\"><p>\(words[$0])</p></div>" }
        let body: HTML = """
            \(Trail(steps: [(.institutions(InstitutionAddress()), words[.adminInstitutions])]).html(words))
            <h1>\(title)</h1>
            \(said)
            \(Form(action: .administration(action), button: words[.adminSave], fields: fields).html(page))
            """
        return Layout(page: page, title: title, robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func unitChoice(_ words: Words) -> HTML {
        let option = { (unit: AdministrativeUnit) -> HTML in
            let selected: HTML = unit.id.description == draft.unit ? " selected" : ""
            let name = PlaceNames.unit(unit, words).withoutElements
            return "<option value=\"\(text: unit.id.description)\"\(selected)>\(name)</option>\n"
        }
        let groups = units.html { group -> HTML in
            let own = group.isProvinceOpen ? option(group.province) : .empty
            return """
                <optgroup label="\(PlaceNames.unit(group.province, words).withoutElements)" data-text>
                \(own)\(group.communes.html(option))</optgroup>

                """
        }
        return """
            <p><label for="don-vi">\(words[.institutionUnit])</label>
            <select id="don-vi" name="don-vi" required>\(groups)</select></p>

            """
    }
}
