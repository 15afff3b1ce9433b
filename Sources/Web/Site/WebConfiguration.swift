package import Library

/// What the pages ask of the rest of the product.
package struct WebServices: Sendable {
    package var catalogue: any CatalogueReading
    package var search: any CatalogueSearch
    package var reading: any BookReading
    /// Nil where no worker can draw pages; the text of PDF pages is shown alone then.
    package var pageImages: (any PageImages)?

    package init(
        catalogue: any CatalogueReading, search: any CatalogueSearch, reading: any BookReading,
        pageImages: (any PageImages)?
    ) {
        self.catalogue = catalogue
        self.search = search
        self.reading = reading
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

    /// The choke point: every question to the store is asked as this viewer.
    ///
    /// Until readers sign in, it is the machine that tells: the library's own
    /// or any other.
    func viewer(at address: String?) -> Viewer {
        guard let address else { return .visitor }
        return onSiteNetworks.contains { $0.contains(address) } ? .onSite : .visitor
    }

    /// The visitor's address. A forwarded one counts only behind a trusted
    /// proxy, and only the last one that no trusted proxy wrote.
    func address(peer: String?, forwarded: [String]) -> String? {
        guard var address = peer else { return nil }
        var hops = forwarded.joined(separator: ",").split(separator: ",").map { $0.filter { $0 != " " } }
        while trustedProxies.contains(where: { $0.contains(address) }), let hop = hops.popLast() { address = hop }
        return address
    }
}
