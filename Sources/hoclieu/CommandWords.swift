import Foundation
import Library
import Web

/// What commands that take something in say on the terminal, in Vietnamese unless
/// the system speaks another language. Programs read `--json`, which has one
/// language only.
struct CommandWords {
    let isVietnamese: Bool

    /// As POSIX orders them, the first of LC_ALL, LC_MESSAGES and LANG that is set
    /// decides; none, "C" and "POSIX" name no language.
    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        let stated = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        let language = (stated ?? "").prefix { $0.isLetter }.lowercased()
        isVietnamese = ["", "c", "posix", "vi"].contains(language)
    }

    private func words(_ vietnamese: String, _ english: String) -> String { isVietnamese ? vietnamese : english }

    // MARK: The summary

    func counts(read: Int, added: Int, changed: Int, unchanged: Int, rejected: Int) -> String {
        words(
            "đã đọc \(read): thêm \(added), sửa \(changed), giữ nguyên \(unchanged), từ chối \(rejected)",
            "read \(read): \(added) added, \(changed) changed, \(unchanged) unchanged, \(rejected) rejected")
    }

    func copies(_ counts: CopyCounts) -> String {
        if counts.left > 0 {
            return words(
                "\(counts.left) bản sách được biểu ghi nhắc tới, chưa vào sổ: thêm --service-point SỐ để vào sổ",
                "named by the records and in no register: \(counted(counts.left, "copy", "copies")); --service-point NUMBER enters them"
            )
        }
        return words(
            "bản sách: vào sổ \(counts.entered), đã có \(counts.known), không nhận \(counts.refused)",
            "copies: \(counts.entered) entered, \(counts.known) known, \(counts.refused) refused")
    }

    func resumed(files: Int) -> String {
        words(
            "\(files) tệp đã xong từ lần chạy bị ngắt",
            "finished by the interrupted run: \(counted(files, "file"))")
    }

    var language: InterfaceLanguage { isVietnamese ? .vietnamese : .english }
    /// Why each code is told and what to do, as the pages say it.
    var sentences: CodeSentences? { try? CodeSentences(language) }

    var rejected: String { words("từ chối", "rejected") }
    var warning: String { words("cảnh báo", "warning") }
    /// What was found, in the words of the program that read the file.
    func found(_ reason: String) -> String { words("chi tiết", "found") + ": \(reason)" }

    func record(_ number: Int) -> String { words("biểu ghi \(number)", "record \(number)") }
    func line(_ number: Int) -> String { words("dòng \(number)", "line \(number)") }

    func row(_ number: Int, sheet: String?) -> String {
        words("dòng \(number)", "row \(number)") + (sheet.map { words(", trang tính \($0)", " of sheet \($0)") } ?? "")
    }

    // MARK: Units, and what is taken back

    func units(_ load: UnitLoad) -> String {
        words(
            "\(load.units) đơn vị, \(load.successions) liên kết kế thừa; đổi \(load.changed) dòng",
            "\(counted(load.units, "unit")), \(counted(load.successions, "successor link")); \(counted(load.changed, "row")) changed"
        )
    }

    func undone(_ batch: Int64, removed: Int, restored: Int) -> String {
        words(
            "lô \(batch): bỏ \(removed) biểu ghi, trả \(restored) biểu ghi về như trước",
            "batch \(batch): \(counted(removed, "record")) removed, \(restored) as before")
    }

    func copiesRemoved(_ count: Int) -> String {
        words("bản sách rút khỏi sổ: \(count)", "copies taken out of the register: \(count)")
    }

    func kept(_ record: KeptRecord, _ sentences: CodeSentences?) -> String {
        words("giữ lại biểu ghi \(record.record)", "kept record \(record.record)")
            + ": \(record.code.rawValue): \(sentences?[record.code] ?? record.sentence)"
    }

    func kept(_ copy: KeptCopy, _ sentences: CodeSentences?) -> String {
        words(
            "giữ lại bản sách \(copy.number) của biểu ghi \(copy.record), việc cuối ngày \(copy.on)",
            "kept copy \(copy.number) of record \(copy.record), last on \(copy.on)")
            + ": \(copy.code.rawValue): \(sentences?[copy.code] ?? copy.sentence)"
    }

    // MARK: An answer

    var nothingFound: String { words("không tìm thấy gì", "nothing found") }
    func found(_ count: Int) -> String { words("\(count) tài liệu", counted(count, "record")) }
    func foundMore(_ count: Int) -> String { words("hơn \(count) tài liệu", "more than \(count) records") }

    func dropped(_ left: [String]) -> String {
        words("bỏ qua để tìm được", "left out to find anything") + ": " + left.joined(separator: ", ")
    }

    var inBooks: String { words("Trong sách", "In the books") }
    var suggestion: String { words("có phải bạn muốn tìm", "did you mean") }
    var isIndexing: String {
        words("một số sách còn đang được lập chỉ mục", "some texts are still being indexed")
    }

    // MARK: The list of findings

    func more(_ count: Int) -> String {
        words("… và \(count) mục nữa; --json liệt kê đủ", "… and \(count) more; --json lists them")
    }

    func kept(in path: String) -> String {
        words("biểu ghi bị từ chối được cất ở \(path)", "rejected records are kept in \(path)")
    }

    /// Where all codes are explained.
    func codes(in path: String) -> String { words("tất cả các mã: \(path)", "all codes: \(path)") }

    // MARK: The progress

    func progress(finished: Int, files: Int, records: Int, aSecond: Int) -> String {
        words(
            "\(finished)/\(files) tệp, \(records) biểu ghi, \(aSecond) mỗi giây",
            "\(finished) of \(counted(files, "file")), \(counted(records, "record")), \(aSecond) a second")
    }

    func left(_ duration: String) -> String { words("còn \(duration)", "\(duration) left") }
    func indexing(books: Int) -> String {
        words("đang lập chỉ mục: \(books) cuốn", "indexing: \(counted(books, "book"))")
    }
}
