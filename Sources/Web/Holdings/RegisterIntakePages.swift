import HTTPTypes
import Hummingbird
import Library

/// A register by the browser: sent as a file or pasted, looked at, taken in.
struct RegisterIntakePages {
    let site: SiteSetup
    /// Rows of a register; the largest school has some 20,000 books.
    private static let mostRows = 60_000
    private let jobs = RegisterJobs()

    init(site: SiteSetup) { self.site = site }

    func add(to router: Router<WebContext>) {
        router.page(.takeRegister) { _, context in try await form(context, refusal: nil) }
        router.act(.takeRegister) { _, context in try await previewFile(context) }
        router.act(.takeRegisterFile) { request, context in try await takeFile(request, context) }
        router.act(.pasteRegister) { request, context in try await paste(request, context) }
        router.page(.registerIntake) { request, context in try await progress(request, context) }
        router.page(.takeBackRegister) { request, context in try await askTakingBack(request, context) }
        router.act(.takeBackRegister) { request, context in try await takeBack(request, context) }
    }

    private var desk: any RegisterDesk { site.services.circulating.registers }
    private var undo: any UndoStore { site.services.circulating.undo }
    private var shelf: FileShelf { FileShelf(site.configuration.files) }

    private func form(_ context: WebContext, refusal: HTML?) async throws -> Response {
        try RegisterForm(point: try await site.point(context).point, refusal: refusal).response(in: context.page())
    }

    private func preview(
        _ rows: [TableRow], _ origin: RegisterPreviewPage.Origin, _ context: WebContext
    ) async throws -> Response {
        let point = try await site.point(context).point
        let register = AccessionRegister(rows)
        let preview = try await desk.preview(register.lines, for: point.id)
        return try RegisterPreviewPage(point: point, origin: origin, register: register, preview: preview)
            .response(in: context.page())
    }

    /// Begins the work, or finds that it has begun, and waits a moment for it.
    private func take(
        _ rows: [TableRow], _ act: Act, _ context: WebContext, afterwards: @escaping @Sendable () -> Void = {}
    ) async throws -> Response {
        let point = try await site.point(context).point
        let lines = AccessionRegister(rows).lines
        let intake = try await desk.open(lines.count, for: point.id, act: act)
        if !intake.isFinished {
            await jobs.begin(intake.id, logger: context.logger) {
                [desk, audit = site.services.membership.audit] progress in
                let report = try await desk.take(lines, for: point.id, act: act, progress: progress)
                try await audit.note(.registerTaken, "point \(point.id), \(report.copiesAdded) copies", act: act)
                afterwards()
            }
            await jobs.wait(for: intake.id, atMost: site.configuration.jobPatience)
        }
        return try await after(intake.id, at: point.id)
    }

    /// The register when all is in it, else how far it is.
    private func after(_ id: BatchID, at point: ServicePointID) async throws -> Response {
        guard let intake = try await desk.intake(id), intake.isFinished, intake.undone == nil,
            intake.report.refused.isEmpty
        else {
            return Admission.redirect(to: .holdings(.registerIntake(point, id)))
        }
        return Admission.redirect(to: .holdings(.register(point, added: intake.report.copiesAdded)))
    }

    private func progress(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let point = try await site.point(context).point
        let intake = try await intake(QueryParameters(request.uri.query)["dot"], at: point.id)
        let share = await jobs.share(of: intake.id)
        let left = intake.undone == nil ? nil : try await undo.forecast(intake.id)
        return RegisterIntakePage(point: point, intake: intake, share: share, left: left).response(in: page)
    }

    /// One of the point itself: the route asked for no more.
    private func intake(_ number: String?, at point: ServicePointID) async throws -> RegisterIntake {
        guard let number = number.flatMap({ Int64($0) }),
            let intake = try await desk.intake(BatchID(rawValue: number)), intake.point == point
        else { throw VisitorError(.notFound) }
        return intake
    }

    // MARK: Taking back

    private func askTakingBack(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let point = try await site.point(context).point
        let intake = try await intake(QueryParameters(request.uri.query)["dot"], at: point.id)
        guard intake.undone == nil, await jobs.share(of: intake.id) == nil else {
            return Admission.redirect(to: .holdings(.registerIntake(point.id, intake.id)))
        }
        return RegisterTakeBackPage(point: point, intake: intake, forecast: try await undo.forecast(intake.id))
            .response(in: page)
    }

    /// Once: whoever sends it again sees what it came to. Stopped half way, it
    /// goes on when it is asked for again. So is what was never taken in whole.
    private func takeBack(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let point = try await site.point(context).point
        let intake = try await intake(values.given("dot"), at: point.id)
        if intake.undone == nil {
            await jobs.begin(intake.id, logger: context.logger) { [undo, audit = site.services.membership.audit] in
                let report = try await undo.undo(intake.id, progress: $0)
                let subject = "batch \(intake.id.rawValue), point \(point.id), \(report.copiesRemoved) copies"
                try await audit.note(.batchRemoved, subject, act: act)
            }
            await jobs.wait(for: intake.id, atMost: site.configuration.jobPatience)
        }
        return Admission.redirect(to: .holdings(.registerIntake(point.id, intake.id)))
    }

    // MARK: A file

    private func previewFile(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let sent = context.sent, let account = page.actor.account else { throw VisitorError(.badRequest) }
        _ = try sent.fields.act(of: page)
        do {
            return try await sent.withFiles { files in
                guard files.count == 1, let file = files.first else { throw FileRefusal.tooMany(1) }
                let rows = try await site.services.tables.rows(of: file, most: Self.mostRows)
                let ticket = try shelf.put(file, for: account)
                return try await preview(rows, .file(ticket: ticket, name: file.name.text), context)
            }
        } catch let refusal as FileRefusal {
            return try await form(context, refusal: refusal.sentence(page.words))
        } catch let rejection as FileRejection {
            return try await form(context, refusal: page.words.name(.finding, rejection.diagnostic.code.rawValue))
        }
    }

    /// Sent again after it was cut off, it goes on where it stopped: numbers
    /// that stand in the register are passed over.
    private func takeFile(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        guard let account = page.actor.account else { throw VisitorError(.badRequest) }
        if let known = try await desk.intake(of: act), known.isFinished {
            return try await after(known.id, at: known.point)
        }
        let ticket = values.text("phieu")
        guard let file = shelf.file(ticket, named: values.text("ten-tep"), for: account) else {
            return try await form(context, refusal: page.words[.takeGone])
        }
        let rows = try await site.services.tables.rows(of: file, most: Self.mostRows)
        return try await take(rows, act, context) { [shelf] in shelf.remove(ticket, for: account) }
    }

    // MARK: Pasted rows

    /// The first time a look at what would happen, the second time the deed.
    private func paste(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let text = values.raw("bang")
        let rows = PastedTable.rows(text)
        return values.isOn("chac-chan")
            ? try await take(rows, act, context) : try await preview(rows, .pasted(text), context)
    }
}
