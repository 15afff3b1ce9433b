import Library

/// What a point still has, for whoever ends it: nothing can be sent to it after
/// its last day.
struct PointRemains {
    var point: ServicePointID
    /// On its shelves or lent by it, whosever they are.
    var copies: Int
    /// Standing there, or on the way to it.
    var boxes: [BoxSummary]

    func html(_ words: Words) -> HTML {
        guard copies > 0 || !boxes.isEmpty else { return .empty }
        let list = boxes.html { box -> HTML in
            """
            <li><a href="\(SiteURL.rotation(.box(box.box.id, done: nil)))">\(words(.boxTitle, ["number": given(box.box.number)]))</a> · \(words.name(.boxState, box.box.state.rawValue))</li>

            """
        }
        var here = CopiesAddress(point)
        here.filter.place = .here
        let books = (copies > 0).html(
            "<li><a href=\"\(SiteURL.holdings(.copies(here)))\">\(words(.boxCopies, count: copies))</a></li>\n")
        return """
            <div class="notice"><p>\(words[.remainsLead])</p><ul>\(books)\(list)</ul></div>

            """
    }
}

extension SiteSetup {
    func remains(at point: ServicePointID) async throws -> PointRemains {
        let counts = try await services.circulating.register.copies(
            CopyFilter(point: point, place: .here, limit: 1)
        ).counts
        let boxes = try await rotation.boxes.boxes(around: point).filter { $0.box.remains(at: point) }
        return PointRemains(
            point: point, copies: counts.reduce(0) { $1.key.isAtHolder ? $0 + $1.value : $0 }, boxes: boxes)
    }
}
