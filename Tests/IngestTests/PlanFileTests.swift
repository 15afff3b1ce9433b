import Foundation
import Ingest
import Library
import Testing

/// The five plans that come with the product.
@Suite struct PlanFileTests {
    static let product = Programs.repository + "/ingest"

    static func shelf() async -> PlanShelf { await PlanFolder(ingestFolders: [product]).shelf() }

    @Test func `the plans that come with the product are read without a fault`() async throws {
        let shelf = await Self.shelf()

        #expect(shelf.faults == [])
        #expect(
            shelf.plans.map(\.id.text) == [
                "dak-ha-2023", "dong-hoa-2022", "phu-yen-2021", "tay-ninh-2024", "vinh-tuong-2022",
            ])
        let shapes = Set(shelf.plans.flatMap(\.targets).map(\.shape.kind))
        #expect(shapes == Set(TargetShape.Kind.allCases), "all five shapes are there")
    }

    /// plan, target → what is wanted, with its printed comparator and its last day.
    static let figures: [(target: String, wanted: String)] = [
        ("dak-ha-2023/luot-su-dung-2025", "8.0...8.0 %/yr by 2025-12-31"),
        ("dak-ha-2023/luot-su-dung-2030", "8.0...10.0 %/yr by 2030-12-31"),
        ("dak-ha-2023/dich-vu-thu-vien-huyen-2025", "milestone by 2025-12-31"),
        ("dak-ha-2023/dich-vu-thu-vien-xa-2025", "20.0 % institutions by 2025-12-31"),
        ("dak-ha-2023/dich-vu-thu-vien-truong-2025", "70.0 % institutions by 2025-12-31"),
        ("dak-ha-2023/dich-vu-thu-vien-huyen-2030", "đạt 80.0 % institutions by 2030-12-31"),
        ("dak-ha-2023/dich-vu-thu-vien-xa-2030", "đạt 50.0 % institutions by 2030-12-31"),
        ("dak-ha-2023/dich-vu-thu-vien-truong-2030", "đạt 80.0 % institutions by 2030-12-31"),
        ("dak-ha-2023/cntt-thu-vien-huyen-2025", "milestone by 2025-12-31"),
        ("dak-ha-2023/cntt-thu-vien-xa-2025", "10.0 % institutions by 2025-12-31"),
        ("dak-ha-2023/cntt-thu-vien-truong-2025", "70.0 % institutions by 2025-12-31"),
        ("dak-ha-2023/cntt-thu-vien-huyen-2030", "đạt 60.0 % institutions by 2030-12-31"),
        ("dak-ha-2023/cntt-thu-vien-xa-2030", "đạt 20.0 % institutions by 2030-12-31"),
        ("dak-ha-2023/cntt-thu-vien-truong-2030", "đạt 80.0 % institutions by 2030-12-31"),
        ("dak-ha-2023/cau-lac-bo-2025", "đạt 50.0 % institutions by 2025-12-31"),
        ("dak-ha-2023/cau-lac-bo-2030", "đạt 70.0 % institutions by 2030-12-31"),
        ("vinh-tuong-2022/thu-vien-dat-chuan-2025", "Phân đầu 100.0 % institutions by 2025-12-31"),
        ("vinh-tuong-2022/tu-sach-dung-chung-2025", "Phần đầu 100.0 % institutions by 2025-12-31"),
        ("vinh-tuong-2022/tham-gia-doc-sach-2025", "100.0 % people by 2025-12-31"),
        ("vinh-tuong-2022/moi-truong-so-2025", "80.0 % institutions by 2025-12-31"),
        ("vinh-tuong-2022/moi-truong-so-2030", "100.0 % institutions by 2030-12-31"),
        ("vinh-tuong-2022/tthtcd-cntt-2025", "70.0 % institutions by 2025-12-31"),
        ("vinh-tuong-2022/tthtcd-cntt-2030", "90.0 % institutions by 2030-12-31"),
        ("vinh-tuong-2022/nang-luc-thong-tin-2025", "external 70.0 % people by 2025-12-31"),
        ("vinh-tuong-2022/nang-luc-thong-tin-2030", "external 80.0 % people by 2030-12-31"),
        ("vinh-tuong-2022/ky-nang-song-2025", "external 70.0 % people by 2025-12-31"),
        ("vinh-tuong-2022/ky-nang-song-2030", "external 80.0 % people by 2030-12-31"),
        ("vinh-tuong-2022/dao-tao-chuyen-mon-2025", "external 50.0 % people by 2025-12-31"),
        ("vinh-tuong-2022/dao-tao-chuyen-mon-2030", "external 60.0 % people by 2030-12-31"),
        ("vinh-tuong-2022/dai-hoc-2025", "external 12.0 % people by 2025-12-31"),
        ("vinh-tuong-2022/dai-hoc-2030", "external 16.0 % people by 2030-12-31"),
        ("vinh-tuong-2022/quy-hoach-mat-bang-2025", "external Phần đầu 100.0 % institutions by 2025-12-31"),
        ("vinh-tuong-2022/cong-dan-hoc-tap-2025", "external Phần đầu 60.0 % people by 2025-12-31"),
        ("vinh-tuong-2022/cong-dan-hoc-tap-2030", "external Phân đầu 80.0 % people by 2030-12-31"),
        ("vinh-tuong-2022/huyen-hoc-tap-2025", "external Phần đầu milestone by 2025-12-31"),
        ("vinh-tuong-2022/cong-dong-hoc-tap-2030", "external 100.0 % institutions by 2030-12-31"),
        ("vinh-tuong-2022/huyen-hoc-tap-2030", "external milestone by 2030-12-31"),
        ("vinh-tuong-2022/ngay-hoi-doc-sach", "2 reading-festival a school-year per institution by 2030-12-31"),
        ("vinh-tuong-2022/tiet-doc", "tối thiểu 1 reading-period a week per class by 2030-12-31"),
        ("vinh-tuong-2022/thi-diem-moi-cap", "milestone by 2021-12-31"),
        ("vinh-tuong-2022/nhan-rong", "milestone by 2023-12-31"),
        ("vinh-tuong-2022/khu-doc-sach-co-quan", "milestone by 2022-12-31"),
        ("vinh-tuong-2022/mo-hinh-van-hoa-doc", "milestone by no date"),
        ("dong-hoa-2022/moi-truong-so-2025", "80.0 % institutions by 2025-12-31"),
        ("dong-hoa-2022/moi-truong-so-2030", "Trên 90.0 % institutions by 2030-12-31"),
        ("dong-hoa-2022/tthtcd-cntt-2025", "80.0 % institutions by 2025-12-31"),
        ("dong-hoa-2022/tthtcd-cntt-2030", "100.0 % institutions by 2030-12-31"),
        ("dong-hoa-2022/mu-chu-muc-2-2025", "external giữ vững 100.0 % institutions by 2025-12-31"),
        ("dong-hoa-2022/mu-chu-muc-2-2030", "external giữ vững 100.0 % institutions by 2030-12-31"),
        ("dong-hoa-2022/pho-cap-mam-non-2025", "external Duy trì vững chắc 100.0 % institutions by 2025-12-31"),
        ("dong-hoa-2022/pho-cap-mam-non-2030", "external Duy trì vững chắc 100.0 % institutions by 2030-12-31"),
        ("dong-hoa-2022/pho-cap-tieu-hoc-2025", "external 100.0 % institutions by 2025-12-31"),
        ("dong-hoa-2022/pho-cap-tieu-hoc-2030", "external 100.0 % institutions by 2030-12-31"),
        ("dong-hoa-2022/pho-cap-thcs-2025", "external 100.0 % institutions by 2025-12-31"),
        ("dong-hoa-2022/pho-cap-thcs-2030", "external 100.0 % institutions by 2030-12-31"),
        ("dong-hoa-2022/nang-luc-thong-tin-2025", "external 60.0 % people by 2025-12-31"),
        ("dong-hoa-2022/nang-luc-thong-tin-2030", "external 80.0 % people by 2030-12-31"),
        ("dong-hoa-2022/ky-nang-song-2025", "external 60.0 % people by 2025-12-31"),
        ("dong-hoa-2022/ky-nang-song-2030", "external 80.0 % people by 2030-12-31"),
        ("dong-hoa-2022/dao-tao-chuyen-mon-2025", "external Khoảng 30.0 % people by 2025-12-31"),
        ("dong-hoa-2022/dao-tao-chuyen-mon-2030", "external 50.0 % people by 2030-12-31"),
        ("dong-hoa-2022/dai-hoc-2025", "external trên 15.0 % people by 2025-12-31"),
        ("dong-hoa-2022/dai-hoc-2030", "external trên 20.0 % people by 2030-12-31"),
        ("dong-hoa-2022/cong-dan-hoc-tap-2025", "external 60.0 % people by 2025-12-31"),
        ("dong-hoa-2022/cong-dan-hoc-tap-2030", "external 80.0 % people by 2030-12-31"),
        ("dong-hoa-2022/xa-hoc-tap-2025", "external 50.0 % institutions by 2025-12-31"),
        ("dong-hoa-2022/xa-hoc-tap-2030", "external Trên 70.0 % institutions by 2030-12-31"),
        ("tay-ninh-2024/so-ket-giai-doan-1", "milestone by 2025-12-31"),
    ]

    @Test func `every figure of the five plans is there as printed, and no other`() async throws {
        let targets = await Self.shelf().plans.flatMap(\.targets)

        let read = Dictionary(uniqueKeysWithValues: targets.map { ($0.id.description, Self.written($0)) })
        let expected = Dictionary(uniqueKeysWithValues: Self.figures.map { ($0.target, $0.wanted) })

        for (target, wanted) in expected { #expect(read[target] == wanted, "\(target)") }
        #expect(Set(read.keys).subtracting(expected.keys) == [])
        #expect(targets.allSatisfy { $0.growth.map { $0.baseYear == nil && $0.mean == nil } ?? true })
        #expect(targets.compactMap(\.growth).allSatisfy { $0.counts == [.visit, .virtualVisit] })
    }

    private static func written(_ target: Target) -> String {
        let wanted =
            switch target.shape {
            case .growth(let growth): "\(growth.rate) %/yr"
            case .shareOfInstitutions(let percent, _): "\(percent) % institutions"
            case .shareOfPeople(let percent, _): "\(percent) % people"
            case .count(let count):
                "\(count.number) \(count.counts.rawValue) a \(count.period.rawValue) per \(count.per.rawValue)"
            case .milestone: "milestone"
            }
        let deadline = target.deadline?.description ?? "no date"
        return [target.isExternal ? "external" : nil, target.words, "\(wanted) by \(deadline)"]
            .compactMap(\.self).joined(separator: " ")
    }

    /// plan, who, whom → the last good day in 2024, nil where no date is printed.
    static let duties: [(duty: String, last: String?)] = [
        ("phu-yen-2021: don-vi-huyen → thu-vien-tinh, annual", "2024-11-24"),
        ("phu-yen-2021: thu-vien-tinh → so-vhttdl, six-month", nil),
        ("phu-yen-2021: thu-vien-tinh → so-vhttdl, annual", nil),
        ("phu-yen-2021: phong-qlvh → ubnd-tinh, phase", nil),
        ("dong-hoa-2022: ubnd-xa-phuong → phong-gddt, annual", "2024-12-04"),
        ("dong-hoa-2022: phong-gddt → ubnd-thi-xa, annual", nil),
        ("dong-hoa-2022: phong-gddt → ubnd-thi-xa, mid-term", "2025-12-31"),
        ("dong-hoa-2022: phong-gddt → ubnd-thi-xa, final", "2030-12-31"),
        ("vinh-tuong-2022: don-vi-xa → phong-gddt, annual", "2024-11-19"),
        ("vinh-tuong-2022: phong-gddt → so-gddt, annual", nil),
        ("vinh-tuong-2022: phong-gddt → ubnd-huyen, mid-term", "2025-12-31"),
        ("vinh-tuong-2022: phong-gddt → ubnd-huyen, final", "2030-12-31"),
        ("vinh-tuong-2022: phong-gddt → ubnd-huyen, rating", nil),
        ("tay-ninh-2024: phong-qlvhgd → so-gddt, annual", "2024-12-09"),
        ("tay-ninh-2024: phong-qlvhgd → ubnd-tinh bo-vhttdl, annual", nil),
        ("tay-ninh-2024: don-vi-huyen → so-vhttdl, annual", nil),
        ("tay-ninh-2024: phong-qlvhgd → so-vhttdl, mid-term", "2025-12-31"),
        ("tay-ninh-2024: van-phong-so → so-vhttdl, rating", nil),
        ("dak-ha-2023: don-vi-dia-phuong → ubnd-huyen, annual", "2024-11-09"),
        ("dak-ha-2023: phong-vhtt → so-vhttdl, annual", nil),
        ("dak-ha-2023: phong-vhtt → so-vhttdl, mid-term", "2025-12-31"),
        ("dak-ha-2023: phong-vhtt → so-vhttdl, final", "2030-12-31"),
    ]

    @Test func `every reporting duty is there with its last good day`() async throws {
        let shelf = await Self.shelf()

        let read = shelf.plans.flatMap { plan in
            plan.duties.map { duty -> (String, String?) in
                let names = { (ids: [OfficialBodyID]) in ids.map(\.text).joined(separator: " ") }
                let last = (2024...2030).lazy.compactMap { duty.lastGoodDay(in: $0) }.first
                return (
                    "\(plan.id): \(names(duty.from)) → \(names(duty.to)), \(duty.kind.rawValue)", last?.description
                )
            }
        }
        #expect(read.map(\.0).sorted() == Self.duties.map(\.duty).sorted())
        for (duty, last) in Self.duties { #expect(read.first { $0.0 == duty }?.1 == last, "\(duty)") }
        let dakHa = try #require(shelf.plan(PlanID("dak-ha-2023")!)?.duty("bao-cao-nam"))
        #expect(dakHa.through.map(\.text) == ["phong-vhtt"])
    }

    @Test func `bodies of districts ended with them, and nobody guesses what took their place`() async throws {
        let shelf = await Self.shelf()
        let before = try #require(Day(2025, 6, 30))

        for (plan, body) in [
            ("dak-ha-2023", "ubnd-huyen"), ("dak-ha-2023", "phong-vhtt"), ("dong-hoa-2022", "phong-gddt"),
            ("vinh-tuong-2022", "phong-gddt"), ("vinh-tuong-2022", "ubnd-huyen"),
        ] {
            let found = try #require(shelf.plan(PlanID(plan)!)?.body(OfficialBodyID(body)!))
            #expect(found.validity.last == before)
            #expect(found.waitsForSuccessor(on: before.adding(days: 1)) && !found.waitsForSuccessor(on: before))
        }
    }

    /// The texts are in `../shared/plans/texts`, where that is present.
    @Test func `every quotation stands in its text, in its line`() async throws {
        guard let samples = SharedSamples.folder else { return }
        let texts = (samples as NSString).deletingLastPathComponent + "/plans/texts/"
        guard FileManager.default.fileExists(atPath: texts) else { return }
        let plans = await Self.shelf().plans
        var checked = 0

        for plan in plans {
            for quotation in plan.targets.flatMap(\.quotations) + plan.duties.flatMap(\.quotations) {
                let text = try String(contentsOfFile: texts + quotation.file, encoding: .utf8)
                let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                let line = lines.indices.contains(quotation.line - 1) ? Self.folded(lines[quotation.line - 1]) : ""
                #expect(
                    line.contains(Self.folded(quotation.text)),
                    "\(plan.file): line \(quotation.line) has no “\(quotation.text)”")
                checked += 1
            }
        }
        #expect(checked > 90)
    }

    /// NFC, and white space as single spaces.
    private static func folded(_ text: some StringProtocol) -> String {
        text.precomposedStringWithCanonicalMapping.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
