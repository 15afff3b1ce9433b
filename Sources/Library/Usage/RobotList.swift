/// The names by which robots are known (COUNTER 5.1, 7.8), of one date.
package struct RobotList: Equatable, Sendable {
    /// When somebody last looked whether it is still right.
    package var date: Day?
    /// What a robot's name holds anywhere; small letters.
    package var parts: [String]
    /// What it begins with; small letters.
    package var beginnings: [String]
    /// Names of people's browsers and phones in which a part stands by chance:
    /// they are taken out before anybody looks ("cubot" is a phone).
    package var innocent: [String]

    package init(date: Day? = nil, parts: [String] = [], beginnings: [String] = [], innocent: [String] = []) {
        self.date = date
        let folded = { (names: [String]) in names.map { $0.lowercased() }.filter { !$0.isEmpty } }
        (self.parts, self.beginnings, self.innocent) = (folded(parts), folded(beginnings), folded(innocent))
    }

    /// Whether a User-Agent is a robot's. One without any name, or of a single
    /// sign, is.
    package func isRobot(_ agent: String) -> Bool {
        var name = agent.lowercased()
        guard name.utf8.count > 1 else { return true }
        if beginnings.contains(where: { name.hasPrefix($0) }) { return true }
        for phone in innocent where name.contains(phone) { name = name.replacing(phone, with: " ") }
        return parts.contains { name.contains($0) }
    }
}
