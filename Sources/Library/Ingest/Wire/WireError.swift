/// What can be wrong with bytes that came through a pipe or out of a blob.
///
/// The sender has opened a foreign file and may have been taken over by it, so
/// nothing in its bytes is believed.
package enum WireError: Error, Equatable {
    /// The bytes end before the value does.
    case truncated
    /// A length or count is larger than what can follow.
    case lengthTooLarge
    /// A frame or enumeration code that does not exist.
    case unknownCode
    case notUTF8
    /// A number outside of what its field may hold.
    case outOfRange
    /// A value ended but the frame did not.
    case trailingBytes
    /// A frame larger than ``Frame/maximumLength``.
    case frameTooLarge
}
