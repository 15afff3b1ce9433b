import Library
import Randomness
import Testing

@Suite struct AccessionOrderTests {
    @Test func `numbers are sorted as a register is, by letters and then by the numbers as numbers`() throws {
        let sorted = [
            "2", "10", "1.2", "2023.1", "2023.10", "GK.9", "GK.10", "GK.0100", "TK.1", "TK.2/1", "TK.10",
            "TK.999999999",
            "TK.1000000000", "TK.1000000001", "TKA.1", "ĐK.3",
        ].compactMap { AccessionNumber($0) }

        let shuffled = sorted.reversed().sorted { $0.order.utf8.lexicographicallyPrecedes($1.order.utf8) }

        #expect(sorted.count == 16)
        #expect(shuffled.map(\.text).firstIndex(of: "GK.9")! < shuffled.map(\.text).firstIndex(of: "GK.10")!)
        #expect(shuffled == sorted.sorted(by: AccessionNumber.isBefore))
    }

    @Test func `the stored order is the order of numbers, and one for one key`() throws {
        var random = SeededRandom(seed: 41)
        let signs = Array("0011299AB.Đ/")
        var numbers: [AccessionNumber] = []
        while numbers.count < 400 {
            let text = String(
                (0..<Int.random(in: 1...24, using: &random)).map { _ in signs.randomElement(using: &random)! })
            if let number = AccessionNumber(text) { numbers.append(number) }
        }

        for left in numbers {
            for right in numbers {
                let isBefore = left.order.utf8.lexicographicallyPrecedes(right.order.utf8)
                #expect(isBefore == AccessionNumber.isBefore(left, right), "\(left), \(right)")
                #expect((left.order == right.order) == (left.key == right.key), "\(left), \(right)")
            }
        }
    }
}
