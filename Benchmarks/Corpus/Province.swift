package import Library
import Randomness

/// The records of a province that does not exist: as many as asked for, the
/// same ones every time.
package struct Province: Sendable {
    package let model: SyllableModel
    private let subjects: [String]
    private let publishers: [String]
    private let people: [String]

    private static let families = [
        "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ",
        "Võ",
        "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Y", "H'", "Siu", "Rơ Châm",
    ]

    package init(model: SyllableModel) {
        self.model = model
        var random = SeededRandom(seed: 7)
        subjects = (0..<1_500).map { _ in Self.capitalised(model.phrase(1 + random.below(3), &random)) }
        publishers = (0..<120).map { _ in "Nhà xuất bản " + Self.capitalised(model.phrase(2, &random)) }
        people = (0..<60_000).map { _ in
            let given = model.phrase(1 + random.below(2), &random).map { $0.prefix(1).uppercased() + $0.dropFirst() }
            return ([random.pick(Self.families)] + given).joined(separator: " ")
        }
    }

    /// Record `number`, 0-based; independent of every other.
    package func record(_ number: Int) -> BibFacts {
        var random = SeededRandom(seed: 0x9E0 &+ UInt64(number) &* 0x1_0001)
        var facts = BibFacts(title: Self.capitalised(model.phrase(2 + random.below(8), &random)))
        if random.once(in: 5) { facts.subtitle = Self.capitalised(model.phrase(3 + random.below(5), &random)) }
        facts.creators = (0..<1 + random.below(3) / 2).map { _ in
            Creator(people[min(random.below(people.count), random.below(people.count))])
        }
        facts.publisher = random.pick(publishers)
        facts.place = random.pick(["Hà Nội", "Thành phố Hồ Chí Minh", "Huế", "Đà Nẵng", "Kon Tum"])
        facts.year = 2_025 - min(random.below(70), random.below(70))
        facts.languages = [random.once(in: 12) ? random.pick(["en", "fr", "zh", "ede", "jra"]) : "vi"]
        facts.subjects = (0..<random.below(4)).map { _ in
            subjects[min(random.below(subjects.count), random.below(subjects.count))]
        }
        facts.kind = random.once(in: 3) ? random.pick(ResourceKind.allCases) : .book
        if random.once(in: 4) {
            let grade = 1 + random.below(12)
            facts.audience = Audience(grades: random.once(in: 3) && grade < 12 ? [grade, grade + 1] : [grade])
        }
        if random.once(in: 2) {
            facts.licence = LicenceStatement(id: random.pick(["CC-BY-4.0", "CC-BY-SA-4.0", "PD", "ARR"]))
        }
        if random.once(in: 3) {
            facts.description = Self.capitalised(model.phrase(15 + random.below(25), &random)) + "."
        }
        facts.identifiers = [Identifier(.local, "TINH-\(number)")]
        return facts
    }

    static func capitalised(_ words: [String]) -> String {
        let text = words.joined(separator: " ")
        return text.prefix(1).uppercased() + text.dropFirst()
    }
}
