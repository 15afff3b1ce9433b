import Library
import Testing

/// Which numbers are one number.
@Suite struct AccessionNumberTests {
    @Test(arguments: [
        ("TK.00123", "TK123"), ("tk 123", "TK123"), ("TK0", "TK0"), ("TK.000", "TK0"), ("0", "0"), ("007", "7"),
        ("1.2", "1.2"), ("12", "12"), ("1-2", "1.2"), ("01/02", "1.2"), ("2023-001", "2023.1"), ("2023001", "2023001"),
        ("0.5", "0.5"), ("1.05", "1.5"), ("1.0", "1.0"), ("TK.0.1", "TK0.1"), ("1/TN", "1TN"), ("100", "100"),
        ("TK-", "TK"), ("- . -", ""), ("", ""), ("Đ.12", "Đ12"), ("đ 12", "Đ12"), ("A1B02", "A1B2"),
    ])
    func `a key has capitals and digits, without zeros that say nothing`(text: String, key: String) {
        #expect(AccessionNumber.key(of: text) == key)
    }

    @Test func `a number needs a digit, also a zero`() {
        #expect(AccessionNumber("TK0")?.key == "TK0")
        #expect(AccessionNumber("TK") == nil)
        #expect(AccessionNumber(" . ") == nil)
    }

    @Test func `numbers with parts stand in the order of their parts`() {
        let numbers = ["2023-010", "2023-2", "2023", "1.2", "12", "1.10"].compactMap { AccessionNumber($0) }

        #expect(
            numbers.sorted { AccessionNumber.isBefore($0, $1) }.map(\.text) == [
                "1.2", "1.10", "12", "2023", "2023-2", "2023-010",
            ])
    }
}
