import HTTPTypes
import Hummingbird
import Library

/// One upload: how far it is, what would or did become of every file, and what
/// a person may do with it now.
struct UploadPageView {
    /// Seconds between two looks of a browser without script.
    private static let refresh = 5

    var upload: Upload
    var files: [UploadFile]
    var rows: UploadRowPage
    var merges = ProposedMerges()
    var share: UploadShare?
    var address: UploadAddress
    var mayPublish: Bool
    var refusal: IngestPhrase?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let title = words(.uploadNumber, ["number": given(String(upload.id.rawValue))])
        // A page that reloads itself would tear a screen reader away: with a
        // script only what has changed is changed.
        let again: HTML = """
            <noscript><meta http-equiv="refresh" content="\(Self.refresh)"></noscript>
            <script src="\(page.assets.upload)" defer></script>
            """
        let said = refusal.html { "<div class=\"notice\" role=\"alert\"><p>\(words[$0])</p></div>" }
        let trail: [(url: SiteURL, text: HTML)] = [(.ingest(.uploads(point: nil, before: nil)), words[.uploadTitle])]
        let running: HTML = upload.isAtWork ? " data-running" : ""
        let body: HTML = """
            \(Trail(below: trail).html(words))
            <h1>\(title)</h1>
            \(said)
            <div id="lo"\(running)>
            \(status(words))
            \(actions(page))
            \(facts(words))
            \(fileTable(words))
            \(rejects(words))
            \(MergePart(upload: upload, merges: merges, mayPart: mayPublish && upload.stage == .checked).html(page))
            \(TakenRecordsPart(upload: upload, rows: rows, address: address).html(words))
            \(UnchangedRowsPart(upload: upload, rows: rows, address: address).html(words))
            \(findings(words))
            \(removal(page))
            </div>
            """
        return Layout(page: page, title: title, head: upload.isAtWork.html(again), robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    // MARK: Where it stands

    private func status(_ words: Words) -> HTML {
        let name = words.name(.uploadStage, upload.stage.rawValue)
        if let problem = upload.problem {
            return """
                <div class="notice" role="status"><p><strong>\(name): \(words[.uploadStopped])</strong></p>
                <p>\(words.name(.uploadProblem, problem.rawValue))</p></div>
                """
        }
        return """
            <div class="notice" role="status"><p><strong>\(name)</strong></p>
            \(explanation(words))</div>
            """
    }

    private func explanation(_ words: Words) -> HTML {
        let counts = upload.counts
        let sums: HTML = """
            <p>\(words(.uploadSums, ["added": words.number(counts.added), "changed": words.number(counts.changed), "unchanged": words.number(counts.unchanged), "rejected": words.number(counts.rejected)]))</p>
            """
        let all = sums + copies(words)
        switch upload.stage {
        case .checking, .taking:
            guard let share else { return "<p>\(words[.uploadWaits])</p>" }
            return """
                <p>\(words(.uploadShare, ["done": words.number(share.filesDone), "all": words.number(share.files)]))</p>
                \(bar(share, words[.uploadProgress]))
                """
        case .checked:
            let next: IngestPhrase =
                !upload.hasSomethingToTake ? .uploadNothing : mayPublish ? .uploadAsk : .uploadAskOther
            return "\(all)<p>\(words[next])</p>"
        case .live: return all
        case .removing: return "<p>\(words[.uploadRemoving])</p>\(share.html { bar($0, words[.uploadRemoving]) })"
        case .removed:
            let undone = upload.undone ?? UndoCounts(removed: 0, restored: 0, kept: 0)
            let kept: HTML =
                undone.kept > 0 ? "<p>\(words(.uploadKept, ["count": words.number(undone.kept)]))</p>" : ""
            let copies: HTML =
                undone.removedCopies + undone.keptCopies > 0
                ? "<p>\(words(.uploadUndoneCopies, ["removed": words.number(undone.removedCopies), "kept": words.number(undone.keptCopies)]))</p>"
                : ""
            return """
                <p>\(words(.uploadUndone, ["removed": words.number(undone.removed), "restored": words.number(undone.restored)]))</p>\(kept)\(copies)
                """
        }
    }

    private func bar(_ share: UploadShare, _ label: HTML) -> HTML {
        let percent = Int((share.share * 100).rounded(.down))
        return "<p><progress max=\"100\" value=\"\(percent)\" aria-label=\"\(label)\">\(percent) %</progress></p>"
    }

    /// What becomes, or became, of the copies that the records name.
    private func copies(_ words: Words) -> HTML {
        let copies = upload.counts.copies
        guard !copies.isEmpty else { return .empty }
        guard upload.copies != nil else {
            return "<p>\(words(.uploadCopiesLeft, ["count": words.number(copies.left)]))</p>"
        }
        let gaps = [
            "entered": words.number(copies.entered), "known": words.number(copies.known),
            "refused": words.number(copies.refused),
        ]
        return "<p>\(words(.uploadCopies, gaps))</p>"
    }

    private func actions(_ page: PageContext) -> HTML {
        let words = page.words
        var forms: [HTML] = []
        func add(_ step: UploadStep, _ button: IngestPhrase, isMinor: Bool = true) {
            guard step.stage(from: upload) != nil else { return }
            let form = Form(
                action: .ingest(.step(step, upload.id)), button: words[button], fields: .empty, isMinor: isMinor)
            forms.append(form.html(page))
        }
        if mayPublish { add(.takeLive, .uploadTakeLive, isMinor: false) }
        add(.retry, .uploadRetry, isMinor: false)
        // What is live is taken back at the end of the page, and not by a slip.
        if !upload.isPartlyLive { add(.remove, .uploadRemove) }
        return forms.isEmpty ? "" : "<div class=\"actions\">\(forms)</div>"
    }

    private func removal(_ page: PageContext) -> HTML {
        guard upload.isPartlyLive, mayPublish else { return .empty }
        let words = page.words
        return """
            <section><h2>\(words[.uploadRemoveTitle])</h2><p>\(words[.uploadRemoveLead])</p>
            <p><a class="button" href="\(SiteURL.ingest(.step(.remove, upload.id)))">\(words[.uploadRemoveLive])</a></p></section>
            """
    }

    // MARK: What it is

    private func facts(_ words: Words) -> HTML {
        """
        <dl class="facts">
        <dt>\(words[.uploadPoint])</dt><dd>\(given(upload.pointName))</dd>
        <dt>\(words[.uploadBy])</dt><dd>\(given(upload.accountName)), \(PlaceNames.day(Day(upload.uploadedAt)))</dd>
        <dt>\(words[.uploadLicence])</dt><dd>\(upload.licence.map { words.name(ofLicence: $0.id) } ?? words[.uploadLicenceUnsaid])</dd>
        <dt>\(words[.uploadAccess])</dt><dd>\(upload.access.map { words.name(.access, $0.rawValue) } ?? words[.uploadAccessUnsaid])</dd>
        \(upload.copies.html { register(of: $0, words) })\
        </dl>
        """
    }

    private func register(of copies: RegisterChoice, _ words: Words) -> HTML {
        let code = copies.ownerCode.html { words(.uploadOnlyOwner, ["code": given($0)]) }
        return """
            <dt>\(words[.uploadCopiesFact])</dt><dd>\(words[.uploadCopiesEntered]) \(code)</dd>

            """
    }

    private func fileTable(_ words: Words) -> HTML {
        let heads: [IngestPhrase] = [
            .uploadFile, .uploadSize, .uploadRead, .uploadAdded, .uploadChanged, .uploadUnchanged, .uploadRejected,
        ]
        let lines = files.html { file -> HTML in
            let name: HTML = """
                <a href="\(SiteURL.ingest(.upload(UploadAddress(upload.id, file: file.ordinal))))#dong">\(given(file.name))</a>
                """
            let size: HTML = "<td class=\"number\">\(words.sizeAlone(file.byteCount))</td>"
            if let other = file.sameAs.flatMap({ ordinal in files.first { $0.ordinal == ordinal } }) {
                return """
                    <tr><th scope="row">\(given(file.name))</th>\(size)<td colspan="5">\(words(.uploadSameAs, ["name": given(other.name)]))</td></tr>

                    """
            }
            guard let counts = file.counts else {
                return
                    "<tr><th scope=\"row\">\(given(file.name))</th>\(size)<td colspan=\"5\">\(words[.uploadUnread])</td></tr>\n"
            }
            let numbers = [counts.read, counts.added, counts.changed, counts.unchanged, counts.rejected].html {
                "<td class=\"number\">\(words.number($0))</td>"
            }
            return "<tr><th scope=\"row\">\(name)</th>\(size)\(numbers)</tr>\n"
        }
        let row = heads.html { "<th scope=\"col\"\($0 == .uploadFile ? "" : " class=\"number\"")>\(words[$0])</th>" }
        return """
            <section><h2>\(words(.uploadFileCount, count: upload.files)), \(words.sizeAlone(upload.byteCount))</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.uploadFiles])"><table>
            <thead><tr>\(row)</tr></thead><tbody>\(lines)</tbody></table></div></section>
            """
    }

    /// What waits to be mended, file by file.
    private func rejects(_ words: Words) -> HTML {
        let kept = files.filter { $0.rejects != nil }
        guard !kept.isEmpty else { return .empty }
        let lines = kept.html { file -> HTML in
            let url = SiteURL.ingest(.rejects(upload.id, file: file.ordinal))
            let name = file.rejects?.name.text ?? file.name
            return
                "<li><a href=\"\(url)\" download>\(given(name))</a>, \(words.sizeAlone(file.rejects?.byteCount ?? 0))</li>\n"
        }
        return """
            <section><h2>\(words[.uploadRejectFiles])</h2><p>\(words[.uploadRejectFilesLead])</p><ul>\(lines)</ul></section>
            """
    }

    // MARK: What was found

    private func findings(_ words: Words) -> HTML {
        let chosen = address.file.flatMap { ordinal in files.first { $0.ordinal == ordinal } }
        guard rows.rejects + rows.warnings > 0 else { return .empty }
        let kinds: [(Diagnostic.Severity?, HTML)] = [
            (nil, words[.uploadAllFindings]), (.reject, words(.uploadRejects, ["count": words.number(rows.rejects)])),
            (.warning, words(.uploadWarnings, ["count": words.number(rows.warnings)])),
        ]
        let tabs = kinds.html { kind -> HTML in
            let mark: HTML = kind.0 == address.severity ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(SiteURL.ingest(.upload(address.only(kind.0))))#dong\"\(mark)>\(kind.1)</a></li>\n"
        }
        let next = rows.next.html { cursor -> HTML in
            "<p class=\"pager\"><a href=\"\(SiteURL.ingest(.upload(address.from(cursor))))#dong\">\(words[.headingMore])</a></p>"
        }
        let lines = rows.rows.html { line($0, words) }
        let list: HTML =
            rows.rows.isEmpty
            ? "<p class=\"message\">\(words[.uploadNoFindings])</p>" : "<ul class=\"lines\">\(lines)</ul>"
        let of = chosen.html { file -> HTML in
            let all = SiteURL.ingest(.upload(UploadAddress(upload.id, severity: address.severity)))
            return """
                <p>\(words(.uploadOnlyFile, ["name": given(file.name)])) <a href="\(all)#dong">\(words[.uploadEveryFile])</a></p>
                """
        }
        return """
            <section id="dong"><h2>\(words[.uploadFindings])</h2>
            <nav class="letters" aria-label="\(words[.uploadFindings])"><ul>\(tabs)</ul></nav>
            \(of)\(list)\(next)</section>
            """
    }

    private func line(_ row: UploadRow, _ words: Words) -> HTML {
        let item = row.diagnostic, position = item.position
        let severity: IngestPhrase = item.severity == .reject ? .uploadRejected : .uploadWarning
        var place: [HTML] = [given(row.fileName)]
        if position.record > 0 {
            place.append(words(.uploadRecord, ["number": words.number(position.record)]))
        }
        if let line = position.line { place.append(words(.uploadLine, ["number": words.number(line)])) }
        if let field = position.field { place.append(given(field)) }
        return """
            <li class="line"><h3>\(words.name(.finding, item.code.rawValue))</h3>
            <p>\(words[severity]) · \(HTML(joining: place, with: " · "))</p>
            <p class="quiet small"><code data-text>\(text: item.code.rawValue)</code> \(detail(item.reason, words))</p></li>

            """
    }

    private func detail(_ report: String, _ words: Words) -> HTML {
        guard let told = words.details.told(report) else {
            return "<span data-text lang=\"en\">\(text: report)</span>"
        }
        return "<span data-text>\(text: told)</span>"
    }
}
