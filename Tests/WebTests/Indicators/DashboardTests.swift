import Foundation
import Library
import Randomness
import SQLiteStore
import Testing
import Web

@Suite struct DashboardTests {
    /// A province with three points and its site, some three years long, with a
    /// hole and a change of the way of counting.
    private struct Province {
        let staffed: StaffedSite
        let unit: UnitID
        var points: [ServicePointID]

        init() async throws {
            staffed = try await StaffedSite()
            let store = staffed.site.store
            let units = try await store.membership.units.path(of: staffed.here.unit) ?? []
            unit = units[0].id
            points = [staffed.here.point, staffed.here.corner]
            points.append(
                try await store.membership.places.save(
                    ServicePointFacts(name: "Tủ sách thôn Đông", kind: .villageShelf), as: nil,
                    of: staffed.here.institution, act: StaffedSite.act))
            var random = SeededRandom(seed: 20_260_921)
            var notes: [FigureNote] = []
            let months = Month(2023, 1)!...Month(2026, 8)!
            for (number, point) in points.enumerated() {
                for (place, month) in months.each.enumerated() {
                    // The shelf began in 2025 and is silent in May 2026.
                    if number == 2, month < Month(2025, 1)! || month == Month(2026, 5)! { continue }
                    let value = 200 * (number + 1) + place * 2 + Int(random.next() % 60)
                    let origin: FigureOrigin = number == 1 && month.year < 2025 ? .imported : .tally
                    notes.append(FigureNote(FigureKey(.point(point), .visit, month, origin), value))
                    notes.append(FigureNote(FigureKey(.point(point), .virtualVisit, month, .imported), value / 3))
                    notes.append(FigureNote(FigureKey(.point(point), .loan, month, .imported), value / 2))
                }
            }
            _ = try await store.figures.note(FigureNotes(notes), act: StaffedSite.act)
        }

        func get(_ query: String = "", as person: StaffedSite.Person = .coordinator) async throws -> Answer {
            try await staffed.get(
                "/quan-tri/chi-tieu?don-vi=don-vi-\(unit)&tu=2026-01&den=2026-12&goc=2023\(query)", as: person)
        }
    }

    @Test func `every figure leads to its working, whose rows give it, down to the months of single points`()
        async throws
    {
        let province = try await Province()
        let page = try await province.get().text
        var waiting = Self.links(page)
        #expect(waiting.count > 100)
        var seen: Set<String> = []
        var kinds: Set<String> = []
        var cells: Set<String> = []

        while let link = waiting.popLast() {
            guard seen.insert(link.address).inserted, seen.count <= 700 else { continue }
            let answer = try await province.staffed.get(link.address, as: .coordinator)
            #expect(answer.status == 200, "\(link.address)")
            let working = WorkingRead(answer.text)
            let key = try #require(link.key, "\(link.address)")
            kinds.insert(key.kind.rawValue)
            #expect(
                Self.isSame(working.result, link.text), "\(link.address): \(working.result) is not \(link.text)")
            #expect(working.isSound(key.kind), "\(link.address): \(working)")
            // The figures below are followed as well; each kind to the end once.
            waiting += Self.links(answer.text).filter { !seen.contains($0.address) }
            cells.formUnion(working.cells)
        }

        for kind in [
            "sum", "growth", "difference", "compound-mean", "arithmetic-mean", "contribution", "mean-gap",
            "compound-required", "required", "year-index",
        ] {
            #expect(kinds.contains(kind), "\(kind) of \(kinds)")
        }
        #expect(kinds.contains { $0.contains("projection") })
        #expect(!cells.isEmpty)
        for cell in cells.sorted().prefix(20) {
            let answer = try await province.staffed.get(cell, as: .coordinator)
            #expect(answer.status == 200 && answer.text.contains("Những lần ghi"), "\(cell)")
        }
    }

    @Test func `the row of what is expected has what both lines need by the end of the period`() async throws {
        let province = try await Province()
        let page = try await province.get().text

        let figure = try #require(page.components(separatedBy: "id=\"trong-ky\"").dropFirst().first)
        let row = try #require(
            figure.components(separatedBy: "<tr>").first { $0.contains("(dự kiến)") }?.components(
                separatedBy: "</tr>")[0])
        let needed = try ["eight", "ten"].map { line in
            try #require(Self.links(row).first { $0.address.contains("~\(line)~~~2026-01~2026-12~1") })
        }
        let numbers = needed.compactMap { Double($0.text.replacing(".", with: "")) }

        #expect(numbers.count == 2 && abs(numbers[1] / numbers[0] - 1.10 / 1.08) < 0.001)
        for link in needed {
            let working = try await province.staffed.get(link.address, as: .coordinator).text
            #expect(working.contains("1/2026 – 12/2026") && working.contains("Cả kỳ năm trước"))
        }
    }

    @Test func `the site itself is said to be one of the points, where it is`() async throws {
        let province = try await Province()

        let unit = try await province.get().text
        let library = try await province.staffed.get(
            "/quan-tri/chi-tieu?don-vi=thu-vien&tu=2026-01&den=2026-12", as: .admin)

        #expect(
            library.text.contains("điểm so được") && library.text.contains("trang mạng, phần không rõ của điểm nào"))
        #expect(unit.contains("điểm so được") && !unit.contains("trang mạng, phần không rõ của điểm nào"))
    }

    @Test func `no figure stands without the link to its working`() async throws {
        let province = try await Province()

        let page = try await province.get().text
        let plain = page.replacingOccurrences(of: "<section id=\"xep-hang\">", with: "<section>12.345 lượt")

        #expect(Self.unlinked(page).isEmpty, "\(Self.unlinked(page))")
        #expect(Self.unlinked(plain) == ["12.345"], "the test itself finds what has none")
        for (drawing, lines) in [
            ("trong-ky", ["Mức +8", "Mức +10"]), ("tung-nam", ["Mức +8", "Mức +10", "Nếu mỗi năm +10"]),
        ] {
            let figure = try #require(page.components(separatedBy: "id=\"\(drawing)\"").dropFirst().first)
            let heads = figure.components(separatedBy: "</thead>")[0]
            for line in lines {
                #expect(heads.contains("\(line)\u{A0}%"), "\(drawing): the picture's lines in its table")
            }
        }
        for indicator in ["visit", "virtual-visit"] {
            #expect(page.contains("href=\"/so-lieu/dinh-nghia/\(indicator)\""), "its definition is one click away")
        }
        let targets = try await province.staffed.get("/quan-tri/chi-tieu", as: .admin).text
        #expect(targets.contains("hạn 31/12/2030 (dak-ha-2023)") && targets.contains("hạn 31/12/2025 (dak-ha-2023)"))
    }

    /// Numbers of the figures that no link holds: not the months, years and rates
    /// that say what is asked.
    private static func unlinked(_ page: String) -> [String] {
        guard let start = page.range(of: "<p class=\"verdict")?.lowerBound else { return ["no verdict"] }
        let end = page.range(of: "<section id=\"han-bao-cao\"")?.lowerBound ?? page.endIndex
        var text = String(page[start..<end])
        for part in [
            "<svg.*?</svg>", "<a [^>]*>.*?</a>", "<th.*?</th>", "<h[1-4].*?</h[1-4]>", "<nav.*?</nav>",
            "<p class=\"small quiet\">.*?</p>", "<ul class=\"legend\">.*?</ul>", "<p class=\"legend\">.*?</p>",
        ] {
            text = text.replacingOccurrences(of: "(?s)\(part)", with: " ", options: .regularExpression)
        }
        text = text.replacingOccurrences(of: "<[^>]+>", with: " ", options: .regularExpression)
        for asked in ["[0-9]{1,2}/[0-9]{4}", "[0-9,–]+\u{A0}%", "năm gốc [0-9]{4}", "Còn [0-9]+ tháng"] {
            text = text.replacingOccurrences(of: asked, with: " ", options: .regularExpression)
        }
        return text.matches(of: /[0-9][0-9.,\/]*/).map { String($0.output) }
    }

    @Test func `the sentence says until when, how much, how it grew and what is missing`() async throws {
        let province = try await Province()

        let page = try await province.get().text
        let start = try #require(page.range(of: "<p class=\"verdict")?.lowerBound)
        let end = try #require(page[start...].range(of: "</p>")?.lowerBound)
        let sentence = page[start..<end].replacingOccurrences(of: "<[^>]+>", with: "", options: .regularExpression)

        #expect(sentence.contains("Đến hết tháng 8/2026:"), "\(sentence)")
        #expect(sentence.contains("so với cùng kỳ"))
        #expect(
            sentence.firstMatch(of: /thiếu [0-9.]+ lượt để bình quân đạt 8|nằm giữa mức 8|vượt mức 10/) != nil,
            "\(sentence)")
        #expect(sentence.contains("từ năm gốc 2023 (bình quân kép") && sentence.contains("Riêng kỳ này"))
    }

    @Test
    func `what each month to come must bring says of which months, to what, against what, and its page says the same`()
        async throws
    {
        let province = try await Province()

        let page = try await province.get("&chi-tieu=khong").text
        let start = try #require(page.range(of: "<li>Còn 4 tháng")?.lowerBound)
        let line = page[start..<(try #require(page[start...].range(of: "</li>")?.lowerBound))]
        let links = Self.links(String(line))

        let said = line.replacingOccurrences(of: "<[^>]+>", with: "", options: .regularExpression)
        for part in [
            "(9/2026 – 12/2026)", "kỳ 1/2026 – 12/2026 tăng 8\u{A0}%", "kỳ 1/2025 – 12/2025",
            "cộng lại phải có ít nhất",
            "cùng các tháng ấy năm trước có",
        ] {
            #expect(said.contains(part), "\(part): \(said)")
        }
        #expect(links.compactMap(\.key?.kind) == [.gap, .gapPerMonth, .sum])
        for link in links.prefix(2) {
            let working = try await province.staffed.get(link.address, as: .coordinator).text
            #expect(working.contains("1/2026 – 12/2026 so với 1/2025 – 12/2025") && working.contains("– cả kỳ –"))
        }
        let numbers = links.compactMap { Int($0.text.replacing(".", with: "")) }
        #expect(numbers.count == 3 && numbers[1] == (numbers[0] + 3) / 4)
    }

    @Test func `both lines are in the picture, a change of counting is marked, a silent month is hatched`() async throws
    {
        let province = try await Province()

        let page = try await province.get().text

        #expect(page.matches(of: /class="rate rate-0"/).count == 2)
        #expect(page.contains("+8\u{A0}%") && page.contains("+10\u{A0}%"))
        #expect(page.contains("class=\"break\""), "points joined in 2025")
        #expect(page.contains("fill=\"url(#gach-thieu)\"") && page.contains("chưa có số liệu"))
        #expect(!page.contains("style="))
        #expect(page.contains("phần có ở cả hai kỳ, nên") || page.contains("mức tăng chỉ tính trên phần"))
    }

    @Test func `one's own province, and nothing of another's`() async throws {
        let province = try await Province()
        let there = province.staffed.elsewhere.point

        #expect(try await province.get(as: .coordinatorElsewhere).isForbidden)
        #expect(try await province.get(as: .librarian).isForbidden, "a librarian's own point is no province")
        let own = try await province.staffed.get("/quan-tri/chi-tieu", as: .librarian)
        #expect(own.status == 200 && own.text.contains("Thư viện Trường Tiểu học Tân Lập"))
        let key = WorkingKey(.sum, .total, place: .point(there), months: Month(2026, 1)!...Month(2026, 8)!)
        let foreign = try await province.staffed.get(
            "/quan-tri/chi-tieu/cach-tinh?don-vi=don-vi-\(province.unit)&buoc=\(key)", as: .coordinator)
        #expect(foreign.status == 404)
        let cell = try await province.staffed.get(
            "/quan-tri/chi-tieu/so-lieu?don-vi=don-vi-\(province.unit)&o=p\(there)~2026-03~visit", as: .coordinator)
        #expect(cell.status == 404)
    }

    @Test func `a former unit has the figures of the communes that came out of it, on page and in report`()
        async throws
    {
        // Given points in communes of today alone: Hòa Xuân of Tuy Hòa went into Tân
        // Lập, another commune of Tuy Hòa into another province.
        let province = try await Province()
        let store = province.staffed.site.store
        let units = try await store.membership.units.units(UnitFilter(on: Day(2025, 6, 30)!))
        let city = try #require(units.first { $0.name == "Tuy Hòa" })
        let former = try #require(units.first { $0.name == "Hòa Xuân" })
        let query = "&tu=2026-01&den=2026-08&chi-tieu=khong&chi-so=visit"
        let board = { (unit: UnitID, person: StaffedSite.Person) in
            try await province.staffed.get("/quan-tri/chi-tieu?don-vi=don-vi-\(unit)\(query)", as: person)
        }
        let reports = { (unit: UnitID, person: StaffedSite.Person) in
            try await province.staffed.get("/quan-tri/bao-cao?noi=don-vi-\(unit)", as: person)
        }
        let gathering = ReportGathering(
            figures: store.figures, board: store.board, activities: store.activities.activities,
            reports: store.reports)

        let form = try await province.get().text
        let list = try await reports(province.staffed.here.unit, .coordinator).text

        #expect(form.contains("<optgroup label=\"Đơn vị trước 1/7/2025\">"))
        #expect(form.contains("<option value=\"don-vi-\(former.id)\"") && !form.contains("don-vi-\(city.id)\""))
        #expect(list.contains("Đơn vị trước 1/7/2025") && list.contains("noi=don-vi-\(former.id)\""))
        for (unit, person) in [(former, StaffedSite.Person.coordinator), (city, .admin)] {
            let page = try await board(unit.id, person)
            let figures = try await gathering.figures(
                for: ReportOrder(node: .unit(unit.id), kind: .annual, months: Month(2026, 1)!...Month(2026, 8)!),
                at: StaffedSite.now)
            let total = try #require(figures.lines.first { $0.indicator == .visit }?.now.value)
            #expect(page.status == 200 && page.text.contains(unit.name))
            #expect(total > 10_000 && page.text.contains(">\(Self.grouped(total))</a>"))
            #expect(page.text.contains("đơn vị tiền thân chưa có người xác nhận"))
            #expect(try await reports(unit.id, person).status == 200)
        }
        #expect(try await board(former.id, .coordinatorElsewhere).isForbidden)
        #expect(try await reports(former.id, .coordinatorElsewhere).isForbidden)
        #expect(try await board(city.id, .coordinator).isForbidden, "a part of it lies in another province")
        #expect(try await reports(city.id, .coordinator).isForbidden)
    }

    /// "1.234".
    private static func grouped(_ number: Int) -> String {
        number < 1_000 ? "\(number)" : "\(number / 1_000).\(String(String(1_000 + number % 1_000).dropFirst()))"
    }

    @Test func `without figures the page says so, and offers the choices`() async throws {
        let staffed = try await StaffedSite()

        let page = try await staffed.get("/quan-tri/chi-tieu", as: .admin)

        #expect(page.status == 200)
        #expect(page.text.contains("Chưa có số liệu nào cho kỳ"))
        #expect(page.text.contains("<details class=\"no-print\" open>"))
    }

    @Test func `what cannot be compared or added is explained beside the form`() async throws {
        let province = try await Province()

        let long = try await province.staffed.get("/quan-tri/chi-tieu?tu=2024-01&den=2026-06", as: .admin)
        let people = try await province.staffed.get("/quan-tri/chi-tieu?chi-so=active-user", as: .admin)
        let twice = try await province.staffed.get(
            "/quan-tri/chi-tieu?chi-so=loan&chi-so=loan-of-owned", as: .admin)
        let future = try await province.staffed.get("/quan-tri/chi-tieu?tu=2027-01&den=2027-06", as: .admin)

        #expect(long.status == 422 && long.text.contains("nhiều nhất") == false && long.text.contains("mười hai tháng"))
        #expect(people.status == 422 && people.text.contains("không cộng được"))
        #expect(twice.status == 422 && twice.text.contains("đếm hai lần"))
        #expect(future.status == 422 && future.text.contains("8/2026"))
    }

    @Test func `a figure that was just entered is there at the next look`() async throws {
        let province = try await Province()
        let query = "&het=2026-08&chi-so=event"
        #expect(try await province.get(query).text.contains("Chưa có số liệu nào cho kỳ"))
        let key = FigureKey(.point(province.points[0]), .event, Month(2026, 3)!, .imported)

        _ = try await province.staffed.site.store.figures.note(
            FigureNotes([FigureNote(key, 4_711)]), act: StaffedSite.act)

        #expect(try await province.get(query).text.contains("4.711"))
    }

    @Test func `no word of the dashboard is outside the locale files`() async throws {
        let province = try await Province()
        let headers = try await province.staffed.headers(.coordinator)
        var addresses = [
            "/quan-tri/chi-tieu?don-vi=don-vi-\(province.unit)&tu=2026-01&den=2026-12&goc=2023", "/quan-tri/chi-tieu",
            "/quan-tri/chi-tieu?chi-so=active-user",
        ]
        let page = try await province.get().text
        var kinds: Set<String> = []
        for link in Self.links(page) {
            guard let key = link.key, kinds.insert("\(key.kind)\(key.place == nil)").inserted else { continue }
            addresses.append(link.address)
        }
        let cell = "o=p\(province.points[0])~2026-03~visit"
        addresses.append("/quan-tri/chi-tieu/so-lieu?don-vi=don-vi-\(province.unit)&\(cell)")

        for address in addresses {
            let cookies = (headers["Cookie"] ?? "") + "; ngon-ngu=x-thu"
            let answer = try await province.staffed.site.get(address, headers: ["Cookie": cookies])
            let text = VisibleText(answer.text)
            #expect(text.untranslated.isEmpty, "\(address): \(text.untranslated)")
            #expect(text.unbalanced.isEmpty, "\(address): \(text.unbalanced)")
        }
    }

    // MARK: Reading pages

    private struct Link {
        var address: String
        var text: String
        var key: WorkingKey? {
            address.split(separator: "&").first { $0.hasPrefix("buoc=") }
                .flatMap { $0.dropFirst(5).removingPercentEncoding }.flatMap { WorkingKey($0) }
        }
    }

    /// The links to workings whose text is a figure.
    private static func links(_ page: String) -> [Link] {
        page.matches(of: /<a (?:class="working" )?href="(\/quan-tri\/chi-tieu\/cach-tinh\?[^"]+)">([^<]*)<\/a>/).map {
            Link(
                address: String($0.output.1).replacingOccurrences(of: "&amp;", with: "&"), text: String($0.output.2))
        }.filter { $0.text.count < 40 }
    }

    /// A sentence says "giảm 3,2 %", its working −3,2 %.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        let bare = { (text: String) in text.filter { !"+\u{2212}".contains($0) } }
        return bare(left) == bare(right)
    }
}

/// A page of a working as an auditor reads it: the printed result and rows.
private struct WorkingRead: CustomStringConvertible {
    var result = ""
    var rows: [(role: String, text: String)] = []
    var cells: Set<String> = []

    init(_ page: String) {
        result = page.firstMatch(of: /<strong class="result">([^<]*)<\/strong>/).map { String($0.output.1) } ?? ""
        for match in page.matches(of: /<tr data-role="([a-z]+)">(.*?)<\/tr>/.dotMatchesNewlines()) {
            let text = match.output.2.firstMatch(of: /<td class="number">(.*?)<\/td>/)?.output.1 ?? ""
            rows.append(
                (
                    String(match.output.1),
                    String(text).replacingOccurrences(of: "<[^>]+>", with: "", options: .regularExpression)
                ))
        }
        for match in page.matches(of: /<a class="cell" href="([^"]+)">/) {
            cells.insert(String(match.output.1).replacingOccurrences(of: "&amp;", with: "&"))
        }
    }

    var description: String { "\(result) of \(rows)" }

    /// "1.234", "−3,2 %", nil for words.
    private static func number(_ text: String) -> Double? {
        let isRate = text.contains("%")
        let plain = text.replacingOccurrences(of: "\u{A0}%", with: "").replacingOccurrences(of: ".", with: "")
            .replacingOccurrences(of: ",", with: ".").replacingOccurrences(of: "\u{2212}", with: "-")
            .replacingOccurrences(of: "+", with: "")
        return Double(plain).map { isRate ? $0 / 100 : $0 }
    }

    private func first(_ role: String) -> Double? { rows.first { $0.role == role }.flatMap { Self.number($0.text) } }

    /// Whether the printed rows give the printed result; rates are printed to a
    /// tenth of a percent.
    func isSound(_ kind: Working.Kind) -> Bool {
        guard let result = Self.number(result) else { return !self.result.isEmpty }
        let terms = rows.filter { $0.role == "term" }.compactMap { Self.number($0.text) }
        let (now, base, part, whole) = (first("now"), first("base"), first("part"), first("whole"))
        let near = { (value: Double?, grain: Double) in value.map { abs($0 - result) <= grain } ?? false }
        switch kind.formula {
        case .sum: return near(terms.reduce(0, +), 0)
        case .difference: return near(now.flatMap { now in base.map { now - $0 } }, 0)
        case .growth: return near(now.flatMap { now in base.map { (now - $0) / $0 } }, 0.000_501)
        case .arithmeticMean: return near(terms.reduce(0, +) / Double(terms.count), 0.001_1)
        case .geometricMean:
            return near(pow(terms.reduce(1) { $0 * (1 + $1) }, 1 / Double(terms.count)) - 1, 0.001_1)
        case .chained: return near(terms.reduce(1) { $0 * (1 + $1) }, 0.001_1 * Double(terms.count))
        case .contribution:
            return near(now.flatMap { now in base.flatMap { base in whole.map { (now - base) / $0 } } }, 0.000_501)
        case .leastReaching:
            return near(base.flatMap { base in part.map { (base * (1 + $0) - 1e-6).rounded(.up) } }, 0)
        case .shortfall: return near(whole.flatMap { whole in now.map { max(0, whole - $0) } }, 0)
        case .quotientUp: return near(part.flatMap { part in whole.map { (part / $0).rounded(.up) } }, 0)
        case .scaled:
            return near(now.flatMap { now in whole.flatMap { whole in part.map { now * whole / $0 } } }, 0.51)
        case .scaledRest:
            return near(
                now.flatMap { now in base.flatMap { base in whole.map { terms.reduce(0, +) + $0 * now / base } } }, 0.51
            )
        case .number: return near(Double(rows.count { $0.role == "term" }), 0)
        case .leastForCompound:
            let goal = base.flatMap { base in part.map { base * pow(1 + $0, Double(terms.count + 1)) } }
            let factor = terms.reduce(1) { $0 * (1 + $1) }
            return near(goal.map { $0 / factor }, result * 0.001 * Double(terms.count) + 1)
        case .leastAbove, .leastForArithmetic, .quotient, .percentage, .told: return true
        }
    }
}
