import Foundation
import Glibc

/// Times of one kind of question, in milliseconds.
struct Measurement {
    let name: String
    private(set) var wall: [Double] = []
    private(set) var cpu: [Double] = []
    /// How much of the exhaustive first twenty the answers had; empty when the
    /// answer is exhaustive itself.
    var overlaps: [Double] = []

    init(_ name: String) { self.name = name }

    /// Runs `body` and notes how long it took.
    mutating func time<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        let cpuBefore = Self.processSeconds()
        let before = ContinuousClock.now
        let value = try await body()
        wall.append((ContinuousClock.now - before) / .milliseconds(1))
        cpu.append((Self.processSeconds() - cpuBefore) * 1_000)
        return value
    }

    /// CPU seconds of all threads: what a loaded machine does not change.
    static func processSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func percentile(_ values: [Double], _ share: Double) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        return sorted[min(sorted.count - 1, Int((Double(sorted.count) * share).rounded(.up)) - 1)]
    }

    /// One line of the table.
    func line(target: Double?) -> String {
        func number(_ value: Double) -> String { String(format: "%8.2f", value) }
        let p95 = Self.percentile(wall, 0.95)
        var text = name.padding(toLength: 34, withPad: " ", startingAt: 0)
        text += number(Self.percentile(wall, 0.5)) + number(p95)
        text += number(Self.percentile(cpu, 0.5)) + number(Self.percentile(cpu, 0.95))
        text += "  \(wall.count)".padding(toLength: 7, withPad: " ", startingAt: 0)
        if let target {
            text += String(format: "≤ %-4.0f", target) + (p95 <= target ? "ok    " : "MISSED")
        } else {
            text += "            "
        }
        if !overlaps.isEmpty {
            text += String(format: "  overlap@20 %.3f", overlaps.reduce(0, +) / Double(overlaps.count))
        }
        return text
    }

    static let heading =
        "question".padding(toLength: 34, withPad: " ", startingAt: 0)
        + "  wall50  wall95   cpu50   cpu95  n    target ms"
}

/// Prints a line at once, also into a file.
func say(_ line: String) {
    print(line)
    fflush(nil)
}

/// What the figures were measured on and with.
enum Machine {
    static var name: String {
        let cpu =
            (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?
            .split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last ?? "unknown CPU"
        let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first ?? "?"
        return
            "\(cpu.trimmingCharacters(in: .whitespaces)), \(ProcessInfo.processInfo.activeProcessorCount) cores, load \(load)"
    }

    /// How fast this machine is just now, whatever the product does: millions of
    /// steps a second of a fixed calculation (FNV-1a over 64 MiB), and of reads one
    /// after the other that each say where the next one is (a walk through 64 MiB).
    /// Neighbours on the same machine slow the second without the first. Figures
    /// taken at another speed compare after division by them.
    static var yardstick: String {
        let bytes = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let before = ContinuousClock.now
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for _ in 0..<64 {
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        let seconds = (ContinuousClock.now - before) / .seconds(1)
        return String(
            format: "yardstick %.0f million steps/s, %.1f million reads/s (%02x)", Double(64 << 20) / 1e6 / seconds,
            readsPerSecond / 1e6, hash & 255)
    }

    /// 2^21 reads in 64 MiB, in an order of full period that no processor foresees
    /// (Knuth, The Art of Computer Programming, 3.2.1.2, theorem A).
    private static var readsPerSecond: Double {
        let places = 1 << 23
        let reads = 1 << 21
        let nothing = (0..<places).map { $0 >> 23 }
        let before = ContinuousClock.now
        var place = 0
        for _ in 0..<reads { place = (place &* 1_664_525 &+ 1_013_904_223 &+ nothing[place]) & (places - 1) }
        let seconds = (ContinuousClock.now - before) / .seconds(1)
        return place < 0 ? 0 : Double(reads) / seconds
    }

    /// What one durable write of 8 KiB takes on the disk of `folder`.
    static func syncTime(in folder: String) throws -> String {
        let path = folder + "/fdatasync"
        let file = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0o600)
        guard file >= 0 else { return "fdatasync not measured" }
        defer {
            close(file)
            unlink(path)
        }
        let room = [UInt8](repeating: 7, count: 4 << 20)
        _ = pwrite(file, room, room.count, 0)
        fsync(file)
        let times = (0..<300).map { number -> Double in
            _ = pwrite(file, room, 8_192, off_t(number * 8_192 % (4 << 20)))
            let before = ContinuousClock.now
            _ = fdatasync(file)
            return (ContinuousClock.now - before) / .milliseconds(1)
        }
        return String(
            format: "fdatasync of this disk %.2f ms median, %.2f p95", Measurement.percentile(times, 0.5),
            Measurement.percentile(times, 0.95))
    }

    /// Memory of our own, without mapped files, in MiB.
    static var anonymousMemory: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon") }
        return (line?.split(whereSeparator: { !$0.isNumber }).first).flatMap { Int($0) }.map { $0 >> 10 } ?? 0
    }

    static func megabytes(of path: String) -> Int {
        let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
        return (size ?? 0) >> 20
    }

    /// Reads a file once, so that it lies in the system's memory, which some
    /// machines empty while they idle.
    static func warmUp(_ path: String) {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return }
        defer { close(file) }
        var room = [UInt8](repeating: 0, count: 1 << 20)
        while read(file, &room, room.count) > 0 {}
    }

    /// Asks the system to forget what it has read of a file.
    static func coolDown(_ path: String) {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return }
        fdatasync(file)
        posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
        close(file)
    }
}
