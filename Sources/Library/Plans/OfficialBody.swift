/// An office that issues plans, sends reports or receives them. Offices end as
/// units do: the people's committees of districts and their offices ended on
/// 30 June 2025.
package struct OfficialBody: Equatable, Sendable {
    package var id: OfficialBodyID
    /// As the plan prints it.
    package var name: String
    /// Where it works; nil where nothing is said.
    package var unit: PlanUnit?
    package var validity: Validity
    /// What took its place, when a person has said so.
    package var successor: BodySuccessor?
    /// Institutions that the name speaks of together ("các xã, thị trấn"); empty
    /// for one office.
    package var kinds: [InstitutionKind]

    package init(
        id: OfficialBodyID, name: String, unit: PlanUnit? = nil, validity: Validity = Validity(),
        successor: BodySuccessor? = nil, kinds: [InstitutionKind] = []
    ) {
        (self.id, self.name, self.unit) = (id, name, unit)
        (self.validity, self.successor, self.kinds) = (validity, successor, kinds)
    }

    /// Whether it has ended and nobody has said yet what took its place.
    package func waitsForSuccessor(on day: Day) -> Bool {
        guard let last = validity.last, last < day else { return false }
        return successor?.confirmedBy == nil
    }
}

/// What a body is called inside its plan's file.
package struct OfficialBodyID: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    package var description: String { text }
    package init?(_ text: some StringProtocol) {
        guard PlanCode.isSound(text) else { return nil }
        self.text = String(text)
    }
}

/// What took an office's place. A guess is no successor: without a name in
/// `confirmedBy` it waits for a person.
package struct BodySuccessor: Hashable, Sendable {
    package var name: String
    package var confirmedBy: String?
    package init(name: String, confirmedBy: String?) { (self.name, self.confirmedBy) = (name, confirmedBy) }
}
