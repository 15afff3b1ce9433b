/// A province, a former district or a commune, as it was from one day to another.
///
/// Codes are reused: 00004 was Trúc Bạch until 30 June 2025 and is Ba Đình
/// since. A unit is therefore a code *and* its days.
package struct AdministrativeUnit: Equatable, Sendable {
    package var id: UnitID
    package var code: String
    /// Without the word for its kind: "Ba Đình".
    package var name: String
    package var kind: UnitKind
    package var parent: UnitID?
    package var validity: Validity

    package init(
        id: UnitID, code: String, name: String, kind: UnitKind, parent: UnitID?, validity: Validity = Validity()
    ) {
        (self.id, self.code, self.name, self.kind) = (id, code, name, kind)
        (self.parent, self.validity) = (parent, validity)
    }
}

/// What an administrative unit is; the words are in `Locales/*.yaml` under
/// `unit-kind`.
package enum UnitKind: String, Sendable, CaseIterable {
    case province, city
    /// Huyện, quận, thị xã, thành phố thuộc tỉnh: ended on 30 June 2025.
    case district
    case urbanDistrict = "urban-district"
    case town
    case provincialCity = "provincial-city"
    case commune, ward, township
    case specialZone = "special-zone"

    package enum Level: Int, Sendable, Comparable {
        case province = 1
        case district, commune
        package static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    package var level: Level {
        switch self {
        case .province, .city: .province
        case .district, .urbanDistrict, .town, .provincialCity: .district
        case .commune, .ward, .township, .specialZone: .commune
        }
    }
}

/// From the first to the last day something holds; either may be unknown or open.
package struct Validity: Hashable, Sendable {
    package var first: Day?
    package var last: Day?
    package init(first: Day? = nil, last: Day? = nil) { (self.first, self.last) = (first, last) }

    package func contains(_ day: Day) -> Bool { first.map { $0 <= day } ?? true && last.map { day <= $0 } ?? true }
}
