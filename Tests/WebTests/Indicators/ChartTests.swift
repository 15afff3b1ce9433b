import Library
import Testing

@testable import Web

@Suite struct ChartTests {
    private let words: Words

    init() throws {
        words = try Words(language: .vietnamese, locale: LocaleFile(.vietnamese), codes: CodeNames())
    }

    // MARK: The scale

    @Test(arguments: [0, 1, 7, 99, 100, 12_345, 9_999_999]) func `an axis has few round numbers and room for all`(
        _ most: Int
    ) {
        let scale = ChartScale(covering: [most / 3, most], fromZero: true)

        #expect(scale.bottom == 0 && scale.top >= most)
        #expect((2...7).contains(scale.ticks.count))
        #expect(scale.y(0, from: 300, to: 20) == 300)
        #expect(scale.y(scale.top, from: 300, to: 20) == 20)
        #expect(scale.y(scale.top * 9, from: 300, to: 20) == 20, "what is beyond stands at the edge")
    }

    @Test func `lines that lie close together may begin above 0, bars never`() {
        let values = [12_000, 12_960, 13_200, 13_997]

        #expect(ChartScale(covering: values, fromZero: false).bottom == 12_000)
        #expect(ChartScale(covering: values, fromZero: true).bottom == 0)
        #expect(ChartScale(covering: [10, 900], fromZero: false).bottom == 0, "these do not lie close together")
    }

    // MARK: The corridor

    private func corridor(
        _ actual: [Int?], expected: [CorridorChart.Expected?] = [], breaks: [CorridorChart.Break] = []
    ) -> CorridorChart {
        let slots = actual.enumerated().map { place, value in
            CorridorChart.Slot(
                label: HTML("\(2022 + place)"), isBase: place == 0, actual: value,
                expected: expected.indices.contains(place) ? expected[place] : nil)
        }
        let need = { (factor: Double) in
            actual.indices.map { place -> Int? in
                Int((0..<place).reduce(1_000) { value, _ in value * factor })
            }
        }
        return CorridorChart(
            id: "hanh-lang", title: "Từng năm", summary: "Một câu", slots: slots,
            lines: [.init(name: "+8 %", values: need(1.08)), .init(name: "+10 %", values: need(1.1))],
            breaks: breaks, table: ChartTable(columns: ["Năm"], rows: []))
    }

    @Test func `every figure is a dot, a missing one is a gap and never 0`() throws {
        let svg = corridor([1_000, nil, 1_150, 1_260]).chart(words).svg.text

        #expect(svg.matches(of: /<circle class="dot"/).count == 3)
        let line = try #require(svg.firstMatch(of: /class="actual" d="([^"]+)"/)?.output.1)
        #expect(line.count { $0 == "M" } == 2, "the line begins anew after the gap: \(line)")
        #expect(line.count { $0 == "L" } == 1)
    }

    @Test func `the lines of both rates and the corridor between them are always drawn`() {
        for actual in [[1_000, 1_090], [1_000, nil], [nil, nil]] as [[Int?]] {
            let svg = corridor(actual).chart(words).svg.text
            #expect(svg.contains("class=\"rate rate-0\"") && svg.contains("class=\"rate rate-1\""), "\(actual)")
            #expect(svg.contains("fill=\"url(#gach-cheo)\""))
            #expect(svg.contains(">+8 %</text>") && svg.contains(">+10 %</text>"))
        }
    }

    @Test func `a break is a line with its letter, and what is counted does not run across it`() throws {
        let chart = corridor(
            [1_000, 1_080, 3_000, 3_200], breaks: [.init(slot: 2, letter: "A", text: "đổi cách đếm")]
        ).chart(words)
        let svg = chart.svg.text

        #expect(svg.matches(of: /class="break"/).count == 1)
        #expect(svg.contains("data-text>A</text>"))
        #expect(chart.notes.text.contains("đổi cách đếm"))
        let line = try #require(svg.firstMatch(of: /class="actual" d="([^"]+)"/)?.output.1)
        #expect(line.count { $0 == "M" } == 2)
    }

    @Test func `what is expected is a broken line from the last figure, with its range as a bracket`() throws {
        let svg = corridor(
            [1_000, 1_080, nil], expected: [nil, nil, .init(value: 1_180, range: 1_150...1_240)]
        ).chart(words).svg.text

        let path = try #require(svg.firstMatch(of: /class="expected" d="([^"]+)"/)?.output.1)
        #expect(path.count { $0 == "M" } == 1 && path.count { $0 == "L" } == 1)
        #expect(svg.contains("class=\"range\""))
        #expect(svg.contains(">dự kiến</text>"))
    }

    @Test func `names at the ends of lines keep out of each other's way`() {
        let pen = ChartPen(right: 600, bottom: 300, scale: ChartScale(covering: [100], fromZero: true))
        let svg = pen.endNames([(100, "một", "name"), (101, "hai", "name"), (102, "ba", "name")]).text

        let heights = svg.matches(of: /y="([0-9]+)"/).compactMap { Int($0.output.1) }
        #expect(heights.count == 3)
        #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 >= 16 })
    }

    // MARK: Others

    @Test func `a field without a figure is hatched, a field with 0 is empty, the busiest is the darkest`() {
        #expect(HeatMap.level(nil, most: 10) == nil)
        #expect(HeatMap.level(0, most: 10) == 0)
        #expect(HeatMap.level(1, most: 1_000) == 1)
        #expect(HeatMap.level(10, most: 10) == HeatMap.levels)
        let figures = [ChartFigure(value: 0), nil, ChartFigure(value: 4), ChartFigure(value: 8)]
        let map = HeatMap(
            id: "nhiet", title: "Từng tháng", summary: "Một câu", months: ["1", "2", "3", "4"],
            rows: [.init(name: "Trường", shortName: "Trường", figures: figures)])

        let chart = map.chart(words)
        let svg = chart.svg.text

        for kind in ["heat-0", "missing", "heat-2", "heat-4"] {
            #expect(svg.matches(of: try! Regex("class=\"\(kind)\"")).count == 1, "\(kind)")
        }
        #expect(chart.table.rows[0].cells.map(\.text) == ["0", FigureText.silent(words).text, "4", "8"])
    }

    @Test func `bars stand for the figures of the table, a stump for what is not known`() {
        let slots = [(1_200, 300), (nil, 310)].map { first, second in
            PairedBars.Slot(
                label: "1", name: "1/2026", first: first.map { ChartFigure(value: $0) },
                second: ChartFigure(value: second))
        }
        let chart = PairedBars(
            id: "hai-cot", title: "Hai cột", summary: "Một câu", firstName: "tại chỗ", secondName: "trực tuyến",
            slots: slots
        ).chart(words)

        #expect(chart.table.rows.count == 2)
        #expect(chart.table.rows[0].cells.map(\.text) == ["1.200", "300"])
        #expect(chart.svg.text.matches(of: /fill="url\(#gach-thieu\)"/).count == 1)
    }

    @Test func `a drawing says its name and description, and moves in a frame of its own`() {
        let html = corridor([1_000, 1_080]).chart(words).html(words).text

        #expect(html.contains("role=\"img\" aria-labelledby=\"hanh-lang-ten hanh-lang-noi\""))
        #expect(html.contains("<title id=\"hanh-lang-ten\">Từng năm</title>"))
        #expect(html.contains("<desc id=\"hanh-lang-noi\">Một câu</desc>"))
        #expect(html.contains("<div class=\"scroll\" tabindex=\"0\" role=\"region\""))
        #expect(!html.contains("style="), "the site's policy forbids styles in elements")
    }

    @Test func `percent is written as the language writes it`() {
        #expect(NumberText.percent(6.44, in: .vietnamese) == "6,4\u{A0}%")
        #expect(NumberText.percent(-4, in: .vietnamese) == "\u{2212}4,0\u{A0}%")
        #expect(NumberText.percent(-0.01, in: .vietnamese) == "0,0\u{A0}%")
        #expect(NumberText.decimal(1_234.5, decimals: 1, in: .vietnamese) == "1.234,5")
        #expect(NumberText.decimal(1_234.05, decimals: 2, in: .english) == "1,234.05")
        #expect(NumberText.decimal(.nan, decimals: 1, in: .vietnamese) == "–")
        #expect(words.growth(8).text == "+8,0\u{A0}%")
    }
}
