import Foundation
import Glibc
import Library

/// A thread that ends the worker when it has taken too much memory, with an
/// exit code that says so, or when its parent is gone.
///
/// The kernel's own limit makes an allocation fail, which looks like any other
/// crash; and without bubblewrap a worker in a loop would outlive its parent.
enum Watch {
    private static let microseconds: UInt32 = 20_000

    static func start(memoryBytes: Int) {
        let parent = getppid()
        let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
        let statm = open("/proc/self/statm", O_RDONLY)
        let thread = Thread {
            while true {
                usleep(microseconds)
                if getppid() != parent { _exit(0) }
                if residentPages(statm) * pageSize > memoryBytes { _exit(WorkerExit.memory) }
            }
        }
        thread.stackSize = 64 << 10
        thread.start()
    }

    /// The second number of `/proc/self/statm`, proc(5).
    private static func residentPages(_ statm: Int32) -> Int {
        guard statm >= 0 else { return 0 }
        return withUnsafeTemporaryAllocation(byteCount: 128, alignment: 1) { buffer in
            let count = pread(statm, buffer.baseAddress, buffer.count, 0)
            guard count > 0 else { return 0 }
            var numbers = 0
            var value = 0
            for byte in buffer[..<count] {
                if byte == 0x20 {
                    numbers += 1
                    if numbers == 2 { return value }
                    value = 0
                } else if byte >= 0x30, byte <= 0x39 {
                    value = value * 10 + Int(byte - 0x30)
                }
            }
            return 0
        }
    }
}
