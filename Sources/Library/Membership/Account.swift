/// Somebody who can sign in: a patron by card and PIN, a member of staff by
/// user name and password, or both in one.
package struct Account: Equatable, Sendable {
    package var id: AccountID
    package var userName: UserName?
    package var displayName: String
    package var patron: PatronID?
    /// False once it was ended; then nobody signs in with it.
    package var isOpen: Bool
    package var grants: [Grant]

    package init(
        id: AccountID, userName: UserName?, displayName: String, patron: PatronID?, isOpen: Bool, grants: [Grant]
    ) {
        (self.id, self.userName, self.displayName, self.patron) = (id, userName, displayName, patron)
        (self.isOpen, self.grants) = (isOpen, grants)
    }
}

/// The name staff sign in with: 3 to 32 small Latin letters, digits, dots,
/// hyphens and underscores, beginning with a letter.
package struct UserName: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    package var description: String { text }

    package init?(_ written: some StringProtocol) {
        let text = written.lowercased()
        let isLetter: (UInt8) -> Bool = { (0x61...0x7A).contains($0) }
        guard (3...32).contains(text.utf8.count), let first = text.utf8.first, isLetter(first),
            text.utf8.allSatisfy({ isLetter($0) || (0x30...0x39).contains($0) || ".-_".utf8.contains($0) })
        else { return nil }
        self.text = text
    }
}

/// What somebody proves to be who they are.
package enum SecretKind: String, Sendable, CaseIterable {
    /// Six digits, with the card's number.
    case pin
    /// With the user name.
    case password
}

/// The rules for PINs and passwords.
package enum SecretRule {
    package static let pinLength = 6
    /// In characters; length is what makes a password strong (NIST SP 800-63B, 3.1.1).
    package static let shortestPassword = 10
    package static let longestPassword = 128

    /// Which of the two a text is meant to be: six digits are a PIN.
    package static func kind(of text: String) -> SecretKind {
        text.utf8.count == pinLength && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? .pin : .password
    }

    /// Whether a person may choose this one.
    package static func accepts(_ text: String, as kind: SecretKind, name: String) -> Bool {
        switch kind {
        case .pin: Self.kind(of: text) == .pin && !isTooPlain(text)
        case .password:
            (shortestPassword...longestPassword).contains(text.count) && Set(text).count > 3
                && !text.lowercased().contains(name.lowercased().isEmpty ? "\u{0}" : name.lowercased())
        }
    }

    /// A random one, never one that anybody would try first.
    package static func random(_ kind: SecretKind, using generator: inout some RandomNumberGenerator) -> String {
        switch kind {
        case .pin:
            while true {
                let number = String(Int.random(in: 0...999_999, using: &generator))
                let pin = String(repeating: "0", count: pinLength - number.count) + number
                if !isTooPlain(pin) { return pin }
            }
        case .password:
            // 16 of 31 signs that are not taken for one another: 79 bits.
            let signs = Array("abcdefghjkmnpqrstuvwxyz23456789")
            return (0..<4).map { _ in
                String((0..<4).map { _ in signs[Int.random(in: 0..<signs.count, using: &generator)] })
            }.joined(separator: "-")
        }
    }

    /// One digit again and again, two in turn, or a run upwards or downwards.
    private static func isTooPlain(_ pin: String) -> Bool {
        let digits = pin.compactMap(\.wholeNumberValue)
        let steps = zip(digits, digits.dropFirst()).map { ($1 - $0 + 10) % 10 }
        let repeatsPair = zip(digits, digits.dropFirst(2)).allSatisfy { $0 == $1 }
        return Set(steps).count == 1 || repeatsPair
    }
}
