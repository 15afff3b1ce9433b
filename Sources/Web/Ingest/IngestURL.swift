package import Library

/// The addresses below `/quan-tri/nhap`.
package enum IngestURL: Hashable, Sendable, CustomStringConvertible {
    /// `point` is chosen beforehand in the form.
    case uploads(point: ServicePointID?, before: BatchID?)
    case upload(UploadAddress)
    case step(UploadStep, BatchID)
    /// The records of a file that were not taken, to be saved.
    case rejects(BatchID, file: Int)

    package var description: String {
        switch self {
        case .uploads(let point, let cursor):
            "/quan-tri/nhap"
                + AdministrationURL.query([
                    ("diem", point?.description), ("truoc", cursor.map { String($0.rawValue) }),
                ])
        case .upload(let address): "/quan-tri/nhap/\(address.id.rawValue)" + address.query
        case .rejects(let id, let file):
            "/quan-tri/nhap/\(id.rawValue)/tu-choi" + AdministrationURL.query([("tep", String(file))])
        case .step(.takeLive, let id): "/quan-tri/nhap/\(id.rawValue)/dua-vao"
        case .step(.remove, let id): "/quan-tri/nhap/\(id.rawValue)/xoa"
        case .step(.checkAgain, let id): "/quan-tri/nhap/\(id.rawValue)/khong-gop"
        case .step(.retry, let id): "/quan-tri/nhap/\(id.rawValue)/thu-lai"
        }
    }
}

/// An upload's page with the part of its rows that is asked for.
package struct UploadAddress: Hashable, Sendable {
    package var id: BatchID
    /// One file's rows.
    package var file: Int?
    package var severity: Diagnostic.Severity?
    package var after: Int64?
    /// The last of the records that were seen.
    package var afterRecord: Int64?
    /// The last of the unchanged rows that were seen.
    package var afterUnchanged: UploadRowPlace?

    package init(
        _ id: BatchID, file: Int? = nil, severity: Diagnostic.Severity? = nil, after: Int64? = nil,
        afterRecord: Int64? = nil, afterUnchanged: UploadRowPlace? = nil
    ) {
        (self.id, self.file, self.severity, self.after) = (id, file, severity, after)
        (self.afterRecord, self.afterUnchanged) = (afterRecord, afterUnchanged)
    }

    init(_ id: BatchID, _ query: QueryParameters) {
        self.id = id
        file = query["tep"].flatMap { Int($0) }
        severity = query["loai"].flatMap { name in Diagnostic.Severity.allCases.first { Self.name(of: $0) == name } }
        after = query["sau"].flatMap { Int64($0) }
        afterRecord = query["bieu-ghi"].flatMap { Int64($0) }
        let place = (query["khong-doi"] ?? "").split(separator: "-").compactMap { Int($0) }
        afterUnchanged = place.count == 2 ? UploadRowPlace(file: place[0], row: place[1]) : nil
    }

    var query: String {
        AdministrationURL.query([
            ("tep", file.map(String.init)), ("loai", severity.map(Self.name)), ("sau", after.map(String.init)),
            ("bieu-ghi", afterRecord.map(String.init)), ("khong-doi", afterUnchanged.map { "\($0.file)-\($0.row)" }),
        ])
    }

    func from(_ cursor: Int64) -> UploadAddress { UploadAddress(id, file: file, severity: severity, after: cursor) }
    func from(record: Int64) -> UploadAddress { UploadAddress(id, file: file, afterRecord: record) }
    func from(_ place: UploadRowPlace) -> UploadAddress { UploadAddress(id, file: file, afterUnchanged: place) }
    func only(_ severity: Diagnostic.Severity?) -> UploadAddress { UploadAddress(id, file: file, severity: severity) }

    private static func name(of severity: Diagnostic.Severity) -> String {
        switch severity {
        case .reject: "tu-choi"
        case .warning: "canh-bao"
        }
    }
}
