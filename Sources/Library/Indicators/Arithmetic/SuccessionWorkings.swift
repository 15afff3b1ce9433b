/// The points of a unit and of all it was made of, unit by unit.
extension GrowthStudy {
    /// Of all there is in some months (this period's unless others are given);
    /// nil where the scope is no unit.
    package func successionKey(_ months: ClosedRange<Month>? = nil) -> WorkingKey? {
        scope.units.isEmpty ? nil : WorkingKey(.successionSum, months: months ?? question.pair.now)
    }

    func successionSum(_ key: WorkingKey) -> Working? {
        guard let months = key.months, key == successionKey(months) else { return nil }
        var rows: [Working.Row] = []
        for part in scope.units where part.points > 0 {
            let opened = WorkingKey(.sum, unit: part.unit, months: months)
            guard let sum = unitSum(opened) else { continue }
            rows.append(
                .init(.unit(part.unit), part.standing.counts ? .term : .told, sum.figure, .working(opened)))
            guard case .part(_?) = part.standing else { continue }
            let scaled = WorkingKey(.estimate, unit: part.unit, months: months)
            if let estimate = estimate(scaled) {
                rows.append(.init(.word(.estimate), .told, estimate.figure, .working(scaled)))
            }
        }
        let total = grid.total(months, at: nil)
        return Working(key: key, figure: .init(total), rows: rows, notes: scope.notes)
    }

    /// The points of one unit of the scope, added or told.
    func unitSum(_ key: WorkingKey) -> Working? {
        guard let months = key.months, key == WorkingKey(.sum, unit: key.unit, months: months),
            let part = scope.units.first(where: { $0.unit == key.unit })
        else { return nil }
        let (members, grid) = part.standing.counts ? (scope.members, self.grid) : (scope.besides, besides)
        let rows = members.filter { $0.unit == part.unit }.compactMap { member -> Working.Row? in
            guard let value = grid.total(months, at: member.place) else { return nil }
            let opened = WorkingKey(.sum, place: member.place, months: months)
            return .init(.place(member.place), .term, .count(value), .working(opened))
        }
        let silent = part.points - rows.count
        let total = rows.isEmpty ? nil : rows.reduce(0) { $0 + ($1.figure.count ?? 0) }
        return Working(
            key: key, figure: .init(total), rows: rows,
            notes: silent > 0 ? [.init(.pointsSilent, count: silent)] : [])
    }

    /// A stated percent of what a unit has of which only a part belongs here.
    func estimate(_ key: WorkingKey) -> Working? {
        guard let months = key.months, key == WorkingKey(.estimate, unit: key.unit, months: months),
            let part = scope.units.first(where: { $0.unit == key.unit }), case .part(let percent?) = part.standing
        else { return nil }
        let opened = WorkingKey(.sum, unit: key.unit, months: months)
        guard let sum = unitSum(opened) else { return nil }
        let rows: [Working.Row] = [
            .init(.unit(part.unit), .now, sum.figure, .working(opened)),
            .init(.word(.rate), .part, .rate(Double(percent) / 100), .question),
        ]
        var working = Working(key: key, figure: .none(.noFigures), rows: rows)
        working.figure = working.recomputed
        return working
    }
}
