import Library

/// Item fields of a MARC record → copies, beside the record's own facts.
///
/// | copy | Koha 952 | MARC 21 Holdings 852 |
/// |---|---|---|
/// | number | $i, else $p | $p |
/// | barcode | $p, where $i is the number | |
/// | owner, holder | $a, $b | $a, $a |
/// | location | $c | $b $c |
/// | call number | $o | $k $h $i $m |
/// | price, day | $g, else $v; $d | |
/// | lost, withdrawn, damaged | $1, $0, $4 | $q in words |
/// | for the reading room | $7 | |
/// | source | $e | |
/// | note | $h (the volume), $t (which copy), $x $z | $t, $x $z |
///
/// A field without a number says where a title is, not which copy: it is left
/// in the source record. Where a record has both, 952 is the fuller one.
/// <https://koha-community.org/manual/latest/en/html/cataloging.html>
/// <https://www.loc.gov/marc/holdings/hd852.html>
enum MARCItems {
    static func copies(in record: MARCRecord) -> (copies: [CopyDraft], faults: [RecordFault]) {
        for (tag, draft) in [(952, koha), (852, holdings)] {
            var copies: [CopyDraft] = []
            var faults: [RecordFault] = []
            for field in record.fields where field.tag == tag {
                guard copies.count < RecordPatch.mostCopies else {
                    let reason = "The record has more than \(RecordPatch.mostCopies) copies; the others are left out."
                    faults.append(RecordFault(.recordTooLarge, field: String(tag), reason))
                    break
                }
                if let copy = draft(field, record, &faults) { copies.append(copy) }
            }
            if !copies.isEmpty || !faults.isEmpty { return (copies, faults) }
        }
        return ([], [])
    }

    private static func koha(_ field: MARCField, _ record: MARCRecord, _ faults: inout [RecordFault]) -> CopyDraft? {
        let barcode = record.first(field, "p")
        guard let written = record.first(field, "i") ?? barcode, let number = number(written, 952, &faults) else {
            return nil
        }
        var copy = CopyDraft(number: number)
        copy.barcode = barcode == written ? nil : barcode
        copy.owner = record.first(field, "a")
        copy.holder = record.first(field, "b") ?? copy.owner
        copy.location = record.first(field, "c")
        copy.callNumber = record.first(field, "o")
        if let words = record.first(field, "e") { copy.say(source: words) }
        if let volume = record.first(field, "h") { copy.say(note: volume) }
        if let ordinal = record.first(field, "t") { copy.say(note: "Bản thứ \(ordinal)") }
        for note in record.all(field, "xz") { copy.say(note: note) }
        // Authorised values: 0 is "not so", whatever the other codes are called.
        let isSet = { (code: StaticString) in record.first(field, code).map { $0 != "0" } ?? false }
        if isSet("4") { copy.condition = .damaged }
        if isSet("1") { copy.standing = .lost }
        if isSet("0") { copy.standing = .withdrawn }
        if isSet("7") { copy.say(note: "Đọc tại chỗ") }
        if let text = record.first(field, "g") ?? record.first(field, "v") {
            do throws(AccessionFault) { copy.price = try AccessionCells.price(text) } catch {
                faults.append(RecordFault(.valueInvalid, field: "952", "\"\(text)\" is no price in đồng."))
            }
        }
        if let text = record.first(field, "d") {
            do throws(AccessionFault) { copy.receivedOn = try AccessionCells.day(text) } catch {
                faults.append(RecordFault(.valueInvalid, field: "952", "\"\(text)\" is no day."))
            }
        }
        return copy
    }

    private static func holdings(_ field: MARCField, _ record: MARCRecord, _ faults: inout [RecordFault]) -> CopyDraft?
    {
        guard let written = record.first(field, "p"), let number = number(written, 852, &faults) else { return nil }
        var copy = CopyDraft(number: number)
        (copy.owner, copy.holder) = (record.first(field, "a"), record.first(field, "a"))
        copy.location = joined(record.all(field, "bc"), by: ", ")
        copy.callNumber = joined(record.all(field, "khim"), by: " ")
        if let words = record.first(field, "q") { copy.say(condition: words) }
        if let ordinal = record.first(field, "t") { copy.say(note: "Bản thứ \(ordinal)") }
        for note in record.all(field, "xz") { copy.say(note: note) }
        return copy
    }

    private static func number(_ written: String, _ tag: Int, _ faults: inout [RecordFault]) -> AccessionNumber? {
        if let number = AccessionNumber(written) { return number }
        let reason = "\"\(written.prefix(60))\" cannot be the number of a copy."
        faults.append(RecordFault(.valueInvalid, field: String(tag), reason))
        return nil
    }

    private static func joined(_ parts: [String], by mark: String) -> String? {
        parts.isEmpty ? nil : parts.joined(separator: mark)
    }
}
