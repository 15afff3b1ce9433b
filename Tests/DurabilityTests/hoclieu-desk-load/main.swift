import CCutWrites
import FileStore
import Foundation
import Library
import SQLiteStore
import Synchronization

// `hoclieu-desk-load FOLDER POINT OTHER UNIT COPIES FIRST ACTS [JOURNAL]`: twenty
// desks with the copies 1…COPIES make acts of five facts each, numbered from
// FIRST, and say the number of each on standard output once it is durable. With
// a JOURNAL what SQLite writes is recorded there, and the process ends as a
// power cut would end it.
let words = Array(CommandLine.arguments.dropFirst())
guard words.count >= 7, let copies = Int64(words[4]), let first = Int64(words[5]), let acts = Int64(words[6]) else {
    FileHandle.standardError.write(Data("hoclieu-desk-load: seven words are needed\n".utf8))
    exit(2)
}
let folder = words[0]
let (point, other) = (ServicePointID(Int64(words[1]) ?? 0), ServicePointID(Int64(words[2]) ?? 0))
let unit = UnitID(Int64(words[3]) ?? 0)
let journal = words.count > 7 ? words[7] : nil
if let journal, cut_writes_record(journal) != 0 { exit(2) }

let store = try LibraryStore.open(folder: folder, contents: LibraryFiles(folder: folder))
let next = Atomic<Int64>(first)

@Sendable func events(of act: Int64, copy: CopyID) -> [LedgerEvent] {
    let loan = LoanID(act)
    let traits = BorrowerTraits(category: .pupil, grade: 4, unit: unit)
    let facts: [LedgerFact] = [
        .loanOpened(
            loan, LoanOpening(copy: copy, point: point, dueOn: Day(.now), policy: "1", borrower: traits)),
        .loanRenewed(loan, copy, at: point, dueOn: Day(.now)), .loanReturned(loan, copy, at: other),
        .copySeen(copy, at: point), .usedInHouse(copy, at: point),
    ]
    return facts.enumerated().map { place, fact in
        // The act can be told from the number of each of its events.
        LedgerEvent(
            id: EventID(high: 0x0192_F0C1_7B2E_7000, low: UInt64(act) << 3 | UInt64(place) | 1 << 63),
            device: DeviceID(3), deviceSequence: act * 5 + Int64(place) + 1, happenedAt: .now, fact: fact)
    }
}

try await withThrowingTaskGroup(of: Void.self) { group in
    for desk in 0..<min(20, copies) {
        group.addTask {
            while true {
                let act = next.add(1, ordering: .relaxed).oldValue
                guard act < first + acts else { return }
                _ = try await store.circulating.ledger.accept(events(of: act, copy: CopyID(desk + 1)))
                if journal != nil { cut_writes_mark(act) }
                let line = "\(act)\n"
                _ = line.withCString { write(1, $0, strlen($0)) }
                if journal != nil, act % 37 == 0 { _ = cut_writes_checkpoint(folder + "/hoclieu.sqlite") }
            }
        }
    }
    try await group.waitForAll()
}
if journal != nil { cut_writes_close() }
// Nothing is closed and nothing is tidied up.
_exit(0)
