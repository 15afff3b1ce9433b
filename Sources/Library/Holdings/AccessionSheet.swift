/// The accession register (sổ đăng ký cá biệt) on paper and as a file.
///
/// Columns and their order are the printed form's; "Kho" and what follows it
/// stand behind, since the form has no place for them. Reading the file again
/// gives the same lines.
package enum AccessionSheet {
    /// What a stock-take found: the keys of numbers that were there ("C", còn)
    /// and of those that were not ("M", mất), as the guides write it.
    package struct Check: Equatable, Sendable {
        /// "2024".
        package var label: String
        package var present: Set<String>
        package var missing: Set<String>
        package init(label: String, present: Set<String>, missing: Set<String>) {
            (self.label, self.present, self.missing) = (label, present, missing)
        }
    }

    /// `lead` are lines below the title: whose register, up to which day.
    package static func sheet(of lines: [AccessionLine], lead: [String] = [], checks: [Check] = []) -> Sheet {
        // A number such as "2023-2100" would be read as a span without it.
        let needsQuantity = lines.contains { line in
            (try? AccessionNumbers.of(line.copy.number.text, quantity: nil)) != [line.copy.number]
        }
        let columns = columns(checks: checks, needsQuantity: needsQuantity)
        let rows = lines.map { row(of: $0, checks: checks, needsQuantity: needsQuantity) }
        return Sheet(title: "Sổ đăng ký cá biệt", lead: lead, columns: columns, rows: rows)
    }

    private static func columns(checks: [Check], needsQuantity: Bool) -> [Sheet.Column] {
        var columns = [
            Sheet.Column("Ngày vào sổ", .day, width: 11), Sheet.Column("Số đăng ký cá biệt", width: 12),
            Sheet.Column("Tác giả", in: "Tên tác giả và tên sách", width: 20),
            Sheet.Column("Tên sách", in: "Tên tác giả và tên sách", width: 34),
            Sheet.Column("Tập", in: "Tên tác giả và tên sách", width: 6),
            Sheet.Column("Nhà xuất bản", in: "Xuất bản", width: 14),
            Sheet.Column("Nơi xuất bản", in: "Xuất bản", width: 9),
            Sheet.Column("Năm xuất bản", in: "Xuất bản", .number, width: 7),
            Sheet.Column("Giá tiền", .money, width: 10), Sheet.Column("Môn loại", width: 10),
            Sheet.Column("Số vào sổ tổng quát", width: 10), Sheet.Column("Ngày và số biên bản xuất", width: 14),
        ]
        columns += checks.map { Sheet.Column("Kiểm kê \($0.label)", in: "Kiểm kê", width: 8) }
        columns += [
            Sheet.Column("Phụ chú", width: 16), Sheet.Column("Kho", width: 12, isExtra: true), Sheet.Column("Tình trạng", width: 10, isExtra: true),
            Sheet.Column("Nguồn", width: 11, isExtra: true), Sheet.Column("ISBN", width: 15, isExtra: true),
            Sheet.Column("Ký hiệu xếp giá", width: 12, isExtra: true),
            Sheet.Column("Mã vạch", width: 12, isExtra: true),
        ]
        if needsQuantity { columns.append(Sheet.Column("Số bản", .number, width: 6, isExtra: true)) }
        return columns
    }

    private static func row(of line: AccessionLine, checks: [Check], needsQuantity: Bool) -> [Sheet.Cell] {
        let copy = line.copy
        var cells: [Sheet.Cell] = [
            Sheet.Cell(copy.receivedOn), .text(copy.number.text), Sheet.Cell(line.creators.joined(separator: "; ")),
            .text(line.title), Sheet.Cell(line.volume), Sheet.Cell(line.publisher), Sheet.Cell(line.place),
            Sheet.Cell(line.year), Sheet.Cell(copy.price), Sheet.Cell(line.classification), Sheet.Cell(copy.invoice),
            Sheet.Cell(copy.withdrawal),
        ]
        cells += checks.map { check in
            let key = copy.number.key
            return check.present.contains(key) ? .text("C") : check.missing.contains(key) ? .text("M") : .none
        }
        cells += [
            Sheet.Cell(copy.note), Sheet.Cell(copy.location), .text(AccessionSheet.condition(of: copy)),
            Sheet.Cell(copy.source.map(AccessionSheet.words)), Sheet.Cell(line.isbn), Sheet.Cell(copy.callNumber),
            Sheet.Cell(copy.barcode),
        ]
        if needsQuantity { cells.append(.number(1)) }
        return cells
    }

    /// The register's word; read back by ``AccessionRegister``.
    static func condition(of copy: CopyDraft) -> String {
        switch (copy.standing, copy.condition) {
        case (.lost, _): "Mất"
        // The minutes in their own column say that it left.
        case (.withdrawn, _) where copy.withdrawal == nil: "Đã thanh lý"
        case (_, .good): "Tốt"
        case (_, .worn): "Cũ"
        case (_, .damaged): "Hư hỏng"
        }
    }

    static func words(_ source: CopySource) -> String {
        switch source {
        case .purchase: "Mua"
        case .gift: "Tặng"
        case .exchange: "Trao đổi"
        case .deposit: "Lưu chiểu"
        case .programme: "Chương trình"
        case .other: "Khác"
        }
    }
}
