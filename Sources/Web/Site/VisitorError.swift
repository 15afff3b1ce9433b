import HTTPTypes
package import Library

/// What a visitor is told when a page cannot be shown; the codes of
/// `docs/errors.md`. The sentences are in `Locales/*.yaml` under `error`.
package struct VisitorError: Error, Equatable, Sendable {
    package enum Code: String, CaseIterable, Sendable {
        case notFound = "not-found"
        case closed
        case badRequest = "bad-request"
        case methodNotAllowed = "method-not-allowed"
        case formExpired = "form-expired"
        /// Signed in, but not for this.
        case forbidden
        case tooManyRequests = "too-many-requests"
        case timeout
        case `internal`
        case tooLarge = "too-large"
        case unavailable
        /// Only the desks still write.
        case diskNearlyFull = "disk-nearly-full"
        /// Nobody writes any more.
        case diskFull = "disk-full"
        /// There was no more room in the middle of an act; it was taken back.
        case diskFilled = "disk-filled"
        /// The disk refused to write in the middle of an act; it was taken back.
        case diskFailed = "disk-failed"
        /// A range of a file that does not exist.
        case range

        var status: HTTPResponse.Status {
            switch self {
            case .notFound: .notFound
            case .closed, .formExpired, .forbidden: .forbidden
            case .badRequest: .badRequest
            case .methodNotAllowed: .methodNotAllowed
            case .tooManyRequests: .tooManyRequests
            case .timeout, .unavailable, .diskNearlyFull, .diskFull, .diskFailed: .serviceUnavailable
            case .diskFilled: HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
            case .internal: .internalServerError
            case .tooLarge: .uriTooLong
            case .range: .rangeNotSatisfiable
            }
        }
    }

    package var code: Code
    /// The record a closed text belongs to: its page can still be seen.
    package var record: RecordID?

    package init(_ code: Code, record: RecordID? = nil) { (self.code, self.record) = (code, record) }
}
