package import Library

/// A report as a .docx, by a template a locality may edit.
///
/// For example: `try ReportFile.template(parts).document(with: ReportFile.fields(of: document))`.
package enum ReportFile {
    /// Reads a template; every field it uses must be one of ours, and a report
    /// without its subject and its figures is no report.
    package static func template(_ parts: [TemplatePart]) throws(TemplateFault) -> DocumentTemplate {
        try DocumentTemplate(parts, knowing: names, needing: ["trich-yeu", "muc-so-lieu", "co-quan"])
    }

    package static func fields(of document: ReportDocument) -> DocumentFields {
        let head = document.head
        var lists: [String: [DocumentFields]] = [
            "chu-quan": lines([head.superior]), "kinh-gui": lines([head.addressee]), "mo-dau": lines(document.opening),
            "ket": lines(document.closing), "noi-nhan": lines(document.recipients),
            "tham-quyen": lines([document.signature.authority]),
        ]
        for section in document.sections { lists["muc-" + section.key] = [fields(of: section)] }
        for key in sectionNames where lists["muc-" + key] == nil { lists["muc-" + key] = [] }
        return DocumentFields(
            texts: [
                "co-quan": head.body, "so-ky-hieu": head.number, "noi-ngay": head.dated, "trich-yeu": head.subject,
                "chuc-vu": document.signature.position, "nguoi-ky": document.signature.name,
            ], lists: lists)
    }

    /// Parts of a report for which a template has no room: they stand on the page,
    /// and are missing in the file.
    package static func partsLeftOut(
        of document: ReportDocument, by template: DocumentTemplate
    ) -> [ReportDocument.Section] {
        document.sections.filter { !template.names.contains("muc-" + $0.key) }
    }

    /// The lists for parts of reports that a template does not have.
    package static func partsLeftOut(by template: DocumentTemplate) -> [String] {
        sectionNames.map { "muc-" + $0 }.filter { !template.names.contains($0) }
    }

    private static func fields(of section: ReportDocument.Section) -> DocumentFields {
        var fields = DocumentFields(
            texts: ["ten": section.title], lists: ["doan": lines(section.paragraphs), "bang": []])
        guard let table = section.table else { return fields }
        var inside = DocumentFields()
        for column in table.columns { inside.texts["dau-" + column.key] = column.heading }
        inside.lists["dong"] = table.rows.map { row in
            DocumentFields(
                texts: Dictionary(zip(table.columns.map(\.key), row)) { first, _ in first })
        }
        fields.lists["bang"] = [inside]
        return fields
    }

    private static func lines(_ texts: [String]) -> [DocumentFields] {
        texts.filter { !$0.isEmpty }.map { DocumentFields(texts: ["chu": $0]) }
    }

    /// Every field and list that a template may name; `ingest/README.md` explains
    /// them.
    package static let names: Set<String> = {
        let columns = sectionColumns.values.flatMap(\.self)
        return Set([
            "chu", "chu-quan", "co-quan", "so-ky-hieu", "noi-ngay", "trich-yeu", "kinh-gui", "mo-dau", "ket",
            "noi-nhan", "tham-quyen", "chuc-vu", "nguoi-ky", "ten", "doan", "bang", "dong",
        ]).union(sectionNames.map { "muc-" + $0 }).union(columns).union(columns.map { "dau-" + $0 })
    }()

    private static let sectionNames = [
        "chung", "ket-qua", "so-lieu", "chi-tieu", "tung-nam", "luan-chuyen", "hoat-dong", "khai-bao", "don-vi",
        "kho-khan",
        "de-xuat",
    ]

    private static let sectionColumns: [String: [String]] = [
        "so-lieu": ["stt", "chi-so", "ky-nay", "ky-truoc", "thay-doi", "ghi-chu"],
        "chi-tieu": ["stt", "chi-tieu", "muc-tieu", "ket-qua", "danh-gia"],
        "tung-nam": ["nam", "thuc-hien", "nam-truoc", "muc-tam", "muc-muoi", "thay-doi"],
        "hoat-dong": ["stt", "loai", "so-lan", "so-nguoi"],
        "khai-bao": ["stt", "noi-dung", "so-co", "tong-so", "ty-le", "he-thong"],
        "don-vi": ["stt", "chi-so", "tong-don-vi", "so-cap-nay", "chenh-lech"],
    ]
}
