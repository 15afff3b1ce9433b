import Hummingbird
import Library

/// What taking a batch back would do, and what stays; afterwards, what has
/// stayed.
struct UndoForecastView {
    var report: UndoReport

    /// Lines of a list on the page; more is said in a number.
    private static let shown = 200

    func html(_ words: Words) -> HTML { going(words) + staying(words) }

    private func going(_ words: Words) -> HTML {
        guard !report.isEmpty else { return "<p class=\"message\">\(words[.takeBackNothing])</p>" }
        let lines: [(IngestPhrase, Int)] = [
            (.takeBackCopies, report.copiesRemoved), (.takeBackRecords, report.removed),
            (.takeBackRestored, report.restored),
        ]
        let list = lines.filter { $0.1 > 0 }.html { "<li>\(words($0.0, count: $0.1))</li>\n" }
        return "<p>\(words[.takeBackLead])</p><ul>\(list)</ul>\n"
    }

    func staying(_ words: Words) -> HTML { copies(words) + records(words) }

    private func copies(_ words: Words) -> HTML {
        guard !report.keptCopies.isEmpty else { return .empty }
        let heads: [HTML] = [
            words[.holdingsNumber], words[.takeBackWhy], words[.takeBackNow], words[.takeBackLast],
        ]
        let title = words(.takeBackKeptCopies, count: report.keptCopies.count)
        let rows = report.keptCopies.prefix(Self.shown).map { $0 }.html { kept -> HTML in
            """
            <tr><th scope="row"><a href="\(SiteURL.holdings(.copy(kept.copy, day: nil)))">\(given(kept.number))</a></th>\
            <td>\(words[Self.phrase(kept.reason)])</td><td>\(words.name(.copyStatus, kept.status.rawValue))</td>\
            <td>\(PlaceNames.day(kept.on))</td></tr>

            """
        }
        let rest = report.keptCopies.count - Self.shown
        return """
            <section><h2>\(title)</h2><p>\(words[.takeBackKeptCopiesLead])</p>
            <div class="scroll" tabindex="0" role="region" aria-label="\(title)"><table>
            <thead><tr>\(heads.html { "<th scope=\"col\">\($0)</th>" })</tr></thead><tbody>\(rows)</tbody></table></div>
            \((rest > 0).html("<p class=\"quiet\">\(words(.takeBackMore, count: rest))</p>"))</section>

            """
    }

    private static func phrase(_ reason: KeptCopy.Reason) -> IngestPhrase {
        switch reason {
        case .happened: .takeBackHappened
        case .counted: .takeBackCounted
        case .gift: .takeBackGift
        }
    }

    private func records(_ words: Words) -> HTML {
        guard !report.kept.isEmpty else { return .empty }
        let lines = KeptRecord.Reason.allCases.map { reason in
            (Self.phrase(reason), report.kept.count { $0.reason == reason })
        }
        let list = lines.filter { $0.1 > 0 }.html { "<li>\(words($0.0, count: $0.1))</li>\n" }
        return "<section><h2>\(words(.takeBackKeptRecords, count: report.kept.count))</h2><ul>\(list)</ul></section>\n"
    }

    private static func phrase(_ reason: KeptRecord.Reason) -> IngestPhrase {
        switch reason {
        case .changed: .takeBackRecordsChanged
        case .copies: .takeBackRecordsCopies
        case .named: .takeBackRecordsNamed
        }
    }
}

/// Asks before a batch that is live is taken back.
struct UploadRemovalPage {
    var upload: Upload
    var forecast: UndoReport

    func response(in page: PageContext) -> Response {
        let words = page.words
        let number = words(.uploadNumber, ["number": given(String(upload.id.rawValue))])
        let title = words(.takeBackUpload, ["number": given(String(upload.id.rawValue))])
        let form = Form(
            action: .ingest(.step(.remove, upload.id)), button: words[.uploadRemoveLive],
            fields: Form.hidden("chac-chan", "1"))
        let trail: [(url: SiteURL, text: HTML)] = [
            (.ingest(.uploads(point: nil, before: nil)), words[.uploadTitle]),
            (.ingest(.upload(UploadAddress(upload.id))), number),
        ]
        let body: HTML = """
            \(Trail(below: trail).html(words))
            <h1>\(title)</h1>
            \(UndoForecastView(report: forecast).html(words))
            \(form.html(page))
            """
        return Layout(page: page, title: title, robots: false).response(body)
    }
}
