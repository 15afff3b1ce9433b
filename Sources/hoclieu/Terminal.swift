import Foundation
import Glibc

/// What a person at the keyboard reads.
enum Terminal {
    static let errorsAreShown = isatty(2) == 1
    static let answersAreShown = isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

    /// To standard error: standard output carries answers only.
    static func complain(_ sentence: String) {
        say("hoclieu: \(sentence)")
    }

    static func say(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    static func bold(_ text: String) -> String {
        answersAreShown ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }

    static func dim(_ text: String) -> String {
        answersAreShown ? "\u{1B}[2m\(text)\u{1B}[0m" : text
    }

    /// A found word; without a terminal it stands between asterisks.
    static func marked(_ text: String) -> String {
        answersAreShown ? "\u{1B}[1;4m\(text)\u{1B}[0m" : "*\(text)*"
    }
}
