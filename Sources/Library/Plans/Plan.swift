/// A plan that obliges a locality: targets and reporting duties, as its file in
/// `ingest/plans` says them. The product knows no plan; it reads them all.
package struct Plan: Equatable, Sendable {
    package var id: PlanID
    package var title: String
    /// As printed, with the gaps that were left for the pen: "Số: /KH-UBND".
    package var number: String?
    /// The line of place and date as printed: "Đắk Hà, ngày tháng năm 2023."
    package var dated: String?
    package var issuer: OfficialBodyID
    /// The first and the last year it speaks of.
    package var years: ClosedRange<Int>
    /// Where it holds; they may have ended since.
    package var units: [PlanUnit]
    package var phases: [PlanPhase]
    package var replaces: [PlanID]
    package var bodies: [OfficialBody]
    package var targets: [Target]
    package var duties: [ReportingDuty]
    /// The text its quotations are from.
    package var source: String
    /// The file it was loaded from, without its folder.
    package var file: String

    package init(
        id: PlanID, title: String, number: String? = nil, dated: String? = nil, issuer: OfficialBodyID,
        years: ClosedRange<Int>, units: [PlanUnit], phases: [PlanPhase] = [], replaces: [PlanID] = [],
        bodies: [OfficialBody] = [], targets: [Target] = [], duties: [ReportingDuty] = [], source: String, file: String
    ) {
        (self.id, self.title, self.number, self.dated, self.issuer) = (id, title, number, dated, issuer)
        (self.years, self.units, self.phases, self.replaces) = (years, units, phases, replaces)
        (self.bodies, self.targets, self.duties) = (bodies, targets, duties)
        (self.source, self.file) = (source, file)
        let bands = targets.compactMap(\.growth?.rate).filter { $0.lowerBound < $0.upperBound }
        for place in self.targets.indices {
            guard case .growth(var growth) = self.targets[place].shape else { continue }
            growth.ceiling = bands.map(\.upperBound).max()
            self.targets[place].shape = .growth(growth)
        }
    }

    package func body(_ id: OfficialBodyID) -> OfficialBody? { bodies.first { $0.id == id } }
    package func target(_ code: String) -> Target? { targets.first { $0.id.code == code } }
    package func duty(_ code: String) -> ReportingDuty? { duties.first { $0.id.code == code } }
}

/// What a plan is called in files and addresses: small Latin letters, digits and
/// hyphens, such as "dak-ha-2023".
package struct PlanID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let text: String
    package var description: String { text }

    package init?(_ text: some StringProtocol) {
        guard PlanCode.isSound(text) else { return nil }
        self.text = String(text)
    }

    package static func < (left: PlanID, right: PlanID) -> Bool { left.text < right.text }
}

/// What a part of a plan is called inside its file.
package enum PlanCode {
    /// 1 to 60 small Latin letters, digits and hyphens.
    package static func isSound(_ text: some StringProtocol) -> Bool {
        (1...60).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}

/// An administrative unit as a plan names it. Codes are reused, so that a day
/// stands beside the code: the unit is the one that had it then.
package struct PlanUnit: Hashable, Sendable {
    package var code: String
    package var on: Day
    /// As the plan prints it: "huyện Đắk Hà".
    package var name: String
    package init(code: String, on day: Day, name: String) { (self.code, on, self.name) = (code, day, name) }
}

/// A part of a plan's years.
package struct PlanPhase: Hashable, Sendable {
    package var code: String
    package var name: String
    package var years: ClosedRange<Int>
    package init(code: String, name: String, years: ClosedRange<Int>) {
        (self.code, self.name, self.years) = (code, name, years)
    }
}

/// Words of a plan as they stand in its text.
package struct Quotation: Hashable, Sendable {
    /// The name of the text.
    package var file: String
    /// From 1.
    package var line: Int
    package var text: String
    package init(file: String, line: Int, text: String) { (self.file, self.line, self.text) = (file, line, text) }
}
