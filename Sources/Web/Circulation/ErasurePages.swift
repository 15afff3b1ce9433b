import HTTPTypes
import Hummingbird
import Library

/// The end of what is kept of a reader, when the reader asks for it.
struct ErasurePages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.erasure) { _, context in
            let page = try context.page()
            return try await ErasurePage(data: data(context), refusal: nil).response(in: page)
        }
        router.act(.erasure) { request, context in
            let page = try context.page()
            let form = try await FormValues(request)
            let act = try form.act(of: page)
            guard let id = context.rowNumber else { throw VisitorError(.notFound) }
            guard form.isOn("chac-chan"), let day = Day(written: form.text("ngay")), day <= Day(page.now) else {
                return try await ErasurePage(data: data(context), isIncomplete: true).response(in: page)
            }
            do {
                let report = try await site.services.circulating.privacy.erase(
                    PatronID(id), requestedOn: day, act: act)
                return ErasedPage(report: report).response(in: page)
            } catch let refusal as LendingRefusal {
                return try await ErasurePage(data: data(context), refusal: refusal).response(in: page)
            }
        }
    }

    private func data(_ context: WebContext) async throws -> PersonalData {
        let page = try context.page()
        guard let id = context.rowNumber,
            let data = try await site.services.circulating.privacy.personalData(of: PatronID(id), now: page.now)
        else { throw VisitorError(.notFound) }
        return data
    }
}

struct ErasurePage {
    var data: PersonalData
    var refusal: LendingRefusal?
    var isIncomplete = false

    func response(in page: PageContext) -> Response {
        let words = page.words
        let borrower = data.borrower
        let said: HTML =
            if let refusal {
                "<div class=\"notice\" role=\"alert\"><p>\(words.name(.lendingRefusal, refusal.rawValue))</p><p>\(words.name(.lendingRefusal, refusal.rawValue + "-help"))</p></div>"
            } else if isIncomplete {
                "<div class=\"notice\" role=\"alert\"><p>\(words[.eraseIncomplete])</p></div>"
            } else { "" }
        let today = Day(page.now)
        let fields: HTML = """
            \(Form.text("ngay", words[.eraseDay], value: "\(today.day)/\(today.month)/\(today.year)", hint: words[.eraseDayHint], isRequired: true))
            \(Form.check("chac-chan", words[.eraseSure], isOn: false))
            """
        let form = Form(
            action: .circulation(.erasure(borrower.id)), button: words[.eraseButton], fields: fields)
        let open = data.loans.filter(\.loan.isOpen)
        let out = open.html { "<li class=\"line\">\(LoanText.html($0, today, words))</li>" }
        let list: HTML =
            open.isEmpty
            ? form.html(page)
            : "<h2>\(words[.ownLoans])</h2><p class=\"notice\">\(words[.eraseLoansOpen])</p><ul class=\"lines\">\(out)</ul>"
        let body: HTML = """
            \(Trail(steps: [(.patron(borrower.id), given(borrower.name))]).html(words))
            <h1>\(words[.eraseTitle])</h1>
            \(said)\(who(words))<p>\(words[.eraseLead])</p><p>\(words[.eraseBackups])</p>
            \(list)
            """
        return Layout(page: page, title: words[.eraseTitle], showsSearch: false, robots: false)
            .formResponse(body, status: refusal == nil && !isIncomplete ? .ok : .unprocessableContent)
    }
}

extension ErasurePage {
    /// Namesakes are told apart before anything is gone.
    private func who(_ words: Words) -> HTML {
        let borrower = data.borrower
        let rows: [(HTML, String?)] = [
            (words[.columnReader], borrower.name), (words[.patronClass], borrower.className),
            (words[.patronCard], borrower.card?.text),
        ]
        let facts = rows.html { row -> HTML in
            row.1.html { "<dt>\(row.0)</dt><dd><strong>\(given($0))</strong></dd>\n" }
        }
        return "<dl class=\"facts\">\(facts)</dl>\n"
    }
}

struct ErasedPage {
    var report: ErasureReport

    func response(in page: PageContext) -> Response {
        let words = page.words
        let later: HTML = report.isClean ? "" : "<p>\(words[.erasedLater])</p>"
        let body: HTML = """
            <article class="message"><h1>\(words[.erasedTitle])</h1><p>\(words[.erasedLead])</p>\(later)
            <p><a class="button" href="\(SiteURL.administration(.start))">\(words[.adminTitle])</a></p></article>
            """
        return Layout(page: page, title: words[.erasedTitle], showsSearch: false, robots: false).response(body)
    }
}
