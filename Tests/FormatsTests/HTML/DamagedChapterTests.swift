import Formats
import Foundation
import Library
import MadeFiles
import Randomness
import Testing

@Suite struct DamagedChapterTests {
    /// Pieces that parsers trip over, put into chapters at random.
    private static let pieces: [[UInt8]] =
        [
            "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "&", "&#", "&#x0;", "&#xFFFF;", "&nbsp;", "\"",
            "'", "\u{0}",
            "<script>", "</script>", "<style>", "<table>", "<tr>", "<td>", "<svg>", "<math>", "<a href='javascript:x'>",
            "</p>", "<p",
            "<?xml version='1.0' encoding='utf-16'?>", "<!DOCTYPE x [", "]>", "<body>", "</body>", "</html>",
            " xmlns:x='y'",
            " id='d1'", "<br/>", "<pre>", "<li>", "\u{FEFF}", "\u{301}", "\u{AD}", "<plaintext>", "<template>",
            "<select>",
        ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3]]

    private static let rounds = Int(ProcessInfo.processInfo.environment["HOCLIEU_FUZZ_ROUNDS"] ?? "") ?? 150

    @Test func `any damage gives a page that is well formed and passages that are its blocks`() throws {
        var random = SeededRandom(seed: 1_911)
        let whole = Array(
            MadeBook.page(
                """
                <h1 id="c1">Chương 1</h1><div class="v"><i>Trăm năm<br/>trong cõi</i> người ta</div><table><tr><td>a</td></tr></table>
                <ul><li>một<p>hai</p></li></ul><p>x<sup><a href="#c1">1</a></sup> <math><mi>y</mi></math></p><svg><text>t</text></svg>
                """
            ).utf8)
        for _ in 0..<Self.rounds {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                let end = min(bytes.count, place + Int.random(in: 1...30, using: &random))
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.removeSubrange(place..<end)
                case 1:
                    bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
                case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
                default: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
                }
                if bytes.isEmpty { bytes = whole }
            }
            var book = MadeBook("<p>trước</p>")
            book.spine = ["z"]
            book.manifest = "<item id='z' href='z.xhtml' media-type='application/xhtml+xml'/>"
            book.extra = [("z.xhtml", bytes)]
            let taken = try book.read()
            let faults = PageCheck.faults(of: taken)
            #expect(faults == [], "\(String(decoding: bytes, as: UTF8.self))")
            if !faults.isEmpty { return }
        }
    }
}
