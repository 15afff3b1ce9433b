import HTTPTypes
import Hummingbird
import Library

/// What somebody sees of oneself: name, card, and the way out.
struct MyPage {
    var patron: Patron?
    /// Loans, holds and the rest of what a reader does here.
    var lending: HTML = .empty
    /// Why the new PIN or password was not taken.
    var refusal: MembershipPhrase?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let said = refusal.html { "<div class=\"notice\" role=\"alert\"><p>\(words[$0])</p></div>" }
        let card = patron.html { patron in
            let className = patron.facts.className.html { "<dt>\(words[.patronClass])</dt><dd>\(given($0))</dd>" }
            return """
                <dl class="facts"><dt>\(words[.patronCard])</dt><dd>\(given(patron.card.text))</dd>\(className)</dl>
                """
        }
        let fields: HTML = """
            \(Form.text("cu", words[.meOldSecret], type: "password", autocomplete: "current-password", isRequired: true))
            \(Form.text("moi", words[.meNewSecret], hint: words[.meNewSecretHint], type: "password", autocomplete: "new-password", isRequired: true))
            \(Form.text("lai", words[.meNewSecretAgain], type: "password", autocomplete: "new-password", isRequired: true))
            """
        let signOut = Form(action: .signOut, button: words[.siteSignOut], fields: .empty)
        let change = Form(action: .changeSecret, button: words[.meChangeSecret], fields: fields, isMinor: true)
        let body: HTML = """
            <article class="prose">
            <h1>\(given(page.actor.name))</h1>
            \(said)
            \(card)
            \(lending)
            \(signOut.html(page))
            <section><h2>\(words[.meSecretHeading])</h2>
            <p>\(words[.meSecretLead])</p>
            \(change.html(page))
            </section>
            </article>
            """
        return Layout(page: page, title: words[.meTitle], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }
}
