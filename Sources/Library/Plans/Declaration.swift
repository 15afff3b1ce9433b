/// What an institution said of itself on a day. Declarations are only added: the
/// newest of a property holds, and a change of one has a reason.
package struct Declaration: Hashable, Sendable {
    package var id: DeclarationID
    package var institution: InstitutionID
    package var facts: DeclarationFacts
    /// Why it took the place of the one before; nil for the first.
    package var reason: String?
    /// The name of who declared.
    package var by: String
    package var at: Moment

    package init(
        id: DeclarationID, institution: InstitutionID, facts: DeclarationFacts, reason: String?, by: String, at: Moment
    ) {
        (self.id, self.institution, self.facts) = (id, institution, facts)
        (self.reason, self.by, self.at) = (reason, by, at)
    }
}

package typealias DeclarationID = RowID<Declaration>

/// What is declared.
package struct DeclarationFacts: Hashable, Sendable {
    package var property: DeclaredProperty
    /// Yes or no.
    package var holds: Bool
    /// Since when.
    package var from: Day
    package var evidence: String?
    /// An address that shows it.
    package var link: String?

    package init(property: DeclaredProperty, holds: Bool, from: Day, evidence: String? = nil, link: String? = nil) {
        (self.property, self.holds, self.from) = (property, holds, from)
        (self.evidence, self.link) = (evidence, link)
    }

    /// What is wrong with it on a day; nil when it can be kept. "Yes" needs
    /// something to show for it.
    package func refusal(on today: Day) -> PlanRefusal? {
        if from > today { return .dayWrong }
        if holds, evidence == nil, link == nil { return .sourceMissing }
        if let link, !Self.isAddress(link) { return .linkWrong }
        return nil
    }

    /// Only such addresses are ever put into a page.
    static func isAddress(_ text: String) -> Bool {
        (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.utf8.count < 500
            && !text.contains(where: \.isWhitespace)
    }
}

/// A declaration to be made: what is said, and what it is based on.
package struct DeclarationDraft: Hashable, Sendable {
    package var facts: DeclarationFacts
    package var reason: String?
    /// The declaration that was shown; nil where there was none.
    package var basedOn: DeclarationID?
    package init(facts: DeclarationFacts, reason: String? = nil, basedOn: DeclarationID? = nil) {
        (self.facts, self.reason, self.basedOn) = (facts, reason, basedOn)
    }
}

/// An institution with what it declared, and what the system says of it.
package struct InstitutionStanding: Equatable, Sendable {
    package var institution: Institution
    /// The unit it is in, as its page names it.
    package var unit: AdministrativeUnit
    package var declared: [DeclaredProperty: Declaration]
    package var proofs: [PropertyProof]

    package init(
        institution: Institution, unit: AdministrativeUnit, declared: [DeclaredProperty: Declaration] = [:],
        proofs: [PropertyProof] = []
    ) {
        (self.institution, self.unit, self.declared, self.proofs) = (institution, unit, declared, proofs)
    }

    package func proof(of property: DeclaredProperty) -> PropertyProof? {
        proofs.first { $0.rule.property == property }
    }

    package func state(of property: DeclaredProperty) -> PropertyState {
        let isProven = proof(of: property)?.holds == true
        guard let declaration = declared[property] else { return isProven ? .proven : .silent }
        guard declaration.facts.holds else { return isProven ? .deniedButProven : .denied }
        guard let proof = proof(of: property) else { return .declared }
        return isProven ? .declaredAndProven : proof.count == 0 ? .declaredButUnseen : .declared
    }

    /// Of several properties together: all of them must hold.
    package func state(of properties: [DeclaredProperty]) -> PropertyState {
        let states = properties.map { state(of: $0) }
        if let lacking = states.first(where: { !$0.counts }) {
            return states.first { $0 == .deniedButProven } ?? states.first { $0 == .denied } ?? lacking
        }
        return states.first { $0 == .declaredButUnseen } ?? states.first ?? .silent
    }
}

/// What is known of a property; words under `property-state`.
package enum PropertyState: String, Sendable, CaseIterable {
    /// Said by the institution; the system has no rule for it, or too little.
    case declared
    case declaredAndProven = "declared-and-proven"
    /// Said by the institution, and nothing of it to be seen in the system.
    case declaredButUnseen = "declared-but-unseen"
    /// Nobody said it, the system shows it.
    case proven
    case denied
    /// Said no, while the system shows it.
    case deniedButProven = "denied-but-proven"
    /// Chưa khai báo: counts against, and is shown apart.
    case silent

    /// Whether it counts for the share.
    package var counts: Bool {
        switch self {
        case .declared, .declaredAndProven, .declaredButUnseen, .proven: true
        case .denied, .deniedButProven, .silent: false
        }
    }

    /// Whether what was said and what is seen speak against each other.
    package var isContradiction: Bool { self == .declaredButUnseen || self == .deniedButProven }
}
