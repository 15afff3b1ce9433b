/// Administrative units and what became of them.
package protocol UnitStore: Sendable {
    /// Takes the lists in; the same lists again change nothing, and what a person
    /// confirmed stays.
    func load(_ files: UnitFiles) async throws -> UnitLoad
    func units(_ filter: UnitFilter) async throws -> [AdministrativeUnit]
    /// A unit with the units above it, the highest first; nil when there is none.
    func path(of unit: UnitID) async throws -> [AdministrativeUnit]?
    func successions(_ filter: SuccessionFilter) async throws -> SuccessionPage
    func succession(_ id: SuccessionID) async throws -> UnitSuccession?
    /// Says what became of a unit; refused unless the extent is stated.
    func confirm(_ id: SuccessionID, as extent: UnitSuccession.Extent, by name: String, act: Act) async throws
}

package struct UnitLoad: Equatable, Sendable {
    package var units = 0
    package var successions = 0
    package var changed = 0
    /// Lines that were left out, those of the files as such first.
    package var faults: [UnitFault] = []
    package init() {}
}

package struct UnitFilter: Equatable, Sendable {
    /// Units valid on a day; nil for all that ever were.
    package var on: Day?
    package var level: UnitKind.Level?
    package var parent: UnitID?
    package init(on day: Day? = nil, level: UnitKind.Level? = nil, parent: UnitID? = nil) {
        (self.on, self.level, self.parent) = (day, level, parent)
    }
}

package struct SuccessionFilter: Equatable, Sendable {
    /// Links into this unit or the units below it.
    package var into: UnitID?
    /// True for those that wait for a person.
    package var isUnconfirmed: Bool
    package var after: SuccessionID?
    package var limit: Int
    package init(into: UnitID? = nil, isUnconfirmed: Bool = true, after: SuccessionID? = nil, limit: Int = 50) {
        (self.into, self.isUnconfirmed, self.after, self.limit) = (into, isUnconfirmed, after, limit)
    }
}

package struct SuccessionPage: Equatable, Sendable {
    package var links: [UnitSuccession]
    /// Of the whole filter, not of the page alone.
    package var total: Int
    package init(links: [UnitSuccession], total: Int) { (self.links, self.total) = (links, total) }
}

/// Institutions and service points.
package protocol PlaceStore: Sendable {
    func institutions(_ filter: InstitutionFilter) async throws -> InstitutionPage
    func institution(_ id: InstitutionID) async throws -> InstitutionView?
    func servicePoint(_ id: ServicePointID) async throws -> ServicePointView?
    /// Adds an institution, or changes the one of `id`.
    func save(_ facts: InstitutionFacts, as id: InstitutionID?, act: Act) async throws -> InstitutionID
    /// Adds a point to an institution, or changes the one of `id`.
    func save(_ facts: ServicePointFacts, as id: ServicePointID?, of institution: InstitutionID, act: Act) async throws
        -> ServicePointID
    /// The first points at or below some nodes, by name.
    func servicePoints(within nodes: Set<TreeNode>, limit: Int) async throws -> [ServicePoint]
    /// A node with everything above it; nil when it does not exist.
    func lineage(of node: TreeNode) async throws -> Lineage?
    /// Takes a list in: an institution is known by its code, else by its name and
    /// unit. In a dry run nothing is kept.
    func importInstitutions(_ lines: [InstitutionLine], isDryRun: Bool, act: Act) async throws -> [ListOutcome]
}

/// Why a place cannot be saved as it is.
package enum PlaceRefusal: String, Error, Sendable, CaseIterable {
    case unitUnknown = "unit-unknown"
    case codeTaken = "code-taken"
    /// The parent is the point itself or hangs on it.
    case parentLoop = "parent-loop"
    case parentUnknown = "parent-unknown"
    /// An institution of this name is in the unit already.
    case nameTaken = "name-taken"
}

package struct InstitutionFilter: Equatable, Sendable {
    /// In this unit or below it.
    package var unit: UnitID?
    package var kind: InstitutionKind?
    /// Words of the name, with or without marks.
    package var words: String
    /// Nil for everything; else what lies at or below these nodes.
    package var within: Set<TreeNode>?
    package var after: InstitutionID?
    package var limit: Int
    package init(
        unit: UnitID? = nil, kind: InstitutionKind? = nil, words: String = "", within: Set<TreeNode>? = nil,
        after: InstitutionID? = nil, limit: Int = 50
    ) {
        (self.unit, self.kind, self.words) = (unit, kind, words)
        (self.within, self.after, self.limit) = (within, after, limit)
    }
}

package struct InstitutionPage: Equatable, Sendable {
    package var institutions: [InstitutionView]
    package var total: Int
    /// Where the list goes on; nil at its end.
    package var next: InstitutionID?
    package init(institutions: [InstitutionView], total: Int, next: InstitutionID?) {
        (self.institutions, self.total, self.next) = (institutions, total, next)
    }
}

/// An institution with what its page shows beside it.
package struct InstitutionView: Equatable, Sendable {
    package var institution: Institution
    /// The highest first.
    package var units: [AdministrativeUnit]
    package var points: [ServicePoint]
    package init(institution: Institution, units: [AdministrativeUnit], points: [ServicePoint]) {
        (self.institution, self.units, self.points) = (institution, units, points)
    }
}

/// A service point with what its page shows beside it.
package struct ServicePointView: Equatable, Sendable {
    package var point: ServicePoint
    package var institution: InstitutionView
    package init(point: ServicePoint, institution: InstitutionView) {
        (self.point, self.institution) = (point, institution)
    }
}

/// What signing in needs of the store; the hashes are made elsewhere.
package protocol AccountStore: Sendable {
    /// The account a card or user name belongs to, with the hash of its secret;
    /// nil for an unknown name, a lost card or an ended account.
    func secret(of name: String, _ kind: SecretKind) async throws -> StoredSecret?
    func secret(of account: AccountID, _ kind: SecretKind) async throws -> StoredSecret?
    func open(_ session: Session) async throws
    /// The session and its actor; nil when there is none.
    func session(_ tokenHash: String) async throws -> (session: Session, actor: Actor)?
    func touch(_ tokenHash: String, at now: Moment) async throws
    func close(_ tokenHash: String) async throws
    /// Replaces secrets and ends every session of their accounts; false for a
    /// repeated form.
    func setSecrets(_ hashes: [AccountID: String], _ kind: SecretKind, isIssued: Bool, act: Act) async throws -> Bool
}

package struct StoredSecret: Equatable, Sendable {
    package var account: AccountID
    /// In the form that says its own parameters.
    package var hash: String
    package init(account: AccountID, hash: String) { (self.account, self.hash) = (account, hash) }
}

package struct Session: Equatable, Sendable {
    package var tokenHash: String
    package var account: AccountID
    package var kind: SecretKind
    package var isShared: Bool
    package var openedAt: Moment
    package var lastUsedAt: Moment
    package init(
        tokenHash: String, account: AccountID, kind: SecretKind, isShared: Bool, openedAt: Moment, lastUsedAt: Moment
    ) {
        (self.tokenHash, self.account, self.kind) = (tokenHash, account, kind)
        (self.isShared, self.openedAt, self.lastUsedAt) = (isShared, openedAt, lastUsedAt)
    }
}

/// The accounts of staff, their roles, and the audit.
package protocol AccountRegister: Sendable {
    /// Throws `AccountRefusal.nameTaken`.
    func add(userName: UserName, displayName: String, act: Act) async throws -> AccountID
    /// Accounts with a user name, by name.
    func staff() async throws -> [Account]
    func account(_ id: AccountID) async throws -> Account?
    func grant(_ role: Role, at node: TreeNode, to account: AccountID, act: Act) async throws -> GrantID
    /// The account it was taken from; nil for a grant that is not there.
    func take(_ grant: GrantID, act: Act) async throws -> AccountID?
    /// An account that is not open cannot sign in; its sessions end.
    func setOpen(_ isOpen: Bool, _ account: AccountID, act: Act) async throws
}

package enum AccountRefusal: String, Error, Sendable, CaseIterable {
    case nameTaken = "user-name-taken"
    case roleNotHere = "role-not-here"
    case nodeUnknown = "node-unknown"
    /// Without an admin nobody could ever grant anything again.
    case lastAdmin = "last-admin"
}

/// The audit; lines are only ever added.
package protocol AuditLog: Sendable {
    /// Notes what a form is about to do outside of the database; false for a form
    /// that was sent before, by which nothing more is to be done.
    func begin(_ kind: AuditEntry.Kind, _ subject: String, act: Act) async throws -> Bool
    func note(_ kind: AuditEntry.Kind, _ subject: String, act: Act) async throws
    /// The newest first, from before a moment.
    func entries(before: Moment?, limit: Int) async throws -> [AuditEntry]
}

/// The stores of membership together: what `serve` and the commands hand on.
package struct MembershipStores: Sendable {
    package var units: any UnitStore
    package var places: any PlaceStore
    package var patrons: any PatronStore
    package var accounts: any AccountStore
    package var register: any AccountRegister
    package var audit: any AuditLog
    package var nodes: any NodeSearch

    package init(
        units: any UnitStore, places: any PlaceStore, patrons: any PatronStore, accounts: any AccountStore,
        register: any AccountRegister, audit: any AuditLog, nodes: any NodeSearch
    ) {
        (self.units, self.places, self.patrons) = (units, places, patrons)
        (self.accounts, self.register, self.audit, self.nodes) = (accounts, register, audit, nodes)
    }
}
