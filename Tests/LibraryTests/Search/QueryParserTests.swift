import Library
import Testing

/// How a typed question is taken apart.
struct QueryParserTests {
    private func exact(_ words: [QueryWord]) -> [String] { words.map(\.exact) }

    @Test func `words keep their order and both spellings`() {
        let query = QueryParser.parse("Đường  về quê")

        #expect(exact(query.words) == ["đường", "về", "quê"])
        #expect(query.words.map(\.folded) == ["duong", "ve", "que"])
        #expect(query.words.map(\.position) == [0, 1, 2])
    }

    @Test(arguments: ["\"học liệu mở\"", "“học liệu mở”", "«học liệu mở»", "„học liệu mở“", "\"học liệu mở"])
    func `quotes of every kind, also left open, make a phrase`(_ text: String) {
        let query = QueryParser.parse(text)

        #expect(query.phrases.map { exact($0.words) } == [["học", "liệu", "mở"]])
        #expect(query.words.isEmpty)
    }

    @Test func `one quoted word is a word`() {
        #expect(exact(QueryParser.parse("\"học\"").words) == ["học"])
    }

    @Test(arguments: ["tacgia", "Tác-giả", "tác_giả", "author", "TG"])
    func `a field has many names`(_ name: String) {
        let query = QueryParser.parse("\(name):\"Nguyễn Du\"")

        #expect(query.fields.map(\.field) == [.creator])
        #expect(query.words.isEmpty)
    }

    @Test func `what is no field is words`() {
        #expect(exact(QueryParser.parse("12:30 ví:dụ http://a.vn").words).contains("dụ"))
        #expect(QueryParser.parse("12:30").fields.isEmpty)
    }

    @Test func `exclusions stand apart, alone they are words`() {
        let query = QueryParser.parse("thơ -tình -\"mùa thu\"")

        #expect(exact(query.words) == ["thơ"])
        #expect(query.excluded.map { exact($0.words) } == [["tình"], ["mùa", "thu"]])
        #expect(exact(QueryParser.parse("-tình").words) == ["tình"])
        #expect(exact(QueryParser.parse("in-ox - a").words) == ["in", "ox", "a"])
    }

    @Test(arguments: [
        ("1975", 1975...1975), ("1990-1999", 1990...1999), ("2000-", 2000...9999), ("-1954", 0...1954),
    ])
    func `years are one or a range`(_ text: String, _ years: ClosedRange<Int>) {
        #expect(QueryParser.parse("nam:\(text)").fields.map(\.value) == [.years(years)])
    }

    @Test(arguments: ["9786041234563", "978-604-1-23456-3", "isbn:978-604-123-456-3"])
    func `an ISBN is known with and without hyphens`(_ text: String) {
        #expect(QueryParser.parse(text).fields.map(\.value) == [.identifier("9786041234563")])
    }

    @Test func `a ten-digit ISBN is looked up by its thirteen digits`() {
        #expect(QueryParser.parse("0-306-40615-2").fields.map(\.value) == [.identifier("9780306406157")])
        #expect(QueryParser.parse("0-306-40615-3").fields.isEmpty)
    }

    @Test func `a text without end is cut`() {
        let query = QueryParser.parse(String(repeating: "một hai ", count: 5_000))

        #expect(query.words.count == QueryParser.mostWords)
    }
}
