/// One part of a form: a field, or a file.
struct MultipartPart: Equatable {
    /// What a header says, and where in the body its line begins.
    struct Declared: Equatable {
        let word: String
        let byteOffset: Int
    }

    /// As bytes, since nobody says that it is UTF-8.
    let name: [UInt8]
    let isFile: Bool
    let charset: Declared?
    let transferEncoding: Declared?
    /// Where in the body its bytes are.
    var content: Range<Int>

    /// Reads the header lines in `lines`; `begin` is where they begin.
    init(_ bytes: [UInt8], lines: [Range<Int>], begin: Int) throws(FormError) {
        var disposition: HeaderValue?
        var charset: Declared?
        var transferEncoding: Declared?
        var seen: Set<String> = []
        for line in lines {
            guard let colon = bytes[line].firstIndex(of: UInt8(ascii: ":")), colon > line.lowerBound,
                bytes[line.lowerBound..<colon].allSatisfy(HeaderValue.isTokenByte)
            else { throw .malformedMultipart(byteOffset: line.lowerBound) }
            let name = HeaderValue.lowercased(bytes[line.lowerBound..<colon])
            guard ["content-disposition", "content-type", "content-transfer-encoding"].contains(name) else { continue }
            guard seen.insert(name).inserted, let value = HeaderValue(bytes[(colon + 1)..<line.upperBound]) else {
                throw .malformedMultipart(byteOffset: line.lowerBound)
            }
            switch name {
            case "content-disposition": disposition = value
            case "content-type":
                charset = value["charset"].map {
                    Declared(word: HeaderValue.lowercased($0), byteOffset: line.lowerBound)
                }
            default: transferEncoding = Declared(word: value.word, byteOffset: line.lowerBound)
            }
        }
        guard let disposition, disposition.word == "form-data", let name = disposition["name"] else {
            throw .malformedMultipart(byteOffset: begin)
        }
        self.name = Self.unescaped(name)
        isFile = disposition["filename"] != nil || disposition["filename*"] != nil
        self.charset = charset
        self.transferEncoding = transferEncoding
        content = begin..<begin
    }

    /// Refuses what is not plain UTF-8 by its own word.
    func checkEncoding() throws(FormError) {
        if let charset, !TextCharset.isUTF8(charset.word.utf8) {
            throw .unsupportedCharset(byteOffset: charset.byteOffset)
        }
        if let transferEncoding, !["7bit", "8bit", "binary"].contains(transferEncoding.word) {
            throw .unsupportedTransferEncoding(byteOffset: transferEncoding.byteOffset)
        }
    }

    /// Browsers write a quote and line ends in a name as `%22`, `%0D` and `%0A`, and nothing else so (HTML standard,
    /// "multipart/form-data encoding algorithm").
    private static func unescaped(_ name: [UInt8]) -> [UInt8] {
        guard name.contains(UInt8(ascii: "%")) else { return name }
        var bytes: [UInt8] = []
        var index = 0
        while index < name.count {
            switch HeaderValue.lowercased(name[index..<min(index + 3, name.count)]) {
            case "%22": bytes.append(UInt8(ascii: "\""))
            case "%0d": bytes.append(0x0D)
            case "%0a": bytes.append(0x0A)
            default:
                bytes.append(name[index])
                index += 1
                continue
            }
            index += 3
        }
        return bytes
    }
}
