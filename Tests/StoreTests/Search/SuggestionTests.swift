import Library
import SQLiteStore
import Testing

/// Did you mean?
struct SuggestionTests {
    private func library() async throws -> TemporaryLibrary {
        let library = try TemporaryLibrary()
        try await library.take([
            Sample.marc("1", "Học liệu mở", by: "Nguyễn Du"),
            Sample.marc("2", "Học liệu mở và giấy phép", by: "Trần Liêu"),
            Sample.marc("3", "Hoa hồng nhung", by: "Nguyễn Dữ"), Sample.marc("4", "Mơ về nơi xa", by: "Nguyễn Du"),
        ])
        return library
    }

    @Test func `marks are restored from the catalogue's own words`() async throws {
        let library = try await library()

        #expect(try await library.ask("hoc lieu mo").suggestions == ["học liệu mở"])
        #expect(try await library.ask("học liệu mở").suggestions.isEmpty)
    }

    @Test func `a title without marks takes no suggestion away, and a hyphen makes none`() async throws {
        let library = try await library()
        try await library.take([
            Sample.marc("5", "hoc-lieu mo", by: "An", position: 5),
            Sample.marc("6", "HOC LIEU MO", by: "Bình", position: 6),
            Sample.marc("7", "Nha-que", by: "Chi", position: 7),
        ])

        #expect(try await library.ask("hoc lieu mo").suggestions == ["học liệu mở"])
        #expect(try await library.ask("nha que").suggestions.isEmpty)
    }

    @Test func `one slip of the finger is mended`() async throws {
        let library = try await library()

        #expect(try await library.ask("nguyen duu").suggestions.contains("nguyễn du"))
        #expect(try await library.ask("hoc lieuu mo").suggestions.first == "học liệu mở")
        #expect(try await library.ask("hocc liệu mở").suggestions.first == "học liệu mở")
    }

    @Test func `syllables are parted and joined`() async throws {
        let library = try await library()

        #expect(try await library.ask("hoclieu mo").suggestions.first == "học liệu mở")
        #expect(try await library.ask("nhu ng").suggestions.first == "nhung")
    }

    @Test func `nothing is offered that finds less, and nothing from a closed book`() async throws {
        let library = try await library()
        try await library.takeText("Bí mật thâm nghiêm", title: "Sổ tay", licence: nil)
        _ = try await library.store.indexPending()

        #expect(try await library.ask("qqqqq zzzzz").suggestions.isEmpty)
        for viewer in Viewer.allCases {
            let answer = try await library.ask("tham nghiemm", viewer: viewer)
            #expect(!answer.suggestions.joined().contains("nghiêm"))
        }
    }

    /// "văn" is in two hundred titles, "vân" in two: what stands beside it decides.
    @Test func `words that are neighbours go before words that are common`() async throws {
        let library = try TemporaryLibrary()
        var records = (1...200).map {
            Sample.marc("\($0)", "Văn học và lực lượng, tập \($0)", by: "Nguyễn Văn \($0)", position: $0)
        }
        records.append(Sample.marc("901", "Lục Vân Tiên", by: "Nguyễn Đình Chiểu", position: 901))
        records.append(Sample.marc("902", "Truyện Lục Vân Tiên", by: "Nguyễn Đình Chiểu", position: 902))
        records.append(Sample.marc("903", "Tiên học lễ", by: "Khuyết danh", position: 903))
        try await library.take(records)

        #expect(try await library.ask("luc van tie n").suggestions.first == "lục vân tiên")
        #expect(try await library.ask("luc van tienn").suggestions.first == "lục vân tiên")
    }
}
