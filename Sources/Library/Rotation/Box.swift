/// A box of books that travels: the fold of its events.
package struct Box: Equatable, Sendable {
    package var id: BoxID
    /// What is written on it; one point has a number once.
    package var number: String
    /// Whose box it is, and where it goes home to.
    package var owner: ServicePointID
    package var state: BoxState
    /// Where it is, or left from while it travels.
    package var place: ServicePointID
    /// Where it travels to.
    package var destination: ServicePointID?
    package var trip: TripID?
    /// How often it has been sealed: each time a manifest is frozen.
    package var sealings: Int
    package var seal: BoxSeal?
    /// Its seal was broken away from home, or its owner called it back, before
    /// anybody counted it.
    package var owesCount: Bool

    package init(
        id: BoxID, number: String, owner: ServicePointID, state: BoxState = .drafted, place: ServicePointID? = nil,
        destination: ServicePointID? = nil, trip: TripID? = nil, sealings: Int = 0, seal: BoxSeal? = nil,
        owesCount: Bool = false
    ) {
        (self.id, self.number, self.owner, self.state) = (id, number, owner, state)
        (self.place, self.destination, self.trip) = (place ?? owner, destination, trip)
        (self.sealings, self.seal, self.owesCount) = (sealings, seal, owesCount)
    }
}

package typealias BoxID = RowID<Box>

extension Box {
    /// Where a copy of it that is at `point` belongs: with the box, or with its
    /// owner once the box is called back and will have left without it.
    func home(ofCopyAt point: ServicePointID) -> ServicePointID {
        state == .recalled && point != place ? owner : place
    }

    /// Whether a point that ends still has to do with it: it stands there and is not
    /// unpacked at home, or is on its way there.
    package func remains(at point: ServicePointID) -> Bool {
        switch state {
        case .drafted, .sealed, .received, .checked, .serving, .recalled: place == point
        case .inTransit: destination == point
        case .home, .dissolved, .lost: false
        }
    }

    /// Whether it stands at a point with its books on the shelf.
    func isOpen(at point: ServicePointID) -> Bool {
        switch state {
        case .checked, .serving, .recalled: place == point
        case .drafted, .sealed, .inTransit, .received, .home, .dissolved, .lost: false
        }
    }
}

/// What was true when a box was closed.
package struct BoxSeal: Equatable, Sendable {
    package var copies: Int
    /// Things without barcodes, such as newspapers.
    package var quantity: Int
    /// Of the manifest: 64 hexadecimal digits of SHA-256.
    package var hash: String
    package init(copies: Int, quantity: Int, hash: String) {
        (self.copies, self.quantity, self.hash) = (copies, quantity, hash)
    }
}

/// Things in a box that have no barcode: "Báo Thiếu niên Tiền phong, tháng 9".
package struct BoxLine: Equatable, Sendable {
    package var box: BoxID
    /// From 1.
    package var line: Int
    package var text: String
    package var quantity: Int
    /// What the receiver counted; nil before.
    package var counted: Int?
    package init(box: BoxID, line: Int, text: String, quantity: Int, counted: Int? = nil) {
        (self.box, self.line, self.text) = (box, line, text)
        (self.quantity, self.counted) = (quantity, counted)
    }
}

/// What became of a copy of a sealed manifest.
package enum ManifestOutcome: String, Sendable, CaseIterable {
    /// Sealed in, and nobody has counted it yet.
    case sealed
    case counted
    /// Sealed in, and not found by the receiver.
    case missing
    /// Not sealed in, and found by the receiver.
    case surplus
}
