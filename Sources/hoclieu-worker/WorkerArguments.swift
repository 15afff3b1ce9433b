/// What the parent says on the command line.
struct WorkerArguments: Sendable {
    var ingestFolder = "ingest"
    var memoryBytes = 1 << 30
    /// Set only where the worker is alone in its user namespace.
    var processes: Int?
    var selfTestPath: String?
    /// Take memory until something stops it, to test that something does.
    var takesMemory = false

    init(_ arguments: [String]) {
        var rest = arguments.dropFirst()
        while let name = rest.popFirst(), let value = rest.popFirst() {
            switch name {
            case "--ingest": ingestFolder = value
            case "--memory": memoryBytes = Int(value) ?? memoryBytes
            case "--processes": processes = Int(value)
            case "--self-test-confinement": selfTestPath = value
            case "--self-test-memory": takesMemory = true
            default: break
            }
        }
    }
}
