import Library

/// What an upload merges into records of the catalogue: both descriptions, the
/// table of points, and a choice to part them while it is not live.
struct MergePart {
    var upload: Upload
    /// The weakest first.
    var merges: ProposedMerges
    var mayPart: Bool

    func html(_ page: PageContext) -> HTML {
        guard [.checked, .live].contains(upload.stage), !merges.merges.isEmpty else { return .empty }
        let words = page.words
        let list: HTML = "<ul class=\"lines\">\(merges.merges.html { line($0, words) })</ul>"
        let isOpen = mayPart && merges.merges.contains { !$0.isWithinUpload }
        let content: HTML =
            isOpen
            ? Form(
                action: .ingest(.step(.checkAgain, upload.id)), button: words[.mergePart], fields: list, isMinor: true
            )
            .html(page) : list
        let more: HTML =
            merges.total > merges.merges.count
            ? "<p>\(words(.mergeMore, ["count": words.number(merges.total - merges.merges.count)]))</p>" : ""
        let lead: IngestPhrase =
            upload.stage == .live ? .mergeLeadLive : isOpen ? .mergeLead : .mergeLeadOnly
        return """
            <section id="gop"><h2>\(words[upload.stage == .live ? .mergeTitleLive : .mergeTitle]) <span class="count">\(words.number(merges.total))</span></h2>
            <p>\(words(lead, ["threshold": words.number(MatchScore.threshold)]))</p>
            \(content)\(more)</section>
            """
    }

    private func line(_ merge: ProposedMerge, _ words: Words) -> HTML {
        let place: [HTML] = [
            given(merge.fileName), words(.uploadRecord, ["number": words.number(merge.position)]),
        ]
        let known: HTML =
            merge.isWithinUpload
            ? side(merge.known) : "<a href=\"\(SiteURL.record(merge.record))\">\(side(merge.known))</a>"
        return """
            <li class="line"><h3>\(side(merge.incoming))</h3>
            <p class="quiet small">\(HTML(joining: place, with: " · "))</p>
            <p>\(words[merge.isWithinUpload ? .mergeIntoUpload : .mergeInto]) \(known)</p>
            \(score(merge.score, words))\(choice(merge, words))</li>

            """
    }

    /// "Dế Mèn phiêu lưu ký · Tô Hoài · 1941".
    private func side(_ side: ProposedMerge.Side) -> HTML {
        let parts: [String] = [side.title] + side.creators.prefix(2) + (side.year.map { [String($0)] } ?? [])
        return given(parts.joined(separator: " · "))
    }

    private func score(_ score: MatchScore, _ words: Words) -> HTML {
        let lines = score.lines.html { line -> HTML in
            let points = line.points > 0 ? "+\(line.points)" : line.points < 0 ? "−\(-line.points)" : "0"
            return """
                <tr><th scope="row">\(words.name(.matchField, line.field.rawValue))</th><td>\(words.name(.matchResult, line.result.rawValue))</td><td class="number"><span data-text>\(text: points)</span></td></tr>

                """
        }
        return """
            <details><summary>\(words(.mergeScore, ["points": words.number(score.total)]))</summary>
            <table><thead><tr><th scope="col">\(words[.mergeField])</th><th scope="col">\(words[.mergeResult])</th><th scope="col" class="number">\(words[.mergePoints])</th></tr></thead>
            <tbody>\(lines)</tbody></table></details>
            """
    }

    private func choice(_ merge: ProposedMerge, _ words: Words) -> HTML {
        guard mayPart, !merge.isWithinUpload else { return .empty }
        return """
            <p class="options"><label><input type="checkbox" name="dong" value="\(merge.number)"><span>\(words[.mergeNever])</span></label></p>
            """
    }
}
