import Exchange
import Testing

@Suite struct QRCodeTests {
    @Test func `a card's number makes a small code with its three corners`() throws {
        let code = try #require(QRCode("123456782"))

        // Version 1: 21 modules, and four of quiet on both sides.
        #expect(code.side == 29)
        #expect(code.path.hasPrefix("M4 4h7v1h-7z"))
        #expect(code.path.contains("M18 4h7v1h-7z"))
        #expect(code.path.contains("M4 24h7v1h-7z"))
    }

    @Test func `the same text gives the same code, another text another`() {
        #expect(QRCode("123456782") == QRCode("123456782"))
        #expect(QRCode("123456782") != QRCode("123456783"))
    }

    @Test func `what no code holds is refused`() {
        #expect(QRCode("") == nil)
        #expect(QRCode(String(repeating: "ế", count: 2_000)) == nil)
    }
}
