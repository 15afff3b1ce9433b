import HTTPTypes
import Hummingbird
import Library

/// A form that changes something: its fields, the token, and the number of the
/// act, minted now, so that the form sent twice does its work once.
struct Form {
    static let actField = "viec"

    var action: SiteURL
    var button: HTML
    var fields: HTML
    /// Beside others, and not the main act of its page.
    var isMinor = false

    func html(_ page: PageContext) -> HTML {
        let look: HTML = isMinor ? "button" : "button primary"
        return Self.frame(
            action, "\(fields)\n<p><button class=\"\(look)\" type=\"submit\">\(button)</button></p>", page)
    }

    /// A form whose buttons stand among its fields.
    static func frame(_ action: SiteURL, _ content: HTML, _ page: PageContext) -> HTML {
        """
        <form class="form" method="post" action="\(action)">
        <input type="hidden" name="\(text: FormProtection.field)" value="\(text: page.formToken)">
        <input type="hidden" name="\(text: actField)" value="\(text: FormToken.mint())">
        \(content)
        </form>
        """
    }

    /// A field of one line with its label; `hint` stands below the label. `mark`
    /// keeps the ids of a page apart where a field stands on it several times.
    static func text(
        _ name: String, _ label: HTML, value: String = "", hint: HTML = .empty, type: HTML = "text",
        autocomplete: HTML = "off", isRequired: Bool = false, mark: String = ""
    ) -> HTML {
        let id = name + mark
        let described: HTML = hint.isEmpty ? "" : " aria-describedby=\"\(text: id)-ghi-chu\""
        let note: HTML = hint.isEmpty ? "" : "<span class=\"hint\" id=\"\(text: id)-ghi-chu\">\(hint)</span>"
        let required: HTML = isRequired ? " required" : ""
        return """
            <p><label for="\(text: id)">\(label)</label>\(note)
            <input id="\(text: id)" name="\(text: name)" type="\(type)" value="\(text: value)" autocomplete="\(autocomplete)" maxlength="300"\(described)\(required)></p>

            """
    }

    /// A field of some lines with its label.
    static func lines(_ name: String, _ label: HTML, value: String = "", hint: HTML = .empty, rows: Int = 4) -> HTML {
        let described: HTML = hint.isEmpty ? "" : " aria-describedby=\"\(text: name)-ghi-chu\""
        let note: HTML = hint.isEmpty ? "" : "<span class=\"hint\" id=\"\(text: name)-ghi-chu\">\(hint)</span>"
        return """
            <p><label for="\(text: name)">\(label)</label>\(note)
            <textarea id="\(text: name)" name="\(text: name)" rows="\(rows)" maxlength="20000"\(described)>\(text: value)</textarea></p>

            """
    }

    /// One of several; the first option may stand for none.
    /// With `group`, further choices below a heading of their own.
    static func choice(
        _ name: String, _ label: HTML, _ options: [(value: String, text: HTML)], chosen: String, mark: String = "",
        group: (label: HTML, options: [(value: String, text: HTML)])? = nil
    ) -> HTML {
        let grouped = group.html { group -> HTML in
            group.options.isEmpty
                ? .empty : "<optgroup label=\"\(group.label)\">\(list(group.options, chosen))</optgroup>"
        }
        return """
            <p><label for="\(text: name + mark)">\(label)</label>
            <select id="\(text: name + mark)" name="\(text: name)">\(list(options, chosen))\(grouped)</select></p>

            """
    }

    private static func list(_ options: [(value: String, text: HTML)], _ chosen: String) -> HTML {
        options.html { option -> HTML in
            let selected: HTML = option.value == chosen ? " selected" : ""
            let isGiven: HTML = option.text.text.contains("data-text") ? " data-text" : ""
            return """
                <option value="\(text: option.value)"\(selected)\(isGiven)>\(option.text.withoutElements)</option>

                """
        }
    }

    static func check(_ name: String, _ label: HTML, isOn: Bool) -> HTML {
        let checked: HTML = isOn ? " checked" : ""
        return """
            <p class="options"><label><input type="checkbox" name="\(text: name)" value="1"\(checked)><span>\(label)</span></label></p>

            """
    }

    static func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(text: name)\" value=\"\(text: value)\">\n"
    }
}

/// What a form sent, after `FormProtection` has let it through.
struct FormValues {
    private let parameters: QueryParameters
    /// The number of the act; nil for a form that was not ours.
    let act: String?

    init(_ request: Request) async throws {
        let body = try await request.body.collect(upTo: FormProtection.longestForm)
        self.init(QueryParameters(String(buffer: body)))
    }

    init(_ parameters: QueryParameters) {
        self.parameters = parameters
        act = parameters[Form.actField].flatMap { FormToken.isWellFormed($0) ? $0 : nil }
    }

    /// Without the spaces around it; empty when it was not sent.
    func text(_ name: String) -> String {
        (parameters[name] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// As it was typed: passwords may have spaces.
    func raw(_ name: String) -> String { parameters[name] ?? "" }
    func given(_ name: String) -> String? { text(name).isEmpty ? nil : text(name) }
    func isOn(_ name: String) -> Bool { parameters[name] == "1" }
    func all(_ name: String) -> [String] { parameters.all(name) }
    /// A number; nil when empty or no number.
    func number(_ name: String) -> Int? { Int(text(name)) }

    /// Who does it, when, by which form.
    func act(of page: PageContext) throws -> Act {
        guard let act else { throw VisitorError(.formExpired) }
        return Act(account: page.actor.account, form: act, at: page.now)
    }
}

extension Layout {
    /// A page with forms: the browser gets the token they carry. Answers that
    /// refuse what was typed have a status of their own.
    func formResponse(_ main: HTML, status: HTTPResponse.Status = .ok) -> Response {
        var response = response(main, status: status)
        response.headers[.cacheControl] = "no-store"
        response.setCookie(FormToken.cookie(page.formToken, isSecure: page.isSecure))
        return response
    }
}

extension FormToken {
    static func cookie(_ token: String, isSecure: Bool) -> Cookie {
        Cookie(
            name: FormProtection.cookie, value: token, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }
}
