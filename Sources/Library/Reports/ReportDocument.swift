/// An official report as it is read: every word of it, in order. The page, the
/// print and the file are made of this one value, so that they say the same.
///
/// Its words are Vietnamese in every language of the interface: they are the
/// form's (Nghị định 30/2020/NĐ-CP, appendix I).
package struct ReportDocument: Equatable, Sendable {
    package struct Head: Equatable, Sendable {
        /// Cơ quan chủ quản; empty for a body that stands alone.
        package var superior: String
        package var body: String
        /// "Số: 45/BC-TVT", with room for the pen where there is no number yet.
        package var number: String
        /// "Tân Lập, ngày 09 tháng 11 năm 2026".
        package var dated: String
        /// Trích yếu.
        package var subject: String
        /// Empty for a report to nobody in particular.
        package var addressee: String
        package init(
            superior: String, body: String, number: String, dated: String, subject: String, addressee: String
        ) {
            (self.superior, self.body, self.number) = (superior, body, number)
            (self.dated, self.subject, self.addressee) = (dated, subject, addressee)
        }
    }

    package struct Section: Equatable, Sendable {
        /// What templates call it: "so-lieu".
        package var key: String
        /// 1 for "I.", 2 for "1.".
        package var level: Int
        /// With its number.
        package var title: String
        package var paragraphs: [String]
        package var table: Table?
        package init(_ key: String, level: Int, _ title: String, _ paragraphs: [String] = [], table: Table? = nil) {
            (self.key, self.level, self.title) = (key, level, title)
            (self.paragraphs, self.table) = (paragraphs, table)
        }
    }

    package struct Table: Equatable, Sendable {
        package struct Column: Equatable, Sendable {
            /// What templates call it.
            package var key: String
            package var heading: String
            package var isNumber: Bool
            package init(_ key: String, _ heading: String, isNumber: Bool = false) {
                (self.key, self.heading, self.isNumber) = (key, heading, isNumber)
            }
        }
        package var columns: [Column]
        /// As many cells as there are columns.
        package var rows: [[String]]
        package init(_ columns: [Column], rows: [[String]]) { (self.columns, self.rows) = (columns, rows) }
    }

    package struct Signature: Equatable, Sendable {
        /// "TM. ỦY BAN NHÂN DÂN"; empty where the head of the body signs.
        package var authority: String
        package var position: String
        /// Empty where it is written by hand.
        package var name: String
        package init(authority: String, position: String, name: String) {
            (self.authority, self.position, self.name) = (authority, position, name)
        }
    }

    package static let country = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    package static let motto = "Độc lập - Tự do - Hạnh phúc"
    package static let title = "BÁO CÁO"
    package static let recipientsTitle = "Nơi nhận:"
    package static let seal = "(Ký tên, đóng dấu)"

    package var head: Head
    package var opening: [String]
    package var sections: [Section]
    package var closing: [String]
    package var recipients: [String]
    package var signature: Signature

    package init(
        head: Head, opening: [String], sections: [Section], closing: [String], recipients: [String],
        signature: Signature
    ) {
        (self.head, self.opening, self.sections) = (head, opening, sections)
        (self.closing, self.recipients, self.signature) = (closing, recipients, signature)
    }

    /// The text line by line, each paragraph and cell one line, as the file has
    /// it; empty ones are left out.
    package var lines: [String] {
        var lines = [head.superior, head.body, Self.country, Self.motto, head.number, head.dated]
        lines += [Self.title, head.subject, head.addressee]
        lines += opening
        for section in sections {
            lines.append(section.title)
            lines += section.paragraphs
            guard let table = section.table else { continue }
            lines += table.columns.map(\.heading)
            for row in table.rows { lines += row }
        }
        lines += closing
        lines.append(Self.recipientsTitle)
        lines += recipients
        lines += [signature.authority, signature.position, Self.seal, signature.name]
        return lines.filter { !$0.isEmpty }
    }
}
