import HTTPTypes
import Hummingbird
import Library

/// A report with what can be done to it now.
struct ReportPage {
    var report: Report
    var today: Day
    var maySend: Bool
    /// Titles of parts that the file will not have, since its template has no room
    /// for them.
    var leftOut: [String] = []
    var refusal: ReportRefusal?

    /// The field that says that what is open is written by hand.
    static let byHand = "viet-tay"

    func response(in page: PageContext) -> Response {
        let words = page.words
        let title: HTML =
            "\(words.name(.reportKind, report.order.kind.rawValue)) <span data-text>\(text: ReportWords.shortPeriod(report.order.months))</span>"
        let said = refusal.html { refusal -> HTML in
            "<div class=\"notice\" role=\"alert\"><p>\(words(.reportRefused, ["why": words.name(.reportRefusal, refusal.rawValue)]))</p></div>"
        }
        let deadline = report.order.duty.html { duty -> HTML in
            "<p>\(DeadlineWords.line(duty, on: today, isSent: report.state == .sent, words))</p>"
        }
        let name = given(report.texts.body.isEmpty ? report.figures.place : report.texts.body)
        let body: HTML = """
            \(Trail(below: [(.reports(.list(report.order.node)), words(.reportOfPlace, ["name": name]))]).html(words))
            <h1>\(title)</h1>\(said)
            <p class="state">\(words(.reportStateLine, ["state": "<strong>\(words.name(.reportState, report.state.rawValue))</strong>"]))</p>
            \(deadline)\(links(words))<ul>\(steps(words))</ul>\(missingParts(words))
            \(acts(page))
            <p class="actions"><a class="button" href="\(SiteURL.reports(.file(report.id)))">\(words[.reportDownloadFile])</a><a class="button" href="\(SiteURL.reports(.annex(report.id)))">\(words[.reportDownloadAnnex])</a><a class="button" href="\(SiteURL.reports(.print(report.id)))">\(words[.reportPrint])</a></p>
            <section><h2>\(words[.reportPreview])</h2>
            <p class="quiet">\(words(.reportFiguresOf, ["day": PlaceNames.day(Day(report.figures.takenAt))]))\(definitions(words))</p>
            \(ReportDocumentView(document: report.document).html)</section>
            """
        return Layout(page: page, title: title, robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func missingParts(_ words: Words) -> HTML {
        guard !leftOut.isEmpty else { return .empty }
        let titles = given(leftOut.joined(separator: "; "))
        let link: HTML = "<a href=\"\(SiteURL.reports(.template))\">\(words[.reportTemplate])</a>"
        return "<p class=\"notice\">\(words(.reportLeftOut, ["parts": titles, "template": link]))</p>\n"
    }

    /// What each figure counts and leaves out, one click away.
    private func definitions(_ words: Words) -> HTML {
        let links = report.figures.lines.map { line -> HTML in
            let name = given(ReportWords.name(line.indicator))
            return "<a href=\"\(SiteURL.figures(.definition(line.indicator)))\">\(name)</a>"
        }
        guard !links.isEmpty else { return .empty }
        return " \(words(.reportDefinitions, ["names": HTML(joining: links, with: ", ")]))"
    }

    private func links(_ words: Words) -> HTML {
        let old = report.corrects.html { id -> HTML in
            "<p><a href=\"\(SiteURL.reports(.report(id)))\">\(words(.reportCorrects, ["id": given(id.description)]))</a></p>"
        }
        let new = report.correctedBy.html { id -> HTML in
            "<p><a href=\"\(SiteURL.reports(.report(id)))\">\(words(.reportCorrectedBy, ["id": given(id.description)]))</a></p>"
        }
        return old + new
    }

    private func steps(_ words: Words) -> HTML {
        let done: [(ReportsPhrase, ReportStep?)] = [
            (.reportWrittenBy, report.written), (.reportCheckedBy, report.checked), (.reportSentBy, report.sent?.step),
        ]
        return done.html { phrase, step -> HTML in
            step.html { step -> HTML in
                "<li>\(words(phrase, ["name": given(step.name), "day": PlaceNames.day(Day(step.at))]))</li>\n"
            }
        }
    }

    /// One main act a state.
    private func acts(_ page: PageContext) -> HTML {
        let words = page.words
        let based = Form.hidden("dua-tren", String(report.edition))
        switch report.state {
        case .draft:
            let check = Form(
                action: .reports(.move(report.id)), button: words[.reportCheck],
                fields: "<p>\(words[.reportCheckLead])</p>\(based)\(Form.hidden("buoc", ReportState.checked.rawValue))",
                isMinor: true)
            return """
                <p><a class="button primary" href="\(SiteURL.reports(.edit(report.id)))">\(words[.reportEdit])</a></p>
                \(check.html(page))
                """
        case .checked:
            let send = Form(
                action: .reports(.send(report.id)), button: words[.reportSend],
                fields: "<p>\(words[.reportSendLead])</p>\(gaps(words))\(based)")
            let reopen = Form(
                action: .reports(.move(report.id)), button: words[.reportReopen],
                fields: "\(based)\(Form.hidden("buoc", ReportState.draft.rawValue))", isMinor: true)
            return "\(maySend.html(send.html(page)))\(reopen.html(page))"
        case .sent:
            let hash = report.sent.html { sent -> HTML in
                "<p class=\"quiet fingerprint\">\(words(.reportFingerprint, ["hash": "<code data-text>\(text: sent.file.hex)</code>"]))</p>"
            }
            let address = NewReportAddress(report.order.node, corrects: report.id)
            let correct: HTML =
                report.correctedBy == nil
                ? "<p><a class=\"button\" href=\"\(SiteURL.reports(.new(address)))\">\(words[.reportCorrect])</a></p>"
                : .empty
            return "<p>\(words[.reportSentLead])</p>\(hash)\(correct)"
        }
    }
}

extension ReportPage {
    /// What is still open before the report is frozen, with the tick that lets it go.
    fileprivate func gaps(_ words: Words) -> HTML {
        guard !report.gaps.isEmpty else { return .empty }
        let items = report.gaps.html { "<li>\(words.name(.reportGap, $0.rawValue))</li>\n" }
        return """
            <div class="notice"><p>\(words[.reportGaps])</p><ul>\(items)</ul></div>
            \(Form.check(Self.byHand, words[.reportByHand], isOn: false))
            """
    }
}

/// The report alone, for paper.
struct ReportPrint {
    var report: Report

    func response(in page: PageContext) -> Response {
        let words = page.words
        let name = words.name(.reportKind, report.order.kind.rawValue)
        let body: HTML = """
            <div class="no-print">\(Trail(below: [(.reports(.report(report.id)), name)]).html(words))
            <h1>\(words[.reportPrint])</h1><p>\(words[.reportPrintHint])</p></div>
            \(ReportDocumentView(document: report.document).html)
            """
        return Layout(page: page, title: name, kind: "sheet", robots: false).response(body)
    }
}

/// The form in which the words of a draft are written.
struct ReportForm {
    var report: Report
    var draft: ReportTextDraft
    var refusal: HTML?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let name = words.name(.reportKind, report.order.kind.rawValue)
        let said = refusal.html { "<div class=\"notice\" role=\"alert\"><p>\($0)</p></div>" }
        let body: HTML = """
            \(Trail(below: [(.reports(.report(report.id)), name)]).html(words))
            <h1>\(words[.reportEdit])</h1>\(said)<p>\(words[.reportEditLead])</p>
            \(Form(action: .reports(.edit(report.id)), button: words[.adminSave], fields: fields(words)).html(page))
            """
        return Layout(page: page, title: words[.reportEdit], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func fields(_ words: Words) -> HTML {
        let texts = draft.written
        return """
            \(Form.hidden("dua-tren", String(report.edition)))
            <fieldset><legend>\(words[.reportContent])</legend>
            \(Form.lines("tinh-hinh", words[.reportOverview], value: texts.overview, hint: words[.reportOverviewHint]))
            \(Form.lines("kho-khan", words[.reportDifficulties], value: texts.difficulties, hint: words[.reportLinesHint]))
            \(Form.lines("de-xuat", words[.reportProposals], value: texts.proposals, hint: words[.reportLinesHint]))
            \(Form.check("so-lieu", words[.reportRenew], isOn: false))
            </fieldset>
            <fieldset><legend>\(words[.reportLetterhead])</legend>
            \(Form.text("chu-quan", words[.reportSuperior], value: texts.superior))
            \(Form.text("co-quan", words[.reportBody], value: texts.body, isRequired: true))
            \(Form.text("so", words[.reportNumber], value: texts.number, hint: words[.reportNumberHint]))
            \(Form.text("ky-hieu", words[.reportSymbol], value: texts.symbol))
            \(Form.text("noi", words[.reportPlace], value: texts.place))
            \(Form.text("ngay", words[.reportDay], value: draft.day, hint: words[.reportDayHint]))
            \(Form.text("trich-yeu", words[.reportSubject], value: texts.subject, hint: words[.reportSubjectHint]))
            \(Form.text("kinh-gui", words[.reportAddressee], value: texts.addressee, hint: words[.reportAddresseeHint]))
            </fieldset>
            <fieldset><legend>\(words[.reportSignature])</legend>
            \(Form.lines("noi-nhan", words[.reportRecipients], value: texts.recipients))
            \(Form.text("quyen-han", words[.reportAuthority], value: texts.authority, hint: words[.reportAuthorityHint]))
            \(Form.text("chuc-vu", words[.reportPosition], value: texts.position))
            \(Form.text("nguoi-ky", words[.reportSigner], value: texts.signer))
            </fieldset>
            """
    }
}

/// What was typed into a report, right or wrong.
struct ReportTextDraft {
    /// All but the day, which may be no day.
    var written: ReportTexts
    var day: String

    init(_ texts: ReportTexts) {
        written = texts
        day = texts.day.map { "\($0.day)/\($0.month)/\($0.year)" } ?? ""
    }

    init(_ form: FormValues) {
        written = ReportTexts()
        written.superior = form.text("chu-quan")
        written.body = form.text("co-quan")
        written.number = form.text("so")
        written.symbol = form.text("ky-hieu")
        written.place = form.text("noi")
        written.subject = form.text("trich-yeu")
        written.addressee = form.text("kinh-gui")
        written.authority = form.text("quyen-han")
        written.position = form.text("chuc-vu")
        written.signer = form.text("nguoi-ky")
        written.overview = Self.lines(form.raw("tinh-hinh"))
        written.difficulties = Self.lines(form.raw("kho-khan"))
        written.proposals = Self.lines(form.raw("de-xuat"))
        written.recipients = Self.lines(form.raw("noi-nhan"))
        day = form.text("ngay")
    }

    /// Nil when the day is none.
    var texts: ReportTexts? {
        var texts = written
        guard !day.isEmpty else { return texts }
        guard let signed = Day(written: day) else { return nil }
        texts.day = signed
        return texts
    }

    /// Lines as they were typed, with one kind of line end.
    private static func lines(_ text: String) -> String {
        text.prefix(ReportTexts.longest).split(whereSeparator: \.isNewline).joined(separator: "\n")
    }
}
