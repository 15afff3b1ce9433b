/// The copies of the library and their registers.
package protocol HoldingsStore: Sendable {
    /// Enters copies into a register, in one transaction; a number that is taken
    /// refuses its own copy alone. A repeated form enters nothing again.
    func register(_ copies: [CopyFacts], owner: ServicePointID, act: Act) async throws -> [RegisterOutcome]
    func copy(_ id: CopyID) async throws -> Copy?
    /// All that were ever registered of a title, by owner and number.
    func copies(of record: RecordID) async throws -> [Copy]
    /// Those that a scanned or typed text can mean: by barcode or by number.
    /// Institutions may have given the same number; whoever asks chooses.
    func copies(scanned text: String) async throws -> [Copy]
}

/// What became of a copy that was to be registered.
package enum RegisterOutcome: Equatable, Sendable {
    case registered(CopyID)
    /// The number stands in the register already, on this copy.
    case numberTaken(by: CopyID)
}

/// The stores of everything that the ledger is about: what `serve` and the
/// commands hand on.
package struct LedgerStores: Sendable {
    package var ledger: any LedgerStore
    package var holdings: any HoldingsStore
    package var registers: any RegisterDesk
    package var registerBook: any RegisterBook
    /// Takes back what a register or an ingest brought.
    package var undo: any UndoStore
    /// Where an ingest brings the copies of its records.
    package var intake: any CopyIntake
    package var overview: any HoldingsOverview
    package var register: any CopyRegister
    package var stockTakes: any StockTakeStore
    package var gifts: any GiftStore
    package var lending: any LendingStore
    package var readers: any ReaderStore
    package var privacy: any PrivacyStore
    package var rotation: RotationStores

    package init(
        ledger: any LedgerStore, holdings: any HoldingsStore, registers: any RegisterDesk,
        registerBook: any RegisterBook, undo: any UndoStore, intake: any CopyIntake, overview: any HoldingsOverview,
        register: any CopyRegister,
        stockTakes: any StockTakeStore,
        gifts: any GiftStore, lending: any LendingStore, readers: any ReaderStore, privacy: any PrivacyStore,
        rotation: RotationStores
    ) {
        (self.ledger, self.holdings, self.registers, self.intake) = (ledger, holdings, registers, intake)
        (self.registerBook, self.undo) = (registerBook, undo)
        (self.overview, self.register) = (overview, register)
        (self.stockTakes, self.gifts) = (stockTakes, gifts)
        (self.lending, self.readers, self.privacy) = (lending, readers, privacy)
        self.rotation = rotation
    }
}
