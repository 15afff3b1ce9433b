import Hummingbird

/// Stops a request that takes too long; the store cancels its query with the task.
struct TimeLimit: RouterMiddleware {
    typealias Context = WebContext
    let limit: Duration

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        try await withoutActuallyEscaping(next) { next in
            let work = UncheckedWork(run: { try await next(request, context) })
            return try await withThrowingTaskGroup(of: Response?.self) { group in
                group.addTask { try await work.run() }
                group.addTask {
                    try? await Task.sleep(for: limit)
                    return nil
                }
                defer { group.cancelAll() }
                guard let first = try await group.next(), let response = first else { throw VisitorError(.timeout) }
                return response
            }
        }
    }

    /// `next` is called from one child task only, and the group ends before
    /// `handle` returns, so that nothing is shared.
    private struct UncheckedWork: @unchecked Sendable {
        let run: () async throws -> Response
    }
}
