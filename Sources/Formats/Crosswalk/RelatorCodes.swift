package import Library
import VietnameseText

/// What a relator code or word makes of a person: `ingest/codes/relators.yaml`.
package struct RelatorCodes: Sendable {
    /// Codes and folded words → role; a nil role is nobody who made the work.
    private var roles: [String: Creator.Role?] = [:]

    package init() {
        for role in Creator.Role.allCases { roles[role.rawValue] = .some(role) }
        for line in RelatorCodes.basic.split(separator: "\n") {
            let parts = line.split(separator: "=")
            let role = Creator.Role(rawValue: String(parts[0]))
            for word in parts[1].split(separator: ",") {
                roles[String(word)] = .some(role)
                roles[Folding.folded(String(word))] = .some(role)
            }
        }
    }

    mutating func add(_ code: String, role: Creator.Role?, words: [String]) {
        roles[code] = .some(role)
        for word in words {
            let folded = Folding.folded(word)
            if !folded.isEmpty { roles[folded] = .some(role) }
        }
    }

    /// What the word says.
    package enum Answer: Equatable, Sendable {
        case role(Creator.Role)
        /// Known, and nobody who made the work: printer, owner, donor.
        case nobody
        case unknown
    }

    /// For example: "trl", "translator.", "Người dịch" and
    /// "http://id.loc.gov/vocabulary/relators/trl" all mean the translator.
    package func role(for text: some StringProtocol) -> Answer {
        let word = String(text.split { $0 == "/" }.last ?? "")
        if word.utf8.count == 3, let known = roles[word] { return answer(known) }
        let folded = Folding.folded(word)
        if let known = roles[folded] { return answer(known) }
        for prefix in ["nguoi ", "ten "] where folded.hasPrefix(prefix) {
            if let known = roles[String(folded.dropFirst(prefix.utf8.count))] { return answer(known) }
        }
        return .unknown
    }

    private func answer(_ role: Creator.Role?) -> Answer { role.map { .role($0) } ?? .nobody }

    private static let basic = """
        aut=cre,author,creator,tac gia,soan gia,nguoi viet,verfasser,verfasserin,auteur
        edt=rev,pbd,editor,ed,bien tap,chu bien,tong chu bien,hieu dinh,herausgeber,herausgeberin
        trl=translator,tr,trans,dich,dich gia,nguoi dich,ubersetzer,ubersetzerin,traducteur
        ill=art,cov,illustrator,illus,minh hoa,ve minh hoa,hoa si,tranh,ve
        com=col,compiler,suu tam,tuyen chon,bien soan,suu tam va bien soan
        ctb=contributor,joint author,cong tac,dong tac gia,aui,aft,adp,ann,lyr,prf,drt,ths,oth
        nrt=narrator,nguoi doc,dien doc
        cmp=composer,nhac si,soan nhac
        pht=photographer,nhiep anh,chup anh
        isb=issuing body,co quan ban hanh,ban hanh
        none=bkp,pbl,dst,prt,mrk,trc,own,dnr,publisher,printer,bookseller,former owner,owner,donor,distributor
        """
}
