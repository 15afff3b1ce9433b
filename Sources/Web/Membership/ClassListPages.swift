import HTTPTypes
import Hummingbird
import Library

/// A class list by the browser: sent, looked at row by row, then taken in.
struct ClassListPages {
    let site: SiteSetup
    /// Rows of a list; the largest school has some 3,000 pupils.
    private static let mostRows = 10_000

    func add(to router: Router<WebContext>) {
        router.page(.classList) { _, context in
            try await form(context, ClassListDraft(), refusal: nil)
        }
        router.act(.classList) { _, context in try await preview(context) }
        router.act(.takeClassList) { request, context in try await take(request, context) }
    }

    private var patrons: any PatronStore { site.services.membership.patrons }
    private var shelf: FileShelf { FileShelf(site.configuration.files) }

    private func form(_ context: WebContext, _ draft: ClassListDraft, refusal: HTML?) async throws -> Response {
        let page = try context.page()
        return ClassListForm(
            point: try await site.point(context).point, draft: draft, limits: site.configuration.files, refusal: refusal
        ).response(in: page)
    }

    private func preview(_ context: WebContext) async throws -> Response {
        let page = try context.page()
        guard let sent = context.sent, let account = page.actor.account else { throw VisitorError(.badRequest) }
        let act = try sent.fields.act(of: page)
        let draft = ClassListDraft(sent.fields)
        let point = try await site.point(context).point
        do {
            return try await sent.withFiles { files in
                guard files.count == 1, let file = files.first else { throw FileRefusal.tooMany(1) }
                let list = try await read(file, draft, page)
                let outcomes = try await patrons.importClassList(list.lines, at: point.id, isDryRun: true, act: act)
                let ticket = try shelf.put(file, for: account)
                return ClassListPreview(
                    point: point, draft: draft, ticket: ticket, fileName: file.name.text, lines: list.lines,
                    outcomes: list.rejected + outcomes
                ).response(in: page)
            }
        } catch let refusal as FileRefusal {
            return try await form(context, draft, refusal: refusal.sentence(page.words))
        } catch let rejection as FileRejection {
            let code = rejection.diagnostic.code.rawValue
            return try await form(context, draft, refusal: page.words.name(.finding, code))
        }
    }

    private func read(_ file: UploadedFile, _ draft: ClassListDraft, _ page: PageContext) async throws -> ClassList {
        let rows = try await site.services.tables.rows(of: file, most: Self.mostRows)
        return ClassList(rows, setting: draft.setting(today: Day(page.now)))
    }

    private func take(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let values = try await FormValues(request)
        let act = try values.act(of: page)
        let draft = ClassListDraft(values)
        let point = try await site.point(context).point
        guard let account = page.actor.account else { throw VisitorError(.badRequest) }
        let ticket = values.text("phieu")
        // Taken a moment ago by the same form, or forgotten for a day.
        guard let file = shelf.file(ticket, named: values.text("ten-tep"), for: account) else {
            return try await form(context, draft, refusal: page.words[.classListGone])
        }
        if values.text("viec-lam") != "bo" {
            let list = try await read(file, draft, page)
            _ = try await patrons.importClassList(list.lines, at: point.id, isDryRun: false, act: act)
        }
        shelf.remove(ticket, for: account)
        return Admission.redirect(to: .administration(.patrons(point.id, className: nil, after: nil)))
    }
}

/// What was said about a class list.
struct ClassListDraft {
    var className = ""
    var category = PatronCategory.pupil
    var basis = LegalBasis.schoolDuty

    init() {}

    init(_ form: FormValues) {
        className = form.text("lop")
        category = PatronCategory(rawValue: form.text("doi-tuong")) ?? .pupil
        basis = LegalBasis(rawValue: form.text("can-cu")) ?? .schoolDuty
    }

    func setting(today: Day) -> ClassList.Setting {
        ClassList.Setting(
            category: category, basis: basis, className: className.isEmpty ? nil : className, today: today)
    }
}
