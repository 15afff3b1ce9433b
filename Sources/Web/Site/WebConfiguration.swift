package import Library

/// What the pages ask of the rest of the product.
package struct WebServices: Sendable {
    package var catalogue: any CatalogueReading
    package var search: any CatalogueSearch
    package var reading: any BookReading
    package var membership: MembershipStores
    package var circulating: LedgerStores
    package var signIn: any SignInService
    /// Nil where no worker can draw pages; the text of PDF pages is shown alone then.
    package var pageImages: (any PageImages)?

    package init(
        catalogue: any CatalogueReading, search: any CatalogueSearch, reading: any BookReading,
        membership: MembershipStores, circulating: LedgerStores, signIn: any SignInService,
        pageImages: (any PageImages)?
    ) {
        self.catalogue = catalogue
        self.search = search
        self.reading = reading
        self.membership = membership
        self.circulating = circulating
        self.signIn = signIn
        self.pageImages = pageImages
    }
}

/// How the site is served.
package struct WebConfiguration: Sendable {
    package var host = "127.0.0.1"
    package var port = 8080
    /// The library's own name in place of the general one.
    package var siteName: String?
    /// The folders whose `codes/*.yaml` name languages, licences and school
    /// subjects; a later folder wins.
    package var ingestFolders: [String] = []
    /// Addresses of the library's own machines: they read on-site material.
    package var onSiteNetworks: [NetworkRange] = []
    /// Reverse proxies whose X-Forwarded-For is believed.
    package var trustedProxies: [NetworkRange] = []
    /// The rules each kind of service point starts with.
    package var pointKinds = ServicePointKinds()
    /// How many people a trip needs, and when a box is late.
    package var rotation = RotationSettings()
    /// What time it is; tests have their own.
    package var now: @Sendable () -> Moment = { .now }
    /// A request that takes longer is answered with the `timeout` page.
    package var timeLimit: Duration = .seconds(10)
    /// More at once are answered with the `unavailable` page.
    package var requestsAtOnce = 256
    /// More at once from one address are answered with the `too-many-requests`
    /// page. A school stands behind one address: a class that opens a page in the
    /// same second asks some forty times, so that it is never turned away, and one
    /// machine that asks without end leaves three quarters to the others.
    package var requestsAtOnceFromOneAddress = 64
    /// Lets `/ngon-ngu/x-thu` choose the pseudo-language; for tests.
    package var offersPseudoLanguage = false

    package init() {}

    /// The address somebody asks from. A forwarded one counts only behind a
    /// trusted proxy, and only the last one that no trusted proxy wrote.
    func address(peer: String?, forwarded: [String]) -> String? {
        guard var address = peer else { return nil }
        var hops = forwarded.joined(separator: ",").split(separator: ",").map { $0.filter { $0 != " " } }
        while isTrustedProxy(address), let hop = hops.popLast() { address = hop }
        return address
    }

    /// Whether an address is one of the library's own machines.
    func isOnSite(_ address: String?) -> Bool {
        address.map { address in onSiteNetworks.contains { $0.contains(address) } } ?? false
    }

    func isTrustedProxy(_ address: String) -> Bool { trustedProxies.contains { $0.contains(address) } }
}
