import Foundation
import Glibc

/// Whether workers run in a sandbox of their own.
package enum Confinement: Equatable, Sendable {
    /// Under bubblewrap: no network, no files but the system's libraries, the
    /// worker's inbox and the profiles.
    case bubblewrap(program: String)
    /// As a plain child with limits on what it may take; `reason` says why.
    case none(reason: String)

    /// Tries bubblewrap once, with what a worker needs of it; some containers
    /// allow no namespaces.
    package static func detect() -> Confinement {
        let candidates = ["/usr/bin/bwrap", "/usr/local/bin/bwrap", "/bin/bwrap"]
        guard let program = candidates.first(where: { access($0, X_OK) == 0 }) else {
            return .none(reason: "bubblewrap is not installed (Debian package: bubblewrap)")
        }
        let trial =
            [program] + namespaceArguments + ["--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "/bin/true"]
        switch SpawnThread.shared.run(trial, seconds: 10) {
        case .exited(0): return .bubblewrap(program: program)
        default:
            return .none(
                reason:
                    "this system does not let bubblewrap make namespaces (user.max_user_namespaces, container settings)"
            )
        }
    }

    static let namespaceArguments = ["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]

    /// Where a worker sees its inbox.
    func inboxPath(of folder: String) -> String {
        switch self {
        case .bubblewrap: "/inbox"
        case .none: folder
        }
    }

    /// The whole command line that starts a worker.
    func command(_ settings: WorkerSettings, inbox: String, extra: [String] = []) -> [String] {
        let limits = settings.limits
        var worker = [settings.executable]
        worker += ["--ingest", settings.ingestFolder, "--memory", String(limits.memoryBytes)]
        switch self {
        case .none: return worker + extra
        case .bubblewrap(let program):
            // Inside its own user namespace the number of processes is the worker's own.
            worker += ["--processes", String(limits.processes)] + extra
            return [program] + Self.namespaceArguments + Self.mounts(settings, inbox: inbox) + worker
        }
    }

    private static func mounts(_ settings: WorkerSettings, inbox: String) -> [String] {
        var arguments = [
            "--clearenv", "--setenv", "PATH", "/usr/bin:/bin", "--setenv", "LANG", "C.UTF-8", "--setenv", "HOME",
            "/tmp",
        ]
        arguments += ["--proc", "/proc", "--dev", "/dev"]
        for folder in ["/usr", "/lib", "/lib64", "/lib32", "/bin"] { arguments += ["--ro-bind-try", folder, folder] }
        // What the dynamic linker, poppler and libvips look up.
        for path in [
            "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/fonts",
            "/var/cache/fontconfig",
        ] {
            arguments += ["--ro-bind-try", path, path]
        }
        arguments += ["--size", String(256 << 20), "--tmpfs", "/tmp", "--chdir", "/tmp"]
        for folder in RuntimeLibraries.folders { arguments += ["--ro-bind", folder, folder] }
        arguments += ["--ro-bind", settings.executable, settings.executable]
        arguments += ["--ro-bind-try", settings.ingestFolder, settings.ingestFolder]
        return arguments + ["--ro-bind", inbox, "/inbox"]
    }
}

/// Where the shared libraries of this very process lie; the worker is built
/// with the same tools and needs the same ones.
enum RuntimeLibraries {
    /// Folders outside of the system's own, such as a Swift toolchain's.
    static let folders: [String] = {
        let maps = wholeFile("/proc/self/maps")
        var folders: Set<String> = []
        for line in String(decoding: maps, as: UTF8.self).split(separator: "\n") {
            guard let slash = line.firstIndex(of: "/") else { continue }
            let path = String(line[slash...])
            guard path.contains(".so"), !path.hasPrefix("/usr/lib"), !path.hasPrefix("/lib") else { continue }
            folders.insert((path as NSString).deletingLastPathComponent)
        }
        return folders.sorted()
    }()

    /// Foundation reads only the beginning of a long file of /proc, whose size
    /// is told as 0.
    private static func wholeFile(_ path: String) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }
}
