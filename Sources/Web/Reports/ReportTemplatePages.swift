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

/// What template there is, and the file to edit.
struct ReportTemplatePages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.reportTemplate) { _, context in
            try ReportTemplatePage(chosen: try await chosen()).response(in: context.page())
        }
        router.page(.reportTemplateFile) { _, _ in
            let headers: HTTPFields = [
                .contentType: DocumentTemplate.mediaType, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"bao-cao.docx\"",
                .contentSecurityPolicy: SecurityHeaders.sandbox,
            ]
            let bytes = try await chosen().template.file()
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }

    private func chosen() async throws -> ChosenTemplate { try await ChosenTemplate(site.services.reports.templates) }
}

struct ReportTemplatePage {
    var chosen: ChosenTemplate

    func response(in page: PageContext) -> Response {
        let words = page.words
        let used = chosen.isOwn ? words[.reportTemplateOwn] : words[.reportTemplateShipped]
        let refused = chosen.fault.html { fault -> HTML in
            "<div class=\"notice\" role=\"alert\"><p>\(words(.reportTemplateRefused, ["why": Self.sentence(fault, words)]))</p></div>"
        }
        let body: HTML = """
            \(Trail(below: [(.reports(.list(nil)), words[.reportTitle])]).html(words))
            <h1>\(words[.reportTemplate])</h1>\(refused)
            <p>\(words[.reportTemplateLead])</p>
            <p class="state">\(used)</p>
            <p><a class="button primary" href="\(SiteURL.reports(.templateFile))">\(words[.reportTemplateDownload])</a></p>
            """
        return Layout(page: page, title: words[.reportTemplate], robots: false).response(body)
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
                .reportFaultFile, ["code": code(diagnostic.code.rawValue), "reason": given(diagnostic.reason)])
        }
    }

    private static func code(_ text: String) -> HTML { "<code data-text>\(text: text)</code>" }
}
