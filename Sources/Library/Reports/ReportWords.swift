/// The words of the form. They are Vietnamese in every language of the
/// interface, as an office expects them on paper.
package enum ReportWords {
    /// 1.234.567, with the minus of print: −2.346.
    package static func number(_ number: Int) -> String { NumberMarks.vietnamese.grouped(number) }

    package static let none = "chưa có số liệu"

    package static func number(_ number: Int?) -> String { number.map { Self.number($0) } ?? none }

    /// With more than one decimal where one would hide how a figure stands to the
    /// line it is judged by: "59,996"; a whole number without any: "8".
    package static func decimal(_ value: Double, decimals: Int = 1) -> String {
        let isWhole = (value * 10).rounded().truncatingRemainder(dividingBy: 10) == 0
        return NumberMarks.vietnamese.decimal(value, decimals: decimals <= 1 && isWhole ? 0 : decimals)
    }

    /// "tăng 8,3 %", "giảm 4 %", "không đổi"; beside the lines of 8 % and 10 %, so
    /// that 7.96 % does not pass for 8 %.
    package static func change(_ percent: Double) -> String {
        let decimals = PrintedDigits.decimals(of: percent, besides: RateGoal.shownAlways.map { $0 * 100 })
        let text = decimal(percent.magnitude, decimals: decimals)
        return text == "0" ? "không đổi" : "\(percent < 0 ? "giảm" : "tăng") \(text)\u{A0}%"
    }

    /// "tháng 11/2025 đến tháng 10/2026", with the days: reports say these.
    package static func period(_ months: ClosedRange<Month>) -> String {
        "từ \(day(months.lowerBound.days.lowerBound)) đến \(day(months.upperBound.days.upperBound))"
    }

    /// "11/2025–10/2026": for the head of a column.
    package static func shortPeriod(_ months: ClosedRange<Month>) -> String {
        let first = month(months.lowerBound), last = month(months.upperBound)
        return first == last ? first : "\(first)–\(last)"
    }

    package static func day(_ day: Day) -> String { Sheet.Cell.written(day) }
    package static func month(_ month: Month) -> String { "\(two(month.number))/\(month.year)" }

    /// Nghị định 30: days below 10 and the months 1 and 2 with a nought before.
    package static func dated(_ place: String, _ day: Day?) -> String {
        guard let day else { return "\(place), ngày       tháng       năm 20    " }
        let month = day.month < 3 ? two(day.month) : String(day.month)
        return "\(place), ngày \(two(day.day)) tháng \(month) năm \(day.year)"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    package static func name(_ kind: UnitKind) -> String {
        switch kind {
        case .province: "Tỉnh"
        case .city, .provincialCity: "Thành phố"
        case .district: "Huyện"
        case .urbanDistrict: "Quận"
        case .town: "Thị xã"
        case .commune: "Xã"
        case .ward: "Phường"
        case .township: "Thị trấn"
        case .specialZone: "Đặc khu"
        }
    }

    package static func name(_ kind: DutyKind) -> String {
        switch kind {
        case .annual: "năm"
        case .sixMonth: "sáu tháng"
        case .midTerm: "sơ kết"
        case .final: "tổng kết"
        case .phase: "giai đoạn"
        case .rating: "đánh giá “Đơn vị học tập”"
        }
    }

    package static func name(_ indicator: Indicator) -> String {
        switch indicator {
        case .visit: "Lượt người đến thư viện"
        case .virtualVisit: "Lượt truy cập trực tuyến"
        case .activeUser: "Bạn đọc có sử dụng"
        case .loan: "Lượt mượn tại điểm"
        case .loanOfOwned: "Lượt mượn sách của điểm (ở bất cứ đâu)"
        case .renewal: "Lượt gia hạn"
        case .inHouseUse: "Lượt đọc tại chỗ"
        case .itemInvestigation: "Lượt xem thông tin tài liệu số"
        case .uniqueItemInvestigation: "Tài liệu số được xem thông tin (mỗi phiên một lần)"
        case .itemRequest: "Lượt đọc tài liệu số"
        case .uniqueItemRequest: "Tài liệu số được đọc (mỗi phiên một lần)"
        case .search: "Lượt tìm kiếm"
        case .download: "Lượt tải tài liệu số"
        case .event: "Số hoạt động đã tổ chức"
        case .readingFestival: "Số ngày hội đọc sách"
        case .readingPeriod: "Số tiết đọc thư viện"
        case .attendance: "Lượt người dự hoạt động"
        }
    }

    package static func name(_ kind: ActivityKind) -> String {
        switch kind {
        case .readingFestival: "Ngày hội đọc sách"
        case .learningWeek: "Tuần lễ hưởng ứng học tập suốt đời"
        case .bookDay: "Ngày Sách và Văn hóa đọc"
        case .storytelling: "Kể chuyện theo sách"
        case .bookTalk: "Giới thiệu sách, nói chuyện chuyên đề"
        case .exhibition: "Trưng bày, triển lãm sách"
        case .readingPeriod: "Tiết đọc thư viện"
        case .club: "Câu lạc bộ"
        case .other: "Hoạt động khác"
        }
    }

    package static func name(_ property: DeclaredProperty) -> String {
        switch property {
        case .lifelongLearning: "Cung cấp dịch vụ phục vụ học tập suốt đời"
        case .digitalManagement: "Ứng dụng công nghệ thông tin, chuyển đổi số trong quản lý, phục vụ"
        case .standardLibrary: "Thư viện đạt chuẩn"
        case .readingSpace: "Không gian đọc sách"
        case .sharedShelf: "Tủ sách dùng chung"
        case .regularClubs: "Lớp năng khiếu, câu lạc bộ, nhóm sở thích tổ chức thường xuyên"
        case .digitalTeaching: "Quản lý, giảng dạy và học tập trên môi trường số"
        case .plannedGrounds: "Quy hoạch mặt bằng, chỉnh trang khuôn viên"
        case .readingCorner: "Khu đọc sách, thư viện tại cơ quan, đơn vị"
        case .readingModel: "Mô hình phát triển văn hóa đọc"
        case .learningUnit: "Đơn vị học tập"
        }
    }

    package static func name(_ verdict: TargetVerdict) -> String {
        switch verdict {
        case .met: "đạt"
        case .late: "đạt muộn"
        case .near: "gần đạt"
        case .missed: "chưa đạt"
        case .unknown: "chưa đánh giá được"
        }
    }

    package static func name(_ found: ReportFigures.Break) -> String {
        switch found {
        case .definition: "cách đếm đã đổi"
        case .source: "nguồn số liệu đã đổi"
        }
    }

    /// "hệ thống, sổ giấy".
    package static func names(_ origins: FigureOrigins) -> String {
        let names: [(FigureOrigins, String)] = [
            (.system, "hệ thống"), (.tally, "sổ giấy"), (.imported, "bảng tính các năm trước"),
        ]
        return names.filter { origins.contains($0.0) }.map(\.1).joined(separator: ", ")
    }
}
