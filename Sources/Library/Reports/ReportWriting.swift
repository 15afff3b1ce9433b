/// Writes a report out of what it is about, what people wrote and the figures:
/// the same words for the same values.
package struct ReportWriting: Sendable {
    package var order: ReportOrder
    package var texts: ReportTexts
    package var figures: ReportFigures
    /// Nil unless this report takes the place of another: "45/BC-TV ngày …".
    package var replaced: String?

    package init(order: ReportOrder, texts: ReportTexts, figures: ReportFigures, replaced: String? = nil) {
        (self.order, self.texts, self.figures, self.replaced) = (order, texts, figures, replaced)
    }

    package var document: ReportDocument {
        ReportDocument(
            head: head, opening: opening, sections: sections, closing: [closing],
            recipients: Self.lines(texts.recipients), signature: signature)
    }

    private var head: ReportDocument.Head {
        let number = texts.number.isEmpty ? "       " : texts.number
        return ReportDocument.Head(
            superior: Self.broken(texts.superior.uppercased()), body: Self.broken(texts.body.uppercased()),
            number: "Số: \(number)/\(texts.symbol.isEmpty ? "BC" : texts.symbol)",
            dated: ReportWords.dated(texts.place.isEmpty ? "…………" : texts.place, texts.day),
            subject: texts.subject.isEmpty ? Self.subject(of: order) : texts.subject,
            addressee: texts.addressee.isEmpty ? "" : "Kính gửi: \(texts.addressee)")
    }

    /// A committee's name breaks before its unit, as letterheads have it: "ỦY BAN
    /// NHÂN DÂN" over "XÃ ĐĂK HÀ". Names too long for a line break anywhere.
    private static func broken(_ name: String) -> String {
        let committee = "ỦY BAN NHÂN DÂN "
        let unit = name.dropFirst(committee.count)
        guard name.hasPrefix(committee), unit.count <= 24 else { return name }
        return committee + unit.replacing(" ", with: "\u{A0}")
    }

    /// What stands below "BÁO CÁO" when nobody wrote something else.
    package static func subject(of order: ReportOrder) -> String {
        let period = ReportWords.period(order.months)
        let what =
            switch order.kind {
            case .annual: "Kết quả hoạt động thư viện và học tập suốt đời trong năm"
            case .sixMonth: "Kết quả hoạt động thư viện và học tập suốt đời trong sáu tháng"
            case .midTerm: "Sơ kết hoạt động thư viện và học tập suốt đời"
            case .final: "Tổng kết hoạt động thư viện và học tập suốt đời"
            case .phase: "Kết quả hoạt động thư viện và học tập suốt đời trong giai đoạn"
            case .rating: "Kết quả tự đánh giá “Đơn vị học tập”"
            }
        return "\(what) (\(period))"
    }

    private var opening: [String] {
        var lines: [String] = []
        if let replaced { lines.append("Báo cáo này thay thế Báo cáo số \(replaced).") }
        let body = texts.body.isEmpty ? figures.place : texts.body
        if let duty = order.duty {
            lines.append("Thực hiện \(Self.plan(duty.plan)), \(body) báo cáo kết quả như sau:")
        } else {
            lines.append("\(body) báo cáo kết quả như sau:")
        }
        return lines
    }

    /// "Kế hoạch về việc triển khai thực hiện Đề án …": a title says what is done,
    /// and may begin with "Thực hiện" itself.
    static func plan(_ title: String) -> String {
        if title.hasPrefix("Kế hoạch") || title.hasPrefix("Chương trình") { return title }
        return "Kế hoạch về việc \(title.prefix(1).lowercased())\(title.dropFirst())"
    }

    private var closing: String {
        let body = texts.body.isEmpty ? figures.place : texts.body
        return "Trên đây là báo cáo của \(body)./."
    }

    private var signature: ReportDocument.Signature {
        ReportDocument.Signature(
            authority: texts.authority.uppercased(), position: texts.position.uppercased(), name: texts.signer)
    }

    private var sections: [ReportDocument.Section] {
        var results: [(key: String, title: String, paragraphs: [String], table: ReportDocument.Table?)] = []
        let tables = ReportTables(order: order, figures: figures)
        results.append(("so-lieu", "Số liệu chung", tables.figuresLead, tables.figures))
        if !figures.targets.isEmpty {
            results.append(("chi-tieu", "Thực hiện chỉ tiêu của kế hoạch", [], tables.targets))
        }
        if let years = tables.years {
            results.append(("tung-nam", "Mức tăng từng năm", tables.yearsLead, years))
        }
        results.append(("luan-chuyen", "Luân chuyển sách, thư viện lưu động, sách tặng", tables.rotation, nil))
        results.append(("hoat-dong", "Hoạt động phục vụ", tables.activitiesLead, tables.activities))
        if !figures.declared.isEmpty {
            results.append(("khai-bao", "Cơ quan, đơn vị đáp ứng các nội dung", tables.declaredLead, tables.declared))
        }
        if let units = figures.units {
            results.append(("don-vi", "Báo cáo của các đơn vị", Self.units(units), tables.units(units)))
        }
        let numbered = results.enumerated().map { place, part in
            ReportDocument.Section(
                part.key, level: 2, "\(place + 1). \(part.title)", part.paragraphs, table: part.table)
        }
        var sections = [
            ReportDocument.Section("chung", level: 1, "I. TÌNH HÌNH CHUNG", general),
            ReportDocument.Section("ket-qua", level: 1, "II. KẾT QUẢ THỰC HIỆN"),
        ]
        sections += numbered
        sections.append(
            ReportDocument.Section(
                "kho-khan", level: 1, "III. KHÓ KHĂN, VƯỚNG MẮC", Self.paragraphs(texts.difficulties)))
        sections.append(
            ReportDocument.Section("de-xuat", level: 1, "IV. ĐỀ XUẤT, KIẾN NGHỊ", Self.paragraphs(texts.proposals)))
        return sections
    }

    /// The period, what the figures cover, and who is silent.
    private var general: [String] {
        let all = figures.points.count, silent = figures.silent
        let compared =
            order.monthsBefore.map { "so với cùng kỳ \(ReportWords.period($0))" }
            ?? "từng năm tính \(ReportWords.monthsOfYear(order.lastYear)), so với cùng những tháng ấy của năm trước"
        var lines = ["Kỳ báo cáo: \(ReportWords.period(order.months)); \(compared)."]
        if all > 1 || !silent.isEmpty {
            lines.append(
                "Số điểm phục vụ: \(ReportWords.number(all)); có số liệu trong kỳ: \(ReportWords.number(all - silent.count)); chưa có số liệu: \(ReportWords.number(silent.count))."
            )
        }
        if !silent.isEmpty, all > 1 {
            let names = silent.prefix(Self.mostNames).map(\.name).joined(separator: "; ")
            let rest = silent.count - Self.mostNames
            let more = rest > 0 ? "; và \(ReportWords.number(rest)) điểm khác (xem phụ lục)" : ""
            lines.append("Các điểm chưa có số liệu: \(names)\(more).")
        }
        if figures.unconfirmedLinks > 0 {
            lines.append(
                "Số liệu cộng theo \(ReportWords.number(figures.unconfirmedLinks)) quan hệ kế thừa đơn vị hành chính chưa được xác nhận."
            )
        }
        return lines + (texts.overview.isEmpty ? [] : Self.lines(texts.overview))
    }

    private static func units(_ units: ReportUnits) -> [String] {
        let sent = units.sent.count + units.apart.count
        var lines = ["Đã gửi báo cáo: \(sent)/\(sent + units.missing.count) đơn vị."]
        if !units.apart.isEmpty {
            let names = units.apart.prefix(mostNames).map { "\($0.name) (\(ReportWords.shortPeriod($0.months)))" }
            let rest = units.apart.count - mostNames
            lines.append(
                "Báo cáo kỳ khác nên không cộng vào bảng: \(names.joined(separator: "; "))\(rest > 0 ? "; và \(rest) đơn vị khác" : "")."
            )
        }
        if !units.missing.isEmpty {
            let names = units.missing.prefix(mostNames).joined(separator: "; ")
            let rest = units.missing.count - mostNames
            lines.append("Chưa gửi: \(names)\(rest > 0 ? "; và \(rest) đơn vị khác" : "").")
        }
        return lines
    }

    /// Names in a sentence; more are in the annex.
    private static let mostNames = 30

    /// What nobody wrote is said to be nothing.
    private static func paragraphs(_ text: String) -> [String] {
        let lines = lines(text)
        return lines.isEmpty ? ["Không có."] : lines
    }

    static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { line in
            line.split(separator: " ").joined(separator: " ")
        }.filter { !$0.isEmpty }
    }
}
