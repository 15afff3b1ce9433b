package import Library

/// The few things that a made-up history is about: so few that its events meet.
package struct MadeWorld: Sendable {
    package var points: [ServicePointID]
    /// Of the point with the same place in the list.
    package var registers: [InstitutionID]
    package var records: [RecordID]
    package var unit: UnitID
    package var copies: [CopyID]
    package var boxes: [BoxID]
    /// Numbers of loans and holds begin after it.
    package var firstNumber: Int64
    package var start: Moment

    package init(
        points: [ServicePointID] = [1, 2, 3].map { ServicePointID($0) },
        registers: [InstitutionID] = [1, 2, 3].map { InstitutionID($0) },
        records: [RecordID] = [1, 2].map { RecordID($0) }, unit: UnitID = UnitID(1), copies: Int = 5, boxes: Int = 2,
        firstNumber: Int64 = 0, start: Moment = Moment(milliseconds: 1_790_000_000_000)
    ) {
        (self.points, self.registers, self.records, self.unit) = (points, registers, records, unit)
        self.copies = (1...Int64(copies)).map { CopyID(firstNumber + $0) }
        self.boxes = (1...Int64(boxes)).map { BoxID(firstNumber + $0) }
        (self.firstNumber, self.start) = (firstNumber, start)
    }

    /// The register's line of a copy: some numbers are the same number, written differently.
    func facts(_ copy: CopyID, number: Int64, at place: Int) -> CopyFacts {
        CopyFacts(
            record: records[Int(copy.rawValue) % records.count], register: registers[place],
            number: AccessionNumber(text: "TK.\(number)", key: "TK\(number)"))
    }
}
