import Library
import Synchronization

/// Which browsers' names are robots', looked up once each; a name is kept in
/// memory only.
final class AgentBook: Sendable {
    private static let mostRemembered = 4_096
    private static let longest = 512

    private let robots: RobotList
    private let known = Mutex<[String: Bool]>([:])

    init(_ robots: RobotList) { self.robots = robots }

    func isRobot(_ agent: String) -> Bool {
        if let answer = known.withLock({ $0[agent] }) { return answer }
        let answer = robots.isRobot(String(agent.prefix(Self.longest)))
        guard agent.utf8.count <= Self.longest else { return answer }
        known.withLock { known in
            if known.count >= Self.mostRemembered { known = [:] }
            known[agent] = answer
        }
        return answer
    }
}
