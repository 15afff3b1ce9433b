package import Library

/// An address that says which point leads to it: for links and posters with a
/// QR code. The point stays with the visit, and the visit counts for it.
///
/// For example: `ArrivalAddress(.record(12), from: point)` prints `/tai-lieu/12?diem=3`.
package struct ArrivalAddress: Hashable, Sendable, CustomStringConvertible {
    package var page: SiteURL
    package var point: ServicePointID
    /// The parameter that says so, on pages for readers.
    static let parameter = "diem"

    package init(_ page: SiteURL, from point: ServicePointID) { (self.page, self.point) = (page, point) }

    package var description: String {
        let parts = page.description.split(separator: "#", maxSplits: 1)
        let mark = parts[0].contains("?") ? "&" : "?"
        return "\(parts[0])\(mark)\(Self.parameter)=\(point)" + (parts.count > 1 ? "#\(parts[1])" : "")
    }

    /// The point an address names; nil for none, or for what is no number.
    static func point(in query: String?) -> ServicePointID? {
        guard let query, query.contains(parameter) else { return nil }
        return QueryParameters(query)[parameter].flatMap { Int64($0) }.flatMap { $0 > 0 ? ServicePointID($0) : nil }
    }
}
