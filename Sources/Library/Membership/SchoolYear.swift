/// Moves classes up at the end of a school year.
package enum SchoolYear {
    /// The name of the class a year on: "5A" becomes "6A", "Lớp 10 Toán" becomes
    /// "Lớp 11 Toán". Nil for the last grade of a school and for names without a
    /// grade, where a person decides.
    package static func promoted(_ className: String, lastGrade: Int) -> String? {
        guard let digits = gradeDigits(className), let grade = grade(of: className), grade < lastGrade else {
            return nil
        }
        return className[..<digits.startIndex] + String(grade + 1) + className[digits.endIndex...]
    }

    /// What becomes of a pupil at the end of the year.
    package enum Outcome: Equatable, Sendable {
        case promoted(to: String)
        /// Was in the last grade of the school, or above it.
        case leaves
        /// The name of the class tells no grade: a person decides.
        case stays
    }

    package static func outcome(of className: String, lastGrade: Int) -> Outcome {
        if let next = promoted(className, lastGrade: lastGrade) { return .promoted(to: next) }
        return grade(of: className).map { $0 >= lastGrade } == true ? .leaves : .stays
    }

    /// The grade a class is of, 1 to 12.
    package static func grade(of className: String) -> Int? {
        gradeDigits(className).flatMap { Int($0) }.flatMap { (1...12).contains($0) ? $0 : nil }
    }

    /// The number a class begins with, after "lớp" or "khối" at most: in "Lá 1" the
    /// number is no grade.
    private static func gradeDigits(_ className: String) -> Substring? {
        var rest = className[...]
        for word in ["lớp ", "khối "] where rest.lowercased().hasPrefix(word) { rest = rest.dropFirst(word.count) }
        let digits = rest.prefix { ("0"..."9").contains($0) }
        return digits.isEmpty ? nil : digits
    }

    /// The last grade of a kind of school; nil where there are several answers or none.
    package static func lastGrade(of kind: InstitutionKind) -> Int? {
        switch kind {
        case .primarySchool: 5
        case .lowerSecondarySchool: 9
        case .upperSecondarySchool: 12
        default: nil
        }
    }
}
