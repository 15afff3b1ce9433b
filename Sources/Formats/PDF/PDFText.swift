import Library

/// The words of a PDF, gathered into the paragraphs pdftotext finds.
struct PDFText {
    struct Line: Equatable {
        var text: String
        /// Height of its largest word in points; about the size of the type.
        var height: Double
    }

    struct Paragraph: Equatable {
        var lines: [Line]

        /// Lines joined; a hyphen at a line's end goes when a small ASCII letter
        /// follows one, as in "exam-" "ple".
        var text: String {
            var result = ""
            for line in lines where !line.text.isEmpty {
                if result.isEmpty {
                    result = line.text
                } else if result.last == "\u{AD}" {
                    result = result.dropLast() + line.text
                } else if result.last == "-", let before = result.dropLast().last, before.isASCII, before.isLetter,
                    let first = line.text.first, first.isASCII, first.isLowercase
                {
                    result = result.dropLast() + line.text
                } else {
                    result += " " + line.text
                }
            }
            return result
        }
    }

    /// Reads all pages in order; `take` gets the 1-based number and the
    /// paragraphs of each. Returns false when the program or its output broke
    /// off before the end.
    static func read(path: String, pages: Int, limits: ReadingLimits, take: (Int, [Paragraph]) throws -> Void) throws
        -> Bool
    {
        let program = PDFProgram.make(
            "pdftotext", ["-bbox-layout", "-enc", "UTF-8", "-q"], path, ["-"], seconds: 60 + Double(pages) / 4,
            outputLimit: 4 << 30)
        let running: RunningProgram
        do { running = try RunningProgram(program) } catch { throw PDFProgram.rejection(of: error, "pdftotext") }
        var reading = PageReading()
        do {
            let stream = try XMLStream(limits: limits) { buffer in
                let count = try running.read(into: buffer)
                // Fonts without a table of characters give control characters,
                // which XML may not hold.
                for place in 0..<count where buffer[place] < 0x20 && buffer[place] != 0x0A { buffer[place] = 0x20 }
                return count
            }
            while let event = try stream.next() {
                if let page = reading.take(event) { try take(reading.page, page) }
            }
        } catch is XMLFault {
            return false
        }
        return running.end() == 0 || reading.page == pages
    }
}

/// The state of reading `page > flow > block > line > word`.
private struct PageReading {
    private(set) var page = 0
    private var paragraphs: [PDFText.Paragraph] = []
    private var lines: [PDFText.Line] = []
    private var words: [String] = []
    private var height = 0.0
    private var word = ""

    /// The paragraphs of a page when the event ends one.
    mutating func take(_ event: XMLStream.Event) -> [PDFText.Paragraph]? {
        switch event {
        case .startElement("page", _, _): (page, paragraphs) = (page + 1, [])
        case .startElement("block", _, _): lines = []
        case .startElement("line", _, _): (words, height) = ([], 0)
        case .startElement("word", _, let attributes):
            word = ""
            let value: (String) -> Double = { name in
                attributes.first { $0.name == name }.flatMap { Double($0.value) } ?? 0
            }
            height = max(height, value("yMax") - value("yMin"))
        case .text(let text): word = text
        case .endElement("word", _): if !word.isEmpty { words.append(Ligatures.parted(word)) }
        case .endElement("line", _): lines.append(PDFText.Line(text: words.joined(separator: " "), height: height))
        case .endElement("block", _): paragraphs.append(PDFText.Paragraph(lines: lines))
        case .endElement("page", _): return paragraphs
        default: break
        }
        return nil
    }
}

/// Letters that fonts join: "ﬁ" is two letters to everybody who searches.
enum Ligatures {
    static func parted(_ word: String) -> String {
        guard word.utf8.contains(0xEF) else { return word }
        var result = ""
        for scalar in word.unicodeScalars {
            switch scalar.value {
            case 0xFB00: result += "ff"
            case 0xFB01: result += "fi"
            case 0xFB02: result += "fl"
            case 0xFB03: result += "ffi"
            case 0xFB04: result += "ffl"
            case 0xFB05, 0xFB06: result += "st"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
