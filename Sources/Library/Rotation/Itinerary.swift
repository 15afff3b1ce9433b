/// Where copies travel, for readers and for lists.
package protocol ItineraryStore: Sendable {
    /// Where a copy is, whose it is, and where it is due next, as known on a day;
    /// nil for an unknown one.
    func itinerary(of copy: CopyID, on today: Day, _ settings: RotationSettings) async throws -> Itinerary?
    /// The copies of a title that are on the way, away from their owner, or due
    /// elsewhere, as known on a day; those on the way first.
    func journeys(of record: RecordID, on today: Day, _ settings: RotationSettings) async throws -> [Journey]
    /// The service points at or below some nodes that are not over on a day, by
    /// institution and name.
    func points(within nodes: Set<TreeNode>, on day: Day, limit: Int) async throws -> [PointName]
    /// Copies at a point that should be elsewhere and are in no box, by where to.
    func strays(at point: ServicePointID, limit: Int) async throws -> [Stray]
    /// Those elsewhere that should be at a point, set aside for its readers or its
    /// own, the longest waiting first.
    func strays(to point: ServicePointID, limit: Int) async throws -> [Stray]
}

/// A single copy that should be elsewhere.
package struct Stray: Equatable, Sendable {
    package var copy: BoxCopy
    package var from: PointName
    package var to: PointName
    /// When it came to where it stands.
    package var since: Moment
    package init(copy: BoxCopy, from: PointName, to: PointName, since: Moment) {
        (self.copy, self.from, self.to, self.since) = (copy, from, to, since)
    }

    /// Whole calendar days in Việt Nam.
    package func days(on today: Day) -> Int {
        max(0, Int((today.start.milliseconds - Day(since).start.milliseconds) / 86_400_000))
    }
}

/// Where a copy is now and where it goes.
package struct Itinerary: Equatable, Sendable {
    package var copy: CopyState
    package var owner: PointName
    package var holder: PointName
    /// Where it travels to now, or should be.
    package var next: PointName?
    /// The day it is due there, where a trip or a rota says one.
    package var dueOn: Day?
    package init(copy: CopyState, owner: PointName, holder: PointName, next: PointName?, dueOn: Day?) {
        (self.copy, self.owner, self.holder) = (copy, owner, holder)
        (self.next, self.dueOn) = (next, dueOn)
    }
    package var isTravelling: Bool { copy.status == .inTransit }
}

/// Copies of one title that go the same way, as the title's page tells it.
package struct Journey: Equatable, Sendable {
    package var owner: PointName
    /// Where they are, or left from while they travel.
    package var holder: PointName
    package var isTravelling: Bool
    package var next: PointName?
    /// The day they are due there, where a trip or a rota says one.
    package var dueOn: Day?
    package var copies: Int
    package init(
        owner: PointName, holder: PointName, isTravelling: Bool, next: PointName?, dueOn: Day?, copies: Int
    ) {
        (self.owner, self.holder, self.isTravelling) = (owner, holder, isTravelling)
        (self.next, self.dueOn, self.copies) = (next, dueOn, copies)
    }

    /// Together with others that go the same way, or nil for those that do not.
    package func joined(with other: Journey) -> Journey? {
        var sum = other
        sum.copies = copies
        guard sum == self else { return nil }
        sum.copies = copies + other.copies
        return sum
    }
}
