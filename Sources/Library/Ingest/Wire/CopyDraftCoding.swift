/// Copies on the wire. The number goes as it is written: how it is compared is
/// worked out again on the side that trusts nobody.
extension ByteWriter {
    mutating func put(_ copy: CopyDraft) {
        put(copy.number.text)
        for text in [copy.barcode, copy.callNumber, copy.owner, copy.holder, copy.location] { put(text) }
        put(copy.price)
        put(copy.condition, in: WireCodes.condition)
        put(copy.standing, in: WireCodes.standing)
        put(copy.source != nil)
        if let source = copy.source { put(source, in: WireCodes.copySource) }
        put(copy.receivedOn.map { $0.description })
        for text in [copy.invoice, copy.withdrawal, copy.note] { put(text) }
    }
}

extension ByteReader {
    mutating func copyDraft() throws(WireError) -> CopyDraft {
        guard let number = AccessionNumber(try text()) else { throw .outOfRange }
        var copy = CopyDraft(number: number)
        copy.barcode = try optionalText()
        copy.callNumber = try optionalText()
        copy.owner = try optionalText()
        copy.holder = try optionalText()
        copy.location = try optionalText()
        if try flag() { copy.price = try int(in: CopyDraft.prices) }
        copy.condition = try code(in: WireCodes.condition)
        copy.standing = try code(in: WireCodes.standing)
        if try flag() { copy.source = try code(in: WireCodes.copySource) }
        if let text = try optionalText() {
            guard let day = Day(iso: text) else { throw .outOfRange }
            copy.receivedOn = day
        }
        copy.invoice = try optionalText()
        copy.withdrawal = try optionalText()
        copy.note = try optionalText()
        return copy
    }
}
