import Hummingbird
import Library

/// The cookie of a visit (docs/decisions/0015): out of reach of scripts, sent to
/// this site alone, gone after half an hour without a page.
enum VisitCookie {
    static let name = "luot"

    static func cookie(_ ticket: VisitTicket, isSecure: Bool) -> Cookie {
        Cookie(
            name: name, value: ticket.text, maxAge: Int(VisitTicket.idleMinutes) * 60, path: "/", secure: isSecure,
            httpOnly: true, sameSite: .lax)
    }
}
