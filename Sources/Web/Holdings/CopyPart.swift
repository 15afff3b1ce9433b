import Library

extension Availability {
    /// When the first of those a point has lent is due back.
    var dueDays: [ServicePointID: Day] {
        Dictionary(points.compactMap { point in point.dueOn.map { (point.place.id, $0) } }) { first, _ in first }
    }
}

/// "Còn 3 bản ở 2 nơi", or that there is none on a shelf now.
enum AvailabilityText {
    static func html(_ availability: CopyCount, _ words: Words) -> HTML {
        guard availability.available > 0 else { return words(.availabilityNone, count: availability.held) }
        return words(
            .availabilityNow,
            ["copies": words.number(availability.available), "points": words.number(availability.points)])
    }
}

/// The copies of a record on its page: where, by which call number, and whether
/// one can be had.
struct CopyPart {
    var lines: [HoldingLine]
    var points: [ServicePointID: String]
    /// When the first of those a point has lent is due back.
    var due: [ServicePointID: Day] = [:]
    /// What a reader can do about them, below the table: to ask for a copy.
    var action: HTML = .empty

    /// Those whose names are needed.
    static func points(_ lines: [HoldingLine]) -> Set<ServicePointID> {
        Set(lines.flatMap { [$0.owner, $0.holder] + [$0.plannedHolder].compactMap(\.self) })
    }

    func html(_ words: Words) -> HTML {
        guard !lines.isEmpty else { return .empty }
        let rows = lines.html { line -> HTML in
            let owner: HTML =
                line.owner == line.holder
                ? "" : "<br><span class=\"quiet\">\(words(.availabilityBelongs, ["point": name(line.owner)]))</span>"
            let call = HTML(
                joining: [line.location, line.callNumber].compactMap(\.self).map { given($0) }, with: " · ")
            let look: HTML = line.isAvailable ? " class=\"good\"" : ""
            return """
                <tr><th scope="row">\(name(line.holder))\(owner)</th><td>\(call)</td><td\(look)>\(state(line, words))</td></tr>

                """
        }
        return """
            <section id="ban-sach"><h2>\(words[.availabilityTitle])</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="\(words[.availabilityTitle])"><table><thead><tr><th scope="col">\(words[.availabilityLibrary])</th><th scope="col">\(words[.availabilityCall])</th><th scope="col">\(words[.availabilityState])</th></tr></thead><tbody>
            \(rows)</tbody></table></div>
            \(action)</section>
            """
    }

    private func state(_ line: HoldingLine, _ words: Words) -> HTML {
        let phrase: HoldingsPhrase =
            switch line.status {
            case .available where line.isRecalled: .availabilityRecalled
            case .available: .availabilityCanBorrow
            case .onLoan: .availabilityOnLoan
            case .setAside: .availabilitySetAside
            case .inTransit: .availabilityTravelling
            case .packed: .availabilityInBox
            case .awaitingCheck, .counted: .availabilityChecking
            // Not among the lines of a record.
            case .missing, .lost, .withdrawn: .availabilityInBox
            }
        let target = line.isRecalled ? line.owner : line.plannedHolder ?? line.owner
        let state = words(phrase, count: line.copies, ["point": name(target)])
        guard line.status == .onLoan, let day = due[line.holder] else { return state }
        return state + "<br><span class=\"quiet\">\(words(.copiesDue, ["day": PlaceNames.day(day)]))</span>"
    }

    private func name(_ point: ServicePointID) -> HTML { given(points[point] ?? "–") }
}
