/// What holds for one reader at one point: how long, how many, how often again.
package struct LoanPolicy: Equatable, Sendable {
    package var loanDays: Int
    /// Copies the reader may have at a time.
    package var loanLimit: Int
    package var renewals: Int
    /// The version of the rules it was read from; what an event carries.
    package var version: String
    package init(loanDays: Int, loanLimit: Int, renewals: Int, version: String) {
        (self.loanDays, self.loanLimit, self.renewals) = (loanDays, loanLimit, renewals)
        self.version = version
    }
}

/// Every rule of lending: `ingest/codes/loan-policies.yaml` and the rules of the
/// kinds of points.
package struct LoanPolicies: Equatable, Sendable {
    /// Where nobody says anything.
    package var general: ServicePointRules
    /// By the reader's category, at every kind of point.
    package var everywhere: [PatronCategory: ServicePointRules]
    /// By the kind of the point and the reader's category.
    package var atKind: [ServicePointKind: [PatronCategory: ServicePointRules]]
    package var kinds: ServicePointKinds

    package init(
        general: ServicePointRules = ServicePointRules(), everywhere: [PatronCategory: ServicePointRules] = [:],
        atKind: [ServicePointKind: [PatronCategory: ServicePointRules]] = [:],
        kinds: ServicePointKinds = ServicePointKinds()
    ) {
        (self.general, self.everywhere, self.atKind, self.kinds) = (general, everywhere, atKind, kinds)
    }

    /// Value by value the first of these that says it: the category at this kind
    /// of point, the category everywhere, the point itself, its kind, the general
    /// rule. A point's own page speaks of its ordinary reader; who is an exception
    /// in the table (a teacher, say) stays one there.
    package func policy(for category: PatronCategory, at point: ServicePointFacts) -> LoanPolicy {
        let rules = (atKind[point.kind]?[category] ?? ServicePointRules())
            .completed(by: everywhere[category] ?? ServicePointRules())
            .completed(by: kinds.rules(of: point))
            .completed(by: general)
            .completed(by: Self.cautious)
        return LoanPolicy(
            loanDays: rules.loanDays ?? 0, loanLimit: rules.loanLimit ?? 0, renewals: rules.renewals ?? 0,
            version: Self.version(of: text + Self.line("point", point.rules)))
    }

    /// A library without any file lends as a school does.
    private static let cautious = ServicePointRules(loanDays: 7, loanLimit: 2, renewals: 1)

    /// Changes with every rule that could change a policy, and with nothing else:
    /// sixteen hexadecimal digits (FNV-1a, 64 bits; it recognises, it does not protect).
    private static func version(of text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// All rules, one a line, in one order.
    private var text: String {
        var lines = [Self.line("general", general)]
        for category in PatronCategory.allCases {
            lines.append(Self.line("any \(category.rawValue)", everywhere[category]))
        }
        for kind in ServicePointKind.allCases {
            lines.append(Self.line(kind.rawValue, kinds.rules[kind]))
            for category in PatronCategory.allCases {
                lines.append(Self.line("\(kind.rawValue) \(category.rawValue)", atKind[kind]?[category]))
            }
        }
        return lines.joined()
    }

    /// Opening days are the calendar's: they change no policy.
    private static func line(_ name: String, _ rules: ServicePointRules?) -> String {
        let numbers = [rules?.loanDays, rules?.loanLimit, rules?.renewals]
        return name + numbers.map { " " + ($0.map(String.init) ?? "-") }.joined() + "\n"
    }
}
