import HTTPTypes
import Hummingbird
import Library

/// The accounts of staff.
struct AccountListPage {
    var accounts: [Account]

    func response(in page: PageContext) -> Response {
        let words = page.words
        let items = accounts.html { account -> HTML in
            let roles = HTML(
                joining: Set(account.grants.map(\.role.rawValue)).sorted().map { words.name(.staffRole, $0) },
                with: ", ")
            let ended: HTML = account.isOpen ? "" : " · \(words[.accountEnded])"
            return """
                <li class="line"><h2><a href="\(SiteURL.administration(.account(account.id)))">\(given(account.displayName))</a></h2>
                <p class="quiet">\(given(account.userName?.text ?? "")) · \(roles.isEmpty ? words[.accountNoRole] : roles)\(ended)</p></li>

                """
        }
        let body: HTML = """
            \(Trail(steps: []).html(words))
            <h1>\(words[.adminAccounts])</h1>
            <p><a class="button primary" href="\(SiteURL.administration(.newAccount))">\(words[.accountAdd])</a></p>
            <ul class="lines">\(items)</ul>
            """
        return Layout(page: page, title: words[.adminAccounts], robots: false).response(body)
    }
}

/// The form for a new account.
struct NewAccountPage {
    var userName = ""
    var displayName = ""
    var refusal: MembershipPhrase?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let fields: HTML = """
            \(Form.text("ho-ten", words[.accountDisplayName], value: displayName, isRequired: true))
            \(Form.text("ten", words[.accountUserName], value: userName, hint: words[.accountUserNameHint], isRequired: true))
            """
        let said = refusal.html { "<div class=\"notice\" role=\"alert\"><p>\(words[$0])</p></div>" }
        let body: HTML = """
            \(Trail(steps: [(.accounts, words[.adminAccounts])]).html(words))
            <h1>\(words[.accountAdd])</h1>
            \(said)
            \(Form(action: .administration(.newAccount), button: words[.adminSave], fields: fields).html(page))
            """
        return Layout(page: page, title: words[.accountAdd], robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }
}

/// One account: its roles, a new password, its end.
struct AccountPage {
    var account: Account
    var grants: [(grant: Grant, place: HTML)]
    var grant: GrantForm
    var refusal: AccountRefusal?
    /// A password that was just made; shown here and never again.
    var issued: IssuedSecret?

    func response(in page: PageContext) -> Response {
        let words = page.words
        let said = refusal.html { refusal -> HTML in
            "<div class=\"notice\" role=\"alert\"><p>\(words.name(.accountRefusal, refusal.rawValue))</p></div>"
        }
        let secret = issued.html { secret -> HTML in
            """
            <div class="notice" role="status"><p>\(words(.accountIssued, ["secret": "<strong data-text>\(text: secret.text)</strong>"]))</p></div>
            """
        }
        let ended: HTML = account.isOpen ? "" : "<p class=\"notice\">\(words[.accountEndedNotice])</p>"
        let body: HTML = """
            \(Trail(steps: [(.accounts, words[.adminAccounts])]).html(words))
            <h1>\(given(account.displayName))</h1>
            <p class="quiet">\(given(account.userName?.text ?? ""))</p>
            \(said)\(secret)\(ended)
            <section><h2>\(words[.accountRoles])</h2>
            \(roleList(page))
            \(grant.html(page))</section>
            <section><h2>\(words[.accountPassword])</h2><p>\(words[.accountPasswordLead])</p>
            \(Form(action: .administration(.newPassword(account.id)), button: words[.accountNewPassword], fields: .empty, isMinor: true).html(page))
            </section>
            \(stateForm(page))
            """
        return Layout(page: page, title: given(account.displayName), robots: false)
            .formResponse(body, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func roleList(_ page: PageContext) -> HTML {
        let words = page.words
        guard !grants.isEmpty else { return "<p>\(words[.accountNoRole])</p>" }
        let items = grants.html { entry -> HTML in
            let fields = Form.hidden("tai-khoan", account.id.description)
            let form = Form(
                action: .administration(.takeRole(entry.grant.id)), button: words[.accountTakeRole], fields: fields,
                isMinor: true)
            return """
                <li class="line"><h3>\(words.name(.staffRole, entry.grant.role.rawValue))</h3><p>\(entry.place)</p>\(form.html(page))</li>

                """
        }
        return "<ul class=\"lines\">\(items)</ul>"
    }

    private func stateForm(_ page: PageContext) -> HTML {
        let words = page.words
        let fields = account.isOpen ? HTML.empty : Form.hidden("mo", "1")
        let button = account.isOpen ? words[.accountEnd] : words[.accountOpenAgain]
        return """
            <section><h2>\(words[.accountState])</h2><p>\(words[.accountEndLead])</p>
            \(Form(action: .administration(.endAccount(account.id)), button: button, fields: fields, isMinor: true).html(page))
            </section>
            """
    }
}
