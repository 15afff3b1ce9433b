import ArgumentParser
import FileStore
import Foundation
import Ingest
import Library
import SQLiteStore

/// `hoclieu ingest PATH…`: takes in files and folders.
struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Take in files and folders: EPUB, PDF, MARC, MARCXML, CSV, XLSX, plain text.",
        discussion: """
            A sidecar NAME.yaml beside a file may state licence, access and corrections.
            Taking in the same files again changes nothing. An interrupted run goes on when the same command is given again.
            Exit status: 0 all taken, 1 some rejected, 2 nothing could be done.
            """)

    @ParentCommand var outer: Hoclieu
    @OptionGroup var library: LibraryOption

    @Argument(help: "Files or folders.")
    var paths: [String]

    @Option(
        help: ArgumentHelp("The licence of what is taken in, such as CC-BY-4.0, CC0-1.0, PD, ARR.", valueName: "id"))
    var licence: String?

    @Option(help: "Who may read the texts: closed, on-site, registered or open.")
    var access: AccessLevel?

    @Option(
        help: ArgumentHelp(
            "The service point whose register the copies of MARC records (952, 852) go into; without it they stay in their records.",
            valueName: "number"))
    var servicePoint: Int64?

    @Option(
        help: ArgumentHelp(
            "Only copies of the library that the records call so (952 $a, 852 $a); with --service-point.",
            valueName: "code"))
    var ownerCode: String?

    @Flag(help: "Do everything but keep nothing.")
    var dryRun = false

    @Flag(help: "Print the outcome as JSON.")
    var json = false

    func validate() throws {
        guard ownerCode == nil || servicePoint != nil else {
            throw ValidationError("--owner-code says which copies go into a register: name it with --service-point.")
        }
    }

    func run() async throws {
        Self.letOthersGoFirst()
        do {
            let report = try await take()
            if json { try print(IngestJSON(report).text()) } else { IngestSummary(report).print() }
            let code = Self.exitCode(of: report)
            if let error = report.stopped { Terminal.complain(CommandFailure.describing(error).sentence) }
            if code != 0 { throw ExitCode(code) }
        } catch let code as ExitCode {
            throw code
        } catch {
            let failure = CommandFailure.describing(error)
            if json { try print(IngestJSON(failure: failure.sentence).text()) }
            throw failure
        }
    }

    /// A server and its desks on the same machine get the processor first, from
    /// this process and its workers: the larger part of its time, and no thread of
    /// ours that wakes up takes it from one of theirs. Alone, it has all of it as
    /// before.
    private static func letOthersGoFirst() {
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
        var parameters = sched_param()
        _ = sched_setscheduler(0, batch, &parameters)
    }

    /// SCHED_BATCH in Linux's sched.h, a macro that Swift does not see.
    private static let batch: Int32 = 3

    private func take() async throws -> IngestReport {
        let found = FoundFiles(under: paths, except: library.path(outer: outer.library))
        // A slip in the path makes no library.
        guard !found.files.isEmpty else { return IngestReport(refused: found.refused) }
        let wiring = try Wiring(library.path(outer: outer.library), creating: true)
        let licences = LicenceList(ingestFolders: [ProductFiles.ingestFolder, wiring.folder + "/ingest"])
        let progress = TerminalProgress(isQuiet: json && !Terminal.errorsAreShown)
        let workers = try wiring.workers(count: 2)
        let scratch = try ScratchFiles(in: wiring.folder + "/inbox")
        defer { scratch.remove() }
        let contents: any ContentStore = dryRun ? try LibraryFiles(folder: scratch.folder) : wiring.files
        let pipeline = IngestPipeline(
            store: wiring.store.ingest, copies: wiring.store.circulating.intake, contents: contents, workers: workers,
            licences: licences,
            rejectsFolder: wiring.folder + "/rejects", logger: wiring.logger)
        if let licence, !licences.isPossible(licence) {
            throw CommandFailure("\"\(licence)\" is no licence. Write its id, such as CC-BY-4.0, CC0-1.0, PD or ARR.")
        }
        let stated = licence.map { licences.statement(for: $0) }
        if let licence, !licences.isKnown(licence) {
            Terminal.complain(
                "the licence \"\(licence)\" is not in the list of licences; it is kept as it is and opens nothing by itself."
            )
        }
        let options = IngestOptions(
            licence: stated, access: access, isDryRun: dryRun, register: try await register(wiring))
        let report = try await IndexingBeside(store: wiring.store, progress: progress, isNeeded: !dryRun).during {
            let report = await pipeline.run(found, options: options, progress: progress)
            await workers.shutDown()
            return report
        }
        progress.end()
        return report
    }

    /// A slip in the number enters no copy anywhere.
    private func register(_ wiring: Wiring) async throws -> RegisterChoice? {
        guard let number = servicePoint else { return nil }
        let point = ServicePointID(number)
        guard try await wiring.store.membership.places.servicePoint(point) != nil else {
            throw CommandFailure("there is no service point \(number); its number stands in the address of its page.")
        }
        return RegisterChoice(point: point, ownerCode: ownerCode)
    }

    private static func exitCode(of report: IngestReport) -> Int32 {
        if report.stopped != nil || report.files == 0 && report.resumedFiles == 0 { return 2 }
        return report.counts.hasRefusals ? 1 : 0
    }
}

extension AccessLevel: ExpressibleByArgument {}

/// A folder for what a dry run makes, removed afterwards.
struct ScratchFiles {
    let folder: String

    init(in parent: String) throws {
        folder = "\(parent)/\(ProcessInfo.processInfo.processIdentifier)-scratch"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: folder)
    }
}
