import GRDB
import Library

extension MembershipStores {
    /// All of them over one database.
    init(_ pool: DatabasePool) {
        self.init(
            units: UnitTableStore(pool: pool), places: PlaceTableStore(pool: pool),
            patrons: PatronTableStore(pool: pool), accounts: AccountTableStore(pool: pool),
            register: AccountTableRegister(pool: pool), audit: AuditStore(pool: pool),
            nodes: NodeTableSearch(pool: pool))
    }
}
