/// A place where books are lent or read: a library, a class corner, a shelf, a
/// stop of the library van.
package struct ServicePoint: Equatable, Sendable {
    package var id: ServicePointID
    package var institution: InstitutionID
    package var facts: ServicePointFacts
    package init(id: ServicePointID, institution: InstitutionID, facts: ServicePointFacts) {
        (self.id, self.institution, self.facts) = (id, institution, facts)
    }
}

/// What a coordinator says of a service point.
package struct ServicePointFacts: Equatable, Sendable {
    package var name: String
    package var kind: ServicePointKind
    /// The point it hangs on: a class corner on its school's library.
    package var parent: ServicePointID?
    /// What this point does differently from others of its kind.
    package var rules: ServicePointRules
    package var validity: Validity

    package init(
        name: String, kind: ServicePointKind, parent: ServicePointID? = nil,
        rules: ServicePointRules = ServicePointRules(), validity: Validity = Validity()
    ) {
        (self.name, self.kind, self.parent) = (name, kind, parent)
        (self.rules, self.validity) = (rules, validity)
    }
}

/// The kinds of service point. Their words are in `Locales/*.yaml` under
/// `point-kind`, their rules in `ingest/codes/service-point-kinds.yaml`.
package enum ServicePointKind: String, Sendable, CaseIterable {
    case province
    /// Ended on 30 June 2025; kept for what happened before.
    case district
    case commune, school
    case classCorner = "class-corner"
    case greenLibrary = "green-library"
    case communityLearningCentre = "community-learning-centre"
    case postCulturePoint = "post-culture-point"
    case villageShelf = "village-shelf"
    case agencyShelf = "agency-shelf"
    case mobile
    case other
}

/// How a point lends and when it is open; nil where nothing is said.
package struct ServicePointRules: Equatable, Sendable {
    package var loanDays: Int?
    /// Copies one reader may have at a time.
    package var loanLimit: Int?
    package var renewals: Int?
    package var opening: OpeningDays?
    package init(loanDays: Int? = nil, loanLimit: Int? = nil, renewals: Int? = nil, opening: OpeningDays? = nil) {
        (self.loanDays, self.loanLimit, self.renewals, self.opening) = (loanDays, loanLimit, renewals, opening)
    }

    /// These rules, and those of `kind` where nothing is said here.
    package func completed(by kind: ServicePointRules) -> ServicePointRules {
        ServicePointRules(
            loanDays: loanDays ?? kind.loanDays, loanLimit: loanLimit ?? kind.loanLimit,
            renewals: renewals ?? kind.renewals, opening: opening ?? kind.opening)
    }

    /// What a number may be: a loan of more than a year or of a thousand books
    /// is a slip of the keyboard.
    package static let range: (loanDays: ClosedRange<Int>, loanLimit: ClosedRange<Int>, renewals: ClosedRange<Int>) = (
        1...366, 0...200, 0...20
    )
}

/// The days of the week a point is open, numbered as Vietnamese people do: 2 is
/// Monday, 7 Saturday, 8 Sunday.
package struct OpeningDays: Hashable, Sendable, CustomStringConvertible {
    package let days: Set<Int>

    package init?(_ days: Set<Int>) {
        guard days.allSatisfy({ (2...8).contains($0) }) else { return nil }
        self.days = days
    }

    /// Reads "23456", "2-6" or "2, 4, 6".
    package init?(_ text: some StringProtocol) {
        var days: Set<Int> = []
        var last: Int?
        var isRange = false
        for character in text where !" ,;".contains(character) {
            if character == "-" || character == "–" {
                guard last != nil, !isRange else { return nil }
                isRange = true
                continue
            }
            guard let day = character.wholeNumberValue, (2...8).contains(day) else { return nil }
            if isRange, let first = last {
                guard first <= day else { return nil }
                days.formUnion(first...day)
            }
            days.insert(day)
            (last, isRange) = (day, false)
        }
        guard !isRange else { return nil }
        self.days = days
    }

    /// The digits in order: "23456".
    package var description: String { days.sorted().map(String.init).joined() }
}

/// The rules each kind of point starts with: `ingest/codes/service-point-kinds.yaml`.
package struct ServicePointKinds: Equatable, Sendable {
    package var rules: [ServicePointKind: ServicePointRules]
    package init(_ rules: [ServicePointKind: ServicePointRules] = [:]) { self.rules = rules }

    /// What holds at a point: its own rules, completed by those of its kind.
    package func rules(of facts: ServicePointFacts) -> ServicePointRules {
        facts.rules.completed(by: rules[facts.kind] ?? ServicePointRules())
    }
}
