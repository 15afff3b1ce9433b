import ArgumentParser
import Foundation
import Glibc

/// The command `hoclieu`: one file per subcommand beside this one.
struct Hoclieu: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hoclieu",
        abstract: "A digital library for schools, communes and provinces.",
        discussion: """
            The library is a folder, given by --data, by the variable HOCLIEU_DATA, or ./data.
            """,
        version: ProductVersion.current,
        subcommands: [
            IngestCommand.self, SearchCommand.self, ServeCommand.self, ReindexCommand.self, RebuildCommand.self,
            VerifyCommand.self,
            BackupCommand.self, RestoreCommand.self, UndoCommand.self, AccountCommand.self, UnitsCommand.self,
            InstitutionsCommand.self, PatronsCommand.self, PlansCommand.self, UsageCommand.self, DoctorCommand.self,
            FreezeCommand.self, VersionCommand.self,
        ])

    @OptionGroup var library: LibraryOption
}

/// Which library a command works on; stands before or after the subcommand.
struct LibraryOption: ParsableArguments {
    @Option(name: .customLong("data"), help: ArgumentHelp("The library's folder.", valueName: "dir"))
    var folder: String?

    /// The folder in force: the one given nearest to the subcommand, else the
    /// one before it, else HOCLIEU_DATA, else ./data.
    func path(outer: LibraryOption) -> String {
        let environment = ProcessInfo.processInfo.environment["HOCLIEU_DATA"].flatMap { $0.isEmpty ? nil : $0 }
        let path = folder ?? outer.folder ?? environment ?? "data"
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}

@main
enum Main {
    static func main() async {
        StandardDescriptors.fill()
        // A closed pipe or a dead worker is an error where it happens, not an end.
        _ = signal(SIGPIPE, SIG_IGN)
        exit(await run(Array(CommandLine.arguments.dropFirst())))
    }

    /// Exit codes: 0 done, 1 done with something to look at, 2 nothing could be
    /// done; wrong usage is of the last kind.
    private static func run(_ arguments: [String]) async -> Int32 {
        do {
            var command = try Hoclieu.parseAsRoot(arguments)
            if var running = command as? any AsyncParsableCommand {
                try await running.run()
            } else {
                try command.run()
            }
            return 0
        } catch let code as ExitCode {
            return code.rawValue
        } catch let failure as CommandFailure {
            Terminal.complain(failure.sentence)
            return failure.code
        } catch {
            let code = Hoclieu.exitCode(for: error)
            let message = Hoclieu.fullMessage(for: error)
            if code.isSuccess {
                print(message)
                return 0
            }
            if code == .validationFailure {
                Terminal.complain(message)
                return 2
            }
            Terminal.complain(CommandFailure.describing(error).sentence)
            return 2
        }
    }
}

/// Descriptors 0, 1 and 2 are always something: a program started without
/// them would otherwise find its database under one of these numbers.
enum StandardDescriptors {
    static func fill() {
        while true {
            let descriptor = open("/dev/null", O_RDWR)
            guard descriptor >= 0, descriptor <= 2 else {
                if descriptor > 2 { close(descriptor) }
                return
            }
        }
    }
}
