/// What the parent says on the command line.
struct WorkerArguments: Sendable {
    var ingestFolder = "ingest"
    var memoryBytes = 1536 << 20
    /// Set only where the worker is alone in its user namespace.
    var processes: Int?
    var selfTestPath: String?

    init(_ arguments: [String]) {
        var rest = arguments.dropFirst()
        while let name = rest.popFirst(), let value = rest.popFirst() {
            switch name {
            case "--ingest": ingestFolder = value
            case "--memory": memoryBytes = Int(value) ?? memoryBytes
            case "--processes": processes = Int(value)
            case "--self-test-confinement": selfTestPath = value
            default: break
            }
        }
    }
}
