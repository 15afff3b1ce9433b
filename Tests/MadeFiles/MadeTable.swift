/// Writes tables as librarians keep them.
package enum MadeTable {
    /// A CSV of titles, each with an author and a year, all with one subject.
    package static func csv(titles: [String], subject: String = "") -> String {
        var text = "Nhan đề,Tác giả,Năm,Chủ đề\n"
        for (number, title) in titles.enumerated() {
            text += "\"\(title)\",Tác giả \(number % 7),\(1930 + number % 90),\(subject)\n"
        }
        return text
    }
}
