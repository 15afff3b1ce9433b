import Exchange
import FileStore
import Foundation
import Glibc
import Ingest
import Library
import SQLiteStore

/// Looks at the machine and the library's folder.
struct Doctor {
    struct Finding: Equatable {
        enum State: String { case good = "ok", advice = "advice", missing = "MISSING" }
        var state: State
        var subject: String
        var detail: String

        var line: String { "\(state.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0))\(subject): \(detail)" }
    }

    /// Free space below which it is time to think.
    private static let littleSpace: Int64 = 2 << 30

    let folder: String

    func examine() async -> [Finding] {
        [
            worker(), confinement(), await workerStarts(), profiles(),
            program("pdftotext", needed: true, "PDF cannot be taken in", package: "poppler-utils"),
            program("pdftoppm", needed: true, "pages of PDF cannot be shown", package: "poppler-utils"),
            program("vipsthumbnail", needed: false, "covers are kept as large as they come", package: "libvips-tools"),
            program(
                "tesseract", needed: false, "scanned pages cannot be recognised in a later version",
                package: "tesseract-ocr tesseract-ocr-vie"),
            papers(),
        ] + lists() + (await announced()) + [await plans(), rights(), space(), await database()] + (await backup())
    }

    /// The days off that were entered in the system; they hold beside the lists, and
    /// nobody finds them in a file.
    private func announced() async -> [Finding] {
        guard access(folder + "/hoclieu.sqlite", F_OK) == 0, let wiring = try? Wiring(folder, creating: false),
            let announced = try? await wiring.store.holidays.announced()
        else { return [] }
        return announced.map { Self.announced($0.announcement) }
    }

    static func announced(_ days: Holidays.Announcement) -> Finding {
        let span = days.first == days.last ? "\(days.first)" : "\(days.first) to \(days.last)"
        return Finding(
            state: .good, subject: "days off",
            detail: "\(days.name), \(span), entered in the system by: \(days.source)")
    }

    /// The lists that a librarian may edit, in the words of the server's log.
    private func lists() -> [Finding] {
        let found = ListFaults(ingestFolders: [ProductFiles.ingestFolder, folder + "/ingest"])
        guard !found.faults.isEmpty else {
            let unchecked = found.unchecked.count
            return [
                Finding(
                    state: .good, subject: "lists",
                    detail: "every row can be read"
                        + (unchecked > 0 ? "; \(counted(unchecked, "day off", "days off")) said to be not checked" : "")
                )
            ]
        }
        return found.faults.map { fault in
            Finding(
                state: .advice, subject: "lists",
                detail: "\(fault): this row is passed over; mend it in \(folder)/ingest/codes or in the product's lists"
            )
        }
    }

    private func worker() -> Finding {
        guard let path = ProductFiles.worker else {
            return Finding(
                state: .missing, subject: "hoclieu-worker",
                detail: "not beside hoclieu; no file can be taken in. Install both together.")
        }
        return Finding(state: .good, subject: "hoclieu-worker", detail: path)
    }

    private func confinement() -> Finding {
        switch Confinement.detect() {
        case .bubblewrap(let program):
            Finding(state: .good, subject: "confinement", detail: "foreign files are opened under \(program)")
        case .none(let reason):
            Finding(
                state: .advice, subject: "confinement",
                detail: "foreign files are opened with limits on memory and time but without a sandbox, for \(reason)")
        }
    }

    private func workerStarts() async -> Finding {
        do {
            let scratch = NSTemporaryDirectory() + "hoclieu-doctor-\(getpid())"
            defer { try? FileManager.default.removeItem(atPath: scratch) }
            let pool = try Wiring.workers(count: 1, folder: scratch)
            let answer = try await pool.greet()
            await pool.shutDown()
            return Finding(state: .good, subject: "reading", detail: "a worker starts and answers in \(answer) ms")
        } catch {
            return Finding(state: .missing, subject: "reading", detail: CommandFailure.describing(error).sentence)
        }
    }

    private func profiles() -> Finding {
        let folder = ProductFiles.ingestFolder
        guard access(folder + "/codes/licences.yaml", R_OK) == 0 else {
            return Finding(
                state: .missing, subject: "profiles",
                detail: "no profiles and code lists in \(folder); name their parent in HOCLIEU_SHARE.")
        }
        return Finding(state: .good, subject: "profiles", detail: folder)
    }

    private func program(_ name: String, needed: Bool, _ without: String, package: String) -> Finding {
        let path = "/usr/bin/\(name)"
        if access(path, X_OK) == 0 { return Finding(state: .good, subject: name, detail: path) }
        return Finding(
            state: needed ? .missing : .advice, subject: name,
            detail: "not installed (Debian package \(package)): \(without)")
    }

    private func plans() async -> Finding {
        let shelf = await PlanFolder(ingestFolders: [ProductFiles.ingestFolder, folder + "/ingest"]).shelf()
        guard let first = shelf.faults.first else {
            return Finding(state: .good, subject: "plans", detail: "\(shelf.plans.count) loaded")
        }
        return Finding(
            state: .advice, subject: "plans",
            detail:
                "\(counted(shelf.faults.count, "fault")), the first at \(first.place) (\(first.code.rawValue)); see hoclieu plans check"
        )
    }

    /// Registers as workbooks need a place for temporary files.
    private func papers() -> Finding {
        let sheet = Sheet(title: "", columns: [Sheet.Column("A", width: 5)], rows: [])
        do {
            _ = try SpreadsheetFile.bytes(of: sheet)
            return Finding(state: .good, subject: "registers", detail: "workbooks and QR codes can be written")
        } catch {
            return Finding(
                state: .missing, subject: "registers",
                detail: "no workbook can be written (\(error)); make TMPDIR or /tmp writable")
        }
    }

    private func rights() -> Finding {
        var place = folder
        while place.count > 1, access(place, F_OK) != 0 { place = (place as NSString).deletingLastPathComponent }
        guard access(place, W_OK) == 0 else {
            return Finding(
                state: .missing, subject: "data folder",
                detail: "\(place) may not be written to; change its owner or choose another with --data")
        }
        return Finding(
            state: .good, subject: "data folder", detail: place == folder ? folder : "\(folder) will be made")
    }

    private func space() -> Finding {
        var place = folder
        while place.count > 1, access(place, F_OK) != 0 { place = (place as NSString).deletingLastPathComponent }
        var status = statvfs()
        guard statvfs(place, &status) == 0 else {
            return Finding(state: .advice, subject: "disk", detail: "its free space cannot be read")
        }
        let free = Int64(status.f_bavail) * Int64(status.f_frsize)
        let detail = "\(free >> 20) MiB free"
        if DiskLimits().room(free: free) != .enough {
            return Finding(
                state: .missing, subject: "disk",
                detail: "\(detail); the site only reads and lends until there is room (serve --least-space)")
        }
        return Finding(state: free < Self.littleSpace ? .advice : .good, subject: "disk", detail: detail)
    }

    /// What became of the server's daily backups; nothing before there is a library.
    private func backup() async -> [Finding] {
        guard access(folder + "/hoclieu.sqlite", F_OK) == 0, let wiring = try? Wiring(folder, creating: false),
            let standing = try? await wiring.store.backups.standing()
        else { return [] }
        return [Self.backup(standing, now: .now)]
    }

    static func backup(_ standing: BackupStanding, now: Moment) -> Finding {
        guard let last = standing.last else {
            return Finding(
                state: .advice, subject: "backup",
                detail: "the server has made none yet; it does so every day while it runs")
        }
        let good =
            standing.lastGood.map { "the last good one is of \(Day($0.at)), \($0.path)" } ?? "there is no good one"
        switch last.outcome {
        case .checked:
            let detail = "\(Day(last.at)), \(last.byteCount >> 20) MiB, checked: \(last.path)"
            if last.missing > 0 {
                return Finding(
                    state: .advice, subject: "backup",
                    detail:
                        "\(detail); missing or damaged in the library: \(counted(last.missing, "file")); run hoclieu verify"
                )
            }
            return Finding(state: standing.isWorrying(at: now) ? .advice : .good, subject: "backup", detail: detail)
        case .noRoom:
            return Finding(
                state: .advice, subject: "backup",
                detail:
                    "none on \(Day(last.at)): \(last.byteCount >> 20) MiB have no room on the disk; \(good). Make room or choose another disk with serve --backups."
            )
        case .failed:
            return Finding(
                state: .advice, subject: "backup",
                detail: "it failed on \(Day(last.at)), the server's log says why; \(good)")
        }
    }

    private func database() async -> Finding {
        guard access(folder + "/hoclieu.sqlite", F_OK) == 0 else {
            return Finding(state: .good, subject: "library", detail: "none yet; the first ingest makes it")
        }
        do {
            let wiring = try Wiring(folder, creating: false)
            let levels = try await wiring.store.synchronousLevels()
            guard levels.precious >= 2 else {
                return Finding(
                    state: .missing, subject: "library",
                    detail: "the database does not wait for the disk (synchronous=\(levels.precious))")
            }
            let size = try await wiring.store.catalogue.size()
            return Finding(
                state: .good, subject: "library",
                detail:
                    "\(counted(size.records, "record")), \(counted(size.materials, "material")); every commit waits for the disk"
            )
        } catch {
            return Finding(state: .missing, subject: "library", detail: CommandFailure.describing(error).sentence)
        }
    }
}
