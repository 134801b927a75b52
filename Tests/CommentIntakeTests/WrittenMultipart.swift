/// A well-formed multipart body with what stands in it, as some client or other might write it.
struct WrittenMultipart {
    struct Part {
        let name: [UInt8]
        let content: [UInt8]
        let isFile: Bool
    }

    let contentType: String
    let bytes: [UInt8]
    let parts: [Part]

    init(using random: inout Numbers) {
        let boundary = Self.boundary(using: &random)
        let lineEnd = Array((Int.random(in: 0..<4, using: &random) == 0 ? "\n" : "\r\n").utf8)
        let dashed = Array("--".utf8) + boundary
        var parts: [Part] = []
        var bytes = Self.preamble(using: &random, lineEnd: lineEnd)
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let content = Self.content(dashed, lineEnd, using: &random)
            let isFile = Int.random(in: 0..<5, using: &random) == 0
            bytes += dashed + Self.spaces(using: &random) + lineEnd
            let (name, headers) = Self.headers(isFile: isFile, lineEnd, using: &random)
            bytes += headers + lineEnd + content + lineEnd
            parts.append(Part(name: name, content: content, isFile: isFile))
        }
        bytes += dashed + Array("--".utf8)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: break
        case 1: bytes += Self.spaces(using: &random) + lineEnd
        default: bytes += Array("\r\n".utf8) + dashed + Array("\r\n\r\nnobody's\r\n".utf8) + dashed
        }
        self.bytes = bytes
        self.parts = parts
        contentType = Self.contentType(boundary, using: &random)
    }

    private static func boundary(using random: inout Numbers) -> [UInt8] {
        let allowed = Array("abcXYZ019'()+_,-./:=? ".utf8)
        let count = Int.random(in: 1...70, using: &random)
        let bytes = (0..<count).map { _ in allowed.randomElement(using: &random) ?? 0 }
        return bytes.dropLast() + [UInt8(ascii: "b")]
    }

    private static func contentType(_ boundary: [UInt8], using random: inout Numbers) -> String {
        let text = String(decoding: boundary, as: UTF8.self)
        let isBare = !text.contains(" ") && Bool.random(using: &random)
        let parameter = isBare ? "boundary=\(text)" : "Boundary=\"\(text)\""
        return [
            "multipart/form-data; \(parameter)", "multipart/form-data;charset=utf-8;\(parameter)",
            "Multipart/Form-Data ; \(parameter) ; charset=\"UTF-8\"", "multipart/form-data; \(parameter);",
        ].randomElement(using: &random) ?? ""
    }

    private static func preamble(using random: inout Numbers, lineEnd: [UInt8]) -> [UInt8] {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: lineEnd
        case 1: Array("This is a form.".utf8) + lineEnd
        default: []
        }
    }

    private static func spaces(using random: inout Numbers) -> [UInt8] {
        Int.random(in: 0..<8, using: &random) == 0 ? [0x20, 0x09] : []
    }

    /// Any bytes, among them boundaries in all places where they are none.
    private static func content(_ dashed: [UInt8], _ lineEnd: [UInt8], using random: inout Numbers) -> [UInt8] {
        var bytes: [UInt8] = []
        let otherEnd = Array((lineEnd.count == 2 ? "\n" : "\r\n").utf8)
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            switch Int.random(in: 0..<10, using: &random) {
            case 0: bytes.append(UInt8.random(in: 0...255, using: &random))
            case 1: bytes += lineEnd
            case 2: bytes += lineEnd + dashed + [UInt8(ascii: "x")]
            case 3: bytes += [UInt8(ascii: "x")] + dashed
            case 4: bytes += lineEnd + dashed.dropLast() + lineEnd
            case 5: bytes += lineEnd + dashed + Array("--x".utf8)
            case 6: bytes += otherEnd + dashed + lineEnd
            case 7: bytes += lineEnd + dashed + otherEnd
            default: bytes += Array(RandomForm.text(using: &random).utf8)
            }
        }
        return isPlain(bytes, dashed, lineEnd) ? bytes : Array("x".utf8)
    }

    /// Whether no line of it is a boundary: those a client must not write, and draws another one. Told here in the
    /// plainest way, line by line.
    private static func isPlain(_ content: [UInt8], _ dashed: [UInt8], _ lineEnd: [UInt8]) -> Bool {
        let separator: Character = lineEnd.count == 2 ? "\r\n" : "\n"
        // Latin-1: one character a byte, so nothing is lost; a lone CR or LF stays a character of its own.
        let text = String(String.UnicodeScalarView((content + lineEnd).map { Unicode.Scalar($0) }))
        let line = String(String.UnicodeScalarView(dashed.map { Unicode.Scalar($0) }))
        let all =
            separator == "\n"
            ? text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            : text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
        for found in all where found.hasPrefix(line) {
            var rest = found.unicodeScalars.dropFirst(dashed.count)
            if rest.starts(with: "--".unicodeScalars) {
                // Behind the last boundary any line end will do.
                rest = rest.dropFirst(2).prefix { $0 != "\n" }
                if rest.last == "\r" { rest = rest.dropLast() }
            }
            if rest.allSatisfy({ $0 == " " || $0 == "\t" }) { return false }
        }
        return true
    }

    private static func headers(
        isFile: Bool, _ lineEnd: [UInt8], using random: inout Numbers
    ) -> (name: [UInt8], bytes: [UInt8]) {
        let pieces = ["author", "comment", "a", "[", "]", " ", ";", "é", "=", "\"", "."]
        let name = (0..<Int.random(in: 1...4, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
            .joined()
        let written: String
        switch Int.random(in: 0..<3, using: &random) {
        case 0: written = "\"" + name.replacing("\"", with: "%22") + "\""
        case 1: written = "\"" + name.replacing("\"", with: "\\\"") + "\""
        default:
            written =
                name.contains(where: { " ;\"".contains($0) }) ? "\"" + name.replacing("\"", with: "%22") + "\"" : name
        }
        var lines = ["Content-Disposition: form-data; name=\(written)" + (isFile ? "; filename=\"x;y.txt\"" : "")]
        if Bool.random(using: &random) { lines.append("Content-Type: text/plain; charset=utf-8") }
        if Int.random(in: 0..<4, using: &random) == 0 { lines.insert("X-Other: ;;\"", at: 0) }
        if Int.random(in: 0..<4, using: &random) == 0 {
            lines[0] = lines[0].replacing(
                "; ", with: ";" + String(decoding: lineEnd, as: UTF8.self) + " ", maxReplacements: 1)
        }
        return (Array(name.utf8), lines.flatMap { Array($0.utf8) + lineEnd })
    }
}
