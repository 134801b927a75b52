/// What divides the parts of a body, from `Content-Type: multipart/form-data; boundary=…`.
struct MultipartBoundary: Equatable {
    /// `--` and the boundary, as a line of the body begins.
    let dashed: [UInt8]

    /// A charset other than UTF-8 named beside it is refused, since it would be meant for the texts.
    init(contentType: String) throws(FormError) {
        guard let type = HeaderValue(Array(contentType.utf8)[...]), let boundary = type["boundary"],
            Self.isAllowed(boundary)
        else { throw .invalidBoundary }
        if let charset = type["charset"], !TextCharset.isUTF8(charset) { throw .unsupportedCharset(byteOffset: nil) }
        dashed = Array("--".utf8) + boundary
    }

    /// RFC 2046, section 5.1.1: 1 to 70 of these, the last no space.
    private static func isAllowed(_ boundary: [UInt8]) -> Bool {
        (1...70).contains(boundary.count) && boundary.last != UInt8(ascii: " ")
            && boundary.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: " '()+_,-./:=?".utf8.contains(byte)
                }
            }
    }
}

/// Names of charsets.
enum TextCharset {
    /// Whether text in it is UTF-8; plain ASCII is.
    static func isUTF8(_ name: some Sequence<UInt8>) -> Bool {
        ["utf-8", "utf8", "us-ascii"].contains(HeaderValue.lowercased(name))
    }
}
