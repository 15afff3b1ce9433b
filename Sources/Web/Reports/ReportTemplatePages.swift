import Exchange
import HTTPTypes
import Hummingbird
import Library
import NIOCore

/// The template in use: the locality's own where it can be used, else the one
/// that comes with the product.
struct ChosenTemplate {
    enum Fault {
        case field(TemplateFault)
        case file(Diagnostic)
    }

    let template: DocumentTemplate
    let isOwn: Bool
    /// Why the locality's own is not used.
    let fault: Fault?

    init(_ shelf: any TemplateShelf) async throws {
        do {
            if let parts = try await shelf.own() {
                template = try ReportFile.template(parts)
                (isOwn, fault) = (true, nil)
                return
            }
            fault = nil
        } catch let found as TemplateFault {
            fault = .field(found)
        } catch let rejection as FileRejection {
            fault = .file(rejection.diagnostic)
        }
        isOwn = false
        template = try ReportFile.template(shelf.shipped())
    }
}

/// What template there is, the file to edit, and the way back for it.
struct ReportTemplatePages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.reportTemplate) { _, context in try await show(context) }
        router.page(.changeReportTemplate) { _, context in try await show(context) }
        router.act(.changeReportTemplate) { _, context in try await change(context) }
        router.act(.dropReportTemplate) { request, context in try await drop(request, context) }
        router.page(.reportTemplateFile) { request, _ in
            let isShipped = QueryParameters(request.uri.query)["ban"] == "co-san"
            let template =
                isShipped ? try ReportFile.template(shelf.shipped()) : try await ChosenTemplate(shelf).template
            return SavedFile(
                name: "bao-cao.docx", mediaType: DocumentTemplate.mediaType, bytes: try template.file()
            ).response
        }
    }

    private var shelf: any TemplateShelf { site.services.reports.templates }

    private func show(_ context: WebContext, refusal: ((Words) -> HTML)? = nil) async throws -> Response {
        let page = try context.page()
        return ReportTemplatePage(
            chosen: try await ChosenTemplate(shelf), refusal: refusal?(page.words),
            mayChange: !Permission.nodes(page.actor, .editTemplates).isEmpty
        ).response(in: page)
    }

    /// A file that cannot be used changes nothing.
    private func change(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let sent = context.sent else { throw VisitorError(.badRequest) }
        let act = try sent.fields.act(of: page)
        do {
            try await sent.withFiles { files in
                guard files.count == 1, let file = files.first else { throw FileRefusal.tooMany(1) }
                _ = try ReportFile.template(try await shelf.parts(of: file))
                guard try await note("own", act) else { return }
                try shelf.keep(file)
            }
        } catch let refusal as FileRefusal {
            return try await show(context) { refusal.sentence($0) }
        } catch let fault as TemplateFault {
            return try await show(context) { ReportTemplatePage.sentence(.field(fault), $0) }
        } catch let rejection as FileRejection {
            return try await show(context) { ReportTemplatePage.sentence(.file(rejection.diagnostic), $0) }
        }
        return Admission.redirect(to: .reports(.template))
    }

    private func drop(_ request: Request, _ context: WebContext) async throws -> Response {
        let act = try await FormValues(request).act(of: try context.page())
        if try await note("shipped", act) { try shelf.keep(nil) }
        return Admission.redirect(to: .reports(.template))
    }

    private func note(_ which: String, _ act: Act) async throws -> Bool {
        try await site.services.membership.audit.begin(.templateChanged, "template of reports: \(which)", act: act)
    }
}

struct ReportTemplatePage {
    var chosen: ChosenTemplate
    /// Why the file that was just sent is not used.
    var refusal: HTML?
    var mayChange: Bool

    func response(in page: PageContext) -> Response {
        let words = page.words
        let used = chosen.isOwn ? words[.reportTemplateOwn] : words[.reportTemplateShipped]
        let refused = chosen.fault.html { fault -> HTML in
            "<div class=\"notice\" role=\"alert\"><p>\(words(.reportTemplateRefused, ["why": Self.sentence(fault, words)]))</p></div>"
        }
        let said = refusal.html { why -> HTML in
            "<div class=\"notice\" role=\"alert\"><p>\(words(.reportTemplateNotTaken, ["why": why]))</p></div>"
        }
        let shipped: HTML =
            chosen.isOwn
            ? "<p><a href=\"\(SiteURL.reports(.shippedTemplateFile))\">\(words[.reportTemplateDownloadShipped])</a></p>\n"
            : .empty
        let body: HTML = """
            \(Trail(below: [(.reports(.list(nil)), words[.reportTitle])]).html(words))
            <h1>\(words[.reportTemplate])</h1>\(said)\(refused)
            <p>\(words[.reportTemplateLead])</p>
            <p class="state">\(used)</p>\(leftOut(words))
            <p><a class="button" href="\(SiteURL.reports(.templateFile))">\(words[.reportTemplateDownload])</a></p>
            \(shipped)\(fields(words))\(change(page))
            """
        return Layout(page: page, title: words[.reportTemplate], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    /// What reports have and files by this template will not.
    private func leftOut(_ words: Words) -> HTML {
        let names = ReportFile.partsLeftOut(by: chosen.template).map { Self.code("{{#\($0)}}") }
        guard !names.isEmpty else { return .empty }
        return "<p class=\"notice\">\(words(.reportTemplateLeftOut, ["parts": HTML(joining: names, with: ", ")]))</p>\n"
    }

    /// The names that may stand in curly brackets.
    private func fields(_ words: Words) -> HTML {
        let names = ReportFile.names.sorted().html { "<li>\(Self.code("{{\($0)}}"))</li>\n" }
        return """
            <details><summary>\(words[.reportTemplateFields])</summary><ul class="columns">\(names)</ul></details>

            """
    }

    private func change(_ page: PageContext) -> HTML {
        let words = page.words
        guard mayChange else { return "<p>\(words[.reportTemplateAsk])</p>\n" }
        let form = FileForm(
            action: .reports(.changeTemplate), button: words[.reportTemplateSend], fields: .empty,
            label: words[.reportTemplateFile], hint: words[.reportTemplateFileHint], accepts: ".docx")
        let back: HTML =
            chosen.isOwn || chosen.fault != nil
            ? """
            <section><h2>\(words[.reportTemplateBack])</h2><p>\(words[.reportTemplateBackHint])</p>
            \(Form(action: .reports(.dropTemplate), button: words[.reportTemplateBack], fields: .empty).html(page))</section>

            """
            : .empty
        return """
            <section><h2>\(words[.reportTemplateChange])</h2>
            \(form.html(page))</section>
            \(back)
            """
    }

    /// What is wrong, and what to do.
    static func sentence(_ fault: ChosenTemplate.Fault, _ words: Words) -> HTML {
        switch fault {
        case .field(let fault):
            switch fault {
            case .partMissing(let name), .damaged(let name): words(.reportFaultPart, ["name": code(name)])
            case .fieldBroken(let text): words(.reportFaultField, ["name": code(text), "example": code("{{co-quan}}")])
            case .fieldUnknown(let name): words(.reportFaultUnknown, ["name": code("{{\(name)}}")])
            case .fieldMissing(let name): words(.reportFaultMissing, ["name": code("{{\(name)}}")])
            case .listBroken(let name): words(.reportFaultList, ["name": code("{{#\(name)}}")])
            }
        case .file(let diagnostic):
            words(
                .reportFaultFile,
                ["code": code(diagnostic.code.rawValue), "reason": words.name(.finding, diagnostic.code.rawValue)])
        }
    }

    private static func code(_ text: String) -> HTML { "<code data-text>\(text: text)</code>" }
}
