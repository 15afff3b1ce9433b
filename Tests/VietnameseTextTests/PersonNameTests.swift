import Testing
import VietnameseText

@Suite struct PersonNameTests {
    @Test(arguments: [
        "Nguyễn Du", "Vũ Trọng Phụng", "NAM CAO", "Hồ Chí Minh", "Ho Xuan Huong", "Nguyễn Đình Chiểu",
        "Nguyễn Thị Minh Khai", "Khái Hưng", "Lý Thường Kiệt", "Quí Đôn",
    ])
    func `Vietnamese names are known by their syllables`(name: String) {
        #expect(PersonName.isLikelyVietnamese(name))
        #expect(PersonName.isLikelyVietnamese(decomposed(name)))
    }

    @Test(arguments: [
        "Jane Austen", "Voltaire", "Victor Hugo", "Leo Tolstoy", "Лев Толстой", "", "Émile Zola", "T. S. Eliot",
        "Austen, Jane",
    ])
    func `other names are not`(name: String) {
        #expect(!PersonName.isLikelyVietnamese(name))
    }

    @Test func `catalogues file by the name as written, class lists by the given name`() {
        let names = ["Lê Thị Bình", "Nguyễn Văn An", "Trần An", "Đỗ Văn Ân", "Lê Bá", "Nguyễn Ba"]

        #expect(
            names.sorted { bytes(PersonName.sortKey($0)).lexicographicallyPrecedes(bytes(PersonName.sortKey($1))) }
                == ["Đỗ Văn Ân", "Lê Bá", "Lê Thị Bình", "Nguyễn Ba", "Nguyễn Văn An", "Trần An"])
        #expect(
            names.sorted {
                bytes(PersonName.givenNameSortKey($0)).lexicographicallyPrecedes(bytes(PersonName.givenNameSortKey($1)))
            }
                == ["Nguyễn Văn An", "Trần An", "Đỗ Văn Ân", "Nguyễn Ba", "Lê Bá", "Lê Thị Bình"])
        #expect(PersonName.givenNameSortKey("Austen, Jane") == PersonName.sortKey("Austen, Jane"))
    }
}
