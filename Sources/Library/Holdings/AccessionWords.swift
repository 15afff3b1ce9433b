import VietnameseText

/// The words of registers: headings and what stands in their cells, in the
/// spellings that schools use.
enum AccessionWords {
    /// The heading's key without blanks: "Giá (đồng)" is "gia".
    static func key(_ text: String) -> String { TableHeading.key(text).filter { $0 != " " } }

    private static func table<Value>(_ lines: [(Value, [String])]) -> [String: Value] {
        var table: [String: Value] = [:]
        for (value, spellings) in lines { for spelling in spellings { table[key(spelling)] = value } }
        return table
    }

    static let fields: [String: AccessionField] = table([
        (
            .number,
            [
                "số ĐKCB", "ĐKCB", "mã ĐKCB", "số đăng ký cá biệt", "đăng ký cá biệt", "mã đăng ký cá biệt", "số ĐK",
                "số đăng ký", "số ĐK cá biệt", "số cá biệt", "mã cá biệt", "mã sách", "mã số sách", "số sách",
                "số ký hiệu sách", "accession number", "accession no",
            ]
        ),
        (.ordinal, ["số thứ tự", "STT", "số TT", "TT"]),
        (.barcode, ["mã vạch", "số mã vạch", "barcode"]),
        (
            .title,
            [
                "tên sách", "nhan đề", "tên tài liệu", "nhan đề tài liệu", "nhan đề sách", "tên ấn phẩm", "tựa sách",
                "tựa đề", "nhan đề chính", "tên sách, tài liệu", "tên xuất bản phẩm", "title", "book title",
            ]
        ),
        (
            .creatorAndTitle,
            [
                "tên tác giả và tên sách", "tác giả và tên sách", "tên sách và tác giả", "tên sách và tên tác giả",
                "tên sách, tác giả", "tác giả, tên sách", "tên tác giả, tên sách", "nhan đề / tác giả",
            ]
        ),
        (.creators, ["tác giả", "tên tác giả", "tác giả chính", "họ tên tác giả", "author", "authors"]),
        (.volume, ["tập", "số tập", "tập số", "volume"]),
        (
            .publisher,
            ["nhà xuất bản", "nhà XB", "NXB", "xuất bản nhà", "XB nhà", "xuất bản NXB", "xuất bản nhà XB", "publisher"]
        ),
        (.place, ["nơi xuất bản", "nơi XB", "xuất bản nơi", "XB nơi", "xuất bản nơi XB"]),
        (.year, ["năm xuất bản", "năm XB", "năm", "xuất bản năm", "XB năm", "xuất bản năm XB", "year"]),
        (.price, ["giá", "đơn giá", "giá tiền", "giá bìa", "giá mua", "giá trị", "price"]),
        (.quantity, ["số lượng", "SL", "số bản", "số cuốn", "số quyển", "quantity"]),
        (
            .classification,
            [
                "môn loại", "ký hiệu phân loại", "phân loại", "mã phân loại", "KHPL", "chỉ số phân loại",
                "số phân loại",
                "ký hiệu môn loại", "DDC", "chỉ số DDC", "classification",
            ]
        ),
        (.callNumber, ["ký hiệu xếp giá", "số xếp giá", "xếp giá", "KHXG", "call number"]),
        (
            .location,
            ["kho", "kệ", "kho sách", "kệ sách", "kho/kệ", "vị trí", "nơi để", "tủ", "kho lưu trữ", "location"]
        ),
        (
            .invoice,
            [
                "số vào sổ tổng quát", "số vào sổ TQ", "số VSTQ", "số sổ tổng quát", "số tổng quát", "số ĐKTQ",
                "số đăng ký tổng quát", "số chứng từ", "chứng từ", "số hóa đơn", "hóa đơn", "số phiếu nhập", "invoice",
            ]
        ),
        (
            .withdrawal,
            [
                "ngày và số biên bản xuất", "ngày, số biên bản xuất", "số và ngày biên bản xuất", "biên bản xuất",
                "số biên bản xuất", "biên bản xuất kho", "ngày và số BB xuất", "số BB xuất",
            ]
        ),
        (.condition, ["tình trạng", "tình trạng sách", "hiện trạng", "trạng thái", "chất lượng", "condition"]),
        (
            .source,
            ["nguồn", "nguồn cung cấp", "nguồn nhập", "nguồn sách", "nguồn kinh phí", "nguồn bổ sung", "source"]
        ),
        (
            .receivedOn,
            [
                "ngày vào sổ", "ngày nhập", "ngày đăng ký", "ngày tháng vào sổ", "ngày tháng năm vào sổ",
                "ngày nhập kho", "ngày, tháng", "ngày tháng năm", "ngày", "date received",
            ]
        ),
        (.note, ["ghi chú", "phụ chú", "chú thích", "note", "notes"]),
        (.isbn, ["ISBN", "mã ISBN", "số ISBN", "chỉ số ISBN"]),
    ])

    static let conditions: [String: (CopyCondition, CopyDraft.Standing)] = table([
        (
            (.good, .held),
            [
                "tốt", "mới", "còn tốt", "bình thường", "còn", "C", "sử dụng được", "còn sử dụng", "sẵn sàng",
                "sẵn có", "trong kho", "good", "new",
            ]
        ),
        ((.worn, .held), ["cũ", "hơi cũ", "sờn", "trung bình", "khá", "worn"]),
        (
            (.damaged, .held),
            ["hỏng", "hư", "hư hỏng", "rách", "rách nát", "cũ nát", "hư nát", "mối mọt", "cần tu bổ", "damaged"]
        ),
        ((.good, .lost), ["mất", "M", "đã mất", "thất lạc", "lost"]),
        ((.good, .withdrawn), ["thanh lý", "đã thanh lý", "đã xuất", "xuất kho", "loại bỏ", "withdrawn"]),
    ])

    static let sources: [String: CopySource] = table([
        (
            .purchase,
            ["mua", "mua mới", "kinh phí", "kinh phí nhà trường", "ngân sách", "ngân sách nhà nước", "purchase"]
        ),
        (
            .gift,
            [
                "tặng", "biếu", "biếu tặng", "tặng biếu", "được tặng", "quyên góp", "ủng hộ", "cho", "xã hội hóa",
                "biếu, tặng, quyên góp", "gift",
            ]
        ),
        (.exchange, ["trao đổi", "đổi", "exchange"]),
        (.deposit, ["lưu chiểu", "ký gửi", "deposit"]),
        (
            .programme,
            [
                "dự án", "chương trình", "cấp", "cấp phát", "được cấp", "trên cấp", "PGD cấp", "PGD cấp phát",
                "SGD cấp",
                "SGD cấp phát", "chương trình mục tiêu", "programme",
            ]
        ),
        (.other, ["khác", "nguồn khác", "other"]),
    ])

    /// The value of the words, or of what stands before a colon or bracket in
    /// "Tặng: chi hội phụ huynh"; then there is more to say.
    static func known<Value>(_ words: String, in table: [String: Value]) -> (value: Value?, isAll: Bool) {
        let head = words.prefix { !":(–-".contains($0) }
        if head.count == words.count || table[key(String(head))] == nil {
            let value = table[Folding.folded(words).filter { $0 != " " }]
            return (value, value != nil)
        }
        return (table[key(String(head))], false)
    }

    /// What stands in the price's column of a gift.
    static let noPrice: Set<String> = Set(
        ["tặng", "biếu", "biếu tặng", "cho", "không", "không có", "không giá"].map(key))

    /// Whether the text says "as above" in the hand of a librarian.
    static func isDitto(_ text: String) -> Bool { text.utf8.count <= 12 && dittos.contains(text.lowercased()) }

    private static let dittos: Set<String> = [
        "\"", "''", "″", "〃", "//", "nt", "-nt-", "- nt -", "như trên", "n.t",
    ]

    /// Names that are nobody's.
    static let nobody: Set<String> = Set(
        ["nhiều tác giả", "nhiều người", "tập thể tác giả", "NTG", "khuyết danh"].map(key))
}
