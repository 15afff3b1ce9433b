import Hummingbird
import Library

/// The provinces, or the communes of one.
struct UnitListPage {
    var province: AdministrativeUnit?
    var units: [AdministrativeUnit]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let title = province.map { PlaceNames.unit($0, words) } ?? words[.adminUnits]
        let list = units.html { unit -> HTML in
            let url: AdministrationURL = province == nil ? .units(province: unit.id) : .unit(unit.id)
            return """
                <li><a href="\(SiteURL.administration(url))">\(PlaceNames.unit(unit, words)) <span class="count" data-text>\(text: unit.code)</span></a></li>

                """
        }
        let trail = province == nil ? [] : [(AdministrationURL.units(province: nil), words[.adminUnits])]
        let empty: HTML = units.isEmpty ? "<p class=\"message\">\(words[.unitNone])</p>" : ""
        let body: HTML = """
            \(Trail(steps: trail).html(words))
            <h1>\(title)</h1>
            \(empty)
            <ul class="columns">\(list)</ul>
            """
        return Layout(page: page, title: title, robots: false).response(body)
    }
}

/// One unit: where it lies, what lies in it, what it was before.
struct UnitPage {
    var unit: AdministrativeUnit
    var path: [AdministrativeUnit]
    var below: [AdministrativeUnit]
    var links: [UnitSuccession]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let title = PlaceNames.unit(unit, words)
        let children = below.html { child -> HTML in
            "<li><a href=\"\(SiteURL.administration(.unit(child.id)))\">\(PlaceNames.unit(child, words))</a></li>\n"
        }
        let former = links.html { link -> HTML in
            let state: HTML =
                link.confirmedBy.map { words(.successionConfirmedBy, ["name": given($0)]) } ?? words[.successionOpen]
            return "<li>\(PlaceNames.unit(link.old, words)) → \(PlaceNames.unit(link.new, words)): \(state)</li>\n"
        }
        let formerly: HTML =
            links.isEmpty ? "" : "<section><h2>\(words[.unitFormerly])</h2><ul>\(former)</ul></section>"
        let within: HTML =
            below.isEmpty
            ? "" : "<section><h2>\(words[.unitBelow])</h2><ul class=\"columns\">\(children)</ul></section>"
        let institutions: AdministrationURL = .institutions(InstitutionAddress(unit: unit.id))
        let body: HTML = """
            \(Trail(steps: [(.units(province: nil), words[.adminUnits])]).html(words))
            <h1>\(title)</h1>
            <dl class="facts">
            <dt>\(words[.unitCode])</dt><dd>\(given(unit.code))</dd>
            <dt>\(words[.unitPath])</dt><dd>\(PlaceNames.path(path, words))</dd>
            <dt>\(words[.unitValidity])</dt><dd>\(PlaceNames.validity(unit.validity, words))</dd>
            </dl>
            <p><a class="button" href="\(SiteURL.administration(institutions))">\(words[.adminInstitutions])</a></p>
            \(formerly)
            \(within)
            """
        return Layout(page: page, title: title, robots: false).response(body)
    }
}

/// Links that wait for a person, province by province.
struct SuccessionListPage {
    var provinces: [AdministrativeUnit]
    /// The province they are shown for, with what is above it.
    var chosen: [AdministrativeUnit]
    var list: SuccessionPage
    var limit: Int
    /// Whether the visitor may take all links along as a file.
    var givesFile: Bool

    func response(in page: PageContext) -> Response {
        let words = page.words
        let tabs = provinces.html { province -> HTML in
            let mark: HTML = province.id == chosen.first?.id ? " aria-current=\"page\"" : ""
            let url: AdministrationURL = .successions(into: province.id, after: nil)
            return "<li><a href=\"\(SiteURL.administration(url))\"\(mark)>\(given(province.name))</a></li>\n"
        }
        let items = list.links.html { item($0, page) }
        let next: HTML =
            list.links.count < limit
            ? ""
            : list.links.last.html { last in
                let url: AdministrationURL = .successions(into: chosen.last?.id, after: last.id)
                return "<p class=\"pager\"><a href=\"\(SiteURL.administration(url))\">\(words[.headingMore])</a></p>"
            }
        let empty: HTML = list.links.isEmpty ? "<p class=\"message\">\(words[.successionNone])</p>" : ""
        let file = givesFile.html(
            """
            <p><a href="\(SiteURL.administration(.successionFile))">\(words[.successionFile])</a> <span class="quiet">\(words[.successionFileHint])</span></p>
            """)
        let body: HTML = """
            \(Trail(steps: []).html(words))
            <h1>\(words[.adminSuccessions])</h1>
            <p>\(words[.successionLead])</p>
            <nav class="letters" aria-label="\(words[.successionProvinces])"><ul>\(tabs)</ul></nav>
            <p class="quiet">\(words(.successionCount, count: list.total))</p>
            \(empty)
            <ul class="hits">\(items)</ul>
            \(next)\(file)
            """
        return Layout(page: page, title: words[.adminSuccessions], robots: false).formResponse(body)
    }

    private func item(_ link: UnitSuccession, _ page: PageContext) -> HTML {
        let words = page.words
        let number = link.id.description
        let options: [(String, HTML)] = [("whole", words[.successionWhole]), ("part", words[.successionPart])]
        let choices = options.html { option -> HTML in
            """
            <label><input type="radio" name="muc" value="\(text: option.0)" required><span>\(option.1)</span></label>

            """
        }
        let fields: HTML = """
            <fieldset><legend>\(words[.successionQuestion])</legend><div class="options">\(choices)</div></fieldset>
            <p><label for="phan-tram-\(text: number)">\(words[.successionPercent])</label>
            <input id="phan-tram-\(text: number)" name="phan-tram" inputmode="numeric" autocomplete="off" maxlength="2"></p>
            """
        let form = Form(
            action: .administration(.confirmSuccession(link.id)), button: words[.successionConfirm], fields: fields,
            isMinor: true)
        return """
            <li class="choices"><h2>\(PlaceNames.unit(link.old, words)) → \(PlaceNames.unit(link.new, words))</h2>
            <p class="quiet">\(words(.successionSource, ["source": given(link.source)]))</p>
            \(form.html(page))</li>

            """
    }
}
