import Corpus
import Foundation
import Library
import Randomness
import SQLiteStore

/// Points and copies in a bench library, through the ledger's own door.
struct BenchStock {
    let library: BenchLibrary
    let stock: Stock
    private static let now = Moment(milliseconds: 1_790_000_000_000)
    /// Events in a transaction. Twenty thousand change more pages than a
    /// connection's cache holds, and SQLite then searches its dirty pages for
    /// each further one: six times slower, and slower with every copy.
    private static let together = 1_000

    /// Registers the copies of the first `records` that are not there yet.
    func fill(records: Int) async throws {
        let ledger = library.store.circulating.ledger
        let holdings = library.store.circulating.holdings
        guard try await holdings.copies(of: RecordID(Int64(records))).isEmpty else { return }
        let start = ContinuousClock.now
        let places = try await self.places()
        var events: [LedgerEvent] = []
        var copies = 0
        var random = SeededRandom(seed: 31)
        func add(_ fact: LedgerFact) {
            events.append(
                LedgerEvent(
                    id: .mint(at: Self.now, using: &random), device: .server,
                    deviceSequence: Int64(copies + 1), happenedAt: Self.now, fact: fact))
        }
        for record in 0..<records {
            for owner in stock.owners(of: record) {
                guard let number = AccessionNumber("TK.\(copies + 1)") else { continue }
                let (copy, place) = (CopyID(Int64(copies + 1)), places[owner])
                let facts = CopyFacts(
                    record: RecordID(Int64(record + 1)), register: place.institution, number: number, price: 45_000)
                add(.copyRegistered(copy, facts, owner: place.point))
                switch stock.fate(of: copies) {
                case .lent:
                    let opening = LoanOpening(
                        copy: copy, point: place.point, dueOn: Day(Self.now), policy: "1",
                        borrower: BorrowerTraits(category: .pupil, grade: 4, unit: place.unit))
                    add(.loanOpened(LoanID(copy.rawValue), opening))
                case .missing: add(.copyMissing(copy, at: place.point))
                case .onShelf: break
                }
                copies += 1
            }
            if events.count >= Self.together || record == records - 1 {
                _ = try await ledger.accept(events)
                events = []
            }
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        say(
            String(
                format: "stock: %d copies at %d points in %.1f s (%.0f/s); hoclieu.sqlite %d MiB", copies,
                places.count, seconds, Double(copies) / seconds,
                Machine.megabytes(of: library.folder + "/hoclieu.sqlite")))
    }

    struct Place {
        var unit: UnitID
        var institution: InstitutionID
        var point: ServicePointID
    }

    /// The points of the province, made when there are none.
    func places() async throws -> [Place] {
        let membership = library.store.membership
        let act = Act.commandLine(at: Self.now)
        var files = UnitFiles()
        files.addUnits(
            "66\tTỉnh\tprovince\t\t2025-07-01\t\n22100\tXã\tcommune\t66\t2025-07-01\t", file: "units.tsv")
        _ = try await membership.units.load(files)
        guard let unit = try await membership.units.units(UnitFilter()).first(where: { $0.code == "22100" }) else {
            return []
        }
        var places: [Place] = []
        for number in 1...stock.points {
            let institution = InstitutionID(Int64(number))
            if let known = try await membership.places.institution(institution), let point = known.points.first {
                places.append(Place(unit: unit.id, institution: institution, point: point.id))
                continue
            }
            let id = try await membership.places.save(
                InstitutionFacts(name: "Trường \(number)", kind: .primarySchool, unit: unit.id), as: nil, act: act)
            let point = try await membership.places.save(
                ServicePointFacts(name: "Thư viện trường \(number)", kind: .school), as: nil, of: id, act: act)
            places.append(Place(unit: unit.id, institution: id, point: point))
        }
        return places
    }
}
