import Library
import Testing

@Suite struct PermissionTests {
    static let province = TreeNode.unit(UnitID(1)), commune = TreeNode.unit(UnitID(2)),
        school = TreeNode.institution(InstitutionID(3))
    static let point = TreeNode.servicePoint(ServicePointID(4))
    static let here = Lineage([province, commune, school, point])
    static let elsewhere = Lineage([.unit(UnitID(1)), .unit(UnitID(9)), .institution(InstitutionID(8))])

    @Test func `a role holds at its node and below, and nowhere else`() {
        let librarian = Self.actor(.librarian, at: Self.point)
        let coordinator = Self.actor(.coordinator, at: Self.province)

        #expect(Permission.allows(librarian, .editPatrons, at: Self.here))
        #expect(!Permission.allows(librarian, .editPatrons, at: Self.elsewhere))
        #expect(!Permission.allows(librarian, .editPatrons, at: .library))
        #expect(Permission.allows(coordinator, .editPlaces, at: Self.here))
        #expect(Permission.allows(coordinator, .editPlaces, at: Self.elsewhere))
        #expect(!Permission.allows(coordinator, .editPlaces, at: .library))
    }

    @Test func `a coordinator sees no pupil, a librarian changes no place`() {
        #expect(!Permission.allows(Self.actor(.coordinator, at: Self.province), .seePatrons, at: Self.here))
        #expect(!Permission.allows(Self.actor(.librarian, at: Self.point), .editPlaces, at: Self.here))
    }

    @Test func `an admin may do everything everywhere, a visitor nothing`() {
        for action in Action.allCases {
            #expect(Permission.allows(Self.actor(.admin, at: .library), action, at: Self.here), "\(action)")
            #expect(!Permission.allows(.visitor, action, at: Self.here), "\(action)")
        }
    }

    @Test func `closed texts open only to roles granted at the whole library`() {
        #expect(Permission.viewer(.visitor, isOnSite: false) == .visitor)
        #expect(Permission.viewer(.visitor, isOnSite: true) == .onSite)
        #expect(Permission.viewer(Self.actor(nil, at: .library), isOnSite: false) == .registered)
        #expect(Permission.viewer(Self.actor(.librarian, at: Self.point), isOnSite: true) == .registeredOnSite)
        #expect(Permission.viewer(Self.actor(.coordinator, at: Self.province), isOnSite: false) == .registered)
        #expect(Permission.viewer(Self.actor(.librarian, at: .library), isOnSite: false) == .staff)
        #expect(Permission.viewer(Self.actor(.admin, at: .library), isOnSite: false) == .staff)
    }

    @Test func `who is signed in on a library's machine reads what either may read`() {
        let both = AccessPolicy.readableLevels(for: .registered).union(AccessPolicy.readableLevels(for: .onSite))

        #expect(AccessPolicy.readableLevels(for: .registeredOnSite) == both)
        #expect(!both.contains(.closed))
    }

    private static func actor(_ role: Role?, at node: TreeNode) -> Actor {
        Actor(
            account: AccountID(1), name: "An",
            grants: role.map { [Grant(id: GrantID(1), role: $0, node: node)] } ?? [])
    }
}
