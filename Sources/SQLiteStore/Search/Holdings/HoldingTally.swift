/// How many of some records each point has, or could lend now.
struct HoldingTally: Equatable {
    /// By the point's number.
    var atPoints: [UInt32]
    /// How many of the records can be borrowed now somewhere.
    var available = 0

    init(points: Int = 0) { atPoints = Array(repeating: 0, count: points) }

    /// A record with these entries comes (1) or goes (-1).
    mutating func count(_ entries: [UInt32], _ sign: Int, availableOnly: Bool) {
        for entry in entries where !availableOnly || entry & 1 == 1 {
            let point = Int(entry >> 1)
            atPoints[point] = UInt32(Int(atPoints[point]) + sign)
        }
        if entries.contains(where: { $0 & 1 == 1 }) { available += sign }
    }

    /// Without some of the records.
    func less(_ others: HoldingTally) -> HoldingTally {
        var tally = self
        for point in atPoints.indices { tally.atPoints[point] -= others.atPoints[point] }
        tally.available -= others.available
        return tally
    }
}
