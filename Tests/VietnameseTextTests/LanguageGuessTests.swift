import Foundation
import Testing
import VietnameseText

@Suite struct LanguageGuessTests {
    @Test(arguments: [
        ("vi", "Trong một ngôi làng nhỏ bên sông có một cậu bé rất thích đọc sách."),
        ("vi", "Trong mot ngoi lang nho ben song co mot cau be rat thich doc sach va di hoc."),
        ("vi", "Đời thừa"), ("vi", "Việc làng"), ("vi", "Truyện ngắn Nam Cao"), ("vi", "Quê nhà"), ("vi", "SỐ ĐỎ"),
        (
            "en",
            "It is a truth universally acknowledged, that a single man in possession of a good fortune, must be in want of a wife."
        ),
        ("en", "The Old Man and the Sea"),
        (
            "fr",
            "Il y avait en Westphalie, dans le château de monsieur le baron, un jeune garçon à qui la nature avait donné les mœurs les plus douces."
        ),
        ("fr", "Le Petit Prince et la rose"),
        (
            "de",
            "Als Gregor Samsa eines Morgens aus unruhigen Träumen erwachte, fand er sich in seinem Bett zu einem Ungeziefer verwandelt."
        ),
        (
            "es",
            "En un lugar de la Mancha, de cuyo nombre no quiero acordarme, no ha mucho tiempo que vivía un hidalgo."
        ),
        (
            "it",
            "Nel mezzo del cammin di nostra vita mi ritrovai per una selva oscura, che la diritta via era smarrita."
        ),
        (
            "la",
            "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani, tertiam qui ipsorum lingua Celtae appellantur."
        ),
        ("tl", "Ang mga bata ay naglalaro sa bakuran habang si Nanay ay nagluluto ng hapunan para sa kanila."),
        (
            "id",
            "Anak itu membaca buku di perpustakaan karena dia ingin menjadi seorang guru yang baik untuk semua orang."
        ),
        ("ru", "Все счастливые семьи похожи друг на друга."), ("el", "Στην αρχή ήταν ο λόγος"), ("zh", "人之初性本善"),
        ("ja", "吾輩は猫である。名前はまだ無い。"), ("ko", "모든 인간은 자유롭다"), ("th", "ห้องสมุดประชาชน"), ("km", "បណ្ណាល័យ"), ("lo", "ຫໍສະໝຸດ"),
        ("ar", "كتاب جديد في المكتبة"), ("und", ""), ("und", "12345 – 678"), ("und", "XYZ"), ("und", "Zzyzx qwrt"),
    ])
    func `a sentence tells its language`(language: String, text: String) {
        #expect(LanguageGuess.guess(text).language == language)
        #expect(LanguageGuess.guess(decomposed(text)).language == language)
    }

    @Test(arguments: [
        "One Day", "The Snowy Day", "Le Bon Ami", "À la mode", "Sylvia Day", "Long", "Tai-Pan", "Thé", "Più",
    ])
    func `short foreign titles are not taken for Vietnamese`(title: String) {
        #expect(LanguageGuess.guess(title).language != "vi")
    }

    @Test(arguments: ["Xã Dân Hoà", "Long Biên", "Hát Môn", "An Khánh", "Đắk Lắk", "Lão Hạc", "Chí Phèo", "TẮT ĐÈN"])
    func `short Vietnamese names are Vietnamese`(name: String) {
        #expect(LanguageGuess.guess(name).language == "vi")
    }

    @Test func `more text gives more confidence, never above one`() {
        let sentence = "Người đọc đến thư viện mượn sách về nhà. "
        let short = LanguageGuess.guess(sentence)
        let long = LanguageGuess.guess(String(repeating: sentence, count: 50))

        #expect(short.confidence > 0.5 && short.confidence < long.confidence && long.confidence <= 1)
        #expect(LanguageGuess.guess("").confidence == 0)
    }

    @Test(.enabled(if: SharedSamples.isPresent, "../shared/samples is absent"))
    func `a real story is Vietnamese, with marks and without`() throws {
        let story = try SharedSamples.text("legacy-encoding/doi-thua.utf8.txt")

        #expect(LanguageGuess.guess(story).language == "vi")
        #expect(LanguageGuess.guess(story).confidence > 0.9)
        #expect(LanguageGuess.guess(Folding.folded(story)).language == "vi")
    }

    @Test(.enabled(if: SharedSamples.isPresent, "../shared/samples is absent"))
    func `each of 120 encyclopaedia passages is Vietnamese`() throws {
        for line in try SharedSamples.text("relevance/xquad-vi-corpus.jsonl").split(separator: "\n") {
            let passage = try JSONDecoder().decode(Passage.self, from: Data(line.utf8))
            #expect(LanguageGuess.guess(passage.text).language == "vi", "\(passage.text.prefix(60))")
            #expect(LanguageGuess.guess(Folding.folded(passage.text)).language == "vi", "\(passage.text.prefix(60))")
        }
    }

    private struct Passage: Decodable { let text: String }
}
