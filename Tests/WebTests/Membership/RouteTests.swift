import Foundation
import Library
import SQLiteStore
import Testing
import Web

/// Every route the router knows, asked by everybody, about one's own and about
/// somebody else's.
@Suite struct RouteTests {
    typealias Person = StaffedSite.Person

    /// What each role may do, written down a second time on purpose.
    static let mayDo: [Person: Set<Action>] = [
        .contributor: [.enterAdministration, .seePlaces, .ingestMaterial, .declare],
        .librarian: [
            .enterAdministration, .seePlaces, .seePatrons, .editPatrons, .ingestMaterial, .publishMaterial,
            .seeHoldings,
            .editHoldings, .lend, .editCalendar, .planRotation, .moveBoxes, .editActivities, .seeFigures,
            .enterFigures, .declare,
            .editLists,
            .writeReports, .sendReports,
        ],
        .coordinator: [
            .enterAdministration, .seePlaces, .editPlaces, .confirmSuccessions, .seeHoldings, .planRotation,
            .editCalendar, .announceHolidays, .editActivities, .seeFigures, .enterFigures, .freezeFigures, .editPlans,
            .declare, .editLists,
            .writeReports, .sendReports, .editTemplates,
        ],
        .admin: Set(Action.allCases),
    ]

    @Test func `every route gives each role its own and nothing of somebody else's`() async throws {
        let staffed = try await StaffedSite()
        var asked = 0
        for route in SiteRoute.allCases {
            for method in route.methods.map(\.rawValue).sorted() {
                for person in Person.allCases {
                    for (address, isHere) in Self.addresses(route, staffed) {
                        let answer =
                            method == "GET"
                            ? try await staffed.get(address, as: person)
                            // Without the act's number nothing is done, whoever asks.
                            : try await staffed.post(address, as: person, act: nil)
                        asked += 1
                        let told = "\(method) \(address) as \(person): \(answer.status)"
                        switch Self.expected(route, person, isHere: isHere) {
                        case .open:
                            #expect(!answer.isSentToSignIn && !answer.isForbidden, "\(told)")
                            #expect(answer.status != 500, "\(told)")
                        case .signIn: #expect(answer.isSentToSignIn, "\(told)")
                        case .forbidden: #expect(answer.isForbidden, "\(told)")
                        }
                    }
                }
            }
        }
        #expect(asked > SiteRoute.allCases.count * Person.allCases.count)
    }

    private enum Expected { case open, signIn, forbidden }

    /// `isHere` is nil for an address about nothing that exists.
    private static func expected(_ route: SiteRoute, _ person: Person, isHere: Bool?) -> Expected {
        guard case .action(let action, let place) = route.permission else { return .open }
        guard person != .visitor else { return .signIn }
        if action == .useOwnAccount || person == .admin { return .open }
        let (role, isAtHome): (Person, Bool) =
            switch person {
            case .librarianElsewhere: (.librarian, false)
            case .coordinatorElsewhere: (.coordinator, false)
            default: (person, true)
            }
        guard mayDo[role, default: []].contains(action) else { return .forbidden }
        switch place {
        // The coordinators of these tests look after a province each.
        case .anywhere, .province: return .open
        case .library: return .forbidden
        default: return isHere == isAtHome ? .open : .forbidden
        }
    }

    /// The address about a thing here, elsewhere and nowhere; one for routes
    /// about no thing.
    private static func addresses(_ route: SiteRoute, _ staffed: StaffedSite) -> [(String, Bool?)] {
        guard route.pattern.contains(":") else { return [(route.pattern, true)] }
        guard case .action(_, let place) = route.permission else {
            let filled = route.pattern.split(separator: "/").map { $0.hasPrefix(":") ? "1" : String($0) }
            return [("/" + filled.joined(separator: "/"), true)]
        }
        let fill = { (id: Int64) in route.pattern.replacingOccurrences(of: ":id", with: String(id)) }
        return [
            (address(route, place, of: staffed.here), true),
            (address(route, place, of: staffed.elsewhere), false), (fill(99_999), nil),
        ]
    }

    /// The address of a route about a thing of a school.
    static func address(_ route: SiteRoute, _ place: RouteNode, of school: StaffedSite.School) -> String {
        let number: Int64 =
            switch place {
            case .institution, .institutionOrItsPoints: school.institution.rawValue
            case .servicePoint: school.point.rawValue
            case .patron: school.patron.rawValue
            case .succession: school.succession.rawValue
            case .batch: school.batch.rawValue
            case .activity: school.activity.rawValue
            case .box: school.box.rawValue
            case .trip: school.trip.rawValue
            case .rota: school.rota.rawValue
            case .request: school.request.rawValue
            case .copy: school.copy.rawValue
            case .stockTake: school.stockTake.rawValue
            case .gift: school.gift.rawValue
            case .readingList: school.readingList.rawValue
            case .report: school.report.rawValue
            case .library, .province, .anywhere: school.unit.rawValue
            }
        return route.pattern.replacingOccurrences(of: ":id", with: String(number))
    }

    @Test func `roles come with a password's session, never with a PIN's`() async throws {
        let staffed = try await StaffedSite()

        let byPassword = try await staffed.site.get("/quan-tri", headers: staffed.headers(.admin))
        let byPIN = try await staffed.site.get("/quan-tri", headers: staffed.headers(.admin, kind: .pin))

        #expect(byPassword.status == 200)
        #expect(byPIN.isForbidden)
    }

    @Test func `closed texts are read by roles of the whole library, registered ones by who signed in`() async throws {
        let staffed = try await StaffedSite()
        try await staffed.site.take(BibFacts(title: "Kín"), sections: [["Chữ kín như bưng."]], access: .closed)
        try await staffed.site.take(
            BibFacts(title: "Thành viên"), sections: [["Chữ cho bạn đọc."]], access: .registered)
        try await staffed.site.store.indexPending()
        let closed = try await SampleLibrary.id("Kín", in: staffed.site)
        let registered = try await SampleLibrary.id("Thành viên", in: staffed.site)

        for person in Person.allCases {
            let kin = try await staffed.get("/doc/\(closed)/s1", as: person)
            let member = try await staffed.get("/doc/\(registered)/s1", as: person)
            #expect(kin.status == (person == .admin ? 200 : 403), "\(person)")
            #expect(member.status == (person == .visitor ? 403 : 200), "\(person)")
        }
    }
}

extension Answer {
    var isSentToSignIn: Bool { status == 303 && header("Location")?.hasPrefix("/dang-nhap") == true }
    var isForbidden: Bool { status == 403 && text.contains("<code data-text>forbidden</code>") }
}
