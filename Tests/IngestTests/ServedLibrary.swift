import Foundation
import Glibc

/// A `hoclieu serve` on a loopback port of its own, stopped with its last user.
final class ServedLibrary: Sendable {
    struct Answer {
        var status: Int
        /// Names in small letters, as HTTP lets them be written in any.
        var headers: [String: String]
        var bytes: [UInt8]
        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    private let port: UInt16
    private let process: Programs.Running

    /// Starts the server on `data` and waits until it answers.
    init(data: String, environment: [String: String] = [:]) throws {
        port = try LoopbackSocket.freePort()
        process = try Programs.start(["--data", data, "serve", "--port", String(port)], environment: environment)
        while (try? get("/healthz"))?.status != 200 {
            guard process.isRunning else { throw DidNotStart(reason: process.wait().errors) }
            usleep(20_000)
        }
    }

    struct DidNotStart: Error { let reason: String }

    deinit {
        process.kill()
        _ = process.wait()
    }

    /// What a reader gets for a path, or for a route and a question to it. Throws
    /// when the server says nothing for half a minute, thrice the time it allows
    /// itself.
    func get(_ path: String, asking question: String? = nil) throws -> Answer {
        let query = question?.addingPercentEncoding(withAllowedCharacters: .alphanumerics).map { "?q=" + $0 } ?? ""
        return try send("GET", path + query)
    }

    /// The same with the cookies of a browser; `fields` are those of a form.
    func send(_ method: String, _ path: String, cookies: String = "", fields: [(String, String)] = []) throws -> Answer
    {
        let socket = try LoopbackSocket(port: port, seconds: 30)
        let body = fields.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
        }.joined(separator: "&")
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        if !cookies.isEmpty { head += "Cookie: \(cookies)\r\n" }
        if method == "POST" {
            head += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n"
        }
        try socket.write(head + "\r\n" + body)
        return Answer(try socket.readToEnd())
    }
}

extension ServedLibrary.Answer {
    fileprivate init(_ answer: [UInt8]) {
        let end = answer.firstRange(of: Array("\r\n\r\n".utf8)) ?? answer.count..<answer.count
        let lines = String(decoding: answer[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let headers = lines.dropFirst().compactMap { line in
            line.firstIndex(of: ":").map { colon in
                (
                    line[..<colon].lowercased(),
                    line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                )
            }
        }
        self.init(
            status: status, headers: Dictionary(headers) { first, _ in first }, bytes: Array(answer[end.upperBound...]))
    }
}

/// A connection to this machine that gives up in time.
private final class LoopbackSocket {
    private let descriptor: Int32

    init(port: UInt16, seconds: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        try Self.with(Self.address(port: port)) { connect(descriptor, $0, $1) }
    }

    deinit { close(descriptor) }

    func write(_ text: String) throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Self.fault() }
            rest = rest.dropFirst(count)
        }
    }

    func readToEnd() throws -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = recv(descriptor, &piece, piece.count, 0)
            guard count >= 0 else { throw Self.fault() }
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
    }

    /// A port that nobody listened on a moment ago.
    static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        try with(address(port: 0)) { bind(descriptor, $0, $1) }
        var bound = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &bound) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard status == 0 else { throw fault() }
        return UInt16(bigEndian: bound.sin_port)
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        address.sin_port = port.bigEndian
        return address
    }

    private static func with(
        _ address: sockaddr_in, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws {
        var address = address
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw fault() }
    }

    private static func fault() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
