/// A letter with what follows it up to the next letter: decomposed on the way
/// in, put in canonical order and composed on the way out.
struct CombiningStretch {
    /// A scalar with its combining class in the upper byte.
    private var scalars: [UInt32] = []

    /// The scalars in the order they have now.
    var contents: [UInt32] { scalars.map { $0 & 0xFF_FFFF } }

    func forEach(_ body: (UInt32) -> Void) {
        for scalar in scalars { body(scalar & 0xFF_FFFF) }
    }

    mutating func removeAll() {
        scalars.removeAll(keepingCapacity: true)
    }

    /// Adds a scalar, fully decomposed.
    mutating func append(_ scalar: UInt32, with composition: Composition) {
        guard let (first, second) = composition.parts(of: scalar) else {
            scalars.append(scalar | UInt32(composition.combiningClass(scalar)) << 24)
            return
        }
        append(first, with: composition)
        if second != 0 { append(second, with: composition) }
    }

    /// Sorts the marks of every letter by class, keeping equals in order.
    mutating func order() {
        var start = 0
        while start < scalars.count {
            if scalars[start] >> 24 == 0 {
                start += 1
                continue
            }
            var end = start
            while end < scalars.count, scalars[end] >> 24 != 0 { end += 1 }
            if end - start > 1 { sortMarks(start..<end) }
            start = end
        }
    }

    /// Insertion for the few marks of real letters, counting for a hostile
    /// thousand, so that the time stays proportional to the text.
    private mutating func sortMarks(_ range: Range<Int>) {
        guard range.count > 16 else {
            for place in range.dropFirst() {
                let mark = scalars[place]
                var hole = place
                while hole > range.lowerBound, scalars[hole - 1] >> 24 > mark >> 24 {
                    scalars[hole] = scalars[hole - 1]
                    hole -= 1
                }
                scalars[hole] = mark
            }
            return
        }
        var places = [Int](repeating: 0, count: 257)
        for place in range { places[Int(scalars[place] >> 24) + 1] += 1 }
        for rank in 1...256 { places[rank] += places[rank - 1] }
        let marks = Array(scalars[range])
        for mark in marks {
            let rank = Int(mark >> 24)
            scalars[range.lowerBound + places[rank]] = mark
            places[rank] += 1
        }
    }

    /// Composes in place (Unicode Standard, section 3.11, D117).
    mutating func compose(with composition: Composition) {
        order()
        var starter: Int?
        var lastClass: UInt32 = 0
        var kept = 0
        for place in scalars.indices {
            let scalar = scalars[place]
            let rank = scalar >> 24
            let isBlocked = kept > 0 && (starter.map { kept - 1 != $0 } ?? true) && lastClass >= rank
            if let starter, !isBlocked,
                let whole = composition.composed(scalars[starter] & 0xFF_FFFF, scalar & 0xFF_FFFF)
            {
                scalars[starter] = whole
                continue
            }
            if rank == 0 { starter = kept }
            lastClass = rank
            scalars[kept] = scalar
            kept += 1
        }
        scalars.removeSubrange(kept...)
    }

    mutating func compose(with composition: Composition, into output: inout [UInt8]) {
        compose(with: composition)
        for scalar in scalars {
            UTF8Bytes.encode(scalar & 0xFF_FFFF) { output.append($0) }
        }
    }
}
