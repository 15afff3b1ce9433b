/// The commonest words of the languages a Vietnamese library holds.
///
/// Grammatical words, chosen by hand from the top of any frequency list. A
/// word of several languages counts for each by its share. Vietnamese words
/// are folded, since they are needed where the marks are missing; the others
/// are looked up as written, or "Dân" would count for Dutch.
enum CommonWords {
    static let languages = lists.map(\.language)
    static let vietnamese = 0

    /// For a word in exact spelling, the languages it speaks for and how much.
    static let weights: [String: [(language: Int, weight: Double)]] = {
        var speakers: [String: Set<Int>] = [:]
        for (place, list) in lists.enumerated() {
            for word in WordScanner.words(in: list.words) { speakers[word.exact, default: []].insert(place) }
        }
        return speakers.mapValues { places in
            places.sorted().map { (language: $0, weight: 1 / Double(places.count)) }
        }
    }()

    private static let lists: [(language: String, words: String)] = [
        (
            "vi",
            """
            la cua va khong mot nhung nguoi duoc cho trong voi cac co da nhu thi nay khi den ra vao len cung phai lai
            con ma noi biet nhieu ong anh chi em toi chung ho minh sau truoc tren duoi hay nen vi theo tu bang gi ai
            sao dau day ay do nhat rat nua viec nam ngay tai ve lam nha nuoc di hoc sinh sach quyen luat
            """
        ),
        (
            "en",
            """
            the of and to in a is that it was for on with as his he be at by i this had not are but from or have an
            they which one you were her all she there would their we him been has when who will more no if out so what
            up its about into than them can only other my your me could do said how
            """
        ),
        (
            "fr",
            """
            de la le et les des en un une du que est pour dans qui il a à par plus pas au sur ne se ce elle avec son
            sont nous vous je mais ou où on sa ses aux ces leur même était cette comme tout si lui ils d l qu n s c y
            bien sans être très après
            """
        ),
        (
            "de",
            """
            der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er
            hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor
            zur bis mehr durch man ich wir mir mich kein wenn
            """
        ),
        (
            "es",
            """
            de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin
            sobre este ya entre cuando todo está ser son dos también fue había era muy años hasta él desde porque yo
            """
        ),
        (
            "it",
            """
            di e il la che in a per un del non una sono con della i le si da lo al nel dei come più ma ha alla anche
            delle gli o era essere suo se degli dal sua questo ed io mi quando nella tutto perché così è
            """
        ),
        (
            "pt",
            """
            de a o que e do da em um para com não uma é à são os no se na por mais as dos como mas ao ele das seu sua ou quando
            muito nos já eu também só pelo pela até isso ela entre era depois sem mesmo aos
            """
        ),
        (
            "nl",
            """
            de het een en van in is dat op te zijn met voor niet die aan er om ook als dan maar bij nog uit worden door
            naar heeft hij ze wordt tot je mijn deze dit ik wat geen we werd haar zich over hem
            """
        ),
        (
            "la",
            """
            et in est non ad ut cum quod qui quae sed si ex de ac atque esse sunt autem enim nec per hoc eius ab aut
            quam etiam quo haec id nunc tamen inter pro sic erat quid neque ipse quoque igitur ille omnia
            omnis omnes quarum quorum cuius ipsi ipsorum ea eos eorum sua suis suam unam fuit erant esset potest posse
            deus dominus nisi itaque ita contra ante post sub super vel modo tum nihil
            """
        ),
        (
            "tl",
            """
            ang ng mga sa na ay at si ni ko niya siya kung para hindi ito mo ka nang may isang kay pa lang po namin
            natin sila din rin ba ako nila iyon kanyang mayroon dahil upang nito kaya ating aking sina
            """
        ),
        (
            "id",
            """
            yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena tersebut bisa ada mereka
            lebih kata tahun sudah atau saat oleh menjadi orang ia telah adalah seperti sebagai bahwa dapat para kami
            """
        ),
    ]
}
