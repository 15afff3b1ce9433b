/// Every point of the library with what is above it, in memory: what figures are
/// added up over, named and narrowed by. 3,000 points take about 2 MB.
package struct PlaceDirectory: Sendable {
    /// A point as the lists of figures know it.
    package struct Place: Equatable, Sendable {
        package var id: ServicePointID
        package var name: String
        package var kind: ServicePointKind
        package var institution: InstitutionID
        package var institutionName: String
        package var institutionKind: InstitutionKind
        package var unit: UnitID
        /// The point it hangs on.
        package var parent: ServicePointID?
        /// Of the point and of its institution, together.
        package var validity: Validity

        package init(
            id: ServicePointID, name: String, kind: ServicePointKind, institution: InstitutionID,
            institutionName: String, institutionKind: InstitutionKind, unit: UnitID, parent: ServicePointID?,
            validity: Validity
        ) {
            (self.id, self.name, self.kind, self.institution) = (id, name, kind, institution)
            (self.institutionName, self.institutionKind, self.unit) = (institutionName, institutionKind, unit)
            (self.parent, self.validity) = (parent, validity)
        }
    }

    /// By name.
    package let places: [Place]
    /// Those with points, what they were made of and became, and what is above
    /// them, by name.
    package let units: [AdministrativeUnit]
    /// Units that have ended and whose points of today can still be told: the
    /// larger first, then by name.
    package let formerUnits: [AdministrativeUnit]
    /// What became of them.
    package let map: SuccessionMap
    private let rows: [ServicePointID: Int]
    private let unitRows: [UnitID: Int]
    /// Of each place, in the order of ``places``.
    private let lineages: [Lineage]
    /// Of a unit that has ended: today's units with points that hold a piece of it.
    private let heirs: [UnitID: Set<UnitID>]

    package init(places: [Place], units: [AdministrativeUnit], successions: [UnitSuccession]) {
        (self.places, self.units) = (places, units)
        map = SuccessionMap(units: units, successions: successions)
        let rows = Dictionary(zip(places.map(\.id), places.indices)) { first, _ in first }
        let unitRows = Dictionary(zip(units.map(\.id), units.indices)) { first, _ in first }
        var above: [UnitID: [TreeNode]] = [:]
        for unit in units { above[unit.id] = Self.path(unit.id, units, unitRows) }
        lineages = places.map { place in
            var nodes: [TreeNode] = []
            var next: Place? = place
            // A point hangs on few others; the bound ends a circle that no store allows.
            for _ in 0..<20 {
                guard let here = next else { break }
                nodes += [.servicePoint(here.id), .institution(here.institution)] + (above[here.unit] ?? [])
                next = here.parent.flatMap { rows[$0] }.map { places[$0] }
            }
            return Lineage(nodes)
        }
        (self.rows, self.unitRows) = (rows, unitRows)
        let seated = Set(places.map(\.unit))
        var (heirs, former): ([UnitID: Set<UnitID>], [AdministrativeUnit]) = ([:], [])
        for unit in units where unit.validity.last != nil {
            let standings = map.standings(of: unit.id).filter { seated.contains($0.key) }
            heirs[unit.id] = Set(
                standings.keys.filter { heir in unitRows[heir].map { units[$0].validity.last == nil } ?? false })
            if standings.values.contains(where: \.counts) { former.append(unit) }
        }
        self.heirs = heirs
        formerUnits = former.enumerated().sorted {
            ($0.element.kind.level, $0.offset) < ($1.element.kind.level, $1.offset)
        }.map(\.element)
    }

    private static func path(_ unit: UnitID, _ units: [AdministrativeUnit], _ rows: [UnitID: Int]) -> [TreeNode] {
        var nodes: [TreeNode] = []
        var next: UnitID? = unit
        while let here = next, nodes.count < 20 {
            nodes.append(.unit(here))
            next = rows[here].flatMap { units[$0].parent }
        }
        return nodes
    }

    package func place(_ id: ServicePointID) -> Place? { rows[id].map { places[$0] } }
    package func unit(_ id: UnitID) -> AdministrativeUnit? { unitRows[id].map { units[$0] } }

    /// A unit with those above it, the highest first; empty for one that is not there.
    package func path(of unit: UnitID) -> [AdministrativeUnit] {
        Self.path(unit, units, unitRows).reversed().compactMap { node in
            if case .unit(let id) = node { self.unit(id) } else { nil }
        }
    }

    /// The units of the points with what is above them, of all times: where the
    /// library as a whole is at home.
    package var homeUnits: Set<UnitID> {
        Set(lineages.flatMap(\.nodes).compactMap { node in if case .unit(let id) = node { id } else { nil } })
    }

    /// A node with what is above it; nil for one that is not there.
    ///
    /// A unit that has ended has nothing above it today. Whoever looks after all of
    /// today's units that hold its points looks after it too.
    package func lineage(of node: TreeNode) -> Lineage? {
        switch node {
        case .library: return .library
        case .servicePoint(let id): return rows[id].map { lineages[$0] }
        case .unit(let id):
            guard unitRows[id] != nil else { return nil }
            let paths = (heirs[id] ?? []).map { Set(Self.path($0, units, unitRows)) }
            let common = paths.dropFirst().reduce(paths.first ?? []) { $0.intersection($1) }
            return Lineage(Set(Self.path(id, units, unitRows)).union(common))
        case .institution(let id):
            guard let place = places.first(where: { $0.institution == id }) else { return nil }
            return Lineage([node] + Self.path(place.unit, units, unitRows))
        }
    }

    /// The points at or below a node, by name.
    package func points(within node: TreeNode) -> [Place] {
        node == .library ? places : zip(places, lineages).filter { $1.nodes.contains(node) }.map(\.0)
    }

    /// The points as a scope of figures sees them, by name.
    package func seats(_ isWanted: (Place) -> Bool = { _ in true }) -> [FigureScope.Seat] {
        places.filter(isWanted).map { FigureScope.Seat($0.id, in: $0.unit, validity: $0.validity) }
    }
}
