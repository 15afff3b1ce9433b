extension PlaceDirectory {
    /// The points whose figures are added up for a node: what the dashboard shows
    /// and what a report tells, so that the two never disagree. Of a unit the
    /// points of all it was made of, of a former one those of what it became.
    ///
    /// `kind` and `target` narrow it; `months` are all that is looked at.
    package func scope(
        of node: TreeNode, over months: ClosedRange<Month>, kind: ServicePointKind? = nil,
        target: TargetScope = TargetScope()
    ) -> FigureScope {
        let isWanted = { (place: Place) -> Bool in
            (kind == nil || place.kind == kind)
                && (target.institutions.isEmpty || target.institutions.contains(place.institutionKind))
                && (target.points.isEmpty || target.points.contains(place.kind))
        }
        if case .unit(let unit) = node {
            return FigureScope.resolve(unit, over: months, in: map, seats: seats(isWanted))
        }
        let points = points(within: node).filter(isWanted).map { FigurePlace.point($0.id) }
        // Visitors of whom no point is known belong to the library as a whole alone.
        let hasSite = node == .library && kind == nil && target.points.isEmpty
        return FigureScope(points + (hasSite ? [.site] : []))
    }
}

extension FigureScope {
    /// The points that are added up; visitors without a point are none.
    package var points: [ServicePointID] {
        members.compactMap { member in if case .point(let id) = member.place { id } else { nil } }
    }

    /// The units whose points are added up.
    package var countedUnits: [UnitID] { units.filter(\.standing.counts).map(\.unit) }

    /// Links that nobody has confirmed and that the sums stand on.
    package var unconfirmedLinks: Int {
        notes.filter { $0.word == .unconfirmedSuccession }.reduce(0) { $0 + ($1.count ?? 0) }
    }
}
