import HTTPTypes
import Hummingbird
import Library

/// Signing in and out, and the visitor's own page.
struct SignInPages {
    let site: SiteSetup

    func add(to router: Router<WebContext>) {
        router.page(.signIn) { request, context in
            let back = LocalAddress(QueryParameters(request.uri.query)["ve"])
            return try SignInPage(back: back).response(in: context.page())
        }
        router.act(.signIn) { request, context in try await signIn(request, context) }
        router.act(.signOut) { request, context in try await signOut(request, context) }
        router.page(.myPage) { _, context in try await myPage(context) }
        router.act(.changeSecret) { request, context in try await changeSecret(request, context) }
    }

    private func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        let back = LocalAddress(form.raw("ve"))
        let attempt = SignInAttempt(
            name: form.text("ten"), secret: form.raw("ma"), address: context.address,
            isShared: form.isOn("dung-chung"))
        switch try await site.services.signIn.signIn(attempt, at: page.now) {
        case .signedIn(let token):
            var response = Self.redirect(to: back == LocalAddress(nil) ? SiteURL.myPage.description : back.text)
            response.setCookie(SessionCookie.cookie(token, isShared: attempt.isShared, isSecure: page.isSecure))
            // What a form could do before is not what it can do now.
            response.setCookie(FormToken.cookie(FormToken.mint(), isSecure: page.isSecure))
            return response
        case .wrong:
            return SignInPage(back: back, name: attempt.name, isShared: attempt.isShared, problem: .wrong)
                .response(in: page)
        case .wait(let time):
            return SignInPage(back: back, name: attempt.name, isShared: attempt.isShared, problem: .wait(time))
                .response(in: page)
        }
    }

    private func signOut(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        if let token = request.cookies[SessionCookie.name]?.value {
            try await site.services.signIn.signOut(token: token)
        }
        var response = Self.redirect(to: SiteURL.home.description)
        response.setCookie(SessionCookie.ended(isSecure: page.isSecure))
        return response
    }

    private func myPage(_ context: WebContext, refusal: MembershipPhrase? = nil) async throws -> Response {
        let page = try context.page()
        var patron: Patron?
        var lending = HTML.empty
        if let id = page.actor.patron {
            patron = try await site.services.membership.patrons.patron(id)
            let readers = site.services.circulating.readers
            if let reader = try await readers.reader(id, now: page.now) {
                lending = OwnLendingPart(reader: reader, reading: try await readers.readingRecord(of: id)).html(page)
            }
        }
        return MyPage(patron: patron, lending: lending, refusal: refusal).response(in: page)
    }

    private func changeSecret(_ request: Request, _ context: WebContext) async throws -> Response {
        let page = try context.page()
        let form = try await FormValues(request)
        guard form.raw("moi") == form.raw("lai") else {
            return try await myPage(context, refusal: .meSecretsDiffer)
        }
        let outcome = try await site.services.signIn.changeSecret(
            of: page.actor, from: form.raw("cu"), to: form.raw("moi"), at: page.now)
        switch outcome {
        case .changed:
            // Every session has ended, this one too.
            var response = Self.redirect(to: SiteURL.signIn(back: nil).description)
            response.setCookie(SessionCookie.ended(isSecure: page.isSecure))
            return response
        case .wrongOldSecret: return try await myPage(context, refusal: .meOldSecretWrong)
        case .tooWeak: return try await myPage(context, refusal: .meSecretTooWeak)
        case .wait: return try await myPage(context, refusal: .meSecretWait)
        }
    }

    static func redirect(to address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }
}
