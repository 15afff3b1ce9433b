/// Who may read the text of a material; the record itself is always visible.
package enum AccessLevel: String, Sendable, CaseIterable, Comparable {
    case closed, onSite = "on-site", registered, open

    package static func < (left: AccessLevel, right: AccessLevel) -> Bool {
        allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
    }
}

/// On whose behalf a question is asked.
package enum Viewer: String, Sendable, CaseIterable {
    /// Anybody on the web.
    case visitor
    /// Somebody on a machine of the library.
    case onSite
    /// A signed-in reader.
    case registered
    /// A signed-in reader on a machine of the library.
    case registeredOnSite
    /// Library staff, and the command line.
    case staff
}

/// The one rule of who reads what.
///
/// Access is closed until a licence is stated; the level holds for every byte
/// and everything derived from it: sections, images, original, snippets,
/// suggestions, JSON.
package enum AccessPolicy {
    /// The levels whose text `viewer` may see.
    package static func readableLevels(for viewer: Viewer) -> Set<AccessLevel> {
        switch viewer {
        case .visitor: [.open]
        case .onSite: [.open, .onSite]
        case .registered: [.open, .registered]
        case .registeredOnSite: [.open, .registered, .onSite]
        case .staff: Set(AccessLevel.allCases)
        }
    }

    package static func mayRead(_ level: AccessLevel, as viewer: Viewer) -> Bool {
        readableLevels(for: viewer).contains(level)
    }

    /// The level a new material gets: the one asked for, but never more than
    /// closed while no licence is stated; without a wish, the licence's own.
    package static func level(asked: AccessLevel?, licence: LicenceStatement?) -> AccessLevel {
        guard let licence else { return .closed }
        return asked ?? licence.defaultAccess
    }
}

/// What a rights holder allows.
package struct LicenceStatement: Equatable, Sendable {
    /// SPDX or Creative Commons id ("CC-BY-4.0", "CC0-1.0"), "PD" for the public
    /// domain, "ARR" for all rights reserved, or "other".
    package var id: String
    /// The statement as the file words it.
    package var statement: String?
    package init(id: String, statement: String? = nil) { (self.id, self.statement) = (id, statement) }

    /// Open for free licences and the public domain, closed for everything else.
    ///
    /// The rule stands here and in no list that can be edited: a slip in a file
    /// opens nothing. Whoever means to open more says so for the material.
    package var defaultAccess: AccessLevel {
        let isFree = ["PD", "PDM-1.0", "CC0-1.0", "CC-BY", "Unlicense", "MIT"].contains(id)
        let isOfFreeFamily = ["CC-BY-", "CC0-", "GFDL-", "Apache-"].contains { id.hasPrefix($0) }
        // "CC-BY-4.0 for class 9 only" is somebody's own condition.
        let isBareID = id.utf8.allSatisfy { $0 > UInt8(ascii: " ") && $0 < 0x7F }
        return isFree || isOfFreeFamily && isBareID ? .open : .closed
    }
}
