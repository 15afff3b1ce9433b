import Foundation
import Glibc

/// What a taken-over worker could reach, tried out: the database, the network,
/// other processes. Prints one line per attempt, `reached` or `refused`.
///
/// `hoclieu doctor` and the tests start the worker with
/// `--self-test-confinement PATH` in place of a request.
enum ConfinementSelfTest {
    static func run(database path: String) {
        report("database-read", open(path, O_RDONLY) >= 0)
        report("database-write", open(path, O_RDWR | O_CREAT, 0o600) >= 0)
        report("folder-list", opendir((path as NSString).deletingLastPathComponent) != nil)
        report("network", canConnect())
        report("system-write", open("/usr/hoclieu-self-test", O_WRONLY | O_CREAT, 0o600) >= 0)
        report("passwords-read", open("/etc/passwd", O_RDONLY) >= 0)
        report("parent-signal", getppid() > 1 && kill(getppid(), 0) == 0)
    }

    private static func report(_ attempt: String, _ reached: Bool) {
        print("\(attempt) \(reached ? "reached" : "refused")")
    }

    /// Whether any address but this machine's own loopback could be reached: an
    /// interface other than `lo` would have to exist.
    private static func canConnect() -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(53).bigEndian
        // 192.0.2.1 is reserved for documentation (RFC 5737); a datagram socket
        // only looks for a way there, nothing is sent.
        address.sin_addr.s_addr = in_addr_t(0xC000_0201).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return result == 0
    }
}

/// Takes memory, and uses it, until it is stopped.
enum MemorySelfTest {
    static func run() -> Never {
        var taken: [[UInt8]] = []
        while true {
            taken.append([UInt8](repeating: 1, count: 4 << 20))
            usleep(1_000)
        }
    }
}
