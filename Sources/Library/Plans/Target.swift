/// What a plan wants to be reached, and by when.
package struct Target: Equatable, Sendable {
    package var id: TargetID
    /// In a few words.
    package var name: String
    package var shape: TargetShape
    package var scope: TargetScope
    package var comparator: TargetComparator
    /// The comparator's own words as printed ("Trên", "Phần đầu"); nil for none.
    package var words: String?
    /// A year alone ends on its 31 December; nil where the plan prints no date.
    package var deadline: Day?
    /// The code of the plan's phase it belongs to.
    package var phase: String?
    /// Counted by another office: numerator and denominator are entered with
    /// their source, and stand beside our own figures.
    package var isExternal: Bool
    /// At least one; figure and date may stand apart in the text.
    package var quotations: [Quotation]
    package var note: String?

    package init(
        id: TargetID, name: String, shape: TargetShape, scope: TargetScope = TargetScope(),
        comparator: TargetComparator = .plain, words: String? = nil, deadline: Day?, phase: String? = nil,
        isExternal: Bool = false, quotations: [Quotation], note: String? = nil
    ) {
        (self.id, self.name, self.shape, self.scope) = (id, name, shape, scope)
        (self.comparator, self.words, self.deadline, self.phase) = (comparator, words, deadline, phase)
        (self.isExternal, self.quotations, self.note) = (isExternal, quotations, note)
    }

    package var growth: GrowthTarget? { if case .growth(let growth) = shape { growth } else { nil } }
}

/// A target of a plan; written "dak-ha-2023/luot-su-dung-2025".
package struct TargetID: Hashable, Sendable, CustomStringConvertible {
    package var plan: PlanID
    package var code: String
    package init(plan: PlanID, code: String) { (self.plan, self.code) = (plan, code) }
    package var description: String { "\(plan)/\(code)" }
}

/// The five shapes that targets have.
package enum TargetShape: Equatable, Sendable {
    case growth(GrowthTarget)
    /// Percent of the institutions of the scope that have all of `having`; empty
    /// where another office says who has it.
    case shareOfInstitutions(percent: Double, having: [DeclaredProperty])
    case shareOfPeople(percent: Double, ofWhom: String)
    case count(CountTarget)
    /// Reached on a day or not; with `having`, once every institution of the
    /// scope has it.
    case milestone(having: [DeclaredProperty])

    package var kind: Kind {
        switch self {
        case .growth: .growth
        case .shareOfInstitutions: .shareOfInstitutions
        case .shareOfPeople: .shareOfPeople
        case .count: .count
        case .milestone: .milestone
        }
    }

    /// As plan files write them.
    package enum Kind: String, Sendable, CaseIterable {
        case growth
        case shareOfInstitutions = "share-of-institutions"
        case shareOfPeople = "share-of-people"
        case count
        case milestone
    }

    /// What institutions declare for it.
    package var properties: [DeclaredProperty] {
        switch self {
        case .shareOfInstitutions(_, let having), .milestone(let having): having
        case .growth, .shareOfPeople, .count: []
        }
    }
}

/// So much more each year on the average.
package struct GrowthTarget: Equatable, Sendable {
    /// Percent a year; one rate is a band of no width.
    package var rate: ClosedRange<Double>
    /// What is counted, added up: only the plan says which visits count.
    package var counts: [Indicator]
    /// Compared with; no plan prints it, so that nil asks somebody to choose.
    package var baseYear: Chosen<Int>?
    package var mean: Chosen<MeanKind>?
    /// The upper end of the highest band that the plan prints for growth, percent;
    /// nil where it prints none. The plan knows it.
    package internal(set) var ceiling: Double?

    package init(
        rate: ClosedRange<Double>, counts: [Indicator], baseYear: Chosen<Int>? = nil, mean: Chosen<MeanKind>? = nil
    ) {
        (self.rate, self.counts, self.baseYear, self.mean) = (rate, counts, baseYear, mean)
    }
}

/// Which mean of yearly growth "bình quân" is: +20 % and −4 % are 7.3 % by the
/// one and 8.0 % by the other. The other one is always shown beside.
package enum MeanKind: String, Sendable, CaseIterable {
    case compound, arithmetic
}

/// Something chosen by the plan's file or by a person, who then has a name and
/// a reason that every chart shows.
package struct Chosen<Value: Hashable & Sendable>: Hashable, Sendable {
    package var value: Value
    /// Nil where the plan's file says it.
    package var by: PlanChoice?
    package init(_ value: Value, by choice: PlanChoice? = nil) { (self.value, by) = (value, choice) }
}

/// So many in each period.
package struct CountTarget: Equatable, Sendable {
    /// As plan files write them; words under `count-period`.
    package enum Period: String, Sendable, CaseIterable {
        case schoolYear = "school-year"
        case year, month, week
    }
    /// Of whom so many are asked; words under `count-per`.
    package enum Per: String, Sendable, CaseIterable {
        case institution
        case schoolClass = "class"
    }
    package var number: Int
    package var period: Period
    package var per: Per
    package var counts: Indicator

    package init(number: Int, period: Period, per: Per, counts: Indicator) {
        (self.number, self.period, self.per, self.counts) = (number, period, per, counts)
    }
}

/// Whom a target speaks of: the institutions of these kinds in the plan's
/// units, with or without a library. With `points` only those that have a
/// service point of such a kind. Empty is everything.
package struct TargetScope: Hashable, Sendable {
    package var institutions: [InstitutionKind]
    package var points: [ServicePointKind]
    package init(institutions: [InstitutionKind] = [], points: [ServicePointKind] = []) {
        (self.institutions, self.points) = (institutions, points)
    }
}
