import Library
import Logging

/// The registers that this server takes in just now. What they have come to
/// stands in the store; a server that dies leaves an intake that is sent again.
actor RegisterJobs {
    private var shares: [BatchID: Double] = [:]

    /// Begins the work of an intake, unless it is under way already.
    func begin(
        _ id: BatchID, logger: Logger,
        _ work: @escaping @Sendable (_ progress: @escaping @Sendable (Double) -> Void) async throws -> Void
    ) {
        guard shares[id] == nil else { return }
        shares[id] = 0
        let (heard, told) = AsyncStream.makeStream(of: Double.self, bufferingPolicy: .bufferingNewest(1))
        Task {
            // What it came to, and that it stopped, is asked of the store.
            do {
                try await work { told.yield($0) }
            } catch {
                logger.error("register intake \(id.rawValue) stopped", metadata: ["error": "\(error)"])
            }
            told.finish()
            shares[id] = nil
        }
        Task { for await share in heard where shares[id] != nil { shares[id] = share } }
    }

    /// 0…1; nil when nobody works at it.
    func share(of id: BatchID) -> Double? { shares[id] }

    /// Returns at its end, or when the time is up.
    func wait(for id: BatchID, atMost patience: Duration) async {
        let end = ContinuousClock.now + patience
        while shares[id] != nil, .now < end { try? await Task.sleep(for: .milliseconds(10)) }
    }
}
