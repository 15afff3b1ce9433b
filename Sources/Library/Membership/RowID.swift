/// The number of a row of the store, typed by what the row is.
///
/// For example: an `InstitutionID` never passes for a `ServicePointID`.
package struct RowID<Thing>: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
    package init(_ rawValue: Int64) { self.rawValue = rawValue }
    package var description: String { String(rawValue) }
    package static func < (left: RowID, right: RowID) -> Bool { left.rawValue < right.rawValue }
}

package typealias UnitID = RowID<AdministrativeUnit>
package typealias SuccessionID = RowID<UnitSuccession>
package typealias InstitutionID = RowID<Institution>
package typealias ServicePointID = RowID<ServicePoint>
package typealias PatronID = RowID<Patron>
package typealias AccountID = RowID<Account>
package typealias GrantID = RowID<Grant>
