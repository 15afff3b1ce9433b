import Library
import Testing

@Suite struct AccessionSeriesTests {
    private func series(_ prefix: String = "TK.", width: Int = 5, next: Int = 1) -> AccessionSeries? {
        AccessionSeries(register: InstitutionID(1), prefix: prefix, width: width, next: next)
    }

    @Test func `numbers are written with their prefix and zeros, and grow past their width`() throws {
        let series = try #require(self.series(next: 7))

        #expect(series.number(7)?.text == "TK.00007")
        #expect(series.number(1_234_567)?.text == "TK.1234567")
        #expect(self.series("")?.number(12)?.text == "00012")
    }

    @Test func `numbers that are taken are skipped, and the series moves past them`() throws {
        var series = try #require(self.series())

        let numbers = series.take(3) { ["TK1", "TK3"].contains($0.key) }

        #expect(numbers.map(\.text) == ["TK.00002", "TK.00004", "TK.00005"])
        #expect(series.next == 6)
    }

    @Test(arguments: [("TK1", 5, 1), ("TK.", 0, 1), ("TK.", 10, 1), ("TK.", 5, 0), ("một chữ đầu dài quá", 5, 1)])
    func `what makes no numbers is no series`(_ wrong: (String, Int, Int)) {
        #expect(series(wrong.0, width: wrong.1, next: wrong.2) == nil)
    }
}
