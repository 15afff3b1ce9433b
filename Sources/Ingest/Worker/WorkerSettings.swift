/// How workers are started and how much they may take.
package struct WorkerSettings: Sendable {
    /// Of the program `hoclieu-worker`.
    package var executable: String
    /// Field profiles and code lists; see ``IngestFolder``.
    package var ingestFolder: String
    /// Where each worker gets a folder for the files it is to read.
    package var inboxFolder: String
    package var confinement: Confinement
    package var limits = WorkerLimits()

    package init(executable: String, ingestFolder: String, inboxFolder: String, confinement: Confinement) {
        self.executable = executable
        self.ingestFolder = ingestFolder
        self.inboxFolder = inboxFolder
        self.confinement = confinement
    }
}

/// What one worker may take before it is stopped.
package struct WorkerLimits: Equatable, Sendable {
    /// Memory in use, bytes, at which a worker stops itself; its address space is
    /// limited a little above.
    package var memoryBytes: Int = 1 << 30
    /// Seconds without a word from a worker that has a file.
    package var stallSeconds: Double = 60
    /// Seconds a file may take: so many at least, and more by its size. The time
    /// in which the parent does not listen does not count.
    package var fileSeconds: Double = 300
    package var secondsPerMegabyte: Double = 2
    /// Files after which a worker is replaced, so that nothing piles up in it.
    package var filesPerWorker: Int = 200
    /// Processes and threads of the worker and the tools it runs.
    package var processes: Int = 64

    package init() {}

    /// How long a file of `byteCount` bytes may take.
    package func seconds(forFileOf byteCount: Int64) -> Double {
        fileSeconds + secondsPerMegabyte * Double(byteCount) / 1_048_576
    }
}
