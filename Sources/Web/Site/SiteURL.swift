package import Library

/// Every address of the site, spelled here and nowhere else.
///
/// For example: `SiteURL.section(12, Place(section: 3, block: 41), marking: "hoc lieu")`
/// prints `/doc/12/s3?q=hoc%20lieu#d41`, and the router reads it by
/// `SiteRoute.section.pattern`.
package enum SiteURL: Hashable, Sendable, CustomStringConvertible {
    case home
    case search(SearchAddress)
    case completions
    case searchJSON
    case record(RecordID)
    case book(RecordID)
    case section(RecordID, Place, marking: String?)
    case wholeBook(RecordID, marking: String?)
    /// `version` is a part of the image's hash, so that it may be kept for ever.
    case image(RecordID, name: String, version: String?)
    case pageImage(RecordID, page: Int)
    case original(RecordID)
    case heading(Heading, after: String?)
    case headings(Heading.Kind, prefix: String, after: String?)
    case about
    case health
    case language(InterfaceLanguage, back: String)
    /// The choices of size and colours; `back` is where they lead to.
    case display(back: String?)
    /// A file of `Public/` with a part of its hash.
    case asset(name: String, version: String)
    /// `back` is where it leads to afterwards.
    case signIn(back: String?)
    case signOut
    case myPage
    case changeSecret
    case administration(AdministrationURL)
    case ingest(IngestURL)
    case holdings(HoldingsURL)
    case calendar(CalendarURL)
    case activities(ActivitiesURL)
    case figures(FiguresURL)
    case readingLists(ReadingListsURL)
    case rotation(RotationURL)
    case circulation(CirculationURL)
    case dashboard(DashboardURL)
    case plans(PlansURL)
    case reports(ReportsURL)

    package var description: String {
        switch self {
        case .home: "/"
        case .search(let address): "/tim-kiem" + address.query
        case .completions: "/goi-y"
        case .searchJSON: "/api/v1/search"
        case .record(let id): "/tai-lieu/\(id)"
        case .book(let id): "/doc/\(id)"
        case .section(let id, let place, let words):
            "/doc/\(id)/\(place)" + Self.marking(words) + (place.fragment.map { "#" + $0 } ?? "")
        case .wholeBook(let id, let words): "/doc/\(id)/toan-van" + Self.marking(words)
        case .image(let id, let name, let version):
            "/doc/\(id)/hinh/\(PercentCoding.encode(name))" + (version.map { "?v=" + $0 } ?? "")
        case .pageImage(let id, let page): "/doc/\(id)/trang/\(page).jpg"
        case .original(let id): "/tai-lieu/\(id)/ban-goc"
        case .heading(let heading, let cursor):
            "\(Self.base(heading.kind))/\(PercentCoding.encode(heading.text))" + Self.query([("sau", cursor)])
        case .headings(let kind, let prefix, let cursor):
            Self.base(kind) + Self.query([("bat-dau", prefix.isEmpty ? nil : prefix), ("sau", cursor)])
        case .about: "/gioi-thieu"
        case .health: "/healthz"
        case .language(let language, let back): "/ngon-ngu/\(language.rawValue)" + Self.query([("ve", back)])
        case .display(let back): "/hien-thi" + Self.query([("ve", back)])
        case .asset(let name, let version): "/tep/\(version)/\(name)"
        case .signIn(let back): "/dang-nhap" + Self.query([("ve", back)])
        case .signOut: "/dang-xuat"
        case .myPage: "/trang-toi"
        case .changeSecret: "/trang-toi/doi-ma"
        case .administration(let page): page.description
        case .ingest(let page): page.description
        case .holdings(let page): page.description
        case .calendar(let page): page.description
        case .activities(let page): page.description
        case .figures(let page): page.description
        case .readingLists(let page): page.description
        case .rotation(let page): page.description
        case .circulation(let page): page.description
        case .dashboard(let page): page.description
        case .plans(let page): page.description
        case .reports(let page): page.description
        }
    }

    private static func base(_ kind: Heading.Kind) -> String {
        switch kind {
        case .creator: "/tac-gia"
        case .subject: "/chu-de"
        }
    }

    private static func marking(_ words: String?) -> String {
        query([("q", words?.isEmpty == false ? words : nil)])
    }

    private static func query(_ parameters: [(String, String?)]) -> String {
        let given = parameters.compactMap { name, value in value.map { "\(name)=\(PercentCoding.encode($0))" } }
        return given.isEmpty ? "" : "?" + given.joined(separator: "&")
    }
}

/// A results page: the question, the chosen facets and the page, as they stand
/// in its address.
package struct SearchAddress: Hashable, Sendable {
    package var text: String
    package var filters: FacetSelection
    package var scope: SearchScope
    /// 1 for the first.
    package var page: Int

    package init(text: String, filters: FacetSelection = FacetSelection(), scope: SearchScope = .all, page: Int = 1) {
        self.text = text
        self.filters = filters
        self.scope = scope
        self.page = page
    }

    /// Records on a page.
    package static let pageSize = 20
    /// Pages that can be asked for; beyond it a question is better than a page.
    package static let lastPage = 50

    package init(_ query: QueryParameters) {
        text = query["q"] ?? ""
        var chosen: [Facet: Set<String>] = [:]
        for facet in Facet.allCases {
            let values = query.all(Self.name(of: facet))
            if !values.isEmpty { chosen[facet] = Set(values) }
        }
        filters = FacetSelection(chosen)
        scope = query["trong"].flatMap(Self.scope(named:)) ?? .all
        page = min(max(query["trang"].flatMap { Int($0) } ?? 1, 1), Self.lastPage)
    }

    /// With the question mark; parameters in a fixed order, so that one page has one address.
    package var query: String {
        Self.query([("q", text)] + hiddenParameters + (page > 1 ? [("trang", String(page))] : []))
    }

    /// The parameters other than the text, for the hidden fields of the search form.
    package var hiddenParameters: [(name: String, value: String)] {
        parameters(of: Facet.allCases) + scopeParameters
    }

    fileprivate func parameters(of facets: some Sequence<Facet>) -> [(name: String, value: String)] {
        facets.flatMap { facet in
            (filters.chosen[facet] ?? []).sorted().map { (Self.name(of: facet), $0) }
        }
    }

    fileprivate var scopeParameters: [(name: String, value: String)] {
        Self.name(of: scope).map { [("trong", $0)] } ?? []
    }

    fileprivate static func query(_ parameters: [(name: String, value: String)]) -> String {
        "?" + parameters.map { "\($0.name)=\(PercentCoding.encode($0.value))" }.joined(separator: "&")
    }

    package func onPage(_ page: Int) -> SearchAddress {
        var copy = self
        copy.page = page
        return copy
    }

    /// With a facet value chosen, or no longer chosen; always from the first page.
    package func toggling(_ facet: Facet, _ value: String) -> SearchAddress {
        var copy = onPage(1)
        var values = copy.filters.chosen[facet] ?? []
        if values.remove(value) == nil { values.insert(value) }
        copy.filters.chosen[facet] = values.isEmpty ? nil : values
        return copy
    }

    /// The addresses with one more value of a facet.
    package func narrowing(by facet: Facet) -> NarrowingAddresses { NarrowingAddresses(of: onPage(1), by: facet) }

    package func within(_ scope: SearchScope) -> SearchAddress {
        var copy = onPage(1)
        copy.scope = scope
        return copy
    }

    /// The same choice for another question.
    package func asking(_ text: String) -> SearchAddress {
        SearchAddress(text: text, filters: filters, scope: scope)
    }

    fileprivate static func name(of facet: Facet) -> String {
        switch facet {
        case .available: "con-sach"
        case .library: "thu-vien"
        case .kind: "loai"
        case .subject: "chu-de"
        case .grade: "lop"
        case .language: "ngon-ngu"
        case .licence: "giay-phep"
        case .year: "nam"
        }
    }

    private static func name(of scope: SearchScope) -> String? {
        switch scope {
        case .all: nil
        case .catalogue: "danh-muc"
        case .books: "sach"
        }
    }

    private static func scope(named name: String) -> SearchScope? {
        SearchScope.allCases.first { self.name(of: $0) == name }
    }
}

/// The addresses of a results page with one more value of a facet, as
/// ``SearchAddress/toggling(_:_:)`` gives them: what they have in common is
/// spelled and escaped once, for a page has some two hundred of them.
package struct NarrowingAddresses: Sendable {
    private let before: HTML
    private let after: HTML
    private let facet: Facet
    private let chosen: Set<String>

    fileprivate init(of address: SearchAddress, by facet: Facet) {
        self.facet = facet
        chosen = address.filters.chosen[facet] ?? []
        let others = Facet.allCases.split(separator: facet, omittingEmptySubsequences: false)
        var start = SearchAddress(text: address.text, scope: .all)
        start.filters.chosen = address.filters.chosen.filter { others[0].contains($0.key) }
        let first = HTML(SiteURL.search(start).description)
        // Mostly the new value is the only one of its facet, and what leads to it is the same.
        before = chosen.isEmpty ? "\(first)&amp;\(text: SearchAddress.name(of: facet))=" : first
        after = Self.more(address.parameters(of: others[1]) + address.scopeParameters)
    }

    private static func more(_ parameters: [(name: String, value: String)]) -> HTML {
        parameters.html { "&amp;\(text: $0.name)=\(text: PercentCoding.encode($0.value))" }
    }

    /// With a value that is not chosen yet, for an attribute.
    package func html(with value: String) -> HTML {
        if chosen.isEmpty { return "\(before)\(text: PercentCoding.encode(value))\(after)" }
        let values = chosen.union([value]).sorted().map { (SearchAddress.name(of: facet), $0) }
        return "\(before)\(Self.more(values))\(after)"
    }
}
