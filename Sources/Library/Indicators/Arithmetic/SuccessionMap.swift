/// Units with what they lie in and what became of them: made once, asked for many
/// units.
package struct SuccessionMap: Sendable {
    let units: [UnitID: AdministrativeUnit]
    private let children: [UnitID: [UnitID]]
    private let into: [UnitID: [UnitSuccession]]
    private let from: [UnitID: [UnitSuccession]]

    /// Links that a confirmed one leaves no room for are no links: what went whole
    /// into one unit went into no other.
    package init(units: [AdministrativeUnit], successions: [UnitSuccession]) {
        self.units = Dictionary(units.map { ($0.id, $0) }) { first, _ in first }
        children = Dictionary(grouping: units.filter { $0.parent != nil }) { $0.parent ?? $0.id }
            .mapValues { $0.map(\.id) }
        let settled = Dictionary(
            successions.filter { $0.confirmedBy != nil && $0.extent == .whole }.map { ($0.old.id, $0.new.id) }
        ) { first, _ in first }
        let links = successions.filter { link in settled[link.old.id].map { $0 == link.new.id } ?? true }
        into = Dictionary(grouping: links) { $0.new.id }
        from = Dictionary(grouping: links) { $0.old.id }
    }

    /// The unit with all that lies in it or went into it, and, for a unit that has
    /// ended, what it became: each with how surely it belongs there.
    func standings(of unit: UnitID) -> [UnitID: UnitStanding] {
        var found: [UnitID: UnitStanding] = [:]
        spread(unit, .own, &found)
        guard units[unit]?.validity.last != nil else { return found }
        // A former unit goes on in those that were made of its parts alone.
        while let next = successor(found) {
            spread(next.unit, next.standing, &found)
        }
        return found
    }

    /// A unit, what lies in it, and what went into any of these.
    private func spread(_ unit: UnitID, _ standing: UnitStanding, _ found: inout [UnitID: UnitStanding]) {
        var open: [(UnitID, UnitStanding)] = [(unit, standing)]
        while let (unit, standing) = open.popLast() {
            if let known = found[unit], known.strength >= standing.strength { continue }
            found[unit] = standing
            guard standing != .shared else { continue }
            for child in children[unit] ?? [] { open.append((child, standing)) }
            for link in into[unit] ?? [] { open.append((link.old.id, standing.behind(link))) }
        }
    }

    /// The next unit that those found became and that is not found yet: whole where
    /// all it was made of is found, else shared with others.
    private func successor(_ found: [UnitID: UnitStanding]) -> (unit: UnitID, standing: UnitStanding)? {
        var next: UnitID?
        for (unit, standing) in found where standing.counts {
            for link in from[unit] ?? [] where found[link.new.id] == nil {
                next = next.map { min($0, link.new.id) } ?? link.new.id
            }
        }
        return next.map { unit in
            let links = into[unit] ?? []
            guard links.allSatisfy({ found[$0.old.id]?.counts == true }) else { return (unit, .shared) }
            let isSure = links.allSatisfy { $0.confirmedBy != nil && found[$0.old.id] != .unconfirmed }
            return (unit, isSure ? .whole : .unconfirmed)
        }
    }

    /// Links between these units that wait for a person.
    func unconfirmed(_ found: [UnitID: UnitStanding]) -> Int {
        found.keys.reduce(0) { count, unit in
            count + (into[unit] ?? []).count { $0.confirmedBy == nil && found[$0.old.id] != nil }
        }
    }
}

extension UnitStanding {
    /// Where several ways lead to a unit, the surest counts.
    var strength: Int {
        switch self {
        case .own: 4
        case .whole: 3
        case .unconfirmed: 2
        case .part: 1
        case .shared: 0
        }
    }

    /// Of a unit that went into one of this standing.
    func behind(_ link: UnitSuccession) -> UnitStanding {
        if case .part(let percent)? = link.extent {
            return .part(percent: self == .own || self == .whole ? percent : nil)
        }
        switch self {
        case .own, .whole: return link.confirmedBy == nil || link.extent == nil ? .unconfirmed : .whole
        case .unconfirmed: return .unconfirmed
        case .part, .shared: return .part(percent: nil)
        }
    }
}

extension FigureScope {
    /// The points of a unit over some months: of today's unit with all that went
    /// into it, of a former one with what it became.
    ///
    /// A point counts once, in the months in which it was itself valid; under
    /// which of the units it stands decides only whether it belongs. What belongs
    /// only in part, or to others too, is told beside and never added or scaled.
    package static func resolve(
        _ unit: UnitID, over months: ClosedRange<Month>, in map: SuccessionMap, seats: [Seat]
    ) -> FigureScope {
        let standings = map.standings(of: unit)
        var (members, besides): ([Member], [Member]) = ([], [])
        var points: [UnitID: Int] = [:]
        var seen: Set<ServicePointID> = []
        var ended = 0
        for seat in seats {
            guard let standing = standings[seat.unit], seen.insert(seat.point).inserted,
                let own = seat.validity.months(within: months)
            else { continue }
            points[seat.unit, default: 0] += 1
            let member = Member(.point(seat.point), unit: seat.unit, months: own)
            if standing.counts { members.append(member) } else { besides.append(member) }
            if let last = map.units[seat.unit]?.validity.last, last < own.upperBound.days.lowerBound { ended += 1 }
        }
        let parts = standings.keys.sorted { ($0 == unit ? 0 : 1, $0) < ($1 == unit ? 0 : 1, $1) }.map {
            UnitPart(unit: $0, standing: standings[$0] ?? .own, points: points[$0] ?? 0)
        }
        return FigureScope(
            members: members, besides: besides, units: parts,
            notes: notes(parts, unconfirmed: map.unconfirmed(standings), ended: ended))
    }

    private static func notes(_ parts: [UnitPart], unconfirmed: Int, ended: Int) -> [Working.Note] {
        let partly = parts.count { if case .part = $0.standing { true } else { false } }
        let shared = parts.count { $0.standing == .shared }
        let counts: [(Working.Caution, Int)] = [
            (.unconfirmedSuccession, unconfirmed), (.partSuccession, partly), (.sharedSuccessor, shared),
            (.endedUnit, ended),
        ]
        return counts.filter { $0.1 > 0 }.map { .init($0.0, count: $0.1) }
    }
}

extension Validity {
    /// The months of which at least a day is in it; nil for none.
    package func months(within span: ClosedRange<Month>) -> ClosedRange<Month>? {
        let lower = first.map { max(Month(of: $0), span.lowerBound) } ?? span.lowerBound
        let upper = last.map { min(Month(of: $0), span.upperBound) } ?? span.upperBound
        return lower <= upper ? lower...upper : nil
    }
}
