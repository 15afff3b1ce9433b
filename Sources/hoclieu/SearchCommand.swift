import ArgumentParser
import Foundation
import Library
import SQLiteStore
import Web

/// `hoclieu search QUERY`: asks the way the page asks.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Search the catalogue and inside the books.",
        discussion: "The command line acts as library staff: it sees closed texts too.")

    @ParentCommand var outer: Hoclieu
    @OptionGroup var library: LibraryOption

    @Argument(help: "What to look for: words, \"phrases\", field:value, -without.", completion: nil)
    var query: [String]

    @Option(help: "Records at most, 1 to 100.")
    var limit = 20

    @Flag(help: "Print the answer as JSON.")
    var json = false

    func validate() throws {
        guard (1...100).contains(limit) else { throw ValidationError("--limit is a number from 1 to 100.") }
    }

    func run() async throws {
        let wiring = try Wiring(library.path(outer: outer.library), creating: false)
        let request = SearchRequest(
            text: query.joined(separator: " "), limit: limit, viewer: .staff, wantsFacets: false)
        let answer = try await wiring.store.search.search(request)
        if json {
            print(String(decoding: SearchJSON(answer: answer, text: request.text).json.utf8, as: UTF8.self))
        } else {
            SearchListing(answer, request).print()
        }
    }
}
