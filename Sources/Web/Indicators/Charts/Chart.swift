import Library

/// A drawing with its name and description, and the same figures as a table
/// right below: nothing is told by the picture alone.
///
/// Colours come from the stylesheet by class, since the site's policy allows no
/// style in an element; kinds of lines and hatchings differ in black and white
/// as well.
struct Chart {
    /// Of the page; a prefix of every `id` inside.
    var id: String
    var title: HTML
    /// What a sighted reader sees at a glance, in a sentence.
    var summary: HTML
    var width = Self.usualWidth
    var height: Int
    /// Elements of SVG.
    var drawing: HTML
    /// What stands below the drawing before the table: a legend, notes.
    var notes: HTML = .empty
    var table: ChartTable

    static let usualWidth = 720

    func html(_ words: Words) -> HTML {
        """
        <figure class="chart" id="\(text: id)"><figcaption><h3>\(title)</h3></figcaption>
        \(scrolled)
        \(notes)
        \(table.html(words, id: id))
        </figure>

        """
    }

    /// Wider than a phone, the drawing moves inside its own frame, by keyboard too.
    private var scrolled: HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(title.withoutElements)"\(title.dataMark)>\(svg)</div>
        """
    }

    var svg: HTML {
        """
        <svg class="drawing" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" aria-labelledby="\(text: id)-ten \(text: id)-noi">\
        <title id="\(text: id)-ten"\(title.dataMark)>\(title.withoutElements)</title>\
        <desc id="\(text: id)-noi"\(summary.dataMark)>\(summary.withoutElements)</desc>\(drawing)</svg>
        """
    }

    /// Fillings that several drawings of a page use; stands once before them.
    static let patterns: HTML = """
        <svg class="patterns" width="0" height="0" aria-hidden="true"><defs>\
        <pattern id="gach-cheo" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
        <path class="hatch" d="M0 0v6"/></pattern>\
        <pattern id="gach-thieu" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">\
        <path class="hatch-missing" d="M0 0v5"/></pattern>\
        <pattern id="gach-ngang" width="5" height="5" patternUnits="userSpaceOnUse">\
        <path class="hatch-bar" d="M0 2.500h5"/></pattern></defs></svg>

        """
}

/// How a surface is filled: the hatchings are named where they are used, since a
/// stylesheet of its own address cannot name them everywhere.
enum ChartFill {
    static let corridor: HTML = "class=\"corridor\" fill=\"url(#gach-cheo)\""
    static let missing: HTML = "class=\"missing\" fill=\"url(#gach-thieu)\""
    static let firstBar: HTML = "class=\"bar-first\""
    static let secondBar: HTML = "class=\"bar-second\" fill=\"url(#gach-ngang)\""

    /// 0 to ``HeatMap/levels``.
    static func heat(_ level: Int) -> HTML { "class=\"heat-\(level)\"" }

    static func path(_ fill: HTML, _ path: String) -> HTML {
        path.isEmpty ? .empty : "<path \(fill) d=\"\(text: path)\"/>"
    }
}

/// The figures of a chart, row by row.
struct ChartTable {
    struct Row {
        var name: HTML
        /// One for each column but the first.
        var cells: [HTML]
    }

    /// The first is over the rows' names.
    var columns: [HTML]
    var rows: [Row]
    var isOpen = false

    func html(_ words: Words, id: String) -> HTML {
        let open: HTML = isOpen ? " open" : ""
        return """
            <details class="figures"\(open)><summary>\(words[.chartTable])</summary>
            \(table(words, id: id))</details>
            """
    }

    private func table(_ words: Words, id: String) -> HTML {
        let head = columns.enumerated().map { place, column -> HTML in
            place == 0 ? "<th scope=\"col\">\(column)</th>" : "<th scope=\"col\" class=\"number\">\(column)</th>"
        }
        let lines = rows.html { row -> HTML in
            "<tr><th scope=\"row\">\(row.name)</th>\(row.cells.html { "<td class=\"number\">\($0)</td>" })</tr>\n"
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-labelledby="\(text: id)-ten-bang"><table>
            <caption class="unseen" id="\(text: id)-ten-bang">\(words[.chartTable]) \(text: "–") \(columns[0])</caption>
            <thead><tr>\(head)</tr></thead>
            <tbody>\(lines)</tbody></table></div>
            """
    }
}

/// A figure of a chart: the number, where its working is told, and whether all
/// of it was counted.
struct ChartFigure: Equatable {
    var value: Int
    var working: SiteURL?
    var isIncomplete = false

    /// The number as a link to its working, marked when not all was counted.
    func html(_ words: Words) -> HTML {
        let number = words.number(value)
        let mark: HTML = isIncomplete ? "*<span class=\"unseen\"> \(words[.chartIncomplete])</span>" : ""
        guard let working else { return number + mark }
        return "<a href=\"\(working)\">\(number)</a>\(mark)"
    }

    /// The figure, or that there is none: never 0.
    static func html(_ figure: ChartFigure?, _ words: Words) -> HTML {
        figure?.html(words) ?? FigureText.silent(words)
    }
}

extension HTML {
    /// ` data-text` where data of the library stands in it, for an element that
    /// may hold no other.
    var dataMark: HTML { text.contains("data-text") ? " data-text" : "" }
}
