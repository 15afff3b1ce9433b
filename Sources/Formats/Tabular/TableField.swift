import VietnameseText

/// What a column of a table can be; the names that profiles in
/// `ingest/profiles` use.
enum TableField: String, Sendable, CaseIterable {
    case title, subtitle, parallelTitle, variantTitle, originalTitle
    case creator, contributor
    case year, publisher, place, edition, extent
    case isbn, issn, identifier, url
    case language, ddc, subject, genre, series, seriesNumber
    case description, note, kind, grade, schoolSubject
    case licence, access

    /// What headings are compared by: "Nhan đề", "NHAN_DE" and "nhan de" are one.
    static func key(_ heading: String) -> String {
        Folding.folded(heading.replacing("_", with: " "))
    }

    /// The commonest headings, for a library whose `ingest/profiles` is missing.
    static let builtInHeadings: [String: TableField] = {
        var headings: [String: TableField] = [:]
        for line in builtIn.split(separator: "\n") {
            let parts = line.split(separator: "=")
            guard let field = TableField(rawValue: String(parts[0])) else { continue }
            for heading in parts[1].split(separator: ",") { headings[key(String(heading))] = field }
        }
        return headings
    }()

    private static let builtIn = """
        title=nhan de,nhan de chinh,ten sach,ten tai lieu,ten an pham,ten tac pham,tieu de,tua,tua sach,title,book title,main title
        subtitle=phu de,nhan de phu,tieu de phu,subtitle
        parallelTitle=nhan de song song,ten tieng anh,parallel title
        variantTitle=nhan de khac,ten khac,alternative title,variant title
        originalTitle=nhan de goc,nguyen tac,ten goc,original title
        creator=tac gia,ten tac gia,author,authors,creator,creators,book author,nguoi viet,soan gia
        contributor=dich gia,nguoi dich,minh hoa,hieu dinh,dong tac gia,contributor,contributors,translator,illustrator,editor
        year=nam,nam xuat ban,nam xb,nam in,year,publication year,year published,date,original publication year
        publisher=nha xuat ban,nxb,nha xb,publisher
        place=noi xuat ban,noi xb,place,place of publication
        edition=lan xuat ban,lan tai ban,tai ban,edition
        extent=so trang,trang,pages,extent,mo ta vat ly,number of pages,num pages
        isbn=isbn,isbn13,isbn 13,isbn10,isbn 10,ma isbn,so isbn
        issn=issn
        identifier=ma tai lieu,ma sach,so bieu ghi,identifier,id,book id,doi
        url=url,link,lien ket,duong dan,website
        language=ngon ngu,tieng,ma ngon ngu,language,languages,lang,language code
        ddc=ddc,phan loai,ky hieu phan loai,chi so phan loai,mon loai,dewey,classification
        subject=chu de,de muc,tu khoa,subject,subjects,keywords,tags
        genre=the loai,genre,genres
        series=tung thu,bo sach,tu sach,series
        seriesNumber=so tap,tap,series number,volume
        description=tom tat,gioi thieu,noi dung,mo ta,description,abstract,summary
        note=ghi chu,phu chu,note,notes
        kind=loai,loai tai lieu,loai hinh,kind,type,item type
        grade=lop,khoi,khoi lop,grade,grades,grade level
        schoolSubject=mon,mon hoc,bo mon,school subject
        licence=giay phep,ban quyen,licence,license,rights
        access=muc truy cap,truy cap,quyen truy cap,access,access level
        """
}
