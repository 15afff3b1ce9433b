import HTTPTypes
import Hummingbird
import Library

/// Files of evidence: attached to what an institution declared and to
/// milestones, and handed out as they came, never shown on the site itself.
struct EvidencePages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.attachEvidence) { _, context in try await form(context) }
        router.act(.attachEvidence) { _, context in try await attach(context) }
        router.page(.evidence) { _, context in
            let files = try await store.files(of: try await institution(context).id)
            return try await download(files, context)
        }
        router.page(.attachMilestoneEvidence) { _, context in try await milestoneForm(context) }
        router.act(.attachMilestoneEvidence) { _, context in try await attachToMilestone(context) }
        router.page(.milestoneEvidence) { _, context in
            let files = try await store.files(of: try await site.target(context).target.id)
            return try await download(files, context)
        }
    }

    private var store: any EvidenceStore { site.services.plans.stores.evidence }

    // MARK: Of a declaration

    private func institution(_ context: WebContext) async throws -> Institution {
        guard let id = context.rowNumber,
            let view = try await site.services.membership.places.institution(InstitutionID(id))
        else { throw VisitorError(.notFound) }
        return view.institution
    }

    private func form(_ context: WebContext, refusal: EvidenceProblem? = nil) async throws -> Response {
        let page = try context.page()
        let institution = try await institution(context)
        let history = try await site.services.plans.stores.declarations.history(of: institution.id)
        let words = page.words
        let newest = DeclaredProperty.allCases.compactMap { property in
            history.first { $0.facts.property == property }
        }
        let choices = newest.map { declaration -> (value: String, text: HTML) in
            (declaration.id.description, words.name(.declaredProperty, declaration.facts.property.rawValue))
        }
        return EvidencePage(
            trail: [
                (.plans(.declarations(DeclarationAddress())), words[.declareTitle]),
                (.plans(.declare(institution.id)), given(institution.facts.name)),
            ], action: .plans(.attachEvidence(institution.id)),
            fields: Form.choice("khai-bao", words[.evidenceOf], choices, chosen: ""), isReady: !newest.isEmpty,
            notReady: words[.evidenceDeclareFirst], refusal: refusal
        ).response(in: page)
    }

    private func attach(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        let id = try await institution(context).id
        guard let sent = context.sent, let declaration = sent.fields.number("khai-bao") else {
            throw VisitorError(.badRequest)
        }
        let act = try sent.fields.act(of: page)
        let problem = try await taking(sent) { file in
            try await store.attach(file, to: DeclarationID(Int64(declaration)), of: id, act: act)
        }
        if let problem { return try await form(context, refusal: problem) }
        return Admission.redirect(to: .plans(.declared(id)))
    }

    // MARK: Of a milestone

    private func milestoneForm(_ context: WebContext, refusal: EvidenceProblem? = nil) async throws -> Response {
        let page = try context.page()
        let (plan, target) = try await own(context)
        let words = page.words
        let marks = try await site.services.plans.stores.figures.marks(of: plan.id)
        return EvidencePage(
            trail: [
                (.plans(.plan(plan.id)), given(plan.title, lang: "vi")),
                (.plans(.target(target.id)), given(target.name, lang: "vi")),
            ], action: .plans(.attachMilestoneEvidence(target.id)), fields: .empty,
            isReady: marks.contains { $0.target == target.id }, notReady: words[.evidenceMarkFirst], refusal: refusal
        ).response(in: page)
    }

    private func attachToMilestone(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        let target = try await own(context).target
        guard let sent = context.sent else { throw VisitorError(.badRequest) }
        let act = try sent.fields.act(of: page)
        let problem = try await taking(sent) { file in try await store.attach(file, to: target.id, act: act) }
        if let problem { return try await milestoneForm(context, refusal: problem) }
        return Admission.redirect(to: .plans(.working(target.id)))
    }

    /// The target of the address, for who may change its plan.
    private func own(_ context: WebContext) async throws -> (plan: Plan, target: Target) {
        let found = try await site.target(context)
        guard try await site.mayEdit(found.plan, try context.page()) else { throw VisitorError(.forbidden) }
        return found
    }

    // MARK: Files

    private func taking(
        _ sent: SentFiles, _ work: (UploadedFile) async throws -> Void
    ) async throws -> EvidenceProblem? {
        do {
            try await sent.withFiles { files in
                guard files.count == 1, let file = files.first else { throw FileRefusal.tooMany(1) }
                try await work(file)
            }
            return nil
        } catch let refusal as FileRefusal { return .file(refusal) } catch let refusal as EvidenceRefusal {
            return .evidence(refusal)
        }
    }

    /// As a download alone: it is what somebody sent.
    private func download(_ files: [EvidenceFile], _ context: WebContext) async throws -> Response {
        let number = context.parameters.get("so").flatMap { Int64($0) }
        guard let file = files.first(where: { $0.id.rawValue == number }), let path = try await store.path(of: file.id)
        else { throw VisitorError(.notFound) }
        let headers: HTTPFields = [
            .contentType: file.kind.mediaType, .cacheControl: "no-store",
            .contentDisposition: "attachment; filename*=UTF-8''\(PercentCoding.encode(file.name.text))",
            .contentSecurityPolicy: SecurityHeaders.sandbox,
        ]
        return Response(
            status: .ok, headers: headers, body: try await FileIO().loadFile(path: path, context: context))
    }
}

/// Why a file of evidence was not taken.
enum EvidenceProblem {
    case file(FileRefusal)
    case evidence(EvidenceRefusal)

    func sentence(_ words: Words) -> HTML {
        switch self {
        case .file(let refusal): refusal.sentence(words)
        case .evidence(.tooLarge): words(.evidenceTooLarge, ["size": words.size(EvidenceFile.mostBytes)])
        case .evidence(.kindWrong): words[.evidenceKindWrong]
        case .evidence(.tooMany): words(.evidenceTooMany, ["number": words.number(EvidenceFile.mostFiles)])
        case .evidence(.subjectGone): words[.evidenceSubjectGone]
        }
    }
}

/// The form that attaches a file.
struct EvidencePage {
    var trail: [(url: SiteURL, text: HTML)]
    var action: SiteURL
    var fields: HTML
    /// Whether there is anything to attach a file to.
    var isReady: Bool
    var notReady: HTML
    var refusal: EvidenceProblem?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let said = refusal.html { problem -> HTML in
            "<div class=\"notice\" role=\"alert\"><p>\(problem.sentence(words))</p></div>"
        }
        let form = FileForm(
            action: action, button: words[.evidenceAttach], fields: fields, label: words[.evidenceFile],
            hint: words(.evidenceFileHint, ["size": words.size(EvidenceFile.mostBytes)]),
            accepts: EvidenceKind.endings)
        let body: HTML = """
            \(Trail(below: trail).html(words))
            <h1>\(words[.evidenceAttach])</h1>\(said)
            <p>\(words[.evidenceLead])</p>
            \(isReady ? form.html(page) : "<p class=\"message\">\(notReady)</p>")
            """
        return Layout(page: page, title: words[.evidenceAttach], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }
}

/// Files of evidence as links that save them.
enum EvidenceList {
    static func html(_ files: [EvidenceFile], _ words: Words, url: (EvidenceID) -> SiteURL) -> HTML {
        guard !files.isEmpty else { return .empty }
        let items = files.html { file -> HTML in
            let by = words(.plansBy, ["name": given(file.by), "day": PlaceNames.day(Day(file.at))])
            return
                "<li><a href=\"\(url(file.id))\" download>\(given(file.name.text))</a> <span class=\"quiet\">\(words.sizeAlone(file.byteCount)) (\(by))</span></li>\n"
        }
        return "<ul class=\"evidence\">\(items)</ul>"
    }
}
