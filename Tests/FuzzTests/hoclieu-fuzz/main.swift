import Formats
import Foundation
import Library
import Randomness

// Mutates sample files and feeds them to one reader, in this process, until
// the time is up. A trap, a hang of more than 20 seconds, or an item that
// breaks the contract ends the process; the input that did it is kept.
// Exit status: 0 sound, 1 broken, 2 wrong usage, 3 no sample to mutate.
//
// usage: hoclieu-fuzz FORMAT SECONDS SEED SCRATCH_FOLDER INGEST_FOLDER [SAMPLE…]

struct Broken: Error { var why: String }

let arguments = CommandLine.arguments
guard arguments.count > 5, let format = FileFormat(rawValue: arguments[1]), let seconds = Double(arguments[2]),
    let seed = UInt64(arguments[3])
else {
    print("usage: hoclieu-fuzz FORMAT SECONDS SEED SCRATCH INGEST [SAMPLE…]")
    exit(2)
}
let scratch = arguments[4]
let given = try arguments[6...].map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))) }
let samples = (given.filter { $0.count < 2 << 20 } + MadeSamples.files(of: format)).map {
    FuzzSample($0, of: format)
}
guard !samples.isEmpty else {
    print("\(format.rawValue): no sample, left out")
    exit(3)
}
let reader = Readers(ingestFolder: arguments[5]).reader(for: format)
let input = scratch + "/input." + (format == .marc ? "mrc" : format == .text ? "txt" : format.rawValue)

var limits = ReadingLimits()
limits.archiveBytes = 64 << 20
limits.entryBytes = 16 << 20
limits.pages = 20

/// What every item must keep, whatever the file was.
func check(_ item: IntakeItem) throws {
    switch item {
    case .record(let patch):
        if patch.facts.title.isEmpty { throw Broken(why: "an empty title") }
        if let year = patch.facts.year, !(1_000...2_200).contains(year) { throw Broken(why: "year \(year)") }
    case .section(let section):
        if section.html.lowercased().contains("<script") { throw Broken(why: "a script in a section") }
    case .passage(let passage):
        if passage.section < 1 || passage.firstBlock < 1 { throw Broken(why: "a passage without a place") }
    case .image, .diagnostic, .progress: break
    }
}

var mutator = Mutator(random: SeededRandom(seed: seed))
let end = Date().addingTimeInterval(seconds)
var runs = 0
var taken = 0
var rejected = 0
while Date() < end {
    let bytes = mutator.mutate(mutator.random.pick(samples), with: mutator.random.pick(samples))
    try Data(bytes).write(to: URL(fileURLWithPath: input))
    alarm(20)
    do {
        try reader.read(
            SourceFile(path: input, name: "input", byteCount: Int64(bytes.count)), limits: limits,
            into: { try check($0) })
        taken += 1
    } catch let broken as Broken {
        print("\(format.rawValue): \(broken.why); seed \(seed), run \(runs), input \(input)")
        exit(1)
    } catch {
        rejected += 1
    }
    alarm(0)
    runs += 1
}
print("\(format.rawValue): \(runs) mutated files, \(taken) read, \(rejected) refused, none broke the reader")
