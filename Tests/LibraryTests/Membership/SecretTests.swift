import Library
import Randomness
import Testing

@Suite struct SecretTests {
    @Test func `a card's number finds every single slip`() throws {
        var random = SeededRandom(seed: 11)
        for _ in 0..<200 {
            let card = CardNumber.random(using: &random)
            #expect(card.isPlausible)
            let place = Int.random(in: 0..<9, using: &random)
            var digits = card.text.compactMap(\.wholeNumberValue)
            digits[place] = (digits[place] + Int.random(in: 1...9, using: &random)) % 10
            let slip = try #require(CardNumber(digits.map(String.init).joined()))
            #expect(!slip.isPlausible, "\(slip) for \(card)")
        }
    }

    @Test func `a card's number is read however it is typed`() {
        #expect(CardNumber("123 456 782")?.text == "123456782")
        #expect(CardNumber("hs-001")?.text == "HS-001")
        for wrong in ["", "12", "ABCD", "12345678901234567890123", "12;DROP", "số 12"] {
            #expect(CardNumber(wrong) == nil, "\(wrong)")
        }
    }

    @Test func `nobody is given or may choose a PIN that is tried first`() {
        for plain in ["000000", "111111", "123456", "654321", "121212", "246802", "890123"] {
            #expect(!SecretRule.accepts(plain, as: .pin, name: ""), "\(plain)")
        }
        #expect(SecretRule.accepts("402917", as: .pin, name: ""))
        var random = SeededRandom(seed: 5)
        for _ in 0..<2_000 {
            #expect(SecretRule.accepts(SecretRule.random(.pin, using: &random), as: .pin, name: ""))
        }
    }

    @Test func `a password is long, varied and not the name`() {
        #expect(SecretRule.accepts("cây đa bến nước", as: .password, name: "thuthu"))
        for weak in ["ngắn quá", "aaaaaaaaaaaa", "thuthu-2026-thuthu", String(repeating: "dài", count: 50)] {
            #expect(!SecretRule.accepts(weak, as: .password, name: "thuthu"), "\(weak)")
        }
        var random = SeededRandom(seed: 6)
        #expect(SecretRule.accepts(SecretRule.random(.password, using: &random), as: .password, name: "x"))
    }

    @Test func `a user name is a name and never a card`() {
        #expect(UserName("Thu.Thu-1")?.text == "thu.thu-1")
        for wrong in ["ab", "1abc", "có dấu", "a b c", String(repeating: "a", count: 33)] {
            #expect(UserName(wrong) == nil, "\(wrong)")
        }
    }
}
