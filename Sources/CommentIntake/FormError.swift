/// Why a request's bytes are no form at all. Says where, never what stood there.
package enum FormError: Error, Equatable, Sendable {
    case notUTF8(byteOffset: Int)
    /// Also for what is nested deeper than any form of ours.
    case malformedJSON(byteOffset: Int)
    case notAnObject
    case tooManyFields(limit: Int)
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
