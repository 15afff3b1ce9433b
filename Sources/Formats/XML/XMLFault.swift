package import Library

/// Why an XML document could not be read, and where.
package struct XMLFault: Error, Equatable {
    package var code: DiagnosticCode
    /// 1-based; nil when the fault has no place.
    package var line: Int?
    package var reason: String
    package init(_ code: DiagnosticCode, line: Int? = nil, _ reason: String) {
        (self.code, self.line, self.reason) = (code, line, reason)
    }
}
