import Library
import Testing

@Suite struct LoanPolicyTests {
    static let policies = LoanPolicies(
        general: ServicePointRules(loanDays: 14, loanLimit: 2, renewals: 1),
        everywhere: [.teacher: ServicePointRules(loanLimit: 5)],
        atKind: [.school: [.teacher: ServicePointRules(loanDays: 60)]],
        kinds: ServicePointKinds([.school: ServicePointRules(loanDays: 7, loanLimit: 2)]))

    @Test func `each number comes from the nearest rule that says it`() {
        let school = ServicePointFacts(name: "Thư viện", kind: .school, rules: ServicePointRules(loanLimit: 3))
        let shelf = ServicePointFacts(name: "Tủ sách", kind: .villageShelf)
        let numbers = { (category: PatronCategory, point: ServicePointFacts) in
            let policy = Self.policies.policy(for: category, at: point)
            return [policy.loanDays, policy.loanLimit, policy.renewals]
        }

        #expect(numbers(.pupil, school) == [7, 3, 1], "kind, point, general")
        #expect(numbers(.teacher, school) == [60, 5, 1], "the table's exceptions before the point")
        #expect(numbers(.teacher, shelf) == [14, 5, 1])
        #expect(numbers(.adult, shelf) == [14, 2, 1])
        #expect(LoanPolicies().policy(for: .adult, at: shelf).loanDays == 7, "without any file")
    }

    @Test func `the version changes with every rule and with nothing else`() {
        let school = ServicePointFacts(name: "Thư viện", kind: .school)
        let version = { (policies: LoanPolicies, point: ServicePointFacts) in
            policies.policy(for: .pupil, at: point).version
        }
        let first = version(Self.policies, school)
        var versions: Set = [first]

        var renamed = school
        (renamed.name, renamed.rules.opening) = ("Tên khác", OpeningDays("2-4"))
        #expect(version(Self.policies, renamed) == first)
        var point = school
        point.rules.renewals = 3
        #expect(versions.insert(version(Self.policies, point)).inserted)
        var changes = Self.policies
        changes.general.loanDays = 15
        #expect(versions.insert(version(changes, school)).inserted)
        changes.everywhere[.adult] = ServicePointRules(renewals: 0)
        #expect(versions.insert(version(changes, school)).inserted)
        changes.atKind[.mobile] = [.child: ServicePointRules(loanLimit: 1)]
        #expect(versions.insert(version(changes, school)).inserted)
        changes.kinds.rules[.commune] = ServicePointRules(loanDays: 1)
        #expect(versions.insert(version(changes, school)).inserted)
        #expect(versions.allSatisfy { $0.count == 16 })
    }
}
