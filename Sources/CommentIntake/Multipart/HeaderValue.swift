/// A header's first word and its parameters, such as `form-data; name="author"` (RFC 2045, section 5.1).
struct HeaderValue: Equatable {
    struct Parameter: Equatable {
        /// In lower case.
        let name: String
        let value: [UInt8]
    }

    /// In lower case.
    let word: String
    let parameters: [Parameter]

    /// Nil when it is malformed, or gives a parameter twice: others may believe the other one.
    ///
    /// In quotes some clients write `\"` and `\\`, while browsers leave a backslash as it is and write `"` as `%22`.
    /// So backslashes escape if the value makes sense that way, and stand for themselves otherwise.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard let read = Self.read(bytes, escapes: true) ?? Self.read(bytes, escapes: false) else { return nil }
        self = read
    }

    private init(word: String, parameters: [Parameter]) {
        self.word = word
        self.parameters = parameters
    }

    /// The value of a parameter.
    subscript(name: String) -> [UInt8]? { parameters.first { $0.name == name }?.value }

    private static func read(_ bytes: ArraySlice<UInt8>, escapes: Bool) -> HeaderValue? {
        let semicolon = UInt8(ascii: ";")
        let wordEnd = bytes.firstIndex(of: semicolon) ?? bytes.endIndex
        let word = trimmed(bytes[..<wordEnd])
        guard !word.isEmpty, !word.contains(where: isSpace) else { return nil }
        var parameters: [Parameter] = []
        var rest = bytes[wordEnd...]
        while rest.first == semicolon {
            rest = rest.dropFirst().drop(while: isSpace)
            if rest.isEmpty || rest.first == semicolon { continue }  // an empty one, also at the end
            guard let equals = rest.firstIndex(of: UInt8(ascii: "=")), equals > rest.startIndex,
                rest[..<equals].allSatisfy(isTokenByte)
            else { return nil }
            let name = lowercased(rest[..<equals])
            rest = rest[(equals + 1)...]
            guard let value = takeValue(&rest, escapes: escapes), !parameters.contains(where: { $0.name == name })
            else { return nil }
            parameters.append(Parameter(name: name, value: value))
        }
        return rest.isEmpty ? HeaderValue(word: lowercased(word), parameters: parameters) : nil
    }

    /// Takes a value up to the next `;` or the end, with the white space behind it.
    private static func takeValue(_ rest: inout ArraySlice<UInt8>, escapes: Bool) -> [UInt8]? {
        let quote = UInt8(ascii: "\"")
        guard rest.first == quote else {
            let end = rest.firstIndex(of: UInt8(ascii: ";")) ?? rest.endIndex
            let value = trimmed(rest[..<end])
            rest = rest[end...]
            return value.contains(where: { isSpace($0) || $0 == quote }) ? nil : Array(value)
        }
        var value: [UInt8] = []
        var index = rest.startIndex + 1
        while index < rest.endIndex, rest[index] != quote {
            if escapes, rest[index] == UInt8(ascii: "\\"), index + 1 < rest.endIndex,
                rest[index + 1] == quote || rest[index + 1] == UInt8(ascii: "\\")
            {
                index += 1
            }
            value.append(rest[index])
            index += 1
        }
        guard index < rest.endIndex else { return nil }
        rest = rest[(index + 1)...].drop(while: isSpace)
        return value
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes.drop(while: isSpace)
        while let last = bytes.last, isSpace(last) { bytes = bytes.dropLast() }
        return bytes
    }

    /// Line ends too: a header may go on on the next line.
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }

    /// RFC 9110, 5.6.2.
    static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    static func lowercased(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
