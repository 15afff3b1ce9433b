import Foundation
import FoundationNetworking
import Glibc

/// A `hoclieu serve` on a loopback port of its own, stopped with its last user.
final class ServedLibrary: Sendable {
    struct Answer {
        var status: Int
        var text: String
    }

    private let address: String
    private let process: Programs.Running
    private let session: URLSession

    /// Starts the server on `data` and waits until it answers.
    init(data: String) async throws {
        let port = try Self.freePort()
        address = "http://127.0.0.1:\(port)"
        process = try Programs.start(["--data", data, "serve", "--port", String(port)])
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = 64
        configuration.timeoutIntervalForRequest = 60
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        session = URLSession(configuration: configuration)
        while (try? await get("/healthz"))?.status != 200 {
            guard process.isRunning else { throw DidNotStart(reason: process.wait().errors) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    struct DidNotStart: Error { let reason: String }

    deinit {
        session.invalidateAndCancel()
        process.kill()
        _ = process.wait()
    }

    /// What a reader gets for a path, or for a route and a question to it.
    func get(_ path: String, asking question: String? = nil) async throws -> Answer {
        var parts = URLComponents(string: address + path)
        if let question { parts?.queryItems = [URLQueryItem(name: "q", value: question)] }
        guard let url = parts?.url else { throw URLError(.badURL) }
        let (data, response) = try await session.data(from: url)
        return Answer(
            status: (response as? HTTPURLResponse)?.statusCode ?? 0, text: String(decoding: data, as: UTF8.self))
    }

    /// A port that nobody listened on a moment ago.
    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 ? getsockname(descriptor, address, &length) : -1
            }
        }
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        return UInt16(bigEndian: address.sin_port)
    }
}
