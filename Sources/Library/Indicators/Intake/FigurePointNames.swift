import VietnameseText

/// Finds the point that a table means: by the code of its institution, else by
/// a name, where need be with the name of its commune.
struct FigurePointNames {
    private let byCode: [String: [FigurePoint]]
    private let byName: [String: [FigurePoint]]

    init(_ points: [FigurePoint]) {
        var byCode: [String: [FigurePoint]] = [:], byName: [String: [FigurePoint]] = [:]
        for point in points {
            if let code = point.code { byCode[Self.code(code), default: []].append(point) }
            for name in Set([point.name, point.institutionName].map(Self.name)) where !name.isEmpty {
                byName[name, default: []].append(point)
            }
        }
        (self.byCode, self.byName) = (byCode, byName)
    }

    /// Nil when the table names nothing.
    func point(code: String, name: String, unit: String) throws(FigureFault) -> FigurePoint? {
        if !code.isEmpty {
            if let found = byCode[Self.code(code)] { return try one(found, name, unit) }
            if name.isEmpty { throw .pointUnknown }
        }
        guard !name.isEmpty else { return nil }
        guard let found = byName[Self.name(name)] ?? byCode[Self.code(name)] else { throw .pointUnknown }
        return try one(found, name, unit)
    }

    /// The one that a title or the name of a sheet is; nil for none or several.
    func point(titled text: String) -> FigurePoint? {
        let words = Self.name(text)
        guard !words.isEmpty, let found = byName[words] ?? byCode[Self.code(text)] else { return nil }
        return try? one(found, text, "")
    }

    private func one(_ found: [FigurePoint], _ name: String, _ unit: String) throws(FigureFault) -> FigurePoint {
        var left = found
        if !unit.isEmpty {
            let wanted = Self.unit(unit)
            left = left.filter { Self.unit($0.unitName) == wanted }
            guard !left.isEmpty else { throw .pointUnknown }
        }
        // The name of a school means its library, unless a point is called so.
        for choice in [
            left, left.filter { Self.name($0.name) == Self.name(name) }, left.filter(\.isMain),
        ] where choice.count == 1 { return choice[0] }
        throw .pointAmbiguous
    }

    private static func code(_ text: String) -> String { Folding.folded(text).filter { $0 != " " } }

    /// "Thư viện Trường TH Tân Lập" and "Trường Tiểu học Tân Lập" are one name.
    private static func name(_ text: String) -> String {
        var words = Folding.folded(text).split(separator: " ").flatMap { word in
            short[String(word)] ?? [String(word)]
        }
        if words.starts(with: ["thu", "vien"]), words.count > 3 { words.removeFirst(2) }
        if words.first == "truong", words.count > 1 { words.removeFirst() }
        return words.joined(separator: " ")
    }

    private static let short: [String: [String]] = [
        "th": ["tieu", "hoc"], "thcs": ["trung", "hoc", "co", "so"], "thpt": ["trung", "hoc", "pho", "thong"],
        "mn": ["mam", "non"], "tv": ["thu", "vien"],
    ]

    private static func unit(_ text: String) -> String {
        var words = Folding.folded(text).split(separator: " ")
        for kind in [["xa"], ["phuong"], ["thi", "tran"], ["dac", "khu"]]
        where words.count > kind.count && words.starts(with: kind.map { Substring($0) }) {
            words.removeFirst(kind.count)
            break
        }
        return words.joined(separator: " ")
    }
}
