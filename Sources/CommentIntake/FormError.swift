/// Why a request's bytes are no form at all. Says where, never what stood there.
package enum FormError: Error, Equatable, Sendable {
    case notUTF8(byteOffset: Int)
    /// Also for what is nested deeper than any form of ours.
    case malformedJSON(byteOffset: Int)
    case notAnObject
    case tooManyFields(limit: Int)
    /// `Content-Type` names no boundary for the parts, or one that RFC 2046 does not allow.
    case invalidBoundary
    /// Also for a part whose headers are longer than any of ours, and for a body that ends before its last boundary.
    case malformedMultipart(byteOffset: Int)
    /// A charset other than UTF-8 is named there; without a place when `Content-Type` of the request names it.
    case unsupportedCharset(byteOffset: Int?)
    /// A part that is base64 or quoted-printable, which RFC 7578 takes out of use.
    case unsupportedTransferEncoding(byteOffset: Int)
}

extension FormError {
    /// Throws the place of the first byte that is not UTF-8. `origin` is added to it.
    package static func checkUTF8(_ bytes: [UInt8], origin: Int = 0) throws(FormError) {
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            throw .notUTF8(byteOffset: origin + error.byteOffsets.lowerBound)
        }
    }
}
