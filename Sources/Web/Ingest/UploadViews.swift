import HTTPTypes
import Hummingbird
import Library

/// The form for files, and the uploads of the visitor's points below it.
struct UploadListPage {
    static let accepts = ".epub,.pdf,.mrc,.marc,.xml,.csv,.xlsx,.txt,.yaml"

    var uploads: UploadPage
    var points: [ServicePoint]
    /// The visitor has more points than a choice holds.
    var isCut: Bool
    var draft: UploadDraft
    var limits: FileLimits
    var refusal: HTML?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let said = refusal.html { "<div class=\"notice\" role=\"alert\"><p>\($0)</p></div>" }
        let rows = uploads.uploads.html { line($0, words) }
        let list: HTML =
            uploads.uploads.isEmpty
            ? "<p class=\"message\">\(words[.uploadNone])</p>" : "<ul class=\"lines\">\(rows)</ul>"
        let next = uploads.next.html { cursor -> HTML in
            let url: IngestURL = .uploads(point: nil, before: cursor)
            return "<p class=\"pager\"><a href=\"\(SiteURL.ingest(url))\">\(words[.headingMore])</a></p>"
        }
        let body: HTML = """
            \(Trail(steps: []).html(words))
            <h1>\(words[.uploadTitle])</h1>
            <p>\(words[.uploadLead])</p>
            \(said)
            \(form(page))
            <section><h2>\(words[.uploadList])</h2>
            \(list)
            \(next)</section>
            """
        return Layout(page: page, title: words[.uploadTitle], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func form(_ page: PageContext) -> HTML {
        let words = page.words
        guard !points.isEmpty else {
            let url: AdministrationURL = .institutions(InstitutionAddress())
            return """
                <p class="message">\(words[isCut ? .uploadChoosePoint : .uploadNoPoint])</p>
                <p><a class="button" href="\(SiteURL.administration(url))">\(words[.adminInstitutions])</a></p>
                """
        }
        let licences: [(value: String, text: HTML)] =
            [("", words[.uploadLicenceUnsaid])] + words.licences.map { ($0, words.name(ofLicence: $0)) }
        let levels: [(value: String, text: HTML)] =
            [("", words[.uploadAccessUnsaid])]
            + AccessLevel.allCases.reversed().map {
                ($0.rawValue, words.name(.access, $0.rawValue))
            }
        let fields: HTML = """
            \(Form.choice("diem", words[.uploadPoint], points.map { ($0.id.description, given($0.facts.name)) }, chosen: draft.point))
            \(Form.choice("giay-phep", words[.uploadLicence], licences, chosen: draft.licence))
            \(Form.choice("truy-cap", words[.uploadAccess], levels, chosen: draft.access))
            <p class="hint">\(words[.uploadAccessHint])</p>
            \(Form.check("vao-so", words[.uploadEnterCopies], isOn: draft.entersCopies))
            <p class="hint">\(words[.uploadEnterCopiesHint])</p>
            \(Form.text("ma-thu-vien", words[.uploadOwnerCode], value: draft.ownerCode, hint: words[.uploadOwnerCodeHint]))
            """
        let hint = words(
            .uploadFilesHint, count: limits.files,
            ["one": words.size(limits.fileBytes), "all": words.size(limits.totalBytes)])
        return FileForm(
            action: .ingest(.uploads(point: nil, before: nil)), button: words[.uploadSend], fields: fields,
            label: words[.uploadFiles], hint: hint, accepts: Self.accepts, isMany: true
        ).html(page)
    }

    private func line(_ upload: Upload, _ words: Words) -> HTML {
        """
        <li class="line"><h3><a href="\(SiteURL.ingest(.upload(UploadAddress(upload.id))))">\
        \(words(.uploadNumber, ["number": given(String(upload.id.rawValue))]))</a></h3>
        <p>\(words.name(.uploadStage, upload.stage.rawValue))\(upload.problem.html { ": \(words.name(.uploadProblem, $0.rawValue))" })</p>
        <p class="quiet">\(PlaceNames.day(Day(upload.uploadedAt))) · \(given(upload.pointName)) · \
        \(words(.uploadFileCount, count: upload.files)), \(words.sizeAlone(upload.byteCount))</p></li>

        """
    }
}
