/// What a person wants done with a box, in one press of a button.
package enum BoxOrder: Equatable, Sendable {
    /// A thing without a barcode; a known line is changed, a quantity of 0 takes
    /// it out.
    case line(Int?, text: String, quantity: Int)
    /// Takes a copy out for good ("tách khỏi thùng").
    case detach(CopyID)
    /// Packs everything of a recalled box that stands on the shelf.
    case packRest
    /// Detaches what a recalled box leaves behind: on loan, set aside, not found.
    case detachRest
    case seal
    case unseal
    /// Closes the box where it is open, and lets it go.
    case send(to: ServicePointID, trip: TripID?, days: BoxDays = BoxDays())
    case turnBack
    case receive
    /// Received at a place it was not sent to, by what stands on its label.
    case receiveAstray(label: String)
    case passOn
    /// What was counted of the lines without barcodes.
    case countLines([Int: Int])
    /// Ends the counting: the books are lent here, or are home again.
    case finishCount(HandoverNote)
    /// Its books are lent here, or are home again, without further counting.
    case serve
    case recall
    /// The recall was a mistake.
    case resume
    case reopen
    case dissolve
    case lose
    case find

    /// The acts of the chart it consists of, the first deciding whether and where
    /// it can be done; empty for what is done inside of a box.
    package var firstAct: BoxAct? {
        switch self {
        case .line, .detach, .packRest, .detachRest, .countLines: nil
        case .seal: .seal
        case .unseal: .unseal
        case .send: .depart
        case .turnBack: .turnBack
        case .receive: .receive
        case .receiveAstray: .divert
        case .passOn: .passOn
        case .finishCount: .check
        case .serve: .serve
        case .recall: .recall
        case .resume: .resume
        case .reopen: .reopen
        case .dissolve: .dissolve
        case .lose: .lose
        case .find: .find
        }
    }
}

/// What is said of a box that is sent by hand; where nothing is said, readers are
/// told no day and the box is never late to come back.
package struct BoxDays: Equatable, Sendable {
    /// When it should be where it goes.
    package var expectedOn: Day?
    /// When it should be back with its owner; what was said before stays where
    /// nothing is said.
    package var returnBy: Day?
    package init(expectedOn: Day? = nil, returnBy: Day? = nil) {
        (self.expectedOn, self.returnBy) = (expectedOn, returnBy)
    }

    /// Refuses days that are over, and a return that is not after the arrival.
    package func check(on today: Day) throws(RotationRefusal) {
        if let expectedOn, expectedOn < today { throw RotationRefusal(.dayOver) }
        if let returnBy, returnBy <= max(expectedOn ?? today, today) { throw RotationRefusal(.returnTooEarly) }
    }
}

/// Who signed for a box that was counted, and what they noted.
package struct HandoverNote: Equatable, Sendable {
    /// Empty where nobody signed.
    package var giver: String
    package var receiver: String
    package var remarks: String
    package init(giver: String = "", receiver: String = "", remarks: String = "") {
        (self.giver, self.receiver, self.remarks) = (giver, receiver, remarks)
    }
}

/// A box with everything in it: what its rules need to know.
package struct BoxContents: Equatable, Sendable {
    package var box: Box
    /// By their numbers.
    package var copies: [CopyState]
    package var lines: [BoxLine]
    package var label: LabelCode
    package init(box: Box, copies: [CopyState] = [], lines: [BoxLine] = [], label: LabelCode) {
        (self.box, self.copies, self.lines, self.label) = (box, copies, lines, label)
    }

    package var packed: [CopyState] { copies.filter { $0.status == .packed } }
    /// On the shelf where the box is, to be packed again.
    package var onShelf: [CopyState] { copies.filter { $0.status == .available && $0.holder == box.place } }
    /// What keeps a recalled box from being closed: out, gone, or come back at
    /// another place.
    package var outside: [CopyState] {
        copies.filter { $0.status != .packed && !($0.status == .available && $0.holder == box.place) }
    }
    package var quantity: Int { lines.reduce(0) { $0 + $1.quantity } }
}
