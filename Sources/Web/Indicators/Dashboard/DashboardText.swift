import Library

/// How the dashboard writes figures, months and places.
struct DashboardText {
    let words: Words
    let address: DashboardAddress
    let directory: PlaceDirectory
    /// Beside whose lines rates of growth are printed.
    let goal: RateGoal
    /// For links to workings and cells.
    let query: DashboardQuery

    init(_ scene: DashboardScene, _ words: Words) {
        (self.words, address, directory, goal) = (words, scene.address, scene.directory, scene.goal)
        query = DashboardQuery(scene.address)
    }

    // MARK: Figures

    /// A figure as the link to its working; every figure of the dashboard is one.
    func link(_ figure: Working.Figure, _ key: WorkingKey, isSigned: Bool = true, counting: [Indicator]? = nil) -> HTML
    {
        "<a class=\"working\" href=\"\(working(key, counting))\">\(text(figure, of: key.kind, isSigned: isSigned))</a>"
    }

    func link(_ working: Working?) -> HTML { working.html { link($0.figure, $0.key) } }

    /// For the tables of charts.
    func figure(_ value: Int?, _ key: WorkingKey, counting: [Indicator]? = nil, isIncomplete: Bool = false)
        -> ChartFigure?
    {
        value.map {
            ChartFigure(
                value: $0, working: working(key, counting), isIncomplete: isIncomplete)
        }
    }

    private func working(_ key: WorkingKey, _ counting: [Indicator]?) -> SiteURL {
        .dashboard(.working(counting.map { DashboardQuery(address.counting($0)) } ?? query, key))
    }

    /// The result of a kind of working: with its sign where that tells something,
    /// and with as many decimals as tell a rate of growth from the goal.
    func text(_ figure: Working.Figure, of kind: Working.Kind, isSigned: Bool = true) -> HTML {
        let isSigned = isSigned && kind.isSigned
        guard case .rate(let rate) = figure, kind.isJudged else { return text(figure, isSigned: isSigned) }
        let decimals = goal.decimals(of: rate)
        return isSigned
            ? words.growth(rate * 100, decimals: decimals) : words.percent(abs(rate) * 100, decimals: decimals)
    }

    /// "12.345", "+6,4 %", or why there is none.
    func text(_ figure: Working.Figure, isSigned: Bool = false) -> HTML {
        switch figure {
        case .count(let count) where isSigned && count > 0: "+\(words.number(count))"
        case .count(let count): words.number(count)
        case .rate(let rate): isSigned ? words.growth(rate * 100) : words.percent(abs(rate) * 100)
        case .number(let number): HTML(NumberText.decimal(number, decimals: 1, in: words.language))
        case .none(let absence): words.name(.workingAbsence, absence.rawValue)
        }
    }

    /// "8 %", "8,5 %".
    func rate(_ rate: Double) -> HTML {
        let percent = rate * 100
        return words.percent(percent, decimals: abs(percent - percent.rounded()) < 0.005 ? 0 : 1)
    }

    // MARK: Time and place

    /// "10/2026".
    func month(_ month: Month) -> HTML { "\(month.number)/\(month.year)" }

    /// "10/26", below an axis.
    func shortMonth(_ month: Month) -> HTML {
        let year = month.year % 100
        return "\(month.number)/\(year < 10 ? "0" : "")\(year)"
    }

    /// "11/2025 – 10/2026"; one month alone.
    func months(_ months: ClosedRange<Month>) -> HTML {
        months.count == 1
            ? month(months.lowerBound) : "\(month(months.lowerBound)) – \(month(months.upperBound))"
    }

    func name(_ place: FigurePlace) -> HTML {
        switch place {
        case .site: words[.dashboardSite]
        case .point(let id): directory.place(id).map { given($0.name) } ?? words[.dashboardPlaceGone]
        }
    }

    /// Cut to the room in a drawing.
    func shortName(_ place: FigurePlace, letters: Int = 24) -> String {
        let name =
            switch place {
            case .site: words[.dashboardSite].text
            case .point(let id): directory.place(id)?.name ?? ""
            }
        return CoverDrawing.lines(of: name, width: letters, most: 1).first ?? ""
    }

    func name(_ node: TreeNode) -> HTML {
        switch node {
        case .library: words[.dashboardAll]
        case .unit(let id): directory.unit(id).map { PlaceNames.unit($0, words) } ?? words[.dashboardUnitEmpty]
        case .institution(let id):
            directory.points(within: .institution(id)).first.map { given($0.institutionName) }
                ?? words[.dashboardPlaceGone]
        case .servicePoint(let id): name(.point(id))
        }
    }

    func names(_ indicators: [Indicator]) -> HTML {
        HTML(joining: indicators.map { words.name(.indicator, $0.rawValue) }, with: " + ")
    }

    /// The same, each leading to what it counts and leaves out.
    func definitions(_ indicators: [Indicator]) -> HTML {
        HTML(
            joining: indicators.map { indicator in
                "<a href=\"\(SiteURL.figures(.definition(indicator)))\">\(words.name(.indicator, indicator.rawValue))</a>"
            }, with: " + ")
    }

    /// "lượt", "hoạt động".
    var unit: HTML {
        let events: Set<Indicator> = [.event, .readingFestival, .readingPeriod]
        return words[address.counts.allSatisfy(events.contains) ? .dashboardUnitEvents : .dashboardUnitUses]
    }

    /// The dashboard of one place.
    func page(_ place: FigurePlace) -> SiteURL {
        switch place {
        case .site: .dashboard(.board(address.at(.library)))
        case .point(let id): .dashboard(.board(address.at(.servicePoint(id))))
        }
    }

    func label(_ label: Working.Label) -> HTML {
        switch label {
        case .word(let word): words.name(.workingWord, word.rawValue)
        case .place(let place): name(place)
        case .indicator(let indicator): words.name(.indicator, indicator.rawValue)
        case .months(let months): self.months(months)
        case .unit(let id): name(.unit(id))
        case .institution(let id): name(.institution(id))
        case .institutionKind(let kind): words.name(of: kind)
        case .given(let text): given(text)
        }
    }
}

extension Working.Kind {
    /// Whether it is a rate that stands against a goal.
    var isJudged: Bool {
        switch self {
        case .growth, .compoundMean, .arithmeticMean: true
        default: false
        }
    }

    /// Whether "+" and "−" tell something.
    var isSigned: Bool {
        switch self {
        case .difference, .growth, .compoundMean, .arithmeticMean, .contribution, .contributions: true
        default: false
        }
    }
}
