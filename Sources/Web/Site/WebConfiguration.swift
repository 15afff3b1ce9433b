package import Library

/// What the pages ask of the rest of the product.
package struct WebServices: Sendable {
    package var catalogue: any CatalogueReading
    package var search: any CatalogueSearch
    package var reading: any BookReading
    package var membership: MembershipStores
    package var circulating: LedgerStores
    package var calendar: any CalendarStore
    package var holidays: HolidayDesk
    package var activities: ActivityStores
    package var figures: any FigureStore
    package var board: FigureBoard
    package var plans: PlanDesk
    package var readingLists: any ReadingListStore
    package var reports: ReportServices
    package var signIn: any SignInService
    package var uploads: any UploadDesk
    package var tables: any TableReading
    package var usage: UsageDesk
    /// Nil where no worker can draw pages; the text of PDF pages is shown alone then.
    package var pageImages: (any PageImages)?
    /// Nil where nobody decides about merges.
    package var merges: (any MergeStore)?
    /// Nothing where nobody looks after the machine.
    package var upkeep = UpkeepServices()

    package init(
        catalogue: any CatalogueReading, search: any CatalogueSearch, reading: any BookReading,
        membership: MembershipStores, circulating: LedgerStores, calendar: any CalendarStore,
        holidays: HolidayDesk, activities: ActivityStores, figures: any FigureStore, board: FigureBoard,
        plans: PlanDesk,
        readingLists: any ReadingListStore,
        signIn: any SignInService,
        uploads: any UploadDesk,
        tables: any TableReading, usage: UsageDesk, pageImages: (any PageImages)?,
        reports: ReportServices
    ) {
        self.catalogue = catalogue
        self.search = search
        self.reading = reading
        self.membership = membership
        self.circulating = circulating
        (self.calendar, self.holidays) = (calendar, holidays)
        (self.activities, self.figures, self.readingLists) = (activities, figures, readingLists)
        self.board = board
        self.plans = plans
        self.signIn = signIn
        (self.uploads, self.tables) = (uploads, tables)
        self.usage = usage
        self.pageImages = pageImages
        self.reports = reports
    }
}

/// How much a form with files may bring.
package struct FileLimits: Sendable {
    /// Where files are put while somebody decides about them; on the disk of the
    /// data, so that taking them over is a change of name.
    package var folder = ""
    package var files = 200
    /// Of one file, bytes.
    package var fileBytes: Int64 = 2_000_000_000
    /// Of all files of a form together, bytes.
    package var totalBytes: Int64 = 4_000_000_000
    /// Free space on the disk that is left alone, bytes.
    package var reserve: Int64 = 256 << 20
    /// The longest time without a byte: a lost line is given up, a slow one is not.
    package var longestPause: Duration = .seconds(50)
    package init() {}
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
    /// How long a visitor waits for the end of a job before the page says how far
    /// it is.
    package var jobPatience: Duration = .milliseconds(1_500)
    /// The days that libraries mark.
    package var daysToMark = DaysToMark()
    /// How many people a trip needs, and when a box is late.
    package var rotation = RotationSettings()
    /// The rules of lending by category and kind of point.
    package var loanPolicies = LoanPolicies()
    /// Whether who is late may borrow nothing more; a warning is usual.
    package var overdueBlocks = false
    /// What time it is; tests have their own.
    package var now: @Sendable () -> Moment = { .now }
    /// How much a form may bring, and where its files are put.
    package var files = FileLimits()
    /// A request that takes longer is answered with the `timeout` page.
    package var timeLimit: Duration = .seconds(10)
    /// More at once are answered with the `unavailable` page.
    package var requestsAtOnce = 256
    /// More at once from one address are answered with the `too-many-requests`
    /// page. A school stands behind one address: a class that opens a page in the
    /// same second asks some forty times, so that it is never turned away, and one
    /// machine that asks without end leaves three quarters to the others.
    package var requestsAtOnceFromOneAddress = 64
    /// The names by which robots are known.
    package var robots = RobotList()
    /// Whether hits are taken down; off only to measure what it costs.
    package var countsUsage = true
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
