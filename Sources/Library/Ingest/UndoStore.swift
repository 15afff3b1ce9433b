/// Taking a batch back: its copies out of the register, the records it added
/// out of the catalogue, those it changed as they were.
package protocol UndoStore: Sendable {
    /// What an undo would do now, and what it would have to leave. Changes nothing.
    func forecast(_ batch: BatchID) async throws -> UndoReport
    /// Takes it back in short transactions that leave the database to the desks
    /// between them; says what could not be undone. One that was stopped goes on
    /// where it stopped. `progress` hears a share, 0…1.
    func undo(_ batch: BatchID, progress: @escaping @Sendable (Double) -> Void) async throws -> UndoReport
}

extension UndoStore {
    /// For whoever waits for the end.
    package func undo(_ batch: BatchID) async throws -> UndoReport { try await undo(batch) { _ in } }
}
