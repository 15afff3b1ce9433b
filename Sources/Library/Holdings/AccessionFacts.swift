import VietnameseText

extension AccessionGroup {
    /// The record that the group's lines describe: each value as the first line
    /// has it that says anything. `lines` are those the group was made of.
    package func facts(of lines: [AccessionLine]) -> BibFacts {
        let own = self.lines.map { lines[$0] }
        var facts = BibFacts(title: own.first?.fullTitle ?? "")
        func first<Value>(_ value: (AccessionLine) -> Value?) -> Value? { own.lazy.compactMap(value).first }
        facts.creators = (first { $0.creators.isEmpty ? nil : $0.creators } ?? []).map { Creator($0) }
        facts.publisher = first(\.publisher)
        facts.place = first(\.place)
        facts.year = first(\.year)
        if let isbn = first(\.isbn) { facts.identifiers = [Identifier(.isbn, isbn)] }
        if let number = first(\.classification) {
            facts.classifications = [Classification(Self.isDecimal(number) ? .ddc : .local, number)]
        }
        return facts
    }

    /// "895.9223", "510": three digits and what follows a point; "8V" and
    /// "53(075)" belong to other schemes.
    private static func isDecimal(_ number: String) -> Bool {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts[0].utf8.count == 3 else { return false }
        return parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }
}

extension AccessionLine {
    /// The title with the volume of a column of its own: "Ngữ văn 6. Tập 1".
    package var fullTitle: String {
        guard let volume, VolumeTitle(title).volume == nil else { return title }
        let names = Folding.folded(volume).split(separator: " ").count > 1
        return "\(title). \(names ? volume : "Tập \(volume)")"
    }
}
