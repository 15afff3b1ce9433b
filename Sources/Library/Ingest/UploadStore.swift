/// What the desk of uploads asks of the store. One method is one transaction.
package protocol UploadStore: Sendable {
    /// Makes a batch of files in `folder`; false for a form that was sent before.
    func open(_ files: [UploadFile], in folder: String, as request: UploadRequest, act: Act) async throws
        -> (id: BatchID, isFirst: Bool)
    func uploads(_ filter: UploadFilter) async throws -> UploadPage
    func upload(_ id: BatchID) async throws -> Upload?
    func files(of id: BatchID) async throws -> [UploadFile]
    func rows(_ filter: UploadRowFilter) async throws -> UploadRowPage
    /// Notes a person's step; throws ``UploadStepRefusal`` where it makes no sense.
    func go(_ step: UploadStep, _ id: BatchID, act: Act) async throws
    /// Notes what work has come to.
    func note(_ note: UploadNote, of id: BatchID) async throws
    /// Every upload whose files are still needed or which is being worked at.
    func unsettled() async throws -> [Upload]
}

/// What work at an upload has come to.
package enum UploadNote: Equatable, Sendable {
    /// The rehearsal's outcome: it waits for a person now.
    case checked([UploadFileOutcome])
    /// It is in the catalogue. What the batch's finished files say goes before
    /// these outcomes: a file that an interrupted run took says so still.
    case taken([UploadFileOutcome])
    case removed(UndoCounts)
    case stopped(UploadProblem)
}
