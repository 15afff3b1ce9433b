import ArgumentParser
import CMalloc
import Credentials
import Foundation
import Hummingbird
import Ingest
import Library
import Logging
import NIOCore
import SQLiteStore
import Web

/// `hoclieu serve`: the web server.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the library on the web.",
        discussion:
            "Ends gracefully on SIGTERM and Ctrl-C. TLS is the work of a reverse proxy; a Caddyfile is in setup/system."
    )

    @ParentCommand var outer: Hoclieu
    @OptionGroup var library: LibraryOption

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on.")
    var port = 8080

    @Option(help: "The library's name on its pages.")
    var siteName: String?

    @Option(
        help: ArgumentHelp(
            "A reverse proxy whose forwarded addresses are believed; may be repeated.", valueName: "cidr"))
    var trustedProxy: [NetworkRange] = []

    @Option(
        help: ArgumentHelp("Machines of the library, which read on-site material; may be repeated.", valueName: "cidr"))
    var onSite: [NetworkRange] = []

    @Option(
        help: ArgumentHelp(
            "How long it is kept who had a copy after it came back; a year for lost ones.", valueName: "days"))
    var forgetAfter = 30

    @Option(
        help: ArgumentHelp(
            "The day of the next month on which a month's figures are fixed; late paper days have until then.",
            valueName: "day"))
    var freezeDay = FreezeDays.usualDay

    @Option(help: ArgumentHelp("Where the daily backups go; DATA/backups without it.", valueName: "folder"))
    var backups: String?

    @Option(help: ArgumentHelp("Of how many days a backup is kept; 0 makes none.", valueName: "days"))
    var keepBackups = BackupRules.usualDays

    @Option(
        help: ArgumentHelp(
            "Free space below which only the desks still write; the rest is for reading.", valueName: "MiB"))
    var leastSpace = Int(DiskLimits.usualLeast >> 20)

    @Flag(help: "Lend nothing more to a reader who is late; without it the desk only warns.")
    var overdueBlocks = false

    func validate() throws {
        guard (0...3_650).contains(forgetAfter) else { throw ValidationError("--forget-after is a number of days.") }
        guard FreezeDays.range.contains(freezeDay) else {
            throw ValidationError("--freeze-day is a day of the month from 1 to 28.")
        }
        guard (0...3_650).contains(keepBackups) else { throw ValidationError("--keep-backups is a number of days.") }
        guard (128...1_048_576).contains(leastSpace) else {
            throw ValidationError("--least-space is a number of MiB from 128 on.")
        }
        guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
    }

    /// As many arenas of `malloc` as processors, no longer eight for each: what one gives
    /// back no other uses. 193 MiB after 36,000 pages, no longer 221 to 236.
    private static func limitArenas() { mallopt(M_ARENA_MAX, Int32(ProcessInfo.processInfo.activeProcessorCount)) }

    func run() async throws {
        Self.limitArenas()
        let wiring = try Wiring(library.path(outer: outer.library), creating: true)
        var logger = wiring.logger
        logger.logLevel = .notice
        var configuration = WebConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.siteName = siteName
        configuration.overdueBlocks = overdueBlocks
        configuration.trustedProxies = trustedProxy
        configuration.onSiteNetworks = onSite
        configuration.ingestFolders = wiring.ingestFolders
        configuration.pointKinds = PlaceKindLists(ingestFolders: wiring.ingestFolders).rules
        let calendar = CalendarLists(ingestFolders: wiring.ingestFolders, kinds: configuration.pointKinds)
        for fault in ListFaults(ingestFolders: wiring.ingestFolders).faults {
            logger.warning("a row of a list cannot be read", metadata: ["row": "\(fault)"])
        }
        configuration.daysToMark = calendar.daysToMark
        configuration.loanPolicies = calendar.policies
        configuration.rotation = RotationSettings(ingestFolders: wiring.ingestFolders)
        let plans = PlanFolder(ingestFolders: wiring.ingestFolders)
        for fault in await plans.shelf().faults {
            logger.warning("a plan's file has a fault", metadata: ["fault": "\(fault.place): \(fault.code.rawValue)"])
        }
        configuration.offersPseudoLanguage = ProcessInfo.processInfo.environment["HOCLIEU_PSEUDO_LANGUAGE"] == "1"
        var robotFault: String?
        configuration.robots = RobotList(ingestFolders: wiring.ingestFolders, fault: &robotFault)
        if let robotFault { logger.warning("the list of robots cannot be read", metadata: ["file": "\(robotFault)"]) }
        let disk = DiskLimits(leastBytes: Int64(leastSpace) << 20)
        configuration.files.reserve = disk.leastBytes
        configuration.countsUsage = ProcessInfo.processInfo.environment["HOCLIEU_COUNT_USAGE"] != "0"
        let workers = try? wiring.workers(count: 1)
        configuration.files.folder = wiring.folder + "/uploads"
        let uploading = try UploadWiring(wiring, logger: logger)
        let holidays = HolidayDesk(listed: calendar.holidays, store: wiring.store.holidays)
        let planDesk = PlanDesk(source: plans, stores: wiring.store.plans, holidays: holidays)
        var services = WebServices(
            catalogue: wiring.store.catalogue, search: wiring.store.search, reading: wiring.store.reading,
            membership: wiring.store.membership, circulating: wiring.store.circulating,
            calendar: wiring.store.calendar, holidays: holidays, activities: wiring.store.activities,
            figures: wiring.store.figures, board: wiring.store.board,
            plans: planDesk,
            readingLists: wiring.store.readingLists,
            signIn: SignInDesk(store: wiring.store.membership.accounts),
            uploads: SpooledUploads(uploading.work), tables: WorkerTables(uploading.workers),
            usage: UsageDesk(store: wiring.store.usage, visitors: VisitorHashes()),
            pageImages: workers.map { PageImageDesk(pool: $0, folder: wiring.folder + "/derived-pages") },
            reports: ReportServices(
                stores: wiring.store.reports,
                figures: ReportGathering(
                    figures: wiring.store.figures, board: wiring.store.board,
                    activities: wiring.store.activities.activities, reports: wiring.store.reports, plans: planDesk),
                templates: ReportTemplates(
                    product: ProductFiles.ingestFolder, own: wiring.folder + "/ingest", workers: uploading.workers)))
        let rules = BackupRules(
            folder: Wiring.absolute(backups ?? wiring.folder + "/backups"), daysKept: keepBackups,
            reserve: disk.leastBytes)
        let folder = wiring.folder
        services.merges = wiring.store.merges
        services.upkeep = UpkeepServices(
            backups: wiring.store.backups, daysKept: keepBackups,
            disk: DiskWatch(limits: disk) { LibraryStore.freeSpace(folder) })
        try await wiring.store.prepareSearch()
        let application = try buildApplication(services, configuration: configuration, logger: logger) { [host] port in
            Terminal.say("hoclieu: serving \(folder) on http://\(host):\(port)")
        }
        let indexing = BackgroundIndexing(store: wiring.store, disk: services.upkeep.disk, logger: logger)
        let freezing = MonthlyFreeze(wiring, day: freezeDay, logger: logger)
        let upkeep = DailyUpkeep(
            store: wiring.store, limits: ForgettingLimits(returnedDays: forgetAfter), logger: logger)
        let backupKeeping = BackupKeeping(store: wiring.store, rules: rules, logger: logger)
        let usage = UsageWriting(store: wiring.store, robotList: configuration.robots.date, logger: logger)
        do {
            // Ends with the scope: the server's end cancels it.
            async let _: Void = indexing.run()
            async let _: Void = wiring.store.keepSearchFresh()
            async let _: Void = wiring.store.board.keepFresh(over: Month(of: Day(.now)).previous)
            async let _: Void = uploading.work.run()
            async let _: Void = upkeep.run()
            async let _: Void = backupKeeping.run()
            async let _: Void = FileShelf(configuration.files).keepSwept()
            async let _: Void = usage.run()
            async let _: Void = freezing.run()
            try await application.runService()
        } catch {
            await usage.end()
            throw listening(error)
        }
        await usage.end()
        await workers?.shutDown()
        await uploading.workers.shutDown()
    }

    /// Why the server cannot listen where it was told to, and what to do; any
    /// other error as it is.
    private func listening(_ error: any Error) -> any Error {
        if error is SocketAddressError.UnknownHost {
            return CommandFailure("there is no host \(host). Give an address of this machine with --host.")
        }
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE:
            return CommandFailure(
                "port \(port) on \(host) is in use. Choose another with --port, or stop the other program.")
        case EADDRNOTAVAIL:
            return CommandFailure("\(host) is no address of this machine. Give one of its own with --host.")
        case EACCES:
            return CommandFailure("only root may listen on port \(port). Choose one from 1024 up with --port.")
        default: return error
        }
    }
}

extension NetworkRange: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

/// Indexes what ingests leave behind, in slices that no reader notices.
struct BackgroundIndexing {
    /// Between looks for work when there was none.
    private static let pause = Duration.seconds(1)

    /// While the disk is nearly full; the text waits, it is lost nowhere.
    private static let fullPause = Duration.seconds(30)

    let store: LibraryStore
    let disk: DiskWatch
    let logger: Logger

    func run() async {
        while !Task.isCancelled {
            do {
                guard disk.room == .enough else {
                    try await Task.sleep(for: Self.fullPause)
                    continue
                }
                let indexed = try await store.indexPending(sliceBudget: .milliseconds(20))
                if indexed == 0 { try await Task.sleep(for: Self.pause) }
            } catch is CancellationError {
                return
            } catch {
                logger.error("indexing failed, trying again in a minute", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }
}
