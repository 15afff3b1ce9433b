/// The one query path: page, JSON and command line ask here.
package protocol CatalogueSearch: Sendable {
    /// Every string gets an answer; throws only when the store itself fails or the
    /// task is cancelled.
    func search(_ request: SearchRequest) async throws -> SearchAnswer
    /// At most `limit` completions of what was typed so far, as displayed text.
    func completions(of prefix: String, limit: Int) async throws -> [Completion]
}

package struct Completion: Equatable, Sendable {
    package enum Kind: String, Sendable { case title, creator, subject }
    package var text: String
    package var kind: Kind
    /// The record, when the completion is the title of one.
    package var record: RecordID?
    package init(text: String, kind: Kind, record: RecordID?) {
        self.text = text
        self.kind = kind
        self.record = record
    }
}
