import HTTPTypes
import Hummingbird
import Library

/// Accounts of staff and their roles.
struct AccountPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.accounts) { _, context in
            let accounts = try await register.staff()
            return try AccountListPage(accounts: accounts).response(in: context.page())
        }
        router.page(.newAccount) { _, context in try NewAccountPage().response(in: context.page()) }
        router.act(.newAccount) { request, context in try await add(request, context) }
        router.page(.account) { request, context in
            let draft = GrantDraft(FormValues(QueryParameters(request.uri.query)))
            return try await show(try await account(context), context, granting: draft)
        }
        router.act(.grantRole) { request, context in try await grant(request, context) }
        router.act(.takeRole) { request, context in try await take(request, context) }
        router.act(.newPassword) { request, context in try await newPassword(request, context) }
        router.act(.endAccount) { request, context in try await setOpen(request, context) }
    }

    private static let mostFound = 30

    private var register: any AccountRegister { site.services.membership.register }
    private var places: any PlaceStore { site.services.membership.places }

    private func account(_ context: WebContext) async throws -> Account {
        guard let id = context.rowNumber, let account = try await register.account(AccountID(id)) else {
            throw VisitorError(.notFound)
        }
        return account
    }

    private func show(
        _ account: Account, _ context: WebContext, granting draft: GrantDraft = GrantDraft(),
        refusal: AccountRefusal? = nil, issued: IssuedSecret? = nil
    ) async throws -> Response {
        var grants: [(Grant, HTML)] = []
        let page = try context.page()
        var found: [NodeFound]?
        if !draft.search.isEmpty {
            let mine = Permission.nodes(page.actor, .manageAccounts)
            found = try await site.services.membership.nodes.nodes(
                named: draft.search, within: mine, limit: Self.mostFound)
        }
        let form = GrantForm(account: account.id, draft: draft, found: found)
        for grant in account.grants { grants.append((grant, try await name(of: grant.node, page.words))) }
        return AccountPage(account: account, grants: grants, grant: form, refusal: refusal, issued: issued)
            .response(in: page)
    }

    private func add(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        let act = try form.act(of: page)
        let (name, display) = (form.text("ten"), form.text("ho-ten"))
        guard let userName = UserName(name), !display.isEmpty else {
            return NewAccountPage(userName: name, displayName: display, refusal: .accountIncomplete).response(in: page)
        }
        do {
            let id = try await register.add(userName: userName, displayName: display, act: act)
            return Admission.redirect(to: .administration(.account(id)))
        } catch AccountRefusal.nameTaken {
            return NewAccountPage(userName: name, displayName: display, refusal: .accountNameTaken).response(in: page)
        }
    }

    private func grant(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await FormValues(request)
        let act = try form.act(of: context.page())
        let account = try await account(context)
        guard let role = Role(rawValue: form.text("vai-tro")) else { throw VisitorError(.badRequest) }
        let draft = GrantDraft(form)
        // The search button of the form: the same form with what was found.
        if form.text("lam") == "tim" {
            return Admission.redirect(to: .administration(.grantPlaces(account.id, draft)))
        }
        guard let node = draft.node else {
            return try await show(account, context, granting: draft, refusal: .nodeUnknown)
        }
        do {
            _ = try await register.grant(role, at: node, to: account.id, act: act)
            return Admission.redirect(to: .administration(.account(account.id)))
        } catch let refusal as AccountRefusal {
            return try await show(account, context, granting: draft, refusal: refusal)
        }
    }

    private func take(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await FormValues(request)
        let act = try form.act(of: context.page())
        guard let id = context.rowNumber else { throw VisitorError(.notFound) }
        do {
            guard let account = try await register.take(GrantID(id), act: act) else { throw VisitorError(.notFound) }
            return Admission.redirect(to: .administration(.account(account)))
        } catch let refusal as AccountRefusal {
            guard let number = form.number("tai-khoan"),
                let account = try await register.account(AccountID(Int64(number)))
            else { throw VisitorError(.notFound) }
            return try await show(account, context, refusal: refusal)
        }
    }

    /// Shows the new password in its own answer: it is kept nowhere, so there is
    /// no page to be sent to.
    private func newPassword(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await FormValues(request)
        let act = try form.act(of: context.page())
        let account = try await account(context)
        guard account.userName != nil else { throw VisitorError(.badRequest) }
        let issued = try await site.services.signIn.issue(.password, to: [account.id], act: act)
        guard let secret = issued?[account.id] else {
            return Admission.redirect(to: .administration(.account(account.id)))
        }
        return try await show(account, context, issued: secret)
    }

    private func setOpen(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await FormValues(request)
        let act = try form.act(of: context.page())
        let account = try await account(context)
        do {
            try await register.setOpen(form.isOn("mo"), account.id, act: act)
            return Admission.redirect(to: .administration(.account(account.id)))
        } catch let refusal as AccountRefusal {
            return try await show(account, context, refusal: refusal)
        }
    }

    private func name(of node: TreeNode, _ words: Words) async throws -> HTML {
        switch node {
        case .library: return words[.accountWholeLibrary]
        case .unit(let id):
            let path = try await site.services.membership.units.path(of: id)
            return path.map { PlaceNames.path($0, words) } ?? .empty
        case .institution(let id):
            return try await places.institution(id).html { given($0.institution.facts.name) }
        case .servicePoint(let id):
            return try await places.servicePoint(id).html { given($0.point.facts.name) }
        }
    }
}
