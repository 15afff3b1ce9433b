import Library

/// What was typed about an activity, right or wrong.
struct ActivityDraft {
    var title = ""
    var kind = ActivityKind.other.rawValue
    var first = ""
    var last = ""
    var place = ""
    var className = ""
    var state = ActivityState.planned.rawValue
    var pupils = ""
    var teachers = ""
    var others = ""
    var women = ""
    var note = ""

    init(on day: Day) { first = Self.written(day) }

    init(_ plan: ActivityPlan) {
        (title, kind) = (plan.title, plan.kind.rawValue)
        (first, last) = (Self.written(plan.first), plan.first == plan.last ? "" : Self.written(plan.last))
    }

    init(_ facts: ActivityFacts) {
        (title, kind, state) = (facts.title, facts.kind.rawValue, facts.state.rawValue)
        (first, last) = (Self.written(facts.first), facts.first == facts.last ? "" : Self.written(facts.last))
        (place, className, note) = (facts.place ?? "", facts.className ?? "", facts.note ?? "")
        guard let attendance = facts.attendance else { return }
        (pupils, teachers) = (String(attendance.pupils), String(attendance.teachers))
        (others, women) = (String(attendance.others), attendance.women.map(String.init) ?? "")
    }

    init(_ form: FormValues) {
        (title, kind, state) = (form.text("ten"), form.text("loai"), form.text("tinh-trang"))
        (first, last) = (form.text("tu"), form.text("den"))
        (place, className, note) = (form.text("noi"), form.text("lop"), form.text("ghi-chu"))
        (pupils, teachers) = (form.text("hs"), form.text("gv"))
        (others, women) = (form.text("khac"), form.text("nu"))
    }

    /// A day as people write it.
    static func written(_ day: Day) -> String { "\(day.day)/\(day.month)/\(day.year)" }

    /// Without a last day it is one day; a group that is left empty beside one
    /// that is not counts as none.
    func facts(on today: Day) throws(ActivityRefusal) -> ActivityFacts {
        guard let start = Day(written: first), let end = last.isEmpty ? start : Day(written: last) else {
            throw .daysWrong
        }
        guard let kind = ActivityKind(rawValue: kind), let state = ActivityState(rawValue: state) else {
            throw .titleMissing
        }
        let facts = ActivityFacts(
            title: title, kind: kind, first: start, last: end, place: place.isEmpty ? nil : place,
            className: className.isEmpty ? nil : className, state: state, attendance: try attendance,
            note: note.isEmpty ? nil : note)
        if let refusal = facts.refusal(on: today) { throw refusal }
        return facts
    }

    private var attendance: Attendance? {
        get throws(ActivityRefusal) {
            let groups = [pupils, teachers, others]
            guard !groups.allSatisfy(\.isEmpty) else {
                if women.isEmpty { return nil }
                throw .countsWrong
            }
            let numbers = groups.map { $0.isEmpty ? 0 : Int($0) ?? -1 }
            let women = women.isEmpty ? nil : Int(women) ?? -1
            return Attendance(pupils: numbers[0], teachers: numbers[1], others: numbers[2], women: women)
        }
    }
}
