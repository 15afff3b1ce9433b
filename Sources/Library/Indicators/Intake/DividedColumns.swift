/// An indicator whose heading stands over several columns, with a row of words
/// below it that names its parts: "Học sinh", "Giáo viên"; "Tổng số", "Trong đó nữ".
extension FigureColumns {
    /// The columns with what such a row says; nil when the row is none. The part that
    /// adds up the others is the figure; without one nobody knows which of them is.
    static func divided(_ columns: [Column], _ headings: [String], parts: [String]) -> [Column]? {
        let count = max(columns.count, parts.count)
        let heading = { (index: Int) in headings.indices.contains(index) ? headings[index] : "" }
        let part = { (index: Int) in parts.indices.contains(index) ? parts[index] : "" }
        var result = columns + Array(repeating: Column(), count: count - columns.count)
        // Under a name or a month stands nothing, or it is a row of data.
        for index in 0..<count where !part(index).isEmpty {
            guard result[index].role == nil || part(index) == heading(index), WrittenFigure(part(index)).isText
            else { return nil }
        }
        var isDivided = false, index = 0
        while index < count {
            let first = index
            index += 1
            guard result[first].isFigure, !part(first).isEmpty else { continue }
            while index < count, !part(index).isEmpty, heading(index).isEmpty || heading(index) == heading(first) {
                index += 1
            }
            guard index - first > 1 else { continue }
            isDivided = true
            let sums = (first..<index).filter { FigureWords.isSum(part($0)) }
            let whole = result[first]
            for place in first..<index {
                result[place] = whole
                if sums.count != 1 {
                    result[place].isDivided = true
                } else if place != sums[0] {
                    result[place] = Column(role: .sum)
                }
            }
        }
        return isDivided ? result : nil
    }
}
