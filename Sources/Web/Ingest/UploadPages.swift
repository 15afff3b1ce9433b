import HTTPTypes
import Hummingbird
import Library

/// Uploads: the list with its form, one, and what a person does with it.
struct UploadPages {
    let site: SiteSetup
    /// Points in a choice; whoever has more comes from the page of a point.
    private static let mostPoints = 60
    private static let uploadsOnPage = 30
    private static let mergesOnPage = 100

    func add(to router: Router<WebContext>) {
        router.page(.uploads) { request, context in
            let page = try context.page()
            let query = QueryParameters(request.uri.query)
            let draft = UploadDraft(point: query["diem"] ?? "")
            let before = query["truoc"].flatMap { Int64($0) }.map { BatchID(rawValue: $0) }
            return try await list(page, draft, before: before)
        }
        router.act(.uploads) { request, context in try await take(context) }
        router.page(.upload) { request, context in try await show(request, context) }
        router.page(.uploadRejects) { request, context in try await rejects(request, context) }
        router.act(.takeLive) { request, context in try await go(.takeLive, request, context) }
        router.page(.removeUpload) { _, context in try await askRemoval(context) }
        router.act(.removeUpload) { request, context in try await go(.remove, request, context) }
        router.act(.partMerges) { request, context in try await part(request, context) }
        router.act(.retryUpload) { request, context in try await go(.retry, request, context) }
    }

    private var desk: any UploadDesk { site.services.uploads }
    private var places: any PlaceStore { site.services.membership.places }

    private func list(
        _ page: PageContext, _ draft: UploadDraft, before: BatchID? = nil, refusal: HTML? = nil
    ) async throws -> Response {
        let mine = Permission.nodes(page.actor, .ingestMaterial)
        let uploads = try await desk.uploads(
            UploadFilter(within: mine, before: before, limit: Self.uploadsOnPage))
        var points = try await places.servicePoints(within: mine, limit: Self.mostPoints + 1)
        let isCut = points.count > Self.mostPoints
        if isCut { points = try await point(draft, page).map { [$0] } ?? [] }
        return UploadListPage(
            uploads: uploads, points: points, isCut: isCut, draft: draft, limits: site.configuration.files,
            refusal: refusal
        ).response(in: page)
    }

    /// The chosen point, if the visitor may bring files there.
    private func point(_ draft: UploadDraft, _ page: PageContext) async throws -> ServicePoint? {
        guard let id = Int64(draft.point).map({ ServicePointID($0) }),
            let lineage = try await places.lineage(of: .servicePoint(id)),
            Permission.allows(page.actor, .ingestMaterial, at: lineage)
        else { return nil }
        return try await places.servicePoint(id)?.point
    }

    private func take(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let sent = context.sent else { throw VisitorError(.badRequest) }
        let act = try sent.fields.act(of: page)
        let draft = UploadDraft(sent.fields)
        // Before a byte of a file is kept.
        guard let point = try await point(draft, page) else { throw VisitorError(.forbidden) }
        do {
            let id = try await sent.withFiles { files in
                try await desk.open(files, as: draft.request(at: point.id, page.words), act: act)
            }
            return Admission.redirect(to: .ingest(.upload(UploadAddress(id))))
        } catch let refusal as FileRefusal {
            return try await list(page, draft, refusal: refusal.sentence(page.words))
        }
    }

    private func show(_ request: Request, _ context: WebContext, refusal: IngestPhrase? = nil) async throws -> Response
    {
        let page = try context.page()
        let upload = try await upload(context)
        let address = UploadAddress(upload.id, QueryParameters(request.uri.query))
        let rows = try await desk.rows(
            UploadRowFilter(
                batch: upload.id, file: address.file, severity: address.severity, after: address.after,
                afterRecord: address.afterRecord, afterUnchanged: address.afterUnchanged))
        let merges = try await site.services.merges?.merges(of: upload.id, limit: Self.mergesOnPage)
        return UploadPageView(
            upload: upload, files: try await desk.files(of: upload.id), rows: rows,
            merges: merges ?? ProposedMerges(),
            share: await desk.share(of: upload.id), address: address,
            mayPublish: try await mayPublish(upload, page), refusal: refusal
        ).response(in: page)
    }

    private func mayPublish(_ upload: Upload, _ page: PageContext) async throws -> Bool {
        let lineage = try await places.lineage(of: .servicePoint(upload.point)) ?? .library
        return Permission.allows(page.actor, .publishMaterial, at: lineage)
    }

    /// Says beforehand what goes and what stays. What is not live goes whole.
    private func askRemoval(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        let upload = try await upload(context)
        guard upload.isPartlyLive else { return Admission.redirect(to: .ingest(.upload(UploadAddress(upload.id)))) }
        guard try await mayPublish(upload, page) else { throw VisitorError(.forbidden) }
        let forecast = try await site.services.circulating.undo.forecast(upload.id)
        return UploadRemovalPage(upload: upload, forecast: forecast).response(in: page)
    }

    private func upload(_ context: WebContext) async throws -> Upload {
        guard let id = context.rowNumber, let upload = try await desk.upload(BatchID(rawValue: id)) else {
            throw VisitorError(.notFound)
        }
        return upload
    }

    /// Saved, never shown on our own site: it is what somebody sent.
    private func rejects(_ request: Request, _ context: WebContext) async throws -> Response {
        let upload = try await upload(context)
        guard let ordinal = QueryParameters(request.uri.query)["tep"].flatMap({ Int($0) }),
            let file = try await desk.files(of: upload.id).first(where: { $0.ordinal == ordinal })?.rejects
        else { throw VisitorError(.notFound) }
        let headers: HTTPFields = [
            .contentType: "application/octet-stream", .cacheControl: "no-store",
            .contentDisposition: "attachment; filename*=UTF-8''\(PercentCoding.encode(file.name.text))",
            .contentSecurityPolicy: SecurityHeaders.sandbox,
        ]
        let body = try await FileIO().loadFile(path: file.path, context: context)
        return Response(status: .ok, headers: headers, body: body)
    }

    /// Remembers what is not to be merged, then looks at everything again: what
    /// becomes of the rows is told exactly, not guessed.
    private func part(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let upload = try await upload(context)
        let numbers = Set(form.all("dong").compactMap { Int($0) })
        guard !numbers.isEmpty else { return try await show(request, context, refusal: .mergeNoneChosen) }
        do {
            try await site.services.merges?.neverMerge(numbers, of: upload.id, act: act)
            try await desk.go(.checkAgain, upload.id, act: act)
            return Admission.redirect(to: .ingest(.upload(UploadAddress(upload.id))))
        } catch is UploadStepRefusal {
            return try await show(request, context, refusal: .uploadTooLate)
        }
    }

    private func go(_ step: UploadStep, _ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let upload = try await upload(context)
        if step == .remove, upload.isPartlyLive {
            guard try await mayPublish(upload, page) else { throw VisitorError(.forbidden) }
            guard form.isOn("chac-chan") else { return try await show(request, context, refusal: .uploadNotSure) }
        }
        do {
            try await desk.go(step, upload.id, act: act)
            return Admission.redirect(to: .ingest(.upload(UploadAddress(upload.id))))
        } catch is UploadStepRefusal {
            return try await show(request, context, refusal: .uploadTooLate)
        }
    }
}

/// What was said about files, right or wrong.
struct UploadDraft {
    var point = ""
    var licence = ""
    var access = ""
    var entersCopies = false
    var ownerCode = ""

    init(point: String = "") { self.point = point }

    init(_ form: FormValues) {
        (point, licence, access) = (form.text("diem"), form.text("giay-phep"), form.text("truy-cap"))
        (entersCopies, ownerCode) = (form.isOn("vao-so"), form.text("ma-thu-vien"))
    }

    /// What is in no list is nothing said.
    func request(at point: ServicePointID, _ words: Words) -> UploadRequest {
        UploadRequest(
            point: point, licence: words.licences.contains(licence) ? LicenceStatement(id: licence) : nil,
            access: AccessLevel(rawValue: access), entersCopies: entersCopies,
            ownerCode: entersCopies && !ownerCode.isEmpty ? ownerCode : nil)
    }
}
