package import Library

/// Why a worker did not finish what it was given.
package enum WorkerFailure: Error, Equatable {
    case couldNotStart(String)
    /// It ended in the middle; `detail` is how, and the last it said.
    case crashed(String)
    /// No word for too long, or too long in all.
    case tooSlow(String)
    case tooMuchMemory(String)
    /// It sent bytes that are no message, or messages out of order.
    case brokenProtocol(String)

    /// What the librarian is told about the file.
    package func diagnostic(after position: SourcePosition) -> Diagnostic {
        switch self {
        case .couldNotStart(let detail), .crashed(let detail): Diagnostic(.reject, .workerCrashed, at: position, detail)
        case .tooSlow(let detail): Diagnostic(.reject, .workerTimeout, at: position, detail)
        case .tooMuchMemory(let detail): Diagnostic(.reject, .workerMemory, at: position, detail)
        case .brokenProtocol(let detail): Diagnostic(.reject, .workerProtocol, at: position, detail)
        }
    }
}
