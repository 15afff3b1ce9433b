/// Registers of the desk and of the stock on paper: loans, withdrawals,
/// stock-takes. Each takes values and knows no store.
package enum DeskSheets {
    /// A loan as the loan register (sổ mượn) has it.
    package struct Loan: Equatable, Sendable {
        package var lentOn: Day
        package var reader: String
        /// Class of a pupil, group of a teacher.
        package var group: String?
        package var number: AccessionNumber
        package var title: String
        package var dueOn: Day?
        package var returnedOn: Day?
        package var note: String?

        package init(
            lentOn: Day, reader: String, group: String? = nil, number: AccessionNumber, title: String,
            dueOn: Day? = nil, returnedOn: Day? = nil, note: String? = nil
        ) {
            (self.lentOn, self.reader, self.group, self.number) = (lentOn, reader, group, number)
            (self.title, self.dueOn, self.returnedOn, self.note) = (title, dueOn, returnedOn, note)
        }
    }

    /// Sổ mượn: one line a copy lent; the signature is left for the pen.
    package static func loans(_ loans: [Loan], lead: [String] = []) -> Sheet {
        Sheet(
            title: "Sổ theo dõi mượn, trả sách", lead: lead,
            columns: [
                Sheet.Column("Số thứ tự", .number, width: 6), Sheet.Column("Ngày mượn", .day, width: 11),
                Sheet.Column("Họ và tên người mượn", width: 24), Sheet.Column("Lớp, tổ", width: 9),
                Sheet.Column("Số đăng ký cá biệt", width: 12), Sheet.Column("Tên sách", width: 34),
                Sheet.Column("Hạn trả", .day, width: 11), Sheet.Column("Ký mượn", width: 10),
                Sheet.Column("Ngày trả", .day, width: 11), Sheet.Column("Ký trả", width: 10),
                Sheet.Column("Ghi chú", width: 16),
            ],
            rows: loans.enumerated().map { index, loan in
                [
                    .number(index + 1), .day(loan.lentOn), .text(loan.reader), Sheet.Cell(loan.group),
                    .text(loan.number.text), .text(loan.title), Sheet.Cell(loan.dueOn), .none,
                    Sheet.Cell(loan.returnedOn), .none, Sheet.Cell(loan.note),
                ]
            })
    }

    /// Danh mục thanh lý: the list that goes with the minutes, its total last.
    /// `reason` says why a copy goes.
    package static func withdrawal(
        _ lines: [AccessionLine], lead: [String] = [], reason: (AccessionLine) -> String?
    ) -> Sheet {
        let rows = lines.enumerated().map { index, line -> [Sheet.Cell] in
            [
                .number(index + 1), .text(line.copy.number.text), .text(line.fullTitle),
                Sheet.Cell(line.creators.joined(separator: "; ")), Sheet.Cell(line.publisher), Sheet.Cell(line.year),
                Sheet.Cell(line.copy.price), .text(AccessionSheet.condition(of: line.copy)),
                Sheet.Cell(reason(line)), Sheet.Cell(line.copy.note),
            ]
        }
        let value = lines.reduce(0) { $0 + ($1.copy.price ?? 0) }
        let total: [Sheet.Cell] = [
            .none, .none, .text("Cộng: \(lines.count) bản"), .none, .none, .none, .number(value), .none, .none, .none,
        ]
        return Sheet(
            title: "Danh mục tài liệu thanh lý", lead: lead,
            columns: [
                Sheet.Column("Số thứ tự", .number, width: 6), Sheet.Column("Số đăng ký cá biệt", width: 12),
                Sheet.Column("Tên sách", width: 34), Sheet.Column("Tác giả", width: 20),
                Sheet.Column("Nhà xuất bản", width: 14), Sheet.Column("Năm xuất bản", .number, width: 8),
                Sheet.Column("Giá tiền", .money, width: 11), Sheet.Column("Tình trạng", width: 11),
                Sheet.Column("Lý do thanh lý", width: 16), Sheet.Column("Ghi chú", width: 14),
            ], rows: lines.isEmpty ? [] : rows + [total])
    }

    /// What a stock-take found in one room.
    package struct StockCount: Equatable, Sendable {
        package var on: Day
        package var location: String?
        /// Copies that the register has there, and those of them out on loan.
        package var expected: Int
        package var lent: Int
        package var found: Int
        /// Found where they do not belong, and found without a line in the register.
        package var misplaced: Int
        package var unknown: Int
        package var damaged: Int
        package var note: String?
        /// Neither found nor lent.
        package var missing: Int { max(0, expected - lent - found) }

        package init(
            on day: Day, location: String?, expected: Int, lent: Int, found: Int, misplaced: Int = 0, unknown: Int = 0,
            damaged: Int = 0, note: String? = nil
        ) {
            (on, self.location, self.expected, self.lent, self.found) = (day, location, expected, lent, found)
            (self.misplaced, self.unknown, self.damaged, self.note) = (misplaced, unknown, damaged, note)
        }
    }

    /// Sổ theo dõi kiểm kê: one line a room and stock-take.
    package static func stockCounts(_ counts: [StockCount], lead: [String] = []) -> Sheet {
        Sheet(
            title: "Sổ theo dõi kiểm kê tài liệu", lead: lead,
            columns: [
                Sheet.Column("Ngày kiểm kê", .day, width: 11), Sheet.Column("Kho", width: 16),
                Sheet.Column("Số bản theo sổ", .number, width: 9), Sheet.Column("Đang cho mượn", .number, width: 9),
                Sheet.Column("Có trong kho", .number, width: 9), Sheet.Column("Thiếu", .number, width: 8),
                Sheet.Column("Sai chỗ", .number, width: 8), Sheet.Column("Không có trong sổ", .number, width: 9),
                Sheet.Column("Hư hỏng", .number, width: 8), Sheet.Column("Ghi chú", width: 20),
            ],
            rows: counts.map { count in
                [
                    .day(count.on), Sheet.Cell(count.location), .number(count.expected), .number(count.lent),
                    .number(count.found), .number(count.missing), .number(count.misplaced), .number(count.unknown),
                    .number(count.damaged), Sheet.Cell(count.note),
                ]
            })
    }
}
