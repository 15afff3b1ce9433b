import Exchange
import HTTPTypes
import Hummingbird
import Library
import NIOCore

/// One report: looked at, written, checked, sent, downloaded.
struct OneReportPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.report) { _, context in try await show(context) }
        router.page(.editReport) { _, context in
            let report = try await report(context)
            guard report.state == .draft else { return try await show(context, refusal: .stateWrong) }
            return try ReportForm(report: report, draft: ReportTextDraft(report.texts)).response(in: context.page())
        }
        router.act(.editReport) { request, context in try await edit(request, context) }
        router.act(.moveReport) { request, context in try await move(request, context) }
        router.act(.sendReport) { request, context in try await send(request, context) }
        router.page(.reportFile) { _, context in try await file(context) }
        router.page(.reportAnnex) { _, context in try await annex(context) }
        router.page(.printReport) { _, context in
            try ReportPrint(report: try await report(context)).response(in: context.page())
        }
    }

    private var services: ReportServices { site.services.reports }
    private var store: any ReportStore { services.stores.reports }

    private func report(_ context: WebContext) async throws -> Report {
        guard let id = context.rowNumber, let report = try await store.report(ReportID(id)) else {
            throw VisitorError(.notFound)
        }
        return report
    }

    private func show(_ context: WebContext, refusal: ReportRefusal? = nil) async throws -> Response {
        let page = try context.page()
        let report = try await report(context)
        let maySend =
            try await site.allows(page.actor, .sendReports, at: report.order.node, on: page.now)
            ?? Permission.allows(page.actor, .sendReports, at: .library)
        var leftOut: [ReportDocument.Section] = []
        if report.state != .sent {
            let template = try await ChosenTemplate(services.templates).template
            leftOut = ReportFile.partsLeftOut(of: report.document, by: template)
        }
        return ReportPage(
            report: report, today: Day(page.now), maySend: maySend, leftOut: leftOut.map(\.title), refusal: refusal
        ).response(in: page)
    }

    // MARK: Steps

    private func edit(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let report = try await report(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let draft = ReportTextDraft(values)
        guard let texts = draft.texts else {
            return ReportForm(report: report, draft: draft, refusal: page.words[.reportDayWrong]).response(in: page)
        }
        do {
            var figures: ReportFigures?
            if values.isOn("so-lieu") {
                figures = try await services.figures.figures(for: report.order, at: page.now)
            }
            try await store.edit(
                report.id, texts: texts, figures: figures, basedOn: values.number("dua-tren") ?? 0, act: act)
            return Admission.redirect(to: .reports(.report(report.id)))
        } catch let refusal as ReportRefusal {
            let why = page.words.name(.reportRefusal, refusal.rawValue)
            return ReportForm(report: report, draft: draft, refusal: why).response(in: page)
        }
    }

    private func move(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let report = try await report(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        guard let state = ReportState(rawValue: values.text("buoc")) else { throw VisitorError(.badRequest) }
        do {
            try await store.move(report.id, to: state, basedOn: values.number("dua-tren") ?? 0, act: act)
            return Admission.redirect(to: .reports(.report(report.id)))
        } catch let refusal as ReportRefusal {
            return try await show(context, refusal: refusal)
        }
    }

    private func send(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let report = try await report(context)
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        do {
            try ReportRules.sending(report, on: Day(page.now))
            try ReportRules.freezing(report, byHand: values.isOn(ReportPage.byHand))
            let template = try await ChosenTemplate(services.templates).template
            let sending = ReportSending(
                document: report.document, file: try template.document(with: ReportFile.fields(of: report.document)),
                annex: try SpreadsheetFile.bytes(of: ReportAnnex.sheets(of: report)), template: try template.file())
            try await store.send(report.id, sending, basedOn: values.number("dua-tren") ?? 0, act: act)
            return Admission.redirect(to: .reports(.report(report.id)))
        } catch let refusal as ReportRefusal {
            // A form that comes again shows what the first one did.
            if refusal == .stateWrong, report.state == .sent {
                return Admission.redirect(to: .reports(.report(report.id)))
            }
            return try await show(context, refusal: refusal)
        }
    }

    // MARK: Files

    private func file(_ context: WebContext) async throws -> Response {
        let report = try await report(context)
        let bytes: [UInt8]
        if let kept = try await store.file(.document, of: report.id) {
            bytes = kept
        } else {
            let template = try await ChosenTemplate(services.templates).template
            bytes = try template.document(with: ReportFile.fields(of: report.document))
        }
        return SavedFile(name: "bao-cao-\(report.id).docx", mediaType: DocumentTemplate.mediaType, bytes: bytes)
            .response
    }

    private func annex(_ context: WebContext) async throws -> Response {
        let report = try await report(context)
        let kept = try await store.file(.annex, of: report.id)
        let bytes = try kept ?? SpreadsheetFile.bytes(of: ReportAnnex.sheets(of: report))
        return SavedFile(
            name: "phu-luc-bao-cao-\(report.id).xlsx", mediaType: SpreadsheetFile.mediaType, bytes: bytes
        ).response
    }
}
