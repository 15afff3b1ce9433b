import Library

/// What pdfinfo says of a PDF.
struct PDFDetails {
    private let fields: [String: String]
    /// XMP metadata, when there is some.
    private(set) var metadata: XMLNode?
    let pages: Int

    /// Title, Author, Subject, Keywords as the Info dictionary states them.
    func field(_ name: String) -> String? {
        fields[name].map { CleanText.string($0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    init(path: String, limits: ReadingLimits) throws(FileRejection) {
        let outcome = try PDFProgram.run(
            "pdfinfo", ["-enc", "UTF-8", "-isodates"], path, seconds: 30, outputLimit: 1 << 20)
        let complaint = outcome.complaint.split(separator: "\n").last.map(String.init) ?? "no reason given"
        if outcome.complaint.contains("Incorrect password") {
            throw FileRejection(.passwordNeeded, "the PDF can be opened only with a password")
        }
        var fields: [String: String] = [:]
        for line in String(decoding: outcome.output, as: UTF8.self).split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = String(line[..<colon])
            let value = String(line[line.index(after: colon)...])
            // A title may hold lines that look like fields; the program writes
            // its own facts behind the texts of the file.
            if fields[name] == nil || PDFDetails.facts.contains(name) { fields[name] = value }
        }
        self.fields = fields
        guard outcome.status == 0, let pages = fields["Pages"].flatMap({ Int(CleanText.string($0)) }), pages > 0 else {
            throw FileRejection(.pdfDamaged, "the PDF cannot be opened: \(complaint)")
        }
        guard pages <= limits.pages else {
            throw FileRejection(.pdfTooManyPages, "the PDF has \(pages) pages, more than \(limits.pages)")
        }
        self.pages = pages
        if fields["Metadata Stream"].map({ CleanText.string($0) }) == "yes" {
            metadata = PDFDetails.metadata(path, limits: limits)
        }
    }

    private static let facts: Set<String> = ["Pages", "Encrypted", "Metadata Stream", "Page size"]

    /// Damaged metadata is as good as none.
    private static func metadata(_ path: String, limits: ReadingLimits) -> XMLNode? {
        guard let outcome = try? PDFProgram.run("pdfinfo", ["-meta"], path, seconds: 30, outputLimit: 4 << 20) else {
            return nil
        }
        return try? XMLDocument(outcome.output, limits: limits).root
    }

    /// The values of a property of Dublin Core or another schema, each once.
    func properties(_ name: String, namespace: String = "http://purl.org/dc/elements/1.1/") -> [String] {
        guard let metadata else { return [] }
        var values: [String] = []
        for node in metadata.descendants(named: name) where node.namespace == namespace {
            let items = node.descendants(named: "li")
            values += items.isEmpty ? [node.text] : items.map(\.text)
        }
        for node in metadata.descendants(named: "Description") {
            if let value = node.attribute(name, namespace: namespace) { values.append(value) }
        }
        var kept: [String] = []
        for value in values.map({ CleanText.string($0) }) where !value.isEmpty && !kept.contains(value) {
            kept.append(value)
        }
        return kept
    }
}

/// How the programs of poppler-utils are called.
enum PDFProgram {
    static func make(
        _ name: String, _ options: [String], _ path: String, _ rest: [String] = [], seconds: Double, outputLimit: Int
    ) -> OutsideProgram {
        // A name that begins with "-" must not be taken for an option.
        OutsideProgram(
            name: name, arguments: options + [path.hasPrefix("-") ? "./" + path : path] + rest, seconds: seconds,
            outputLimit: outputLimit)
    }

    static func run(
        _ name: String, _ options: [String], _ path: String, _ rest: [String] = [], seconds: Double, outputLimit: Int
    ) throws(FileRejection) -> OutsideProgram.Outcome {
        do { return try make(name, options, path, rest, seconds: seconds, outputLimit: outputLimit).run() } catch {
            throw rejection(of: error, name)
        }
    }

    static func rejection(of fault: OutsideProgram.Fault, _ name: String) -> FileRejection {
        switch fault {
        case .notStarted: FileRejection(.fileUnreadable, "the program \(name) is not installed (Debian: poppler-utils)")
        case .timeout: FileRejection(.pdfDamaged, "\(name) did not come to an end with this PDF")
        case .tooMuchOutput: FileRejection(.pdfDamaged, "\(name) writes without end from this PDF")
        }
    }
}
