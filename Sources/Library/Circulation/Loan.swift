/// A loan: the fold of its events. Who has the copy stands apart from it, so
/// that it can be forgotten while the loan stays.
package struct Loan: Equatable, Sendable {
    package var id: LoanID
    package var copy: CopyID
    /// The point that lent it.
    package var point: ServicePointID
    /// Whose copy it is: loans are counted by both, apart from one another.
    package var owner: ServicePointID
    package var openedAt: Moment
    package var dueOn: Day
    package var renewals: Int
    package var borrower: BorrowerTraits
    package var closing: Closing?

    /// How a loan ended.
    package struct Closing: Equatable, Sendable {
        /// Never before the loan began, whatever the clock said.
        package var at: Moment
        package var point: ServicePointID
        /// True when the copy was lost and not brought back.
        package var isLoss: Bool
        package init(at moment: Moment, point: ServicePointID, isLoss: Bool) {
            (at, self.point, self.isLoss) = (moment, point, isLoss)
        }
    }

    package init(
        id: LoanID, copy: CopyID, point: ServicePointID, owner: ServicePointID, openedAt: Moment, dueOn: Day,
        renewals: Int = 0, borrower: BorrowerTraits, closing: Closing? = nil
    ) {
        (self.id, self.copy, self.point, self.owner) = (id, copy, point, owner)
        (self.openedAt, self.dueOn, self.renewals) = (openedAt, dueOn, renewals)
        (self.borrower, self.closing) = (borrower, closing)
    }

    package var isOpen: Bool { closing == nil }
}

package typealias LoanID = RowID<Loan>

/// The coarse facts of a borrower that statistics need, and no more: nobody is
/// found again by them.
package struct BorrowerTraits: Hashable, Sendable {
    package var category: PatronCategory
    /// 1 to 12; nil outside of a school.
    package var grade: Int?
    package var unit: UnitID
    package init(category: PatronCategory, grade: Int?, unit: UnitID) {
        (self.category, self.grade, self.unit) = (category, grade, unit)
    }
}

extension RowID where Thing == Loan {
    /// A number that two machines do not mint alike: milliseconds since 2020 and
    /// 21 bits of chance. They sort by time, so that an index grows at its end.
    package static func mint(at moment: Moment, using generator: inout some RandomNumberGenerator) -> LoanID {
        LoanID(TimedNumber.mint(at: moment, using: &generator))
    }

    /// Below every number minted at that moment or later.
    package static func earliest(at moment: Moment) -> LoanID { LoanID(TimedNumber.earliest(at: moment)) }
}

/// Numbers made where something happens, without asking anybody.
enum TimedNumber {
    private static let start: Int64 = 1_577_836_800_000

    static func mint(at moment: Moment, using generator: inout some RandomNumberGenerator) -> Int64 {
        let chance = Int64.random(in: 0..<(1 << 21), using: &generator)
        return earliest(at: moment) | chance
    }

    static func earliest(at moment: Moment) -> Int64 { max(0, moment.milliseconds - start) << 21 }
}
