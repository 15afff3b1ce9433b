package import Library
import Randomness

/// A school year as its people work through it: at the desks, with boxes, on
/// paper, through the very stores that the pages call, each act with a form of
/// its own. The same every time for a seed.
///
/// Whoever works here knows what people know: which books stood on their shelf
/// last, what the page says after an act. A refusal is an outcome; one that comes
/// where no page expects it is a leak; whatever else is thrown ends the year.
package struct DeskYear {
    package struct Size: Sendable {
        package var copies: Int
        package var boxes: Int
        /// Scans, presses of a button and lines of paper, the registering of the
        /// copies among them.
        package var acts: Int
        /// Readers of each place.
        package var readers: Int
        package init(acts: Int) {
            self.acts = acts
            copies = max(2_000, acts / 6)
            boxes = max(12, acts / 3_000)
            readers = 8
        }
    }

    /// A book that is out, as the desk that lent it remembers.
    struct Out: Sendable {
        var loan: LoanID
        var copy: CopyID
        var place: Int
        var reader: PatronID
        var due: Day
    }

    /// A box as those who work with it remember it.
    struct Crate: Sendable {
        var id: BoxID
        /// Where it is to go next; nil for wherever.
        var goal: Int?
        /// Nothing is done with it before this day of the year.
        var rests: Int
    }

    package let places: YearPlaces
    package let size: Size
    /// How many acts there were, and what came of them: outcomes by name, and
    /// refusals by their codes.
    package private(set) var acts: Int = 0
    package private(set) var outcomes: [String: Int] = [:]
    package private(set) var refusals: [String: Int] = [:]
    /// Conflicts and refusals that came out where a page would have no sentence for
    /// them.
    package private(set) var leaks: [String: Int] = [:]
    /// Forms that came twice and did not get what they got the first time.
    package private(set) var unlike: Int = 0
    package internal(set) var loansOpened: Int = 0

    let stores: LedgerStores
    let readers: [[Patron]]
    let points: [ServicePointID]
    let records: [RecordID]
    var random: SeededRandom
    var stock: YearStock
    var numbers: [String] = [""]
    var out: [Out] = []
    var crates: [Crate] = []
    var asked: [RequestID] = []
    var papers: [(day: Int, place: Int, lines: [PaperLine])] = []
    private var forms = 0
    private var clock: Int64 = 0
    private let name: String

    static let start = Day(2026, 9, 5)?.start ?? Moment(milliseconds: 0)
    static let days = 270

    /// `name` tells the forms of this year from those of others in the library.
    package init(
        _ places: YearPlaces, records: [RecordID], size: Size, in stores: LedgerStores, _ patrons: any PatronStore,
        seed: UInt64, name: String = "nam"
    ) async throws {
        (self.places, self.records, self.size, self.stores, self.name) = (places, records, size, stores, name)
        points = places.all.map(\.point)
        random = SeededRandom(seed: seed)
        stock = YearStock(places: points.count + Shelf.allCases.count)
        var readers: [[Patron]] = []
        for (number, place) in places.all.enumerated() {
            readers.append(try await Self.enrol(size.readers, number, at: place.point, patrons))
        }
        self.readers = readers
    }

    /// Where a copy is when it stands at no place, counted after the places.
    enum Shelf: Int, CaseIterable { case onLoan, inBox, nowhere }

    func shelf(_ shelf: Shelf) -> Int { points.count + shelf.rawValue }

    private static func enrol(
        _ count: Int, _ number: Int, at point: ServicePointID, _ patrons: any PatronStore
    ) async throws -> [Patron] {
        let families = ["Nguyễn", "Trần", "Lê", "Phạm", "Y", "H'", "Hoàng", "Vũ", "Đặng", "Bùi"]
        let given = ["An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khoa", "Lan", "Minh", "Nga", "Phúc"]
        let rows =
            [["Họ tên", "Lớp"]]
            + (0..<count).map { reader in
                [
                    "\(families[reader % families.count]) Thị \(given[(reader + number) % given.count])",
                    "\(1 + (reader + number) % 5)A",
                ]
            }
        let act = Act.commandLine(at: start)
        let lines = ClassList(
            rows.enumerated().map { TableRow(line: $0 + 1, cells: $1) }, setting: ClassList.Setting(today: Day(start))
        ).lines
        _ = try await patrons.importClassList(lines, at: point, isDryRun: false, act: act)
        return try await patrons.patrons(PatronFilter(point: point, limit: count)).patrons
    }

    // MARK: The year

    /// Plays the year to its end.
    package mutating func run() async throws {
        try await register()
        try await plan()
        while acts < size.acts {
            do {
                try await work()
            } catch let conflict as LedgerConflict {
                leak("\(conflict)")
            } catch let refusal as LendingRefusal {
                leak("\(refusal)")
            } catch let refusal as RotationRefusal {
                leak("\(refusal.code)")
            }
        }
        while let paper = papers.popLast() { try await enter(paper.lines, at: paper.place) }
    }

    /// The day of the year that it is, from 0.
    var day: Int {
        guard acts > size.copies else { return 0 }
        return min(Self.days - 1, (acts - size.copies) * Self.days / max(1, size.acts - size.copies))
    }

    /// Now: the hours pass with the acts, and never back.
    mutating func moment() -> Moment {
        let begin = Int64(day) * 86_400_000 + 7 * 3_600_000
        clock = max(clock + 400, begin)
        return Self.start.adding(.milliseconds(clock))
    }

    mutating func act() -> Act {
        forms += 1
        return Act(account: nil, form: "\(name)-\(forms)", at: moment())
    }

    mutating func count(_ outcome: String, _ acts: Int = 1) {
        self.acts += acts
        outcomes[outcome, default: 0] += 1
    }

    mutating func refused(_ code: String) { refusals[code, default: 0] += 1 }

    private mutating func leak(_ what: String) {
        leaks[what, default: 0] += 1
        acts += 1
    }

    mutating func compare(_ isAlike: Bool) { if !isAlike { unlike += 1 } }

    /// One stretch of work somewhere.
    private mutating func work() async throws {
        if let due = papers.firstIndex(where: { $0.day <= day }) {
            let paper = papers.remove(at: due)
            return try await enter(paper.lines, at: paper.place)
        }
        switch random.below(100) {
        case 0..<24: try await lendToClass()
        case 24..<52: try await takeBack()
        case 52..<60: try await queue()
        case 60..<66: try await tidy()
        case 66..<69: writeOnPaper()
        case 69..<72: try await ask()
        case 72..<74: try await followRotas()
        case 74: try await settle()
        default: try await moveBox(random.below(crates.count))
        }
    }

    // MARK: Before the first day

    /// Every place has numbers of its own, and all of them begin with 1.
    private mutating func register() async throws {
        var next = Array(repeating: 0, count: points.count)
        var waiting: [Int: [CopyFacts]] = [:]
        for copy in 1...size.copies {
            // A third stands in the province, for boxes; the rest among communes and schools.
            let place = copy % 3 == 0 ? 0 : copy % points.count
            next[place] += 1
            guard let number = AccessionNumber("TK.\(next[place])") else { continue }
            waiting[place, default: []].append(
                CopyFacts(
                    record: random.pick(records), register: places.all[place].institution, number: number,
                    price: 25_000))
        }
        for place in waiting.keys.sorted() {
            let facts = waiting[place] ?? []
            for first in stride(from: 0, to: facts.count, by: 200) {
                let part = Array(facts[first..<min(facts.count, first + 200)])
                let outcomes = try await stores.holdings.register(part, owner: points[place], act: act())
                for (facts, outcome) in zip(part, outcomes) {
                    guard case .registered(let id) = outcome else { continue }
                    while numbers.count <= Int(id.rawValue) { numbers.append("") }
                    numbers[Int(id.rawValue)] = facts.number.text
                    stock.register(id, facts.record, at: place)
                }
                count("registered", part.count)
            }
        }
    }

    /// Boxes and rotas of the province and some communes.
    private mutating func plan() async throws {
        let rotation = stores.rotation
        for number in 1...size.boxes {
            let owner = random.once(in: 4) ? 1 + random.below(places.communes.count) : 0
            let box = try await rotation.boxes.open("T\(number)", owner: points[owner], act: act())
            crates.append(Crate(id: box, goal: nil, rests: 0))
            count("box-opened")
            guard owner == 0, number.isMultiple(of: 2) else { continue }
            let rota = try await rotation.rotas.save(
                RotaFacts(name: "Vòng \(number)", ending: random.once(in: 2) ? .again : .home), as: nil,
                owner: points[0], act: act())
            let stages = (0..<4).map { _ in
                RotaStage(
                    point: points[1 + places.communes.count + random.below(places.schools.count)],
                    days: 15 + random.below(30), loans: random.once(in: 2) ? 30 : nil)
            }
            try await rotation.rotas.setStages(stages, of: rota, act: act())
            try await rotation.rotas.assign(box, to: rota, owner: points[0], act: act())
        }
    }
}
