import Testing
import VietnameseText

@Suite struct WordScannerTests {
    @Test(
        arguments: [
            ("Đường đi", ["đường", "đi"], ["duong", "di"]),
            ("ĐƯỜNG", ["đường"], ["duong"]),
            ("Hoà hòa HOÀ", ["hòa", "hòa", "hòa"], ["hoa", "hoa", "hoa"]),
            ("hoàn hòan", ["hoàn", "hoàn"], ["hoan", "hoan"]),
            (
                "thuỷ thủy quý già quà khoẻ", ["thủy", "thủy", "quý", "già", "quà", "khỏe"],
                ["thuy", "thuy", "quy", "gia", "qua", "khoe"]
            ),
            ("Ủy Uỷ", ["ủy", "ủy"], ["uy", "uy"]),
            ("đậu-phụ; 'ăn'", ["đậu", "phụ", "ăn"], ["dau", "phu", "an"]),
            (
                "M'Nông M’Nông M\u{02BC}Nông", ["m", "nông", "m", "nông", "m", "nông"],
                ["m", "nong", "m", "nong", "m", "nong"]
            ),
            ("2.000 trang, tập 3b", ["2", "000", "trang", "tập", "3b"], ["2", "000", "trang", "tap", "3b"]),
            ("Ðà Nẵng, Ɖắk Lắk", ["đà", "nẵng", "đắk", "lắk"], ["da", "nang", "dak", "lak"]),
            ("m² x₂", ["m²", "x₂"], ["m2", "x2"]),
            ("", [], []),
            (" …—\u{FFFD}🙂 ", [], []),
        ] as [(String, [String], [String])])
    func `text is cut into words in both spellings`(text: String, exact: [String], folded: [String]) {
        #expect(exactWords(text) == exact.map(bytes))
        #expect(foldedWords(text) == folded)
    }

    @Test func `ranges are the bytes of the source whatever its form`() {
        let text = "«Vie\u{323}\u{302}t» nam\u{301}, học­sinh"

        let found = WordScanner.words(in: text).map { word in
            String(decoding: Array(text.utf8)[word.range], as: UTF8.self)
        }

        #expect(found.map(bytes) == ["Vie\u{323}\u{302}t", "nam\u{301}", "học­sinh"].map(bytes))
    }

    @Test func `invisible characters inside words vanish`() {
        for invisible in ["\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{FE0F}"] {
            #expect(foldedWords("thư\(invisible)viện") == ["thuvien"])
            #expect(foldedWords("\(invisible)sách\(invisible) hay") == ["sach", "hay"])
        }
        #expect(WordScanner.words(in: "\u{FEFF}sách\u{200B} ")[0].range == 3..<8)
    }

    @Test(
        arguments: [
            ("Ê-đê Êđê", ["e", "de", "ede"]),
            ("Ƀuôn Čư Mĕnh Kĭ Ñŏ Tŭ", ["buon", "cu", "menh", "ki", "no", "tu"]),
            ("Ơ̆ ơ̆ ê̆ ô̆ ư̆ Gia-rai Ba-na Xơ-đăng", ["o", "o", "e", "o", "u", "gia", "rai", "ba", "na", "xo", "dang"]),
            ("Đắk Lắk Đăk Lăk Krông Pắc", ["dak", "lak", "dak", "lak", "krong", "pac"]),
        ] as [(String, [String])])
    func `letters of the minority languages fold`(text: String, folded: [String]) {
        #expect(foldedWords(text) == folded)
        #expect(foldedWords(decomposed(text)) == folded)
        #expect(exactWords(decomposed(text)) == exactWords(text))
        #expect(exactWords(text.uppercased()) == exactWords(text.lowercased()))
    }

    @Test(arguments: [
        (
            "Émile Zola naïve œuvre Straße Łódź smørbrød Ångström",
            "emile zola naive oeuvre strasse lodz smorbrod angstrom"
        ),
        ("Þórr æther Çelebi İstanbul ﬁn", "thorr aether celebi istanbul fin"),
        ("Лев Толстой Ёлка", "лев толстои елка"),
        ("ΟΔΟΣ οδός Άλφα", "οδοσ οδοσ αλφα"),
        ("ＶＩＥＴ Ⅳ", "viet ⅳ"),
    ])
    func `other letters with marks fold to their base`(text: String, folded: String) {
        #expect(foldedWords(text).joined(separator: " ") == folded)
        #expect(foldedWords(decomposed(text)).joined(separator: " ") == folded)
    }

    @Test func `scripts without spaces give ideographs and runs`() {
        #expect(foldedWords("漢字と văn học") == ["漢", "字", "と", "van", "hoc"])
        #expect(foldedWords("한국어 도서관") == ["한국어", "도서관"])
        #expect(foldedWords("ห้องสมุด") == ["ห้องสมุด"])
        #expect(foldedWords("كِتَاب") == ["كتاب"])
        #expect(foldedWords("कि ताब") == ["कि", "ताब"])
        #expect(exactWords("豈") == [bytes("豈")])
    }

    @Test func `Korean in letters and in syllables is one word`() {
        #expect(exactWords("한국") == exactWords("\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}"))
    }

    @Test func `i and y are one letter in the syllables where writers differ`() {
        for (one, other) in [
            ("kỹ thuật", "kĩ thuật"), ("Lý Bạch", "Lí Bạch"), ("mỹ", "mĩ"), ("bác sỹ", "bác sĩ"), ("tỷ lệ", "tỉ lệ"),
            ("hy vọng", "hi vọng"), ("Tường Vy", "Tường Vi"), ("quý", "quí"), ("quỳ", "quì"), ("công ty", "công ti"),
        ] {
            #expect(exactWords(one) == exactWords(other))
            #expect(foldedWords(one) == foldedWords(other))
        }
        for (one, other) in [
            ("tai", "tay"), ("thúi", "thúy"), ("y", "i"), ("huy", "hui"), ("mía", "mýa"), ("hÿ", "hi"),
        ] {
            #expect(exactWords(one) != exactWords(other))
        }
    }

    @Test func `gịa and giạ stay two words, and tones differ`() {
        #expect(exactWords("gịa") != exactWords("giạ"))
        #expect(exactWords("ba bà bả bã bá bạ").count == Set(exactWords("ba bà bả bã bá bạ")).count)
    }

    @Test func `foreign words keep their marks where they are`() {
        for word in ["créée", "río", "maría", "théâtre", "hélas", "xué", "pêché", "não"] {
            #expect(exactWords(word) == [bytes(word)])
        }
    }

    @Test func `marks in any order and doubled marks are one letter`() {
        let expected = [bytes("ậ")]
        for spelling in ["ậ", "â\u{323}", "ạ\u{302}", "a\u{302}\u{323}", "a\u{323}\u{302}", "A\u{302}\u{323}\u{323}"] {
            #expect(exactWords(spelling) == expected)
        }
        for spelling in ["ờ", "ơ\u{300}", "o\u{31B}\u{300}", "o\u{300}\u{31B}", "ò\u{31B}", "ơ\u{340}"] {
            #expect(exactWords(spelling) == [bytes("ờ")])
        }
    }

    @Test func `a tone before its word goes to the word`() {
        #expect(exactWords("M'\u{301}Drăk") == [bytes("m"), bytes("drắk")])
        #expect(foldedWords("\u{301}\u{302} \u{301}") == [])
    }

    @Test func `a line without spaces is cut into pieces and nothing is lost`() {
        let line = String(repeating: "aGVsbG8", count: 5000)

        let words = WordScanner.words(in: line)

        #expect(words.map(\.folded).joined() == line.lowercased())
        #expect(words.allSatisfy { $0.folded.utf8.count <= WordScanner.longestWord })
    }

    @Test func `the caller can stop after any word`() {
        var seen = 0
        let text = bytes("một hai ba 四 пять sáu")
        text.withUnsafeBufferPointer { buffer in
            WordScanner.scan(buffer) { _, _, _ in
                seen += 1
                return seen < 5
            }
        }
        #expect(seen == 5)
    }

    @Test func `marked says whether exact tells more than folded`() {
        #expect(WordScanner.words(in: "Nam Bộ my").map(\.isMarked) == [false, true, false])
    }
}
