package import Library

/// A list of copies: what is asked for, as it stands in its address.
package struct CopiesAddress: Hashable, Sendable {
    package var filter: CopyFilter

    package init(_ point: ServicePointID) { filter = CopyFilter(point: point) }

    package init(_ point: ServicePointID, _ query: QueryParameters) {
        filter = CopyFilter(
            point: point, place: query["noi"].flatMap { CopyFilter.Place(rawValue: $0) } ?? .owned,
            status: query["trang-thai"].flatMap { CopyStatus(rawValue: $0) },
            condition: query["tinh-trang"].flatMap { CopyCondition(rawValue: $0) }, words: query["q"] ?? "",
            after: query["sau"].flatMap { Int64($0) }.map { CopyID($0) })
    }

    package func after(_ copy: CopyID) -> CopiesAddress {
        var next = self
        next.filter.after = copy
        return next
    }

    var query: String {
        AdministrationURL.query([
            ("q", filter.words.isEmpty ? nil : filter.words),
            ("noi", filter.place == .owned ? nil : filter.place.rawValue), ("trang-thai", filter.status?.rawValue),
            ("tinh-trang", filter.condition?.rawValue), ("sau", filter.after?.description),
        ])
    }
}
