/// That a former unit went into a present one, wholly or in part.
///
/// Nothing is assumed: a link made because a code was kept waits until a
/// person has said what it is.
package struct UnitSuccession: Equatable, Sendable {
    package enum Extent: Hashable, Sendable, CustomStringConvertible {
        case whole
        /// A part; `percent` of its people where somebody knows it, 1 to 99.
        case part(percent: Int?)

        /// Reads "whole", "part" or "part:40".
        package init?(_ text: some StringProtocol) {
            switch text {
            case "whole": self = .whole
            case "part": self = .part(percent: nil)
            default:
                guard text.hasPrefix("part:"), let percent = Int(text.dropFirst(5)), (1...99).contains(percent)
                else { return nil }
                self = .part(percent: percent)
            }
        }

        package var description: String {
            switch self {
            case .whole: "whole"
            case .part(nil): "part"
            case .part(let percent?): "part:\(percent)"
            }
        }
    }

    package var id: SuccessionID
    package var old: AdministrativeUnit
    package var new: AdministrativeUnit
    /// Nil while nobody has said it.
    package var extent: Extent?
    /// Where the link comes from, in words.
    package var source: String
    /// Who confirmed it; nil while it is to be confirmed.
    package var confirmedBy: String?

    package init(
        id: SuccessionID, old: AdministrativeUnit, new: AdministrativeUnit, extent: Extent?, source: String,
        confirmedBy: String?
    ) {
        (self.id, self.old, self.new) = (id, old, new)
        (self.extent, self.source, self.confirmedBy) = (extent, source, confirmedBy)
    }
}
