import VietnameseText

/// Codes and names of languages → the codes of the catalogue: ISO 639-1 where
/// it exists, else ISO 639-3.
package struct LanguageCodes: Sendable {
    /// MARC (ISO 639-2/B and /T) and three-letter codes → catalogue codes.
    private var codes: [String: String]
    /// Folded names → catalogue codes.
    private var names: [String: String] = [:]

    /// The built-in codes; the names come from `ingest/codes/languages.yaml`.
    package init() {
        codes = LanguageCodes.iso
        for line in LanguageCodes.basicNames.split(separator: "\n") {
            let words = line.split(separator: "=")
            for name in words[1].split(separator: ",") { names[Folding.folded(String(name))] = String(words[0]) }
        }
    }

    mutating func add(_ code: String, marc: [String], names newNames: [String]) {
        for other in marc { codes[other] = code }
        codes[code] = code
        for name in newNames {
            let folded = Folding.folded(name)
            guard !folded.isEmpty else { continue }
            names[folded] = code
            if folded.hasPrefix("tieng ") {
                names[String(folded.dropFirst(6))] = names[String(folded.dropFirst(6))] ?? code
            }
        }
    }

    /// The catalogue's code for a code of MARC, ISO 639 or BCP 47; nil for
    /// "undetermined", "no language" and what is no code.
    package func code(forCode text: some StringProtocol) -> String? {
        let whole = text.lowercased()
        let code = whole.prefix { $0 != "-" && $0 != "_" }
        if ["und", "mul", "zxx", "mis", "xxx"].contains(code) { return nil }
        if let known = codes[String(code)] { return known }
        let isLetters = code.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
        return isLetters && code.utf8.count == 3 ? String(code) : nil
    }

    /// The code for what a person writes: "Tiếng Việt", "vie", "vi-VN",
    /// "Vietnamese"; nil when it is not known.
    package func code(forName text: String) -> String? {
        let folded = Folding.folded(text)
        if let named = names[folded] { return named }
        if folded.hasPrefix("tieng "), let named = names[String(folded.dropFirst(6))] { return named }
        let code = text.prefix { $0 != "-" && $0 != "_" }.lowercased()
        guard code.utf8.count == 2 || code.utf8.count == 3, codes[code] != nil else { return nil }
        return self.code(forCode: code)
    }

    /// ISO 639-2 (bibliographic and terminological) → ISO 639-1, from the
    /// registration authority's list, with MARC's withdrawn codes.
    /// <https://www.loc.gov/standards/iso639-2/php/code_list.php>
    private static let iso: [String: String] = {
        var codes: [String: String] = [:]
        for entry in table.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let parts = entry.split(separator: ":").map(String.init)
            codes[parts[0]] = parts[0]
            for part in parts.dropFirst() { codes[part] = parts[0] }
        }
        return codes
    }()

    private static let table = """
        aa:aar ab:abk af:afr ak:aka sq:alb:sqi am:amh ar:ara an:arg hy:arm:hye as:asm av:ava ae:ave ay:aym az:aze ba:bak bm:bam
        eu:baq:eus be:bel bn:ben bi:bis bs:bos br:bre bg:bul my:bur:mya ca:cat ch:cha ce:che zh:chi:zho:cmn cu:chu cv:chv kw:cor
        co:cos cr:cre cs:cze:ces da:dan dv:div nl:dut:nld dz:dzo en:eng eo:epo:esp et:est ee:ewe fo:fao:far fj:fij fi:fin
        fr:fre:fra fy:fry:fri ff:ful ka:geo:kat de:ger:deu gd:gla:gae ga:gle:iri gl:glg:gag gv:glv:max el:gre:ell gn:grn:gua
        gu:guj ht:hat ha:hau he:heb hz:her hi:hin ho:hmo hr:hrv:scr hu:hun ig:ibo is:ice:isl io:ido ii:iii iu:iku ie:ile
        ia:ina:int id:ind ik:ipk it:ita jv:jav ja:jpn kl:kal kn:kan ks:kas kr:kau kk:kaz km:khm:cam ki:kik rw:kin ky:kir kv:kom
        kg:kon ko:kor kj:kua ku:kur lo:lao la:lat lv:lav li:lim ln:lin lt:lit lb:ltz lu:lub lg:lug mk:mac:mkd mh:mah ml:mal
        mi:mao:mri mr:mar ms:may:msa:zsm mg:mlg:mla mt:mlt mn:mon na:nau nv:nav nr:nbl nd:nde ng:ndo ne:nep nn:nno nb:nob no:nor
        ny:nya oc:oci:lan oj:oji or:ori om:orm:gal os:oss pa:pan fa:per:fas pi:pli pl:pol pt:por ps:pus qu:que rm:roh
        ro:rum:ron:mol rn:run ru:rus sg:sag sa:san si:sin:snh sk:slo:slk sl:slv se:sme sm:smo:sao sn:sna:sho sd:snd so:som
        st:sot:sso es:spa sc:srd sr:srp:scc ss:ssw:swz su:sun sw:swa:swh sv:swe ty:tah ta:tam tt:tat:tar te:tel tg:tgk:taj
        tl:tgl:tag:fil th:tha bo:tib:bod ti:tir to:ton tn:tsn:tsw ts:tso tk:tuk tr:tur tw:twi ug:uig uk:ukr ur:urd uz:uzb ve:ven
        vi:vie vo:vol cy:wel:cym wa:wln wo:wol xh:xho yi:yid yo:yor za:zha zu:zul
        """

    private static let basicNames = """
        vi=tieng viet,viet,vietnamese,viet ngu
        en=tieng anh,anh,english,anh ngu
        fr=tieng phap,phap,french
        zh=tieng trung,trung,tieng hoa,chinese
        ru=tieng nga,nga,russian
        de=tieng duc,duc,german
        ja=tieng nhat,nhat,japanese
        ko=tieng han,han quoc,korean
        lzh=han van
        """
}
