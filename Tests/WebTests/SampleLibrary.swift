import Library
import SQLiteStore

/// The books the tests ask for.
enum SampleLibrary {
    /// A sentence that stands only in the closed book.
    static let closedSentence = "con kỳ nhông tím biếc nằm phơi nắng trên mái đình cổ"

    static func fill(_ site: TestSite) async throws {
        var open = BibFacts(title: "Số đỏ")
        open.subtitle = "Tiểu thuyết"
        open.creators = [Creator("Vũ Trọng Phụng"), Creator("Trần Văn Dịch", role: .translator)]
        open.year = 1936
        open.languages = ["vi"]
        open.subjects = ["Văn học hiện thực"]
        open.publisher = "Lê Cường"
        open.place = "Hà Nội"
        open.identifiers = [Identifier(.isbn, "9786041234562")]
        open.classifications = [Classification(.ddc, "895.9223")]
        open.series = [SeriesPart("Tủ sách vàng", number: "3")]
        open.description = "Chuyện Xuân Tóc Đỏ."
        open.audience = Audience(grades: [11], schoolSubjects: ["literature"])
        open.links = [
            Link(url: "https://vi.wikisource.org/wiki/So_do", label: "Wikisource"), Link(url: "javascript:alert(1)"),
        ]
        open.accessibility = ["accessMode:textual", "accessibilityFeature:tableOfContents"]
        try await site.take(
            open,
            sections: [
                [
                    "Số đào hoa của Xuân Tóc Đỏ", "Lúc ấy vào độ ba giờ chiều, một buổi chiều thứ năm.",
                    "Trong khu sân quần Hà Nội.",
                ],
                [
                    "Minh và Văn",
                    "Đám ma to tát có thể làm cho người chết nằm trong quan tài phải mỉm cười sung sướng.",
                ],
            ])
        var closed = BibFacts(title: "Sách chưa mở")
        closed.creators = [Creator("Người Giữ Quyền")]
        closed.licence = LicenceStatement(id: "ARR")
        try await site.take(
            closed, sections: [["Mở đầu", "Ngày xưa có \(closedSentence), không ai hay."]], access: .closed)
        var onSite = BibFacts(title: "Sách đọc tại chỗ")
        onSite.licence = LicenceStatement(id: "other")
        try await site.take(
            onSite, sections: [["Chỉ đọc trên máy thư viện: bông súng nở giữa trưa hè."]], access: .onSite)
        var pdf = BibFacts(title: "Xác suất thống kê")
        pdf.languages = ["vi"]
        try await site.take(pdf, sections: [["Biến ngẫu nhiên rời rạc."], []], format: .pdf)
        try await site.take(
            (1...45).map { number in
                var facts = BibFacts(title: "Bài tập toán quyển \(number)")
                facts.creators = [Creator("Tổ Toán")]
                facts.kind = number.isMultiple(of: 3) ? .textbook : .book
                facts.subjects = ["Toán học"]
                facts.year = 2000 + number % 20
                return facts
            })
    }

    /// The record with a title.
    static func id(_ title: String, in site: TestSite) async throws -> RecordID {
        let answer = try await site.store.search.search(SearchRequest(text: title, viewer: .staff))
        guard let hit = answer.records.first(where: { $0.record.title == title }) else { throw Missing(title: title) }
        return hit.record.id
    }

    struct Missing: Error { let title: String }
}
