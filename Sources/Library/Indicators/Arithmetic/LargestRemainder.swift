/// Rounding of parts so that what is printed adds up to the printed total.
package enum LargestRemainder {
    /// The shares of `parts` in `whole`, as whole numbers of 1 ÷ `scale`: rounded
    /// down, and the units that are missing to the rounded total given to the
    /// largest remainders, the first of equal ones first. Empty for no whole.
    ///
    /// For example: 1, 1 and 1 of 3 in percent are 34, 33 and 33.
    package static func rounded(_ parts: [Int], of whole: Int, scale: Int) -> [Int] {
        guard whole > 0 else { return [] }
        var rounded: [Int] = []
        var remainders: [(place: Int, rest: Int)] = []
        for (place, part) in parts.enumerated() {
            let (floor, rest) = floored(part * scale, whole)
            rounded.append(floor)
            remainders.append((place, rest))
        }
        let missing = total(parts.reduce(0, +), of: whole, scale: scale) - rounded.reduce(0, +)
        let order = remainders.sorted { ($0.rest, $1.place) > ($1.rest, $0.place) }
        for (place, _) in order.prefix(max(0, missing)) { rounded[place] += 1 }
        return rounded
    }

    /// A share rounded by itself, half up.
    package static func total(_ part: Int, of whole: Int, scale: Int) -> Int {
        floored(2 * part * scale + whole, 2 * whole).floor
    }

    private static func floored(_ number: Int, _ divisor: Int) -> (floor: Int, rest: Int) {
        let (quotient, rest) = number.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
    }
}
