/// Readers, their cards and classes.
package protocol PatronStore: Sendable {
    func patrons(_ filter: PatronFilter) async throws -> PatronPage
    func patron(_ id: PatronID) async throws -> Patron?
    /// Takes a class list in: a reader is known by the card, else by name and
    /// class. In a dry run nothing is kept.
    func importClassList(_ lines: [ClassLine], at point: ServicePointID, isDryRun: Bool, act: Act) async throws
        -> [ListOutcome]
    /// A new card; the old number is refused from now on.
    func replaceCard(of patron: PatronID, act: Act) async throws -> CardNumber
    /// Says something else of a reader; what may not be kept of it goes. The audit
    /// names what changed, never what it was or is.
    func change(_ patron: PatronID, to facts: PatronFacts, act: Act) async throws
    /// Moves every class of a point a grade up and ends the readers of the last
    /// one.
    func endSchoolYear(at point: ServicePointID, lastGrade: Int, act: Act) async throws -> SchoolYearReport
    /// The accounts of patrons, for their PINs.
    func accounts(of patrons: [PatronID]) async throws -> [PatronID: AccountID]
}

package struct PatronFilter: Equatable, Sendable {
    package var point: ServicePointID
    package var className: String?
    package var after: PatronID?
    package var limit: Int
    package init(point: ServicePointID, className: String? = nil, after: PatronID? = nil, limit: Int = 100) {
        (self.point, self.className, self.after, self.limit) = (point, className, after, limit)
    }
}

package struct PatronPage: Equatable, Sendable {
    /// By class, then in the order of a class list: given name first.
    package var patrons: [Patron]
    package var classes: [ClassSize]
    package var next: PatronID?
    package init(patrons: [Patron], classes: [ClassSize], next: PatronID?) {
        (self.patrons, self.classes, self.next) = (patrons, classes, next)
    }
}

package struct ClassSize: Equatable, Sendable {
    /// Nil for the readers in no class.
    package var className: String?
    package var readers: Int
    package init(className: String?, readers: Int) { (self.className, self.readers) = (className, readers) }
}

package struct SchoolYearReport: Equatable, Sendable {
    package var promoted: Int
    /// Readers of the last grade, whose cards have ended.
    package var left: Int
    /// Readers of classes without a grade in their name, who stay.
    package var stayed: Int
    package init(promoted: Int, left: Int, stayed: Int) {
        (self.promoted, self.left, self.stayed) = (promoted, left, stayed)
    }
}
