/// What somebody wants to do. Every route of the site and every act at a desk
/// is one of these.
package enum Action: String, Sendable, CaseIterable {
    /// Reads texts that no licence opens.
    case readClosedText
    /// Sees and changes one's own card, PIN and sessions.
    case useOwnAccount
    /// Sees the pages of the administration at all.
    case enterAdministration
    case seePlaces
    case editPlaces
    /// Says what became of a former unit.
    case confirmSuccessions
    /// Sees names, classes and cards of readers; noted in the audit.
    case seePatrons
    case editPatrons
    /// Makes accounts, ends them, gives new passwords, grants and takes roles.
    case manageAccounts
    case seeAudit
    /// Uploads files and looks at what became of them.
    case ingestMaterial
    /// Takes uploaded material into the catalogue, and out of it again.
    case publishMaterial
    /// Sees copies, registers and stock-takes.
    case seeHoldings
    case editHoldings
    /// Works at the lending desk.
    case lend
    /// Says on which days a point is closed.
    case editCalendar
    /// Announces days off of the country, for the library as a whole.
    case announceHolidays
    /// Plans rotas and asks what should move.
    case planRotation
    /// Packs, seals, sends, receives and counts boxes; asks other points for books.
    case moveBoxes
    /// Notes activities, attendance and visits.
    case editActivities
    /// Sees the monthly figures of points.
    case seeFigures
    /// Enters, imports and corrects monthly figures.
    case enterFigures
    /// Fixes the figures of a month, for the library as a whole.
    case freezeFigures
    /// Chooses what plans leave open; enters figures of other offices and milestones.
    case editPlans
    /// Says what an institution has and does.
    case declare
    /// Recommends titles in thematic lists.
    case editLists
    /// Writes reports and checks those of others; sees and downloads them.
    case writeReports
    /// Sends a checked report, which is then never changed.
    case sendReports
    /// Changes the template that official documents are made with.
    case editTemplates
}

/// On whose behalf something is asked: who signed in, how, and what was granted.
package struct Actor: Equatable, Sendable {
    /// Nil for a visitor.
    package var account: AccountID?
    /// The name on the pages.
    package var name: String
    package var patron: PatronID?
    /// Empty for a session opened with a PIN: six digits open no desk.
    package var grants: [Grant]

    package init(account: AccountID?, name: String, patron: PatronID? = nil, grants: [Grant] = []) {
        (self.account, self.name, self.patron, self.grants) = (account, name, patron, grants)
    }

    package static let visitor = Actor(account: nil, name: "")
    package var isSignedIn: Bool { account != nil }
}

/// The one place that decides who may do what where.
package enum Permission {
    /// What each role may do at its node and below.
    package static let table: [Role: Set<Action>] = [
        .admin: Set(Action.allCases),
        .coordinator: [
            .enterAdministration, .seePlaces, .editPlaces, .confirmSuccessions, .readClosedText, .seeHoldings,
            .planRotation, .editCalendar, .announceHolidays, .editActivities, .seeFigures, .enterFigures,
            .freezeFigures, .editPlans, .declare, .editLists, .writeReports, .sendReports, .editTemplates,
        ],
        .librarian: [
            .enterAdministration, .seePlaces, .seePatrons, .editPatrons, .readClosedText, .ingestMaterial,
            .publishMaterial, .seeHoldings, .editHoldings, .lend, .editCalendar, .planRotation, .moveBoxes,
            .editActivities, .seeFigures, .enterFigures, .declare, .editLists,
            .writeReports, .sendReports,
        ],
        .contributor: [.enterAdministration, .seePlaces, .ingestMaterial, .declare],
        .patron: [.useOwnAccount],
    ]

    /// Whether `actor` may do `action` at a node, given with what is above it.
    ///
    /// For example: `Permission.allows(actor, .editPatrons, at: lineage)`.
    package static func allows(_ actor: Actor, _ action: Action, at lineage: Lineage) -> Bool {
        guard actor.isSignedIn else { return false }
        if table[.patron, default: []].contains(action) { return true }
        return actor.grants.contains { lineage.nodes.contains($0.node) && table[$0.role, default: []].contains(action) }
    }

    /// The nodes at which `actor` may do `action`: what lists are cut down to.
    package static func nodes(_ actor: Actor, _ action: Action) -> Set<TreeNode> {
        Set(actor.grants.filter { table[$0.role, default: []].contains(action) }.map(\.node))
    }

    /// Whether `actor` may do `action` for a province: at the library as a whole, or
    /// at a unit that is a province. What holds in every school is said by nobody
    /// who looks after a part.
    package static func allowsForProvince(_ actor: Actor, _ action: Action, units: any UnitStore) async throws -> Bool {
        if allows(actor, action, at: .library) { return true }
        for case .unit(let id) in nodes(actor, action) {
            if try await units.path(of: id)?.last?.kind.level == .province { return true }
        }
        return false
    }

    /// Whose eyes the store's texts are read with. A text without a licence
    /// belongs to no institution yet, so that only roles granted at the library as
    /// a whole see it; everybody else who signed in reads as a registered reader.
    package static func viewer(_ actor: Actor, isOnSite: Bool) -> Viewer {
        if allows(actor, .readClosedText, at: .library) { return .staff }
        return switch (actor.isSignedIn, isOnSite) {
        case (true, true): .registeredOnSite
        case (true, false): .registered
        case (false, true): .onSite
        case (false, false): .visitor
        }
    }
}
