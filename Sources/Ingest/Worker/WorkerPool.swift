import Foundation
package import Library

/// The workers that read foreign files: so many at a time, each replaced after
/// a failure or after ``WorkerLimits/filesPerWorker`` files.
package actor WorkerPool {
    package nonisolated let settings: WorkerSettings
    package nonisolated let size: Int

    private var idle: [WorkerProcess] = []
    private var inUse = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var isShutDown = false

    package init(_ settings: WorkerSettings, size: Int = 2) {
        self.settings = settings
        self.size = size
        WorkerInbox.sweep(settings.inboxFolder)
    }

    /// Has a file read and hands over the replies in order, format first.
    ///
    /// `path` is where the file is, `file.name` what the librarian calls it. With
    /// `fresh` a new worker is started for it, so that a failure is the file's own.
    package func read(
        _ path: String, named name: String, byteCount: Int64, limits: ReadingLimits = ReadingLimits(),
        fresh: Bool = false,
        consume: @Sendable ([WorkerReply]) async throws -> Void
    ) async throws {
        try await withWorker(fresh: fresh) { worker in
            let seen = try worker.inbox.put(path, as: "file")
            defer { worker.inbox.take("file") }
            let request = WorkerRequest.read(SourceFile(path: seen, name: name, byteCount: byteCount), limits)
            let conversation = Conversation(with: worker, request, limits: settings.limits, byteCount: byteCount)
            try await conversation.listen(consume)
        }
    }

    /// Has the rows of a table read and hands over the replies in order.
    func readRows(
        _ path: String, named name: String, byteCount: Int64,
        consume: @Sendable ([WorkerReply]) async throws -> Void
    ) async throws {
        try await withWorker(fresh: false) { worker in
            let seen = try worker.inbox.put(path, as: "file")
            defer { worker.inbox.take("file") }
            let request = WorkerRequest.rows(SourceFile(path: seen, name: name, byteCount: byteCount), ReadingLimits())
            let conversation = Conversation(with: worker, request, limits: settings.limits, byteCount: byteCount)
            try await conversation.listen(consume)
        }
    }

    /// Has the parts of a template read and hands over the replies in order.
    func readTemplate(
        _ path: String, byteCount: Int64, consume: @Sendable ([WorkerReply]) async throws -> Void
    ) async throws {
        try await withWorker(fresh: false) { worker in
            let seen = try worker.inbox.put(path, as: "file")
            defer { worker.inbox.take("file") }
            let request = WorkerRequest.template(SourceFile(path: seen, name: "mau.docx", byteCount: byteCount))
            let conversation = Conversation(with: worker, request, limits: settings.limits, byteCount: byteCount)
            try await conversation.listen(consume)
        }
    }

    /// Has a page of a PDF drawn; nil when there is no such page.
    package func drawPage(
        _ page: Int, ofFileAt path: String, width: Int
    ) async throws -> (mediaType: String, bytes: [UInt8])? {
        try await withWorker(fresh: false) { worker in
            let seen = try worker.inbox.put(path, as: "file.pdf")
            defer { worker.inbox.take("file.pdf") }
            let request = WorkerRequest.pageImage(path: seen, page: page, width: width)
            let conversation = Conversation(with: worker, request, limits: settings.limits, byteCount: 0)
            let last = LastReply()
            try await conversation.listen { await last.note($0.last) }
            switch await last.reply {
            case .pageImage(let mediaType, let bytes): return (mediaType, bytes)
            case .noPage: return nil
            case .refused(let diagnostic): throw FileRejection(diagnostic.code, diagnostic.reason)
            default: throw WorkerFailure.brokenProtocol("no picture and no refusal came")
            }
        }
    }

    /// Starts a worker if none is idle and says how many milliseconds it took to
    /// greet; for `doctor`.
    package func greet() async throws -> Int {
        let started = ContinuousClock.now
        try await withWorker(fresh: true) { _ in }
        return Int((ContinuousClock.now - started) / .milliseconds(1))
    }

    /// Ends all idle workers; later requests are refused.
    package func shutDown() {
        isShutDown = true
        for worker in idle { worker.kill() }
        idle = []
        for waiter in waiting { waiter.resume() }
        waiting = []
        IngestFolder.discard(settings.ingestFolder, scratch: settings.inboxFolder)
    }

    private func withWorker<Answer: Sendable>(
        fresh: Bool, _ body: @Sendable (WorkerProcess) async throws -> Answer
    ) async throws -> Answer {
        while inUse >= size, !isShutDown {
            await withCheckedContinuation { waiting.append($0) }
        }
        guard !isShutDown else { throw WorkerFailure.couldNotStart("the workers are being stopped") }
        inUse += 1
        defer { release() }
        let worker = try await obtain(fresh: fresh)
        defer { keep(worker) }
        return try await body(worker)
    }

    private func obtain(fresh: Bool) async throws -> WorkerProcess {
        if !fresh, let worker = idle.popLast() { return worker }
        let settings = settings
        return try await BlockingWork.run { try WorkerProcess(settings) }
    }

    private func keep(_ worker: WorkerProcess) {
        if worker.isUsable, worker.filesRead < settings.limits.filesPerWorker, idle.count < size, !isShutDown {
            idle.append(worker)
        } else {
            worker.kill()
        }
    }

    private func release() {
        inUse -= 1
        if !waiting.isEmpty { waiting.removeFirst().resume() }
    }
}

/// The reply that ended a conversation.
private actor LastReply {
    private(set) var reply: WorkerReply?

    func note(_ reply: WorkerReply?) { self.reply = reply ?? self.reply }
}
