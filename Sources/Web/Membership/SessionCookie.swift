import Hummingbird

/// The cookie of a signed-in visitor: out of reach of scripts, sent to this
/// site alone, over HTTPS alone where there is one, and gone with the browser
/// on a shared machine.
enum SessionCookie {
    static let name = "phien"

    static func cookie(_ token: String, isShared: Bool, isSecure: Bool) -> Cookie {
        // Longer than any session: how long it lives is the server's to say.
        let age = isShared ? nil : 31_536_000
        return Cookie(
            name: name, value: token, maxAge: age, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }

    static func ended(isSecure: Bool) -> Cookie {
        Cookie(name: name, value: "", maxAge: 0, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }
}
