/// Why something cannot be done with a box, trip, rota or request. The sentences
/// are in `Locales/*-rotation.yaml` under `rotation-refusal`; `docs/errors.md`
/// lists them.
package struct RotationRefusal: Error, Equatable, Sendable {
    package enum Code: String, Sendable, CaseIterable {
        case boxUnknown = "box-unknown"
        /// The owner has a box of this number.
        case numberTaken = "number-taken"
        /// Cannot be done in the state the box is in.
        case wrongState = "wrong-state"
        /// The box is, or goes, elsewhere.
        case wrongPlace = "wrong-place"
        case boxEmpty = "box-empty"
        /// Copies of the box are on loan or not found, and were not detached.
        case copiesOutside = "copies-outside"
        /// A line without barcodes was not counted.
        case linesUncounted = "lines-uncounted"
        /// Something differs, and one of the two did not sign for it.
        case signersMissing = "signers-missing"
        /// Something was counted, so that the box is no longer as it came.
        case alreadyOpened = "already-opened"
        /// Nobody counted it yet: it is sealed as it is.
        case countOwed = "count-owed"
        /// What was typed does not stand on the box's label.
        case labelWrong = "label-wrong"
        /// The giver said something already, or nothing differed.
        case handoverAnswered = "handover-answered"
        case copyUnknown = "copy-unknown"
        /// Several copies have the number.
        case copyAmbiguous = "copy-ambiguous"
        /// By the books the copy stands at another point.
        case copyElsewhere = "copy-elsewhere"
        case copyOnLoan = "copy-on-loan"
        case copySetAside = "copy-set-aside"
        case copyInOtherBox = "copy-in-other-box"
        case copyGone = "copy-gone"
        case copyMissing = "copy-missing"
        case copyNotInBox = "copy-not-in-box"
        case samePlace = "same-place"
        /// The point it should go to, or be asked, is over.
        case pointEnded = "point-ended"
        /// Fewer people on the trip than the rules ask for.
        case tooFewPeople = "too-few-people"
        /// Enough people, but too few to drive, or to lend.
        case tooFewDrivers = "too-few-drivers"
        case tooFewLibrarians = "too-few-librarians"
        case tripState = "trip-state"
        case tripEmpty = "trip-empty"
        /// Planned on another trip already.
        case boxOnTrip = "box-on-trip"
        /// What was chosen of a proposal is no longer proposed so.
        case proposalChanged = "proposal-changed"
        case nothingChosen = "nothing-chosen"
        /// A box would be expected on a day that is over.
        case dayOver = "day-over"
        /// Books would go back before they are needed, or have come.
        case returnTooEarly = "return-too-early"
        case requestState = "request-state"
        /// Boxes are on the rota.
        case rotaInUse = "rota-in-use"
        case notCorner = "not-corner"
        /// Another number stands there, and nobody said why it was wrong.
        case reasonMissing = "reason-missing"
        case incomplete
    }
    package var code: Code
    /// What was scanned or typed, as it was.
    package var text: String?
    package var copy: CopyID?
    package var box: BoxID?
    /// The right place, where there is one.
    package var point: ServicePointID?
    /// How many are needed, or are outside.
    package var number: Int?

    package init(
        _ code: Code, text: String? = nil, copy: CopyID? = nil, box: BoxID? = nil, point: ServicePointID? = nil,
        number: Int? = nil
    ) {
        (self.code, self.text, self.copy) = (code, text, copy)
        (self.box, self.point, self.number) = (box, point, number)
    }
}
