/// Somebody with a card of a service point.
package struct Patron: Equatable, Sendable {
    package var id: PatronID
    package var servicePoint: ServicePointID
    /// The card in force; earlier ones are refused at the desk.
    package var card: CardNumber
    package var facts: PatronFacts

    package init(id: PatronID, servicePoint: ServicePointID, card: CardNumber, facts: PatronFacts) {
        (self.id, self.servicePoint, self.card, self.facts) = (id, servicePoint, card, facts)
    }
}

/// What is known of a patron.
package struct PatronFacts: Equatable, Sendable {
    package var name: String
    package var category: PatronCategory
    /// "5A"; nil for who is in no class.
    package var className: String?
    package var basis: LegalBasis
    /// When a guardian agreed that more is kept than lending needs.
    package var consentOn: Day?
    package var birthday: Day?
    /// A telephone number or address of the guardian, or of a grown-up reader.
    package var contact: String?

    package init(
        name: String, category: PatronCategory, className: String? = nil, basis: LegalBasis, consentOn: Day? = nil,
        birthday: Day? = nil, contact: String? = nil
    ) {
        (self.name, self.category, self.className, self.basis) = (name, category, className, basis)
        (self.consentOn, self.birthday, self.contact) = (consentOn, birthday, contact)
    }

    /// What may be kept: of a child without a guardian's consent only what lending
    /// needs, which is name, class and card (Luật 91/2025/QH15).
    package var permitted: PatronFacts {
        guard category.needsConsent, consentOn == nil else { return self }
        var kept = self
        (kept.birthday, kept.contact) = (nil, nil)
        return kept
    }
}

extension PatronFacts {
    /// The names of the fields in which the two differ; for the audit, which says
    /// what changed and never what it was.
    package func fields(differingFrom other: PatronFacts) -> [String] {
        [
            ("name", name != other.name), ("category", category != other.category),
            ("class", className != other.className), ("basis", basis != other.basis),
            ("consent", consentOn != other.consentOn), ("birthday", birthday != other.birthday),
            ("contact", contact != other.contact),
        ].filter(\.1).map(\.0)
    }
}

/// Whom a rule of lending or a figure distinguishes; words under
/// `patron-category` in the locales.
package enum PatronCategory: String, Sendable, CaseIterable {
    case pupil, teacher, staff, child, adult

    package var needsConsent: Bool { self == .pupil || self == .child }
}

/// Why a person's data may be kept at all; words under `legal-basis`.
package enum LegalBasis: String, Sendable, CaseIterable {
    /// A school's duty to give its pupils a library (Thông tư 16/2022/TT-BGDĐT).
    case schoolDuty = "school-duty"
    /// The reader asked for a card.
    case request
    /// The guardian's, or the reader's own, consent.
    case consent
}
