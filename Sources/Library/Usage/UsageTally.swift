/// The second reading of a month's hits: counts by COUNTER 5.1 and ISO 2789
/// (docs/decisions/0015). Hits come in the order of their moments, and of one
/// moment in the order in which they were written.
package struct UsageTally: Sendable {
    /// COUNTER 5.1, 7.2: up to 30 seconds between two clicks on one link.
    package static let doubleClick: Int64 = 30_000
    /// What is counted online, in the order of the figures.
    package static let indicators = Indicator.allCases.filter(\.isOnline)

    private struct Link: Hashable {
        var session: Int64
        var record: Int64
        var section: Int32
        var kind: HitKind
    }
    private struct Item: Hashable {
        var session: Int64
        var record: Int64
    }
    private struct ItemAtPlace: Hashable {
        var place: FigurePlace
        var record: Int64
    }

    private let month: Month
    private let span: Range<Int64>
    private let book: SessionBook
    private var hits = [Int](repeating: 0, count: (HitKind.allCases.map(\.rawValue).max() ?? 0) + 1)
    private var rows: [FigurePlace: Int] = [:]
    private var tallies: [PlaceTally] = []
    private var items: [ItemAtPlace: (requests: Int, investigations: Int)] = [:]

    // What is known of sessions; forgotten with the day they end with.
    private var day: Int32 = .min
    private var lastClick: [Link: Int64] = [:]
    private var visits: Set<Int64> = []
    private var investigated: Set<Item> = []
    private var requested: Set<Item> = []

    package init(_ month: Month, _ book: SessionBook) {
        (self.month, self.book) = (month, book)
        span = month.days.lowerBound.start.milliseconds..<month.days.upperBound.end.milliseconds
    }

    package mutating func count(_ hit: RawHit) {
        hits[hit.kind.rawValue] += 1
        guard hit.kind.isPage else { return }
        let key = book.key(of: hit)
        if key.day != day { beginDay(key.day) }
        let place = book.place(of: key)
        let row = row(of: place)
        if let reason = reason(against: hit) {
            for indicator in Self.indicators(of: hit.kind) { tallies[row].exclude(indicator, reason) }
            return
        }
        tallies[row].add(.virtualVisit, unless: visitReason(hit, key.session))
        if hit.kind == .search { tallies[row].add(.search) }
        if hit.kind.isInvestigation {
            countUse(hit, Item(session: key.session, record: hit.record?.rawValue ?? 0), row, place)
        }
    }

    package func usage(_ evidence: UsageEvidence) -> MonthUsage {
        var byKind: [HitKind: Int] = [:]
        for kind in HitKind.allCases where hits[kind.rawValue] > 0 { byKind[kind] = hits[kind.rawValue] }
        let ordered = rows.sorted { Self.precedes($0.key, $1.key) }
        let counts = ordered.flatMap { place, row in Self.indicators.map { tallies[row].count($0, at: place) } }
        let items = items.map { key, use in
            ItemUse(
                place: key.place, record: RecordID(key.record), requests: use.requests,
                investigations: use.investigations)
        }
        .sorted { $0.place == $1.place ? $0.record < $1.record : Self.precedes($0.place, $1.place) }
        return MonthUsage(month: month, hits: byKind, counts: counts, items: items, evidence: evidence)
    }

    /// The indicators that look at hits of a kind.
    package static func indicators(of kind: HitKind) -> [Indicator] {
        guard kind.isPage else { return [] }
        var list: [Indicator] = [.virtualVisit]
        if kind.isInvestigation { list += [.itemInvestigation, .uniqueItemInvestigation] }
        if kind.isRequest { list += [.itemRequest, .uniqueItemRequest] }
        if kind == .original { list.append(.download) }
        if kind == .search { list.append(.search) }
        return list
    }

    /// Why a hit counts nowhere; nil when it does.
    private func reason(against hit: RawHit) -> UsageExclusion? {
        guard span.contains(hit.at.milliseconds) else { return .otherMonth }
        guard hit.method == .get else { return .method }
        guard hit.status == 200 || hit.status == 304 else { return .status }
        if hit.marks.contains(.robot) { return .robot }
        if hit.marks.contains(.prefetch) { return .prefetch }
        return hit.marks.contains(.staff) ? .staff : nil
    }

    private mutating func visitReason(_ hit: RawHit, _ session: Int64) -> UsageExclusion? {
        if hit.marks.contains(.onSite) { return .onSite }
        return visits.insert(session).inserted ? nil : .sameSession
    }

    private mutating func countUse(_ hit: RawHit, _ item: Item, _ row: Int, _ place: FigurePlace) {
        let isRequest = hit.kind.isRequest
        // Of two clicks the earlier goes and the later stays: the sum is the same.
        let link = Link(
            session: item.session, record: item.record, section: Int32(clamping: hit.section ?? 0), kind: hit.kind)
        let isDouble = lastClick[link].map { hit.at.milliseconds - $0 <= Self.doubleClick } ?? false
        lastClick[link] = hit.at.milliseconds
        let isFirstLook = investigated.insert(item).inserted
        let isFirstOpening = isRequest && requested.insert(item).inserted

        tallies[row].add(.itemInvestigation, unless: isDouble ? .doubleClick : nil)
        tallies[row].add(.uniqueItemInvestigation, unless: isFirstLook ? nil : .sameSession)
        if isRequest {
            tallies[row].add(.itemRequest, unless: isDouble ? .doubleClick : nil)
            tallies[row].add(.uniqueItemRequest, unless: isFirstOpening ? nil : .sameSession)
        }
        if hit.kind == .original { tallies[row].add(.download, unless: isDouble ? .doubleClick : nil) }
        guard isFirstLook || isFirstOpening, hit.record != nil else { return }
        let key = ItemAtPlace(place: place, record: item.record)
        items[key, default: (0, 0)].requests += isFirstOpening ? 1 : 0
        items[key, default: (0, 0)].investigations += isFirstLook ? 1 : 0
    }

    private mutating func row(of place: FigurePlace) -> Int {
        if let row = rows[place] { return row }
        rows[place] = tallies.count
        tallies.append(PlaceTally())
        return tallies.count - 1
    }

    private mutating func beginDay(_ next: Int32) {
        day = next
        lastClick.removeAll(keepingCapacity: true)
        visits.removeAll(keepingCapacity: true)
        investigated.removeAll(keepingCapacity: true)
        requested.removeAll(keepingCapacity: true)
    }

    /// Points by their number, the site last.
    package static func precedes(_ left: FigurePlace, _ right: FigurePlace) -> Bool {
        switch (left, right) {
        case (.point(let left), .point(let right)): left < right
        case (.point, .site): true
        case (.site, _): false
        }
    }
}

/// The figures of one place.
private struct PlaceTally: Sendable {
    private static let width = UsageExclusion.allCases.count

    private var values = [Int](repeating: 0, count: UsageTally.indicators.count)
    private var excluded = [Int](repeating: 0, count: UsageTally.indicators.count * PlaceTally.width)

    mutating func add(_ indicator: Indicator, unless reason: UsageExclusion? = nil) {
        if let reason { exclude(indicator, reason) } else { values[Self.slot(indicator)] += 1 }
    }

    mutating func exclude(_ indicator: Indicator, _ reason: UsageExclusion) {
        excluded[Self.slot(indicator) * Self.width + Self.place(reason)] += 1
    }

    func count(_ indicator: Indicator, at place: FigurePlace) -> UsageCount {
        let slot = Self.slot(indicator)
        var reasons: [UsageExclusion: Int] = [:]
        for reason in UsageExclusion.allCases {
            let number = excluded[slot * Self.width + Self.place(reason)]
            if number > 0 { reasons[reason] = number }
        }
        return UsageCount(place: place, indicator: indicator, value: values[slot], excluded: reasons)
    }

    /// Where a figure stands; a switch, since a dictionary would cost as much as
    /// the counting.
    private static func slot(_ indicator: Indicator) -> Int {
        switch indicator {
        case .itemInvestigation: 1
        case .uniqueItemInvestigation: 2
        case .itemRequest: 3
        case .uniqueItemRequest: 4
        case .search: 5
        case .download: 6
        default: 0
        }
    }

    private static func place(_ reason: UsageExclusion) -> Int {
        switch reason {
        case .otherMonth: 0
        case .method: 1
        case .status: 2
        case .robot: 3
        case .prefetch: 4
        case .staff: 5
        case .onSite: 6
        case .doubleClick: 7
        case .sameSession: 8
        }
    }
}
