/// What the sending end says to the discrepancies that the receiver wrote down.
/// The names that the receiver typed stay as they are: this is said besides.
package struct HandoverAnswer: Equatable, Sendable {
    package enum Verdict: String, Sendable, CaseIterable {
        case agreed, objected
    }
    package var verdict: Verdict
    /// Who says it.
    package var name: String
    /// Why; may be empty for who agrees.
    package var words: String
    package var on: Day
    package init(verdict: Verdict, name: String, words: String = "", on: Day) {
        (self.verdict, self.name, self.words, self.on) = (verdict, name, words, on)
    }
}

extension Handover {
    /// Whether the giver has something to say: something differed, and it came
    /// from elsewhere.
    package var asksGiver: Bool { !discrepancies.isEmpty && from != to }

    /// Refuses an answer of another point, a second one, one to nothing, and one
    /// without a name or an objection without a reason.
    package func check(_ answer: HandoverAnswer, at point: ServicePointID) throws(RotationRefusal) {
        guard point == from else { throw RotationRefusal(.wrongPlace, box: manifest.box, point: from) }
        guard asksGiver, self.answer == nil else { throw RotationRefusal(.handoverAnswered, box: manifest.box) }
        guard !answer.name.isEmpty, answer.verdict == .agreed || !answer.words.isEmpty else {
            throw RotationRefusal(.incomplete, box: manifest.box)
        }
    }
}

/// The minutes of a box that a point gave away, as its list shows them.
package struct GivenHandover: Equatable, Sendable {
    package var handover: Handover
    /// Of the box.
    package var number: String
    package var receiver: PointName
    package init(handover: Handover, number: String, receiver: PointName) {
        (self.handover, self.number, self.receiver) = (handover, number, receiver)
    }
}
