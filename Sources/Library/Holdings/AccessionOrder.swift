extension AccessionNumber {
    /// The order of a register: by the letters, then by the numbers as numbers.
    package static func isBefore(_ left: AccessionNumber, _ right: AccessionNumber) -> Bool {
        var (first, second) = (left.key.utf8[...], right.key.utf8[...])
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        while let a = first.first, let b = second.first {
            if isDigit(a), isDigit(b) {
                // Keys have no leading zeros: the longer run is the larger number.
                let (one, other) = (first.prefix(while: isDigit), second.prefix(while: isDigit))
                if one.count != other.count { return one.count < other.count }
                if !one.elementsEqual(other) { return one.lexicographicallyPrecedes(other) }
                (first, second) = (first.dropFirst(one.count), second.dropFirst(one.count))
            } else {
                if a != b { return a < b }
                (first, second) = (first.dropFirst(), second.dropFirst())
            }
        }
        return first.isEmpty && !second.isEmpty
    }

    /// What numbers are sorted by, byte by byte: the key with the length of each
    /// run of digits before it, so that "TK2" ("TK02") comes before "TK10"
    /// ("TK110"). Two numbers have one order only if they have one key.
    package var order: String {
        var order: [UInt8] = []
        var rest = key.utf8[...]
        while let byte = rest.first {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty else {
                order.append(byte)
                rest = rest.dropFirst()
                continue
            }
            // "0" to "8" for 1 to 9 digits; a "9" before it is nine more.
            order += repeatElement(UInt8(ascii: "9"), count: (digits.count - 1) / 9)
            order.append(UInt8(ascii: "0") + UInt8((digits.count - 1) % 9))
            order += digits
            rest = rest.dropFirst(digits.count)
        }
        return String(decoding: order, as: UTF8.self)
    }
}
