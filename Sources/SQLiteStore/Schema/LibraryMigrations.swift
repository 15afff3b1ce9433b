import GRDB

/// The shape of the databases, put together from the features' folders.
enum LibraryMigrations {
    /// "hLie" in ASCII: what `file(1)` and we ourselves know our file by.
    static let applicationID: Int32 = 0x684C_6965

    static let precious: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        CatalogueSchema.migrate(&migrator)
        ReadingSchema.migrate(&migrator)
        IngestSchema.migrate(&migrator)
        RecordIndex.migrate(&migrator)
        MembershipSchema.migrate(&migrator)
        LedgerSchema.migrate(&migrator)
        RotationSchema.migrate(&migrator)
        IngestSchema.migrateUploads(&migrator)
        CalendarSchema.migrate(&migrator)
        ActivitiesSchema.migrate(&migrator)
        CirculationSchema.migrate(&migrator)
        StockSchema.migrate(&migrator)
        IndicatorsSchema.migrate(&migrator)
        RotationSchema.migrateMinutes(&migrator)
        UsageSchema.migrate(&migrator)
        PlansSchema.migrate(&migrator)
        IngestSchema.migrateCopies(&migrator)
        StockSchema.migrateNumbers(&migrator)
        ReadingListSchema.migrate(&migrator)
        BoardSchema.migrate(&migrator)
        ReportsSchema.migrate(&migrator)
        LedgerSchema.migrateOrder(&migrator)
        PlansSchema.migrateEvidence(&migrator)
        CalendarSchema.migrateHolidays(&migrator)
        RecordIndex.migrateCounter(&migrator)
        LedgerSchema.migrateCounts(&migrator)
        RotationSchema.migrateStopVisits(&migrator)
        UpkeepSchema.migrate(&migrator)
        IngestSchema.migrateMerges(&migrator)
        LedgerSchema.migratePaper(&migrator)
        RotationSchema.migrateAnswers(&migrator)
        RotationSchema.migrateDays(&migrator)
        RotationSchema.migrateReturns(&migrator)
        LedgerSchema.migrateClock(&migrator)
        IngestSchema.migrateUnchanged(&migrator)
        CatalogueSchema.migrateLetters(&migrator)
        RotationSchema.migrateDepartures(&migrator)
        RecordIndex.migrateFlushed(&migrator)
        ReadingSchema.migrateDirectory(&migrator)
        return migrator
    }()

    static let passages: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        PassageSchema.migrate(&migrator)
        return migrator
    }()
}
