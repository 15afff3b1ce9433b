import Library

/// A report as it stands on paper: the same lines as in the file, in the same
/// order (Nghị định 30/2020/NĐ-CP, appendix I).
struct ReportDocumentView {
    var document: ReportDocument

    var html: HTML {
        let head = document.head
        return """
            <article class="official report" lang="vi" data-text>
            <div class="letterhead"><div>\(line(head.superior))<p class="from"><strong>\(text: head.body)</strong></p></div>
            <div><p><strong>\(text: ReportDocument.country)</strong></p><p class="motto"><strong>\(text: ReportDocument.motto)</strong></p></div>
            <p>\(text: head.number)</p><p><em>\(text: head.dated)</em></p></div>
            <h2 class="name">\(text: ReportDocument.title)</h2>
            <p class="subject"><strong>\(text: head.subject)</strong></p>
            \(line(head.addressee, "to"))
            \(document.opening.html { line($0) })
            \(document.sections.html(section))
            \(document.closing.html { line($0) })
            <div class="letterhead ending"><div><p><strong><em>\(text: ReportDocument.recipientsTitle)</em></strong></p>\(document.recipients.html { line($0) })</div>
            <div>\(signature)</div></div>
            </article>
            """
    }

    private var signature: HTML {
        let signed = document.signature
        return """
            \(strong(signed.authority))\(strong(signed.position))<p class="stamp"><em>\(text: ReportDocument.seal)</em></p>\(strong(signed.name))
            """
    }

    private func section(_ section: ReportDocument.Section) -> HTML {
        let title: HTML =
            section.level == 1 ? "<h3>\(text: section.title)</h3>" : "<h4>\(text: section.title)</h4>"
        return "<section>\(title)\(section.paragraphs.html { line($0) })\(section.table.html(table))</section>\n"
    }

    private func table(_ table: ReportDocument.Table) -> HTML {
        let head = table.columns.html { "<th scope=\"col\">\(text: $0.heading)</th>" }
        let rows = table.rows.html { row -> HTML in
            let cells = zip(table.columns, row).map { column, cell -> HTML in
                column.isNumber ? "<td class=\"number\">\(text: cell)</td>" : "<td>\(text: cell)</td>"
            }
            return "<tr>\(cells)</tr>\n"
        }
        return
            "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>\(head)</tr></thead><tbody>\(rows)</tbody></table></div>"
    }

    private func line(_ text: String, _ kind: HTML = "") -> HTML {
        guard !text.isEmpty else { return .empty }
        return kind.isEmpty ? "<p>\(text: text)</p>\n" : "<p class=\"\(kind)\">\(text: text)</p>\n"
    }

    private func strong(_ text: String) -> HTML { text.isEmpty ? .empty : "<p><strong>\(text: text)</strong></p>" }
}
