import Library
import Synchronization

/// The hits of the last moments, on their way into the file.
final class HitBuffer: Sendable {
    private struct Contents {
        var hits: [RawHit] = []
        var dropped = 0
    }

    /// Some ten seconds at the rate of a machine that does nothing else; 20 MiB.
    static let usualCapacity = 200_000

    private let contents = Mutex(Contents())
    private let capacity: Int

    init(capacity: Int = usualCapacity) { self.capacity = capacity }

    func add(_ hit: RawHit) {
        contents.withLock { contents in
            if contents.hits.count < capacity { contents.hits.append(hit) } else { contents.dropped += 1 }
        }
    }

    /// Takes everything out.
    func take() -> (hits: [RawHit], dropped: Int) {
        contents.withLock { contents in
            defer { contents = Contents() }
            return (contents.hits, contents.dropped)
        }
    }

    /// Puts back in front what could not be written; what has no room is lost.
    func putBack(_ hits: ArraySlice<RawHit>, dropped: Int) {
        contents.withLock { contents in
            let all = Array(hits) + contents.hits
            contents.hits = Array(all.prefix(capacity))
            contents.dropped += dropped + max(0, all.count - capacity)
        }
    }
}
