import VietnameseText

/// A row of a province's list of institutions, read but not yet placed.
package struct InstitutionLine: Equatable, Sendable {
    package var row: TableRow
    package var name: String
    package var kind: InstitutionKind
    /// The commune's code or name, and the province's where it is given.
    package var unit: String
    package var province: String?
    package var code: String?
    package var address: String?
    /// A service point is wanted as well.
    package var point: ServicePointKind?
}

/// Reads a province's list of institutions: a row of headings, then one
/// institution a row.
package struct InstitutionList: Sendable {
    package private(set) var lines: [InstitutionLine] = []
    package private(set) var rejected: [ListOutcome] = []

    private enum Field: Hashable { case name, kind, unit, province, code, address, point }

    private static let headings = [String: Field](headings: [
        (
            .name,
            ["tên cơ quan", "tên đơn vị", "tên trường", "tên", "cơ quan", "đơn vị", "trường", "name", "institution"]
        ),
        (.kind, ["loại", "loại hình", "loại cơ quan", "loại đơn vị", "cấp học", "kind", "type"]),
        (.unit, ["xã", "phường", "xã phường", "xã, phường", "mã xã", "đơn vị hành chính", "commune", "unit"]),
        (.province, ["tỉnh", "tỉnh thành", "tỉnh, thành phố", "mã tỉnh", "province"]),
        (.code, ["mã", "mã cơ quan", "mã đơn vị", "mã trường", "code"]),
        (.address, ["địa chỉ", "address"]),
        (.point, ["điểm phục vụ", "thư viện", "loại điểm", "service point"]),
    ])

    /// `kinds` are the ways people write the kinds, folded
    /// (`ingest/codes/institution-kinds.yaml`).
    package init(_ rows: [TableRow], kinds: [String: InstitutionKind], points: [String: ServicePointKind]) {
        guard let columns = ListColumns(rows, Self.headings, needed: [.name, .kind, .unit]) else {
            rejected = rows.prefix(1).map { ListOutcome(row: $0, label: "", result: .rejected(.headingsMissing)) }
            return
        }
        for row in rows.dropFirst(columns.headingRow + 1) where row.cells.contains(where: { !$0.isEmpty }) {
            let label = columns.text(.name, in: row) ?? ""
            do throws(ListFault) {
                lines.append(try Self.line(row, columns, kinds, points))
            } catch {
                rejected.append(ListOutcome(row: row, label: label, result: .rejected(error)))
            }
        }
    }

    /// "Trường THCS" is what "THCS" is.
    private static func kind(_ words: String, _ kinds: [String: InstitutionKind]) -> InstitutionKind? {
        let folded = Folding.folded(words)
        return kinds[folded] ?? (folded.hasPrefix("truong ") ? kinds[String(folded.dropFirst(7))] : nil)
    }

    /// What people write where there is no library.
    private static let noPoint = Set(["không", "không có", "chưa có", "0", "-", "–"].map { Folding.folded($0) })

    private static func line(
        _ row: TableRow, _ columns: ListColumns<Field>, _ kinds: [String: InstitutionKind],
        _ points: [String: ServicePointKind]
    ) throws(ListFault) -> InstitutionLine {
        guard let name = columns.text(.name, in: row) else { throw .nameMissing }
        guard let kind = columns.text(.kind, in: row).flatMap({ Self.kind($0, kinds) }) else { throw .kindUnknown }
        guard let unit = columns.text(.unit, in: row) else { throw .unitUnknown }
        var point: ServicePointKind?
        if let words = columns.text(.point, in: row).map({ Folding.folded($0) }), !noPoint.contains(words) {
            guard let known = points[words] else { throw .pointKindUnknown }
            point = known
        }
        return InstitutionLine(
            row: row, name: name, kind: kind, unit: unit, province: columns.text(.province, in: row),
            code: columns.text(.code, in: row), address: columns.text(.address, in: row), point: point)
    }
}
