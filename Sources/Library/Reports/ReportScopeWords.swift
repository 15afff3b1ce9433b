/// Whom a share speaks of, in the words of the form.
extension ReportWords {
    /// "Tủ sách dùng chung và không gian đọc sách (cơ quan)".
    static func name(_ line: ReportFigures.Declared) -> String {
        let names = line.properties.enumerated().map { place, property in
            place == 0 ? name(property) : lowered(name(property))
        }
        let whom = name(line.scope)
        return names.joined(separator: " và ") + (whom.isEmpty ? "" : " (\(whom))")
    }

    /// "trung tâm văn hóa, nhà văn hóa thôn"; empty where everybody is meant.
    package static func name(_ scope: TargetScope) -> String {
        var kinds: [String] = []
        var rest = scope.institutions
        // All levels of general schools are simply schools.
        let schools = InstitutionKind.allCases.filter(\.isSchool)
        if schools.allSatisfy(rest.contains) {
            kinds.append("trường mầm non, trường phổ thông")
            rest.removeAll(where: \.isSchool)
        }
        kinds += rest.map { name($0) }
        let points = scope.points.map { name($0) }
        guard !points.isEmpty else { return kinds.joined(separator: ", ") }
        // A library with such a point is that library.
        return kinds.isEmpty || scope.institutions == [.library]
            ? points.joined(separator: ", ") : "\(kinds.joined(separator: ", ")) có \(points.joined(separator: ", "))"
    }

    static func lowered(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }

    private static func name(_ kind: InstitutionKind) -> String {
        switch kind {
        case .preschool: "trường mầm non"
        case .primarySchool: "trường tiểu học"
        case .lowerSecondarySchool: "trường THCS"
        case .upperSecondarySchool: "trường THPT"
        case .combinedSchool: "trường phổ thông nhiều cấp"
        case .continuingEducationCentre: "trung tâm giáo dục thường xuyên"
        case .college: "trường cao đẳng, đại học"
        case .agency: "cơ quan"
        case .commune: "UBND xã"
        case .communityLearningCentre: "trung tâm học tập cộng đồng"
        case .cultureCentre: "trung tâm văn hóa"
        case .villageHouse: "nhà văn hóa thôn"
        case .postCulturePoint: "điểm bưu điện – văn hóa xã"
        case .library: "thư viện"
        case .enterprise: "doanh nghiệp"
        case .other: "đơn vị khác"
        }
    }

    private static func name(_ kind: ServicePointKind) -> String {
        switch kind {
        case .province: "thư viện tỉnh"
        case .district: "thư viện huyện"
        case .commune: "thư viện xã"
        case .school: "thư viện trường"
        case .classCorner: "góc lớp"
        case .greenLibrary: "thư viện xanh"
        case .communityLearningCentre: "tủ sách trung tâm học tập cộng đồng"
        case .postCulturePoint: "tủ sách điểm bưu điện – văn hóa xã"
        case .villageShelf: "tủ sách thôn"
        case .agencyShelf: "tủ sách cơ quan"
        case .mobile: "thư viện lưu động"
        case .other: "điểm phục vụ khác"
        }
    }
}
