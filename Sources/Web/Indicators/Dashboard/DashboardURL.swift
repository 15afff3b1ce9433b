package import Library

/// The addresses of the dashboard and of how its figures came about.
package enum DashboardURL: Hashable, Sendable, CustomStringConvertible {
    case board(DashboardAddress)
    /// The rows of a figure.
    case working(DashboardQuery, WorkingKey)
    /// The end of every chain: one point's figure of a month.
    case cell(DashboardQuery, FigurePlace, Month, Indicator)

    package var description: String {
        switch self {
        case .board(let address): "/quan-tri/chi-tieu" + AdministrationURL.query(address.parameters)
        case .working(let query, let key): "/quan-tri/chi-tieu/cach-tinh" + query.with("buoc", key.description)
        case .cell(let query, let place, let month, let indicator):
            "/quan-tri/chi-tieu/so-lieu"
                + query.with("o", [place.key, month.description, indicator.rawValue].joined(separator: "~"))
        }
    }

    /// Reads the cell's name in an address.
    static func cell(_ text: String?) -> (place: FigurePlace, month: Month, indicator: Indicator)? {
        let parts = (text ?? "").split(separator: "~", omittingEmptySubsequences: false)
        guard parts.count == 3, let place = FigurePlace(key: parts[0]), let month = Month(iso: parts[1]),
            let indicator = Indicator(rawValue: String(parts[2]))
        else { return nil }
        return (place, month, indicator)
    }
}

/// What the dashboard is asked as the query of an address, written once for the
/// thousands of links of a page.
package struct DashboardQuery: Hashable, Sendable {
    private let text: String

    package init(_ address: DashboardAddress) { text = AdministrationURL.query(address.asAsked.parameters) }

    fileprivate func with(_ name: String, _ value: String) -> String {
        "\(text)\(text.isEmpty ? "?" : "&")\(name)=\(PercentCoding.encode(value))"
    }
}

/// What the dashboard is asked: every choice stands in the address, so that a
/// link shows the same tomorrow.
package struct DashboardAddress: Hashable, Sendable {
    /// Whose points; nil for where the visitor's own role begins.
    package var node: TreeNode?
    package var kind: ServicePointKind?
    /// Nil for the first that fits, ``noTarget`` for none.
    package var target: String?
    /// What is added up; empty for what the target counts.
    package var counts: [Indicator] = []
    /// The whole period the goal speaks of.
    package var months: ClosedRange<Month>?
    /// The last month that is over; nil for the one before this month.
    package var over: Month?
    package var baseYear: Int?
    package var order = Order.behind
    /// Of the rank; 1 for the first.
    package var page = 1

    /// In which order the points stand.
    package enum Order: String, CaseIterable, Sendable {
        /// Those that miss most first.
        case behind = "thieu"
        case growth = "tang"
        case number = "nhieu"
        case name = "ten"
    }

    /// In place of a target's name.
    package static let noTarget = "khong"
    package static let rowsOnPage = 50

    package init(node: TreeNode? = nil, target: TargetID? = nil) {
        (self.node, self.target) = (node, target?.description)
    }

    package init(_ query: QueryParameters) {
        node = query["don-vi"].flatMap { TreeNode(written: $0) }
        kind = query["loai"].flatMap { ServicePointKind(rawValue: $0) }
        target = query["chi-tieu"].flatMap { $0.isEmpty ? nil : String($0.prefix(130)) }
        var counts: [Indicator] = []
        for name in query.all("chi-so") {
            if let indicator = Indicator(rawValue: name), !counts.contains(indicator) { counts.append(indicator) }
        }
        self.counts = counts
        months = Self.months(query["tu"], query["den"])
        over = query["het"].flatMap { Month(iso: $0) }
        baseYear = query["goc"].flatMap { Int($0) }.flatMap { (1900...2200).contains($0) ? $0 : nil }
        order = query["xep"].flatMap { Order(rawValue: $0) } ?? .behind
        page = min(max(query["trang"].flatMap { Int($0) } ?? 1, 1), 10_000)
    }

    /// In a fixed order, so that one page has one address.
    var parameters: [(String, String?)] {
        [("don-vi", node?.written), ("loai", kind?.rawValue), ("chi-tieu", target)]
            + counts.map { ("chi-so", $0.rawValue) }
            + [
                ("tu", months?.lowerBound.description), ("den", months?.upperBound.description),
                ("het", over?.description), ("goc", baseYear.map(String.init)),
                ("xep", order == .behind ? nil : order.rawValue), ("trang", page > 1 ? String(page) : nil),
            ]
    }

    /// Without what only arranges the page.
    var asAsked: DashboardAddress {
        var copy = self
        (copy.order, copy.page) = (.behind, 1)
        return copy
    }

    func at(_ node: TreeNode) -> DashboardAddress {
        var copy = asAsked
        (copy.node, copy.kind) = (node, nil)
        return copy
    }

    func counting(_ indicators: [Indicator]) -> DashboardAddress {
        var copy = self
        copy.counts = indicators
        return copy
    }

    func ordered(by order: Order) -> DashboardAddress {
        var copy = self
        (copy.order, copy.page) = (order, 1)
        return copy
    }

    func onPage(_ page: Int) -> DashboardAddress {
        var copy = self
        copy.page = page
        return copy
    }

    /// One end alone is one month.
    private static func months(_ first: String?, _ last: String?) -> ClosedRange<Month>? {
        let ends = [first, last].compactMap { $0.flatMap { Month(written: $0) } }
        guard let low = ends.min(), let high = ends.max() else { return nil }
        return low...high
    }
}
