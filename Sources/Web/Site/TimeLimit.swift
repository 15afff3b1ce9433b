import Hummingbird

/// Stops a request that takes too long; the store cancels its query with the task.
///
/// While files are coming in, what counts is how long nothing came: a slow
/// line is no fault.
struct TimeLimit: RouterMiddleware {
    typealias Context = WebContext
    let limit: Duration
    /// The longest time without a byte of a file.
    let pause: Duration

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        try await withoutActuallyEscaping(next) { next in
            let work = UncheckedWork(run: { try await next(request, context) })
            return try await withThrowingTaskGroup(of: Response?.self) { group in
                group.addTask { try await work.run() }
                group.addTask {
                    await Self.wait(limit, pause: pause, context.sent)
                    return nil
                }
                defer { group.cancelAll() }
                guard let first = try await group.next(), let response = first else { throw VisitorError(.timeout) }
                return response
            }
        }
    }

    /// Returns when the time is over, which is counted anew from every byte of a
    /// file, and gets longer by what there is to put in order at the end.
    private static func wait(_ limit: Duration, pause: Duration, _ sent: SentFiles?) async {
        guard let sent else {
            try? await Task.sleep(for: limit)
            return
        }
        while !Task.isCancelled {
            let end = sent.end(limit: limit, pause: max(limit, pause))
            guard end > .now else { return }
            try? await Task.sleep(until: end, clock: .continuous)
        }
    }

    /// `next` is called from one child task only, and the group ends before
    /// `handle` returns, so that nothing is shared.
    private struct UncheckedWork: @unchecked Sendable {
        let run: () async throws -> Response
    }
}
