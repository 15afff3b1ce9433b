import Hummingbird
import Library

/// What a register would bring, before anything is written: what is refused
/// and why, what is known, and which lines would be one record.
struct RegisterPreviewPage {
    var point: ServicePoint
    var origin: Origin
    var register: AccessionRegister
    var preview: RegisterPreview

    /// Where the rows are until somebody has decided.
    enum Origin {
        /// On the shelf.
        case file(ticket: String, name: String)
        /// In the form, to be sent again with the consent.
        case pasted(String)
    }

    /// Lines of a list on the page; more is said in a number.
    private static let shown = 200

    private var fresh: Int { register.lines.count { !preview.known.contains($0.copy.number.key) } }

    func response(in page: PageContext) -> Response {
        let words = page.words
        let known = register.lines.count - fresh
        let form =
            switch origin {
            case .file(let ticket, let name):
                Form(
                    action: .holdings(.takeRegisterFile(point.id)), button: words(.previewTake, count: fresh),
                    fields: Form.hidden("phieu", ticket) + Form.hidden("ten-tep", name))
            case .pasted(let text):
                Form(
                    action: .holdings(.pasteRegister(point.id)), button: words(.previewTake, count: fresh),
                    fields: Form.hidden("bang", text) + Form.hidden("chac-chan", "1"))
            }
        let body: HTML = """
            \(Trail(steps: [(.point(point.id), given(point.facts.name))]).html(words))
            <h1>\(words[.previewTitle])</h1>
            <ul>
            <li>\(words(.previewCopies, count: fresh))</li>
            <li>\(words(.previewRecords, count: preview.groups.count))</li>
            \((known > 0).html("<li>\(words(.previewKnown, count: known))</li>"))
            \((!register.rejected.isEmpty).html("<li>\(words(.previewRefused, count: register.rejected.count))</li>"))
            </ul>
            \(fresh > 0 ? form.html(page) : "<p class=\"message\">\(words[.previewNothing])</p>")
            <p><a href="\(SiteURL.holdings(.takeRegister(point.id)))">\(words[.previewBack])</a></p>
            \(refused(words))\(groups(words))
            """
        return Layout(page: page, title: words[.previewTitle], robots: false).formResponse(body)
    }

    private func refused(_ words: Words) -> HTML {
        guard !register.rejected.isEmpty else { return .empty }
        let rows = Array(register.rejected.prefix(Self.shown)).html { entry -> HTML in
            "<tr><td>\(given(String(entry.row.line)))</td><td>\(given(entry.label))</td><td>\(words.name(.accessionFault, entry.fault.rawValue))</td></tr>\n"
        }
        return """
            <section><h2>\(words[.previewRefusedTitle])</h2><div class="scroll" tabindex="0" role="region" aria-label="\(words[.previewRefusedTitle])"><table><thead><tr><th scope="col">\(words[.previewRow])</th>\
            <th scope="col">\(words[.holdingsNumber])</th><th scope="col">\(words[.previewReason])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>\(more(register.rejected.count, words))</section>

            """
    }

    private func groups(_ words: Words) -> HTML {
        let rows = Array(preview.groups.prefix(Self.shown)).html { group -> HTML in
            let lines = group.lines.map { register.lines[$0] }
            let first = lines[0]
            let about = [first.creators.first, first.publisher, first.year.map(String.init)].compactMap(\.self)
            let numbers =
                lines.prefix(8).map(\.copy.number.text).joined(separator: ", ") + (lines.count > 8 ? " …" : "")
            let joins = AccessionJoin.allCases.filter { $0 != .first && group.reasons.contains($0) }
            let reasons =
                joins.map { words.name(.accessionJoin, $0.rawValue) }
                + AccessionDifference.allCases.filter { group.apart.contains($0) }.map {
                    words.name(.accessionDifference, $0.rawValue)
                }
            return """
                <tr><td>\(given(first.fullTitle))\((!about.isEmpty).html("<br><span class=\"quiet\">\(given(about.joined(separator: " · ")))</span>"))</td>\
                <td>\(given(String(lines.count)))</td><td>\(given(numbers))</td><td>\(HTML(joining: reasons, with: "<br>"))</td></tr>

                """
        }
        guard !preview.groups.isEmpty else { return .empty }
        return """
            <section><h2>\(words[.previewGroupsTitle])</h2><p>\(words[.previewGroupsLead])</p><div class="scroll" tabindex="0" role="region" aria-label="\(words[.previewGroupsTitle])"><table><thead><tr><th scope="col">\(words[.holdingsBook])</th>\
            <th scope="col">\(words[.previewGroupCopies])</th><th scope="col">\(words[.holdingsNumber])</th><th scope="col">\(words[.previewWhy])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>\(more(preview.groups.count, words))</section>

            """
    }

    private func more(_ count: Int, _ words: Words) -> HTML {
        (count > Self.shown).html("<p class=\"quiet\">\(words(.previewMore, count: count - Self.shown))</p>")
    }
}
