import Library

/// The same rules said a second time, slowly and session by session: what the
/// counting is checked against.
struct NaiveCount {
    struct Figure: Hashable {
        var place: FigurePlace
        var indicator: Indicator
    }
    private(set) var values: [Figure: Int] = [:]
    private(set) var items: Set<ItemUse> = []

    private struct Visit: Hashable {
        var session: Int64
        var day: Day
    }

    init(_ hits: [RawHit], in month: Month) {
        let cameBack = Set(hits.filter { $0.marks.contains(.returned) }.map(\.session))
        var visits: [Visit: [RawHit]] = [:]
        let inOrder = hits.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(
            \.element)
        for hit in inOrder {
            let session = cameBack.contains(hit.session) ? hit.session : hit.fallback
            visits[Visit(session: session, day: Day(hit.at)), default: []].append(hit)
        }
        var uses: [FigurePlace: [RecordID: (opened: Int, seen: Int)]] = [:]
        for (visit, hits) in visits {
            let place = hits.compactMap(\.point).first.map { FigurePlace.point($0) } ?? .site
            let good = hits.filter {
                Month(of: visit.day) == month && $0.method == .get && [200, 304].contains($0.status)
                    && $0.marks.isDisjoint(with: [.robot, .prefetch, .staff])
            }
            let add = { (values: inout [Figure: Int], indicator: Indicator, number: Int) in
                if number > 0 { values[Figure(place: place, indicator: indicator), default: 0] += number }
            }
            let opening: [HitKind] = [.section, .wholeBook, .original]
            let looking = opening + [.record, .contents]
            add(&values, .virtualVisit, good.contains { !$0.marks.contains(.onSite) && $0.kind.isPage } ? 1 : 0)
            add(&values, .search, good.count { $0.kind == .search })
            add(&values, .itemInvestigation, Self.clicks(good, looking))
            add(&values, .itemRequest, Self.clicks(good, opening))
            add(&values, .download, Self.clicks(good, [.original]))
            let seen = Set(good.filter { looking.contains($0.kind) }.compactMap(\.record))
            let opened = Set(good.filter { opening.contains($0.kind) }.compactMap(\.record))
            add(&values, .uniqueItemInvestigation, seen.count)
            add(&values, .uniqueItemRequest, opened.count)
            for record in seen {
                uses[place, default: [:]][record, default: (0, 0)].seen += 1
                uses[place, default: [:]][record, default: (0, 0)].opened += opened.contains(record) ? 1 : 0
            }
        }
        for (place, records) in uses {
            for (record, use) in records {
                items.insert(
                    ItemUse(place: place, record: record, requests: use.opened, investigations: use.seen))
            }
        }
    }

    /// Of each link the clicks that no other follows within 30 seconds.
    private static func clicks(_ hits: [RawHit], _ kinds: [HitKind]) -> Int {
        struct Link: Hashable {
            var kind: HitKind
            var record: RecordID?
            var section: Int?
        }
        let links = Dictionary(grouping: hits.filter { kinds.contains($0.kind) }) {
            Link(kind: $0.kind, record: $0.record, section: $0.section)
        }
        return links.values.reduce(0) { sum, clicks in
            sum
                + clicks.indices.count { index in
                    index + 1 == clicks.count
                        || clicks[index + 1].at.milliseconds - clicks[index].at.milliseconds > 30_000
                }
        }
    }
}
