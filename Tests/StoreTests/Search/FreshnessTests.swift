import Library
import SQLiteStore
import Testing

/// Questions that are answered beside somebody who reads what is written.
struct FreshnessTests {
    private func found(_ title: String, _ library: TemporaryLibrary) async throws -> Bool {
        let answer = try await library.store.search.search(SearchRequest(text: title, viewer: .staff))
        return answer.records.first?.record.title == title
    }

    @Test func `an answer that lags behind gives way to what was written`() async throws {
        let library = try TemporaryLibrary()
        try await library.take([Sample.marc("0", "Sông núi nước Nam")])
        try await library.store.prepareSearch()
        let store = library.store
        async let freshness: Void = store.keepSearchFresh()

        for number in 1...12 {
            let title = "Tập thơ số \(number)"
            _ = try await found(title, library)
            try await library.take([Sample.marc("\(number)", title, bytes: "bản \(number)")], file: "\(number).mrc")
            // May be answered from before; must be found within two seconds all the same.
            var wasFound = try await found(title, library)
            var tries = 0
            while !wasFound, tries < 40 {
                try await Task.sleep(for: .milliseconds(50))
                wasFound = try await found(title, library)
                tries += 1
            }
            #expect(wasFound, "\(title) was not found within two seconds")
        }
    }

    @Test func `where nobody reads beside the questions, each sees what was written before it`() async throws {
        let library = try TemporaryLibrary()

        for number in 1...12 {
            let title = "Tập thơ số \(number)"
            #expect(try await !found(title, library))
            try await library.take([Sample.marc("\(number)", title, bytes: "bản \(number)")], file: "\(number).mrc")
            #expect(try await found(title, library))
        }
    }
}
