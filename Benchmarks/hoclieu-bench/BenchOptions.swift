/// The words of the command line: one measurement, and options with a value each.
/// Whatever is not known is a fault: a slip must not measure for ten minutes.
struct BenchOptions {
    /// What can be measured, with a line for the help.
    static let measurements: [(name: String, what: String)] = [
        ("all", "every measurement, one after the other; also without a word"),
        ("province", "the search in a made-up catalogue of 300,000 records"),
        ("shelf", "the search inside 5,000 made-up books"),
        ("rotation", "boxes from packing to coming home"),
        ("register", "a register of 20,000 rows"),
        ("ledger", "a school year of acts, then live desks beside an ingest"),
        ("figures", "freezing the months of a school year"),
        ("usage", "a month of raw hits"),
        ("dashboard", "the targets of 3,000 points"),
        ("reports", "the report of a province"),
        ("yardstick", "the speed of the machine alone"),
    ]

    /// What an option's value may be.
    private enum Value {
        case text
        case number
        case oneOf([String])

        func takes(_ value: String) -> Bool {
            switch self {
            case .text: !value.isEmpty
            case .number: Int(value).map { $0 > 0 } ?? false
            case .oneOf(let words): words.contains(value)
            }
        }
    }

    private static let known: [(name: String, value: Value, shown: String, what: String)] = [
        ("size", .oneOf(["small", "full"]), "small|full", "small is quick; full without it"),
        ("data", .text, "DIR", "where made-up libraries are kept; a temporary folder without it"),
        ("model", .text, "DIR", "the syllables text is made of; Benchmarks/model without it"),
        ("only", .text, "KIND", "of province and shelf: one kind of question"),
        ("overlap", .oneOf(["yes", "no"]), "yes|no", "of shelf: compare with the exhaustive answer"),
        ("copies", .oneOf(["yes", "no"]), "yes|no", "of province: with copies among the facets"),
        ("acts", .number, "N", "of ledger and figures: acts of the year"),
        ("desk-acts", .number, "N", "of ledger: acts through the desk"),
        ("seconds", .number, "N", "of ledger: how long the desks work"),
        ("ingest-megabytes", .number, "N", "of ledger: the ingest beside them"),
        ("ingest", .text, "DIR", "of reports: profiles and templates; ingest without it"),
    ]

    private var values: [String: String] = [:]
    private(set) var word = "all"
    private(set) var wantsHelp = false

    init(_ arguments: [String]) throws(BenchFault) {
        if arguments.contains(where: { ["--help", "-h", "help"].contains($0) }) {
            wantsHelp = true
            return
        }
        var words: [String] = []
        var rest = arguments[...]
        while let first = rest.popFirst() {
            guard first.hasPrefix("-") else {
                words.append(first)
                continue
            }
            guard let option = Self.known.first(where: { "--\($0.name)" == first }) else {
                throw BenchFault(sentence: "there is no option \(first)")
            }
            guard let value = rest.popFirst(), option.value.takes(value) else {
                throw BenchFault(sentence: "\(first) takes \(option.shown)")
            }
            values[option.name] = value
        }
        guard words.count <= 1 else { throw BenchFault(sentence: "one measurement at a time, or all") }
        guard let named = words.first else { return }
        guard Self.measurements.contains(where: { $0.name == named }) else {
            throw BenchFault(sentence: "there is no measurement \(named)")
        }
        word = named
    }

    subscript(name: String) -> String? { values[name] }
    func number(_ name: String) -> Int? { values[name].flatMap { Int($0) } }

    /// Whether a measurement was asked for, by its name or with all.
    func wants(_ name: String) -> Bool { word == "all" || word == name }

    static var help: String {
        let words = measurements.map { Self.line($0.name, $0.what) }
        let options = known.map { Self.line("--\($0.name) \($0.shown)", $0.what) }
        return
            (["usage: hoclieu-bench [MEASUREMENT] [OPTION VALUE]…", "", "Measurements:"] + words
            + ["", "Options:"] + options).joined(separator: "\n")
    }

    private static func line(_ name: String, _ what: String) -> String {
        "  " + name + String(repeating: " ", count: max(1, 24 - name.count)) + what
    }
}

/// Why a command line is not understood.
struct BenchFault: Error { let sentence: String }
