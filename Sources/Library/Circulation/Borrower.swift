/// A reader as a desk sees one: also after the card has ended, while books are out.
package struct Borrower: Equatable, Sendable {
    package var id: PatronID
    package var point: ServicePointID
    package var institution: InstitutionID
    /// Where the institution lies: what statistics keep.
    package var unit: UnitID
    package var name: String
    /// Nil when every card was lost.
    package var card: CardNumber?
    package var category: PatronCategory
    package var className: String?
    package var hasEnded: Bool
    /// Whether a guardian agreed, or the reader needs none.
    package var mayKeepMore: Bool

    package init(
        id: PatronID, point: ServicePointID, institution: InstitutionID, unit: UnitID, name: String,
        card: CardNumber?, category: PatronCategory, className: String?, hasEnded: Bool, mayKeepMore: Bool
    ) {
        (self.id, self.point, self.institution, self.unit) = (id, point, institution, unit)
        (self.name, self.card, self.category, self.className) = (name, card, category, className)
        (self.hasEnded, self.mayKeepMore) = (hasEnded, mayKeepMore)
    }

    package var traits: BorrowerTraits {
        BorrowerTraits(category: category, grade: className.flatMap { SchoolYear.grade(of: $0) }, unit: unit)
    }
}
