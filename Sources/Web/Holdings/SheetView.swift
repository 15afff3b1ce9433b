import Hummingbird
import Library

/// A sheet as a table of the page, for the screen and for A4 on its side.
struct SheetView {
    var sheet: Sheet

    func html(_ words: Words) -> HTML {
        let lead = sheet.lead.html { "<p>\(given($0))</p>" }
        let rows = sheet.rows.html { row -> HTML in
            let cells = zip(sheet.columns, row).map { column, cell in self.cell(cell, column.kind, words) }
            return "<tr>\(cells)</tr>\n"
        }
        return """
            <section class="register"><h2>\(given(sheet.title))</h2>\(lead)
            <div class="scroll" tabindex="0" role="region" aria-label="\(text: sheet.title)" data-text><table class="register-table"><thead>\(head)</thead>
            <tbody>\(rows)</tbody></table></div></section>

            """
    }

    private var head: HTML {
        guard sheet.columns.contains(where: { $0.group != nil }) else {
            return "<tr>\(sheet.columns.html(heading))</tr>"
        }
        let top = sheet.groups.map { group -> HTML in
            guard let heading = group.heading else {
                return "<th scope=\"col\" rowspan=\"2\">\(text: sheet.columns[group.columns.lowerBound].heading)</th>"
            }
            return "<th scope=\"colgroup\" colspan=\"\(group.columns.count)\">\(text: heading)</th>"
        }
        let below = sheet.columns.filter { $0.group != nil }.html(heading)
        return "<tr>\(top)</tr><tr>\(below)</tr>"
    }

    /// Titles get the room that numbers do not need.
    private func heading(_ column: Sheet.Column) -> HTML {
        let room: HTML = column.width >= 30 ? " class=\"wide\"" : ""
        return "<th scope=\"col\"\(room)>\(text: column.heading)</th>"
    }

    private func cell(_ cell: Sheet.Cell, _ kind: Sheet.Kind, _ words: Words) -> HTML {
        switch (cell, kind) {
        case (.number(let number), .money): "<td class=\"amount\">\(words.number(number))</td>"
        case (.number(let number), _): "<td class=\"amount\">\(number)</td>"
        default: "<td>\(text: cell.text)</td>"
        }
    }
}
