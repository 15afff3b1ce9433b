/// Whose figures are added up: points of today's units and of all they were made
/// of, each once.
package struct FigureScope: Hashable, Sendable {
    /// A place with the months in which it counts.
    package struct Member: Hashable, Sendable {
        package var place: FigurePlace
        /// The unit it stands under; nil where no unit was asked for.
        package var unit: UnitID?
        /// Nil for all months; empty months are no member.
        package var months: ClosedRange<Month>?

        package init(_ place: FigurePlace, unit: UnitID? = nil, months: ClosedRange<Month>? = nil) {
            (self.place, self.unit, self.months) = (place, unit, months)
        }
    }

    /// A unit whose points count, with how it came in.
    package struct UnitPart: Hashable, Sendable {
        package var unit: UnitID
        package var standing: UnitStanding
        package var points: Int
    }

    /// In the order they are listed; a place stands here once.
    package let members: [Member]
    /// What a point belongs to only in part, or perhaps: told, never added.
    package let besides: [Member]
    /// The units of both, the asked one first; empty where no unit was asked for.
    package let units: [UnitPart]
    package let notes: [Working.Note]

    init(members: [Member], besides: [Member], units: [UnitPart], notes: [Working.Note]) {
        (self.members, self.besides, self.units, self.notes) = (members, besides, units, notes)
    }

    /// These places in all their months; a place that is named twice counts once.
    package init(_ places: [FigurePlace]) {
        var seen: Set<FigurePlace> = []
        members = places.filter { seen.insert($0).inserted }.map { Member($0) }
        (besides, units, notes) = ([], [], [])
    }

    /// A point as a scope sees it: where it stands, and from when to when.
    package struct Seat: Hashable, Sendable {
        package var point: ServicePointID
        /// The unit of its institution.
        package var unit: UnitID
        /// Of the point and of its institution, together.
        package var validity: Validity

        package init(_ point: ServicePointID, in unit: UnitID, validity: Validity = Validity()) {
            (self.point, self.unit, self.validity) = (point, unit, validity)
        }
    }
}

/// How the points of a unit belong to the unit that was asked for.
package enum UnitStanding: Hashable, Sendable {
    /// It is the unit, or lies in it.
    case own
    /// It went into it whole, as a person confirmed.
    case whole
    /// A link that nobody has confirmed: added, and flagged.
    case unconfirmed
    /// Only a part of it belongs here; percent of its people where that is stated.
    case part(percent: Int?)
    /// It belongs to others too, of which this unit is one.
    case shared

    /// Whether its points are added up.
    package var counts: Bool {
        switch self {
        case .own, .whole, .unconfirmed: true
        case .part, .shared: false
        }
    }
}
