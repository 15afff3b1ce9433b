import Foundation
import Ingest
import Library
import Synchronization

/// How far an ingest is, on standard error: one line that is rewritten in a
/// terminal, plain lines now and then elsewhere.
final class TerminalProgress: IngestProgress {
    private struct State {
        var started = Date()
        var shown = Date()
        var files = 0
        var finishedFiles = 0
        var bytes: Int64 = 0
        var finishedBytes: Int64 = 0
        /// Of files in work: the share done in bytes, and the records so far.
        var partial: [String: (bytes: Double, records: Int)] = [:]
        var records = 0
        var committedBooks = 0
        var lineIsOpen = false

        var allRecords: Int { partial.values.reduce(records) { $0 + $1.records } }
    }

    private let state = Mutex(State())
    private let words = CommandWords()
    private let isQuiet: Bool
    private let interval: TimeInterval = Terminal.errorsAreShown ? 0.2 : 5

    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
    }

    func found(files: Int, bytes: Int64) {
        state.withLock { state in
            state.files = files
            state.bytes = bytes
        }
    }

    func advanced(file: String, share: Double, bytes: Int64, counts: IngestCounts) {
        state.withLock { state in
            state.partial[file] = (share * Double(bytes), counts.read)
            show(&state)
        }
    }

    func committedBook() {
        state.withLock { $0.committedBooks += 1 }
    }

    /// What has been taken so far.
    var committed: (books: Int, records: Int) {
        state.withLock { ($0.committedBooks, $0.allRecords) }
    }

    func finished(file: String, bytes: Int64, counts: IngestCounts) {
        state.withLock { state in
            state.partial[file] = nil
            state.finishedFiles += 1
            state.finishedBytes += bytes
            state.records += counts.read
            show(&state)
        }
    }

    func indexed(books: Int) {
        state.withLock { state in
            guard !isQuiet, Date().timeIntervalSince(state.shown) >= interval else { return }
            state.shown = Date()
            write(words.indexing(books: books), &state)
        }
    }

    /// Ends the line that is being rewritten.
    func end() {
        state.withLock { state in
            if state.lineIsOpen { FileHandle.standardError.write(Data("\n".utf8)) }
            state.lineIsOpen = false
        }
    }

    private func show(_ state: inout State) {
        let now = Date()
        guard !isQuiet, now.timeIntervalSince(state.shown) >= interval else { return }
        state.shown = now
        let seconds = max(now.timeIntervalSince(state.started), 0.001)
        let done = Double(state.finishedBytes) + state.partial.values.reduce(0) { $0 + $1.bytes }
        let records = state.allRecords
        var line = words.progress(
            finished: state.finishedFiles, files: state.files, records: records,
            aSecond: Int(Double(records) / seconds))
        if done > 0, seconds > 2, Double(state.bytes) > done {
            line += ", " + words.left(Self.duration(seconds * (Double(state.bytes) - done) / done))
        }
        write(line, &state)
    }

    private func write(_ line: String, _ state: inout State) {
        if Terminal.errorsAreShown {
            FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
            state.lineIsOpen = true
        } else {
            Terminal.say(line)
        }
    }

    private static func duration(_ seconds: Double) -> String {
        let seconds = Int(seconds.rounded())
        return seconds < 60
            ? "\(seconds) s"
            : seconds < 3600 ? "\(seconds / 60) min \(seconds % 60) s" : "\(seconds / 3600) h \(seconds / 60 % 60) min"
    }
}
