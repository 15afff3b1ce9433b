import Library

/// Something found wrong in a record before it is known whether the record is
/// taken.
struct RecordFault: Equatable {
    var code: DiagnosticCode
    /// The MARC tag or column heading it stands in.
    var field: String?
    var reason: String
    init(_ code: DiagnosticCode, field: String? = nil, _ reason: String) {
        (self.code, self.field, self.reason) = (code, field, reason)
    }
}
