import Corpus
import FileStore
import Foundation
import Library
import SQLiteStore

/// Boxes on rotas through a province: proposing moves for 300 stages and 100,000
/// copies, sealing and receiving a box of 300.
struct RotationBench {
    let library: BenchLibrary
    let province: Province
    let boxes: Int
    let copiesPerBox = 334
    private let now = Moment(milliseconds: 1_790_000_000_000)

    private var rotation: RotationStores { library.store.circulating.rotation }
    private var act: Act { .commandLine(at: now) }

    func run() async throws {
        let owner = try await fill()
        var proposing = Measurement("propose moves, \(boxes) stages")
        var moves = 0
        for days in [1, 40, 80, 120, 160] {
            let at = now.adding(.seconds(86_400 * days))
            moves = try await proposing.time {
                try await rotation.proposals.proposals(of: [owner], at: at, RotationSettings())
            }.count
        }
        var sealing = Measurement("seal a box of 300"), receiving = Measurement("receive a box of 300")
        let points = try await rotation.itineraries.points(within: [.library], on: Day(now), limit: 2)
        let school = points[1].id
        for _ in 0..<10 {
            let box = try await packed(300, named: "D\(UInt32.random(in: 0 ... .max))", at: points[0])
            try await sealing.time { try await rotation.boxes.perform(.seal, on: box, at: owner, act: act) }
            try await rotation.boxes.perform(.send(to: school, trip: nil), on: box, at: owner, act: act)
            try await receiving.time { try await rotation.boxes.perform(.receive, on: box, at: school, act: act) }
        }
        say("rotation: \(boxes) boxes, \(boxes * copiesPerBox) copies, \(moves) moves proposed last")
        say(Measurement.heading)
        say(proposing.line(target: 2_000))
        say(sealing.line(target: 200))
        say(receiving.line(target: 200))
    }

    // MARK: Filling

    /// A provincial library with a box at each of as many schools, ten stages a rota.
    private func fill() async throws -> ServicePointID {
        try await library.fill(province, count: 10_000)
        let known = try await rotation.itineraries.points(within: [.library], on: Day(now), limit: boxes + 10)
        if known.count > boxes { return known[0].id }
        let places = library.store.membership.places
        var files = UnitFiles()
        files.addUnits("66\tĐắk Lắk\tprovince\t\t2025-07-01\t", file: "units.tsv")
        _ = try await library.store.membership.units.load(files)
        guard let unit = try await library.store.membership.units.units(UnitFilter(on: Day(now))).first else {
            throw BenchFailure(what: "unit")
        }
        func point(_ name: String, _ kind: ServicePointKind) async throws -> (InstitutionID, ServicePointID) {
            let institution = try await places.save(
                InstitutionFacts(name: name, kind: .other, unit: unit.id), as: nil, act: act)
            return (
                institution,
                try await places.save(ServicePointFacts(name: name, kind: kind), as: nil, of: institution, act: act)
            )
        }
        let (register, owner) = try await point("AA Thư viện tỉnh", .province)
        var schools: [ServicePointID] = []
        for number in 0..<boxes {
            let (institution, school) = try await point("Trường \(number)", .school)
            schools.append(school)
            try await own(200, from: number, at: school, institution)
        }
        try await enter(register, owner)
        for first in stride(from: 0, to: boxes, by: 10) {
            let rota = try await rotation.rotas.save(
                RotaFacts(name: "Vòng \(first / 10)", ending: .again), as: nil, owner: owner, act: act)
            let stages = schools[first..<min(boxes, first + 10)].map { RotaStage(point: $0, days: 60, loans: 200) }
            try await rotation.rotas.setStages(stages, of: rota, act: act)
            for number in first..<min(boxes, first + 10) {
                let box = try await send(number, to: schools[number], from: owner)
                try await rotation.rotas.assign(box, to: rota, owner: owner, act: act)
            }
        }
        return owner
    }

    /// What a school owns itself.
    private func own(_ count: Int, from first: Int, at point: ServicePointID, _ register: InstitutionID) async throws {
        let facts = (1...count).compactMap { number in
            AccessionNumber("T.\(number)").map {
                CopyFacts(
                    record: RecordID(Int64((first * 31 + number * 7) % 10_000 + 1)), register: register, number: $0)
            }
        }
        _ = try await library.store.circulating.holdings.register(facts, owner: point, act: act)
    }

    private func enter(_ register: InstitutionID, _ owner: ServicePointID) async throws {
        for first in stride(from: 0, to: boxes * copiesPerBox, by: 2_000) {
            let facts = (first..<first + 2_000).compactMap { number in
                AccessionNumber("LC.\(number + 1)").map {
                    CopyFacts(record: RecordID(Int64(number % 10_000 + 1)), register: register, number: $0)
                }
            }
            _ = try await library.store.circulating.holdings.register(facts, owner: owner, act: act)
        }
    }

    private func send(_ number: Int, to school: ServicePointID, from owner: ServicePointID) async throws -> BoxID {
        let box = try await rotation.boxes.open("L-\(number)", owner: owner, act: act)
        let texts = (1...copiesPerBox).map { "LC.\(number * copiesPerBox + $0)" }
        _ = try await rotation.boxes.scan(texts, .pack, box, at: owner, act: act)
        try await rotation.boxes.perform(.send(to: school, trip: nil), on: box, at: owner, act: act)
        try await rotation.boxes.perform(.receive, on: box, at: school, act: act)
        _ = try await rotation.boxes.scan(texts, .count, box, at: school, act: act)
        try await rotation.boxes.perform(.finishCount(HandoverNote()), on: box, at: school, act: act)
        return box
    }

    /// A box of copies that are registered for it: on kept data, run after run,
    /// free ones would give out.
    private func packed(_ count: Int, named name: String, at owner: PointName) async throws -> BoxID {
        let facts = (1...count).compactMap { number in
            AccessionNumber("\(name).\(number)").map {
                CopyFacts(record: RecordID(Int64(number)), register: owner.institutionID, number: $0)
            }
        }
        _ = try await library.store.circulating.holdings.register(facts, owner: owner.id, act: act)
        let box = try await rotation.boxes.open(name, owner: owner.id, act: act)
        _ = try await rotation.boxes.scan(facts.map(\.number.text), .pack, box, at: owner.id, act: act)
        return box
    }
}

struct BenchFailure: Error { let what: String }
