/// Where the next page of a sorted list begins: after this key and number, so
/// that paging neither repeats nor skips when records come and go.
struct PageCursor {
    var sortKey: String
    var id: Int64

    init(sortKey: String, id: Int64) { (self.sortKey, self.id) = (sortKey, id) }

    /// Before everything, for nil and for any text that is no cursor.
    init(_ text: String?) {
        guard let text, let dot = text.firstIndex(of: "."), let id = Int64(text[..<dot]) else {
            self.init(sortKey: "", id: -1)
            return
        }
        self.init(sortKey: String(text[text.index(after: dot)...]), id: id)
    }

    /// What a page hands out and takes back.
    var text: String { "\(id).\(sortKey)" }
}
