import HTTPTypes
import Hummingbird
import Library

/// The form to sign in with a card and a PIN, or a name and a password.
struct SignInPage {
    enum Problem: Equatable {
        case wrong
        case wait(Duration)
    }
    var back: LocalAddress
    var name = ""
    var isShared = true
    var problem: Problem?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let fields: HTML = """
            \(Form.hidden("ve", back.text))
            \(Form.text("ten", words[.signInName], value: name, hint: words[.signInNameHint], autocomplete: "username", isRequired: true))
            \(Form.text("ma", words[.signInSecret], hint: words[.signInSecretHint], type: "password", autocomplete: "current-password", isRequired: true))
            \(Form.check("dung-chung", words[.signInShared], isOn: isShared))
            """
        let body: HTML = """
            <article class="prose">
            <h1>\(words[.signInTitle])</h1>
            \(notice(words))
            \(Form(action: .signIn(back: nil), button: words[.signInButton], fields: fields).html(page))
            <p class="quiet">\(words[.signInHelp])</p>
            </article>
            """
        var response = Layout(page: page, title: words[.signInTitle], robots: false)
            .formResponse(body, status: status)
        if case .wait(let time) = problem { response.headers[.retryAfter] = String(Self.seconds(time)) }
        return response
    }

    private var status: HTTPResponse.Status {
        switch problem {
        case nil: .ok
        case .wrong: .unprocessableContent
        case .wait: .tooManyRequests
        }
    }

    private func notice(_ words: Words) -> HTML {
        switch problem {
        case nil: .empty
        case .wrong: "<div class=\"notice\" role=\"alert\"><p>\(words[.signInWrong])</p></div>"
        case .wait(let time):
            "<div class=\"notice\" role=\"alert\"><p>\(words(.signInWait, count: Self.seconds(time)))</p></div>"
        }
    }

    private static func seconds(_ time: Duration) -> Int { Int(time.components.seconds) + 1 }
}
