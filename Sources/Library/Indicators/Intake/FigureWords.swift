import VietnameseText

/// The headings of tables of figures, in the spellings that libraries use.
enum FigureWords {
    /// What a column holds besides figures.
    enum Role: Equatable { case point, code, unit, month, year, indicator, ordinal, sum }

    private static func table<Value>(_ lines: [(Value, [String])]) -> [String: Value] {
        var table: [String: Value] = [:]
        for (value, spellings) in lines { for spelling in spellings { table[Folding.folded(spelling)] = value } }
        return table
    }

    static let roles: [String: Role] = table([
        (
            .point,
            [
                "điểm", "điểm phục vụ", "tên điểm", "thư viện", "tên thư viện", "trường", "tên trường", "đơn vị",
                "tên đơn vị", "tên điểm phục vụ", "cơ quan", "cơ sở", "point", "library", "school",
            ]
        ),
        (.code, ["mã", "mã trường", "mã đơn vị", "mã cơ quan", "mã thư viện", "mã định danh", "code"]),
        (.unit, ["xã", "phường", "xã phường", "xã/phường", "địa bàn", "huyện", "xã, phường, thị trấn", "commune"]),
        (.month, ["tháng", "tháng năm", "kỳ", "thời gian", "month"]),
        (.year, ["năm", "năm báo cáo", "năm học", "year"]),
        (.indicator, ["chỉ số", "chỉ tiêu", "nội dung", "loại số liệu", "indicator"]),
        (.ordinal, ["stt", "tt", "số tt", "số thứ tự", "ghi chú", "note"]),
        (.sum, ["cộng", "tổng", "tổng cộng", "tổng số", "cả năm", "tổng năm", "lũy kế", "total"]),
    ])

    static let indicators: [String: Indicator] = {
        var known: [String: Indicator] = table([
            (
                .visit,
                [
                    "lượt đến", "lượt người đến", "lượt bạn đọc", "lượt bạn đọc đến", "lượt bạn đọc đến thư viện",
                    "số lượt bạn đọc", "lượt người đến thư viện", "số lượt đến", "lượt phục vụ", "lượt bạn đọc phục vụ",
                    "lượt người sử dụng", "lượt người sử dụng thư viện", "lượt học sinh đến thư viện",
                    "lượt phục vụ bạn đọc", "bạn đọc đến",
                ]
            ),
            (
                .loan,
                [
                    "lượt mượn", "số lượt mượn", "lượt mượn sách", "lượt sách mượn", "mượn về", "lượt mượn về",
                    "lượt mượn về nhà", "lượt luân chuyển sách báo", "lượt luân chuyển tài liệu", "lượt cho mượn",
                    "số lượt mượn sách", "sách cho mượn", "loans",
                ]
            ),
            (.renewal, ["gia hạn", "lượt gia hạn", "số lượt gia hạn", "renewals"]),
            (
                .inHouseUse,
                [
                    "đọc tại chỗ", "lượt đọc tại chỗ", "mượn tại chỗ", "lượt mượn tại chỗ", "sử dụng tại chỗ",
                    "lượt tài liệu đọc tại chỗ", "in-house use",
                ]
            ),
            (
                .activeUser,
                [
                    "bạn đọc", "số bạn đọc", "bạn đọc hoạt động", "người sử dụng tích cực", "số người mượn",
                    "số bạn đọc mượn", "active users",
                ]
            ),
            (
                .virtualVisit,
                [
                    "lượt truy cập", "số lượt truy cập", "lượt truy cập trực tuyến", "lượt truy cập website",
                    "lượt truy cập ảo", "lượt truy cập trang web", "virtual visits",
                ]
            ),
            (.download, ["lượt tải", "lượt tải về", "số lượt tải về", "tải về", "downloads"]),
            (
                .itemRequest,
                ["lượt đọc trực tuyến", "lượt xem tài liệu", "lượt xem tài liệu số", "lượt đọc tài liệu số"]
            ),
            (.search, ["lượt tìm kiếm", "số lượt tìm kiếm", "lượt tra cứu", "searches"]),
            (
                .event,
                [
                    "hoạt động", "số hoạt động", "sự kiện", "số sự kiện", "số buổi", "số cuộc", "events",
                    "số hoạt động phục vụ bạn đọc",
                ]
            ),
            (.readingFestival, ["ngày hội đọc sách", "số ngày hội đọc sách", "ngày hội sách"]),
            (.readingPeriod, ["tiết đọc", "số tiết đọc", "tiết đọc thư viện", "số tiết đọc thư viện"]),
            (
                .attendance,
                [
                    "người tham dự", "số người tham dự", "lượt người tham dự", "lượt tham dự", "người tham gia",
                    "số người tham gia", "lượt người tham gia", "attendance",
                ]
            ),
        ])
        for indicator in Indicator.allCases { known[Folding.folded(indicator.rawValue)] = indicator }
        return known
    }()

    /// The indicator a longer text names, as a title does: the longest spelling wins.
    static func indicator(in text: String) -> Indicator? {
        let folded = " " + Folding.folded(text) + " "
        let found = indicators.keys.filter { $0.contains(" ") && folded.contains(" " + $0 + " ") }
        return found.max { ($0.utf8.count, $1) < ($1.utf8.count, $0) }.flatMap { indicators[$0] }
    }

    /// "Tổng cộng", "Cộng": the label of a row that adds up others.
    static func isSum(_ text: String) -> Bool {
        let folded = Folding.folded(text)
        return sums.contains(folded) || sumBeginnings.contains { folded.hasPrefix($0) }
    }

    private static let sums = Set(
        ["tổng", "cộng", "toàn tỉnh", "toàn xã", "toàn huyện", "toàn trường", "total"].map { Folding.folded($0) })
    private static let sumBeginnings = ["tổng cộng", "tổng số", "cộng dồn", "lũy kế", "tổng toàn"].map {
        Folding.folded($0)
    }
}
