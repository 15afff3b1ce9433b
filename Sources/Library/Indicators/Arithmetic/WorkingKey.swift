/// The name of one working within a study: stable, so that a link to it leads to
/// the same reckoning tomorrow.
///
/// Written in an address it is one word of letters, digits, "-" and "~":
/// "growth~panel~~~p12~~2026-01~2026-10~1".
package struct WorkingKey: Hashable, Sendable, CustomStringConvertible {
    /// All figures there are, or only those that both sides have.
    package enum Basis: String, Sendable, CaseIterable {
        case total, panel
    }

    /// Which of the two periods a sum is of.
    package enum Side: String, Sendable, CaseIterable {
        case now, base
    }

    /// What else tells workings of one kind apart.
    package enum Variant: String, Sendable, CaseIterable {
        case low, high
        /// Of the whole period of a target, its months to come included.
        case whole
        /// The upper end of a band.
        case upper
        /// Of the two lines that are always drawn: +8 % and +10 %.
        case eight, ten

        /// The rate of a line.
        package var line: Double? {
            switch self {
            case .eight: RateGoal.programme.lowerBound
            case .ten: RateGoal.programme.upperBound
            case .low, .high, .whole, .upper: nil
            }
        }
    }

    package var kind: Working.Kind
    package var basis: Basis
    package var side: Side?
    package var variant: Variant?
    package var place: FigurePlace?
    /// Of the points of one unit of the scope.
    package var unit: UnitID?
    /// This period's months, for both of its sides.
    package var months: ClosedRange<Month>?
    /// How many years before them the other side lies; 0 for a single period.
    package var years: Int

    package init(
        _ kind: Working.Kind, _ basis: Basis = .total, side: Side? = nil, variant: Variant? = nil,
        place: FigurePlace? = nil, unit: UnitID? = nil, months: ClosedRange<Month>? = nil, years: Int = 0
    ) {
        (self.kind, self.basis, self.side, self.variant) = (kind, basis, side, variant)
        (self.place, self.unit, self.months, self.years) = (place, unit, months, years)
    }

    /// Reads what ``description`` writes; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "~" }.map { String($0) }
        guard parts.count == 9, let kind = Working.Kind(rawValue: parts[0]), let basis = Basis(rawValue: parts[1]),
            let years = Int(parts[8]), (0...100).contains(years)
        else { return nil }
        let (side, variant) = (Side(rawValue: parts[2]), Variant(rawValue: parts[3]))
        let (place, unit) = (FigurePlace(key: parts[4]), Int64(parts[5]).map { UnitID($0) })
        let (first, last) = (Month(iso: parts[6]), Month(iso: parts[7]))
        guard (side == nil) == parts[2].isEmpty, (variant == nil) == parts[3].isEmpty,
            (place == nil) == parts[4].isEmpty, (unit == nil) == parts[5].isEmpty, (first == nil) == parts[6].isEmpty,
            (last == nil) == parts[7].isEmpty, (first == nil) == (last == nil)
        else { return nil }
        var months: ClosedRange<Month>?
        if let first, let last {
            guard first <= last else { return nil }
            months = first...last
        }
        self.init(kind, basis, side: side, variant: variant, place: place, unit: unit, months: months, years: years)
        guard description == text else { return nil }
    }

    package var description: String {
        [
            kind.rawValue, basis.rawValue, side?.rawValue ?? "", variant?.rawValue ?? "", place?.key ?? "",
            unit?.description ?? "",
            months?.lowerBound.description ?? "", months?.upperBound.description ?? "", String(years),
        ].joined(separator: "~")
    }
}

extension FigurePlace {
    /// "p12", or "site".
    package var key: String {
        switch self {
        case .point(let id): "p\(id)"
        case .site: "site"
        }
    }

    package init?(key: some StringProtocol) {
        if key == "site" {
            self = .site
        } else if key.first == "p", let id = Int64(key.dropFirst()) {
            self = .point(ServicePointID(id))
        } else {
            return nil
        }
    }
}
