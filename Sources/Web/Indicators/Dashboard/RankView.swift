import Library

/// The points one below the other: who is behind and by how much, with the
/// drawings of those on this page.
struct RankView {
    let scene: DashboardScene
    let study: GrowthStudy
    let text: DashboardText
    private let ranked: [PointStanding]
    private let contributions: [FigurePlace: Double]
    private let members: [FigurePlace: FigureScope.Member]

    init(_ scene: DashboardScene, _ study: GrowthStudy, _ text: DashboardText) {
        (self.scene, self.study, self.text) = (scene, study, text)
        ranked = Self.sorted(study, scene.address.order)
        contributions = Dictionary(study.contributions.map { ($0.place, $0.rate) }) { first, _ in first }
        members = Dictionary(scene.scope.members.map { ($0.place, $0) }) { first, _ in first }
    }

    private var words: Words { text.words }
    private var pages: Int { max(1, (ranked.count + DashboardAddress.rowsOnPage - 1) / DashboardAddress.rowsOnPage) }
    private var page: Int { min(scene.address.page, pages) }
    private var shown: ArraySlice<PointStanding> {
        let first = (page - 1) * DashboardAddress.rowsOnPage
        return ranked[first..<min(first + DashboardAddress.rowsOnPage, ranked.count)]
    }

    private static func sorted(_ study: GrowthStudy, _ order: DashboardAddress.Order) -> [PointStanding] {
        let ranked = study.ranking
        switch order {
        case .behind: return ranked
        case .growth:
            let growth = { (standing: PointStanding) in
                (standing.mean ?? standing.sums.panelGrowth).value ?? .infinity
            }
            return ranked.sorted { growth($0) < growth($1) }
        case .number: return ranked.sorted { ($0.sums.value(.total, .now) ?? -1) > ($1.sums.value(.total, .now) ?? -1) }
        case .name:
            let places = Dictionary(study.points.enumerated().map { ($1.place, $0) }) { first, _ in first }
            return ranked.sorted { places[$0.place, default: 0] < places[$1.place, default: 0] }
        }
    }

    func html() -> HTML {
        guard ranked.count > 1 else { return heat.chart(words).html(words) }
        let behind = ranked.count { ($0.missing ?? 0) > 0 }
        let lead = words(
            .dashboardRankLead,
            [
                "behind": text.link(.count(behind), study.key(.pointsBehind)),
                "points": text.link(.count(ranked.count), study.key(.points)),
                "rate": text.rate(scene.goal.lower),
            ])
        return """
            <section id="xep-hang"><h2>\(words[.dashboardRank])</h2>
            <p>\(lead)</p>
            \(orders)\(table)\(pager)</section>
            \(multiples.html(words))
            \(heat.chart(words).html(words))
            """
    }

    // MARK: Table

    private var orders: HTML {
        let links = DashboardAddress.Order.allCases.html { order -> HTML in
            let mark: HTML = order == scene.address.order ? " aria-current=\"true\"" : ""
            let url: SiteURL = .dashboard(.board(scene.address.ordered(by: order)))
            return "<li><a href=\"\(url)#xep-hang\"\(mark)>\(words.name(.rankOrder, order.rawValue))</a></li>\n"
        }
        return "<nav class=\"scopes no-print\" aria-label=\"\(words[.dashboardOrder])\"><ul>\(links)</ul></nav>\n"
    }

    private var table: HTML {
        let pair = study.question.pair
        let rate = ["rate": text.rate(scene.goal.lower)]
        var heads = [text.months(pair.now), text.months(pair.base), words[.dashboardGrowth]]
        if study.question.judgedBy == .mean {
            heads.append(words(.dashboardMeanSince, ["year": "\(study.question.baseYear)"]))
            heads.append(words(.dashboardMissingMean, rate))
        } else {
            heads.append(words(.dashboardMissing, rate))
        }
        let months = words.number(pair.now.count)
        heads.append(words[.dashboardContribution])
        heads.append(words(.dashboardComparable, ["months": months, "names": text.names(study.counted)]))
        let rows = Array(shown).html(row)
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.dashboardRank])"><table class="rank">
            <thead><tr><th scope="col">\(words[.chartPlace])</th>\(heads.html { "<th scope=\"col\" class=\"number\">\($0)</th>" })</tr></thead>
            <tbody>\(rows)</tbody></table></div>

            """
    }

    private func row(_ standing: PointStanding) -> HTML {
        let place = standing.place, sums = standing.sums
        let key = { (side: WorkingKey.Side) in study.key(.sum, .panel, at: place, side: side) }
        let missing: HTML =
            standing.missing.map { text.link(.count($0), study.judgedGapKey(at: place)) } ?? "–"
        let contribution: HTML =
            contributions[place].map { text.link(.rate($0), study.key(.contribution, .panel, at: place)) } ?? "–"
        // Each indicator by itself: twelve months of twelve are whole, whatever else is counted.
        let comparable = study.counted.map { indicator in
            text.link(
                .count(study.matchedMonths(indicator, at: place)), study.key(.matchedMonths, at: place),
                counting: [indicator])
        }
        var cells = [
            text.link(.init(sums.value(.panel, .now)), key(.now)),
            text.link(.init(sums.value(.panel, .base)), key(.base)),
            text.link(sums.panelGrowth, study.key(.growth, .panel, at: place)),
        ]
        if let mean = standing.mean { cells.append(text.link(mean, study.meanKey(at: place))) }
        cells += [missing, contribution, HTML(joining: comparable, with: " + ")]
        return """
            <tr class="\(text: standing.verdict.word.rawValue)"><th scope="row"><a href="\(text.page(place))">\(text.name(place))</a></th>\
            \(cells.html { "<td class=\"number\">\($0)</td>" })</tr>

            """
    }

    private var pager: HTML {
        NumberedPages(page: page, pages: pages).html(words) { number in
            "\(SiteURL.dashboard(.board(scene.address.onPage(number))))#xep-hang"
        }
    }

    // MARK: Drawings

    /// The last twelve months that are over.
    private var months: ClosedRange<Month> {
        let last = study.question.pair.now.upperBound
        return last.adding(months: -11)...last
    }

    private func figures(_ place: FigurePlace, _ months: ClosedRange<Month>) -> [ChartFigure?] {
        let tables = study.counted.compactMap { scene.tables[$0] }
        let cells = MonthCells(tables, of: [members[place] ?? FigureScope.Member(place)], in: months)
        return months.each.enumerated().map { number, month in
            text.figure(
                cells.values[number], WorkingKey(.sum, .total, place: place, months: month...month),
                isIncomplete: cells.isIncomplete[number])
        }
    }

    private var heat: HeatMap {
        HeatMap(
            id: "tung-thang", title: words[.dashboardHeatTitle],
            summary: words(
                .dashboardHeatSummary, ["months": text.months(months), "points": words.number(shown.count)]),
            months: months.each.map { text.shortMonth($0) },
            rows: shown.map { standing in
                HeatMap.Row(
                    name: "<a href=\"\(text.page(standing.place))\">\(text.name(standing.place))</a>",
                    shortName: text.shortName(standing.place), figures: figures(standing.place, months))
            })
    }

    private static let multiplesOnPage = 12

    private var multiples: SmallMultiples {
        SmallMultiples(
            id: "tung-diem", title: words[.dashboardMultiples], months: months.each.map { text.shortMonth($0) },
            items: shown.prefix(Self.multiplesOnPage).map { standing in
                SmallMultiples.Item(
                    name: text.name(standing.place), page: text.page(standing.place),
                    verdict: text.link(
                        standing.sums.panelGrowth, study.key(.growth, .panel, at: standing.place)),
                    figures: figures(standing.place, months),
                    before: figures(standing.place, months.earlier(byYears: 1)))
            })
    }
}
