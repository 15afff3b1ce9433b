import GRDB
package import Library

extension LibraryStore {
    /// The search of this library without its cache of answers, for the benchmark;
    /// `exhaustive` adds up every posting and reads the passages of 400 books,
    /// which is what the ordinary answer is compared with.
    package func searchForMeasuring(exhaustive: Bool = false) -> any CatalogueSearch {
        SearchStore(databases, budget: exhaustive ? .exhaustive : .standard, cachedAnswers: 0)
    }

    /// What the facets of copies hold in memory, for the benchmark.
    package func bytesOfHoldings() async throws -> Int {
        try await databases.precious.read { db in try HoldingSnapshots().current(db).byteCount }
    }
}
