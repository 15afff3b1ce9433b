import Hummingbird
import Library

/// What each indicator counts, one click from every figure, for everybody.
struct DefinitionPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.figureDefinitions) { _, context in try DefinitionListPage().response(in: context.page()) }
        router.page(.figureDefinition) { _, context in
            guard let indicator = context.parameters.get("indicator").flatMap({ Indicator(rawValue: $0) }) else {
                throw VisitorError(.notFound)
            }
            return try DefinitionPage(indicator: indicator).response(in: context.page())
        }
    }
}

/// The indicators in their groups.
struct DefinitionListPage {
    func response(in page: PageContext) -> Response {
        let words = page.words
        let groups = IndicatorGroup.allCases.html { group -> HTML in
            let lines = group.indicators.html { indicator -> HTML in
                """
                <li><a href="\(SiteURL.figures(.definition(indicator)))">\(words.name(.indicator, indicator.rawValue))</a><br>\
                <span class="quiet">\(words.name(.indicatorCounts, indicator.rawValue))</span></li>

                """
            }
            return "<section><h2>\(words[group.phrase])</h2><ul class=\"doors\">\(lines)</ul></section>\n"
        }
        let body: HTML = """
            <article class="prose">
            <h1>\(words[.definitionsTitle])</h1>
            <p>\(words[.definitionsLead])</p>
            \(groups)
            </article>
            """
        return Layout(page: page, title: words[.definitionsTitle]).response(body)
    }
}

/// One indicator: what it counts and leaves out, by which standard, since when.
struct DefinitionPage {
    var indicator: Indicator

    func response(in page: PageContext) -> Response {
        let words = page.words
        let name = words.name(.indicator, indicator.rawValue)
        let versions = DefinitionVersion.versions(of: indicator).html { version -> HTML in
            let since =
                version.since.map { words(.definitionSince, ["month": FigureText.month($0)]) }
                ?? words[.definitionAlways]
            return "<li>\(words(.definitionVersion, ["number": words.number(Int(version.version))])): \(since)</li>\n"
        }
        let body: HTML = """
            <article class="prose">
            <p><a href="\(SiteURL.figures(.definitions))">\(words[.definitionsTitle])</a></p>
            <h1>\(name)</h1>
            <dl class="facts">
            <dt>\(words[.definitionCounts])</dt><dd>\(words.name(.indicatorCounts, indicator.rawValue))</dd>
            <dt>\(words[.definitionLeavesOut])</dt><dd>\(words.name(.indicatorLeavesOut, indicator.rawValue))</dd>
            <dt>\(words[.definitionStandard])</dt><dd>\(standard(words))</dd>
            <dt>\(words[.definitionAdding])</dt><dd>\(words[indicator.isAdditive ? .definitionAdds : .definitionAddsNot])</dd>
            <dt>\(words[.definitionSilence])</dt><dd>\(words[silence])</dd>
            </dl>
            <h2>\(words[.definitionVersions])</h2>
            <ul>\(versions)</ul>
            </article>
            """
        return Layout(page: page, title: name).response(body)
    }

    private func standard(_ words: Words) -> HTML {
        guard let version = DefinitionVersion.versions(of: indicator).last else { return .empty }
        let name = words.name(.figureStandard, version.standard.rawValue)
        return version.clause.isEmpty ? name : "\(name), \(words(.definitionClause, ["clause": given(version.clause)]))"
    }

    private var silence: FiguresPhrase {
        switch indicator {
        case .loan, .loanOfOwned, .renewal, .inHouseUse, .activeUser: .silenceDesk
        case .visit: .silenceVisits
        case .event, .readingFestival, .readingPeriod, .attendance: .silenceActivities
        default: .silenceOnline
        }
    }
}

/// The indicators as pages group them.
enum IndicatorGroup: CaseIterable {
    case desk, activities, online

    var indicators: [Indicator] {
        switch self {
        case .desk: [.visit, .loan, .loanOfOwned, .renewal, .inHouseUse, .activeUser]
        case .activities: [.event, .readingFestival, .readingPeriod, .attendance]
        case .online:
            [
                .virtualVisit, .search, .itemInvestigation, .uniqueItemInvestigation, .itemRequest,
                .uniqueItemRequest, .download,
            ]
        }
    }

    var phrase: FiguresPhrase {
        switch self {
        case .desk: .groupDesk
        case .activities: .groupActivities
        case .online: .groupOnline
        }
    }
}

/// How months and figures are written.
enum FigureText {
    /// "9/2026".
    static func month(_ month: Month) -> HTML { given("\(month.number)/\(month.year)") }

    /// A figure, or that there is none.
    static func value(_ value: Int?, _ words: Words) -> HTML {
        value.map { words.number($0) } ?? "<span class=\"quiet\">\(words[.figuresNone])</span>"
    }

    /// No figure in a table of many: a dash to the eye, words to the ear; a
    /// narrow screen has no room for the words in every cell.
    static func silent(_ words: Words) -> HTML {
        "<span aria-hidden=\"true\">–</span><span class=\"unseen\">\(words[.figuresNone])</span>"
    }

    static func refusal(_ refusal: FigureRefusal, _ words: Words) -> HTML {
        """
        <div class="notice" role="alert"><p>\(words.name(.figureRefusal, refusal.rawValue)) <code data-text>\(text: refusal.rawValue)</code></p></div>
        """
    }
}
