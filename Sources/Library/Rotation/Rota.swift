/// A list of places that boxes go through, one after the other.
package struct Rota: Equatable, Sendable {
    package var id: RotaID
    package var owner: ServicePointID
    package var facts: RotaFacts
    /// By their order.
    package var stages: [RotaStage]
    package init(id: RotaID, owner: ServicePointID, facts: RotaFacts, stages: [RotaStage] = []) {
        (self.id, self.owner, self.facts, self.stages) = (id, owner, facts, stages)
    }
}

package typealias RotaID = RowID<Rota>

package struct RotaFacts: Equatable, Sendable {
    package var name: String
    package var ending: RotaEnding
    package init(name: String, ending: RotaEnding) { (self.name, self.ending) = (name, ending) }
}

/// What a box does after its last stage.
package enum RotaEnding: String, Sendable, CaseIterable {
    /// Begins again with the first.
    case again
    case home
    case stay
}

/// How long a box stays at a place: until the days are over or the loans are
/// made, whichever comes first.
package struct RotaStage: Equatable, Sendable {
    package var point: ServicePointID
    package var days: Int
    /// Nil where only the days count.
    package var loans: Int?
    package init(point: ServicePointID, days: Int, loans: Int? = nil) {
        (self.point, self.days, self.loans) = (point, days, loans)
    }
    package static let range: (days: ClosedRange<Int>, loans: ClosedRange<Int>) = (1...1_000, 1...100_000)
}

/// A box on a rota.
package struct RotaMembership: Equatable, Sendable {
    package var rota: RotaID
    package var name: String
    /// From 1; 0 before the first.
    package var stage: Int
    package init(rota: RotaID, name: String, stage: Int) { (self.rota, self.name, self.stage) = (rota, name, stage) }
}

extension Rota {
    /// The stage a box is in that has come to a point: the next one of that point
    /// after the one it was in; the same when the point is none of its stages.
    package func stage(arrivingAt point: ServicePointID, from stage: Int) -> Int {
        let order = Array(stages.indices)
        let rotated = order.filter { $0 + 1 > stage } + order.filter { $0 + 1 <= stage }
        return rotated.first { stages[$0].point == point }.map { $0 + 1 } ?? stage
    }

    /// Whether a box that came home in a stage went the whole way of a rota that
    /// ends there.
    package func isOver(at stage: Int) -> Bool {
        facts.ending == .home && !stages.isEmpty && stage == stages.count
    }

    /// The stage of a box that came home: before the first, unless its rota is over.
    package func stage(homeFrom stage: Int) -> Int { isOver(at: stage) ? stage : 0 }

    /// The stage after the list was edited: the same place where it is still on
    /// it, else before the first.
    package func stage(_ stage: Int, of before: [RotaStage]) -> Int {
        guard before.indices.contains(stage - 1) else { return 0 }
        return stages.firstIndex { $0.point == before[stage - 1].point }.map { $0 + 1 } ?? 0
    }
}

/// How proposals are made; a setting of the library.
package struct RotationSettings: Equatable, Sendable {
    package var minimums: TripMinimums
    /// A box that travels, or waits to be counted, longer than this is late.
    package var lateAfterDays: Int
    /// A place that owns, has or had this share of a box's titles is skipped.
    package var knownPercent: Int
    /// For so long a place had what a box brought to it.
    package var hadWithinDays: Int
    package init(
        minimums: TripMinimums = TripMinimums(), lateAfterDays: Int = 7, knownPercent: Int = 50,
        hadWithinDays: Int = 365
    ) {
        (self.minimums, self.lateAfterDays) = (minimums, lateAfterDays)
        (self.knownPercent, self.hadWithinDays) = (knownPercent, hadWithinDays)
    }
}
