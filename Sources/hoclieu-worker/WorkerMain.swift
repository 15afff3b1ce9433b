import Glibc
import Library

/// `hoclieu-worker`: the only program that opens foreign files.
///
/// It is started by `hoclieu`, reads requests from standard input and writes
/// replies to standard output; see `WorkerRequest` and `WorkerReply`.
@main
struct WorkerMain {
    static func main() {
        let arguments = WorkerArguments(CommandLine.arguments)
        if let path = arguments.selfTestPath {
            ConfinementSelfTest.run(database: path)
            return
        }
        // What a library prints must not get between the frames.
        let output = dup(1)
        dup2(2, 1)
        OpenDescriptors.close(above: 2, except: output)
        ProcessLimits.set(arguments)
        Watch.start(memoryBytes: arguments.memoryBytes)
        if arguments.takesMemory { MemorySelfTest.run() }
        RequestLoop(output: FrameOutput(descriptor: output), arguments: arguments).run()
    }
}
