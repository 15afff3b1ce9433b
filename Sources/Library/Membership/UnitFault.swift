/// Why a line of the lists of units is left out; its sentence stands in the
/// locales under `unit-fault`.
package enum UnitFaultCode: String, Sendable, CaseIterable {
    case cellCount = "cell-count"
    case codeInvalid = "code-invalid"
    case codeMissing = "code-missing"
    case nameMissing = "name-missing"
    case kindUnknown = "kind-unknown"
    case dayInvalid = "day-invalid"
    /// Neither whole, part nor a share.
    case extentInvalid = "extent-invalid"
    /// Confirmed, but nobody said whether whole or in part.
    case extentMissing = "extent-missing"
    /// No unit has the code of the one above at the time of this one.
    case parentUnknown = "parent-unknown"
    /// One of the two codes is no unit that ended, or began then.
    case linkUnknown = "link-unknown"
}

/// A line of `ingest/admin` that is left out.
package struct UnitFault: Equatable, Sendable {
    package var place: UnitFiles.Place
    package var code: UnitFaultCode
    /// What stands there, as it is written.
    package var found: String
    package init(_ code: UnitFaultCode, at place: UnitFiles.Place, _ found: String) {
        (self.code, self.place, self.found) = (code, place, found)
    }
}
