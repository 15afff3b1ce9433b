import GRDB

/// Which passages belong to which material, held in memory.
struct Shelf: Sendable {
    /// A material with its passages.
    struct Book: Sendable, Equatable {
        var material: Int64
        var firstDocument: UInt32
        /// How many of its passages can be searched.
        var passages: UInt32
    }

    private(set) var books: [Book] = []
    /// The same as arrays, for the loop that chooses passages.
    private(set) var firsts: [UInt32] = []
    private(set) var counts: [UInt32] = []
    /// For each document its book's place in `books`; `none` where there is none.
    private(set) var bookOf: [UInt32] = []

    static let none = UInt32.max

    init() {}

    static func load(_ db: Database, limit: UInt32) throws -> Shelf {
        var shelf = Shelf()
        shelf.bookOf = [UInt32](repeating: none, count: Int(limit))
        let rows = try Row.fetchCursor(
            db, sql: "SELECT materialId, firstDocument, done FROM passageRange WHERE done > 0 ORDER BY firstDocument")
        while let row = try rows.next() {
            let book = Book(material: row[0], firstDocument: row[1], passages: row[2])
            let number = UInt32(shelf.books.count)
            shelf.books.append(book)
            shelf.firsts.append(book.firstDocument)
            shelf.counts.append(book.passages)
            let first = min(Int(book.firstDocument), Int(limit))
            for document in first..<min(first + Int(book.passages), Int(limit)) { shelf.bookOf[document] = number }
        }
        return shelf
    }

    func holds(_ document: UInt32) -> Bool { document < bookOf.count && bookOf[Int(document)] != Self.none }
}
