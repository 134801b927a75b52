/// Reads XML front to back, a piece at a time, in constant memory: elements, attributes, text, CDATA, the five entities and
/// numbered characters. Whatever declares or includes something is refused. Linear and bounded; an error says which line.
package struct XMLReader {
    package enum Event: Equatable, Sendable {
        case begin(String, [String: String])
        /// A piece of the text here; long ones come in several, never cut within a character.
        case text(String)
        case end(String)
    }

    package enum Problem: Error, Equatable, Sendable {
        case malformed(line: Int, String)
        /// A document type, with which come entities and files.
        case declaration(line: Int)
        case tooMuch(line: Int, String)
        case notUTF8(line: Int)
    }

    private static let deepest = 64
    private static let nameBytes = 128
    private static let attributeCount = 32
    private static let valueBytes = 8_192
    private static let pieceBytes = 65_536

    private let more: () throws -> [UInt8]
    private var bytes: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    private var open: [String] = []
    private var hasRoot = false
    private var waiting: Event?
    /// The line read now, from 1.
    package private(set) var line = 1

    /// `more` gives the next bytes, none at the end.
    package init(_ more: @escaping () throws -> [UInt8]) {
        self.more = more
    }

    /// Nil at the end of the document.
    package mutating func next() throws -> Event? {
        if let event = waiting {
            waiting = nil
            return close(event)
        }
        if line == 1, position == 0, bytes.isEmpty { try skipMark() }
        while let byte = try peek() {
            guard byte == UInt8(ascii: "<") else {
                if let text = try text() { return .text(text) }
                continue
            }
            _ = try take()
            switch try peek() {
            case UInt8(ascii: "?"): try skip(past: "?>")
            case UInt8(ascii: "!"):
                if let text = try marked() { return .text(text) }
            case UInt8(ascii: "/"): return try endTag()
            default: return try beginTag()
            }
        }
        guard open.isEmpty, hasRoot else {
            throw malformed(hasRoot ? "ends within <\(open.last ?? "")>" : "no element")
        }
        return nil
    }

    private mutating func close(_ event: Event) -> Event {
        if case .end = event { open.removeLast() }
        return event
    }

    private func malformed(_ what: String) -> Problem { .malformed(line: line, what) }

    // MARK: Bytes

    private mutating func peek() throws -> UInt8? {
        if position == bytes.count {
            guard !isAtEnd else { return nil }
            bytes = try more()
            position = 0
            isAtEnd = bytes.isEmpty
            if isAtEnd { return nil }
        }
        return bytes[position]
    }

    private mutating func take() throws -> UInt8 {
        guard let byte = try peek() else { throw malformed("ends too early") }
        position += 1
        if byte == UInt8(ascii: "\n") { line += 1 }
        return byte
    }

    private mutating func skipMark() throws {
        guard try peek() == 0xEF else { return }
        for expected: UInt8 in [0xEF, 0xBB, 0xBF] where try take() != expected { throw Problem.notUTF8(line: line) }
    }

    private mutating func skipSpace() throws {
        while let byte = try peek(), Self.isSpace(byte) { _ = try take() }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private mutating func expect(_ text: StaticString) throws {
        for byte in text.description.utf8 where try take() != byte { throw malformed("\(text) is expected") }
    }

    private mutating func skip(past end: String) throws {
        var window: [UInt8] = []
        let end = Array(end.utf8)
        while window != end {
            window.append(try take())
            if window.count > end.count { window.removeFirst() }
        }
    }

    private func utf8(_ piece: [UInt8]) throws -> String {
        guard let text = String(validating: piece, as: UTF8.self) else { throw Problem.notUTF8(line: line) }
        return text
    }

    // MARK: Parts

    /// Nil when there was only space outside the root.
    private mutating func text() throws -> String? {
        var piece: [UInt8] = []
        while let byte = try peek(), byte != UInt8(ascii: "<") {
            if piece.count >= Self.pieceBytes, byte & 0xC0 != 0x80 { break }
            if byte == UInt8(ascii: "&") {
                piece += try reference()
            } else {
                piece.append(try take())
            }
            if piece.count > 2 * Self.pieceBytes { throw Problem.notUTF8(line: line) }
        }
        guard !open.isEmpty else {
            if piece.allSatisfy(Self.isSpace) { return nil }
            throw malformed("text outside of every element")
        }
        return try utf8(piece)
    }

    /// A comment, CDATA, or what is refused.
    private mutating func marked() throws -> String? {
        _ = try take()
        if try peek() == UInt8(ascii: "-") {
            try expect("--")
            try skip(past: "-->")
            return nil
        }
        guard try peek() == UInt8(ascii: "[") else { throw Problem.declaration(line: line) }
        try expect("[CDATA[")
        guard !open.isEmpty else { throw malformed("text outside of every element") }
        var piece: [UInt8] = []
        while true {
            piece.append(try take())
            if piece.last == UInt8(ascii: ">"), piece.suffix(3).elementsEqual("]]>".utf8) {
                return try utf8(Array(piece.dropLast(3)))
            }
            if piece.count > Self.dataBytes { throw Problem.tooMuch(line: line, "a CDATA section") }
        }
    }

    /// Whole articles stand in one.
    private static let dataBytes = 16 << 20

    private mutating func reference() throws -> [UInt8] {
        _ = try take()
        var name: [UInt8] = []
        while true {
            let byte = try take()
            if byte == UInt8(ascii: ";") { break }
            name.append(byte)
            guard name.count <= 10 else { throw malformed("& begins no entity") }
        }
        let text = String(decoding: name, as: UTF8.self)
        switch text {
        case "amp": return [UInt8(ascii: "&")]
        case "lt": return [UInt8(ascii: "<")]
        case "gt": return [UInt8(ascii: ">")]
        case "quot": return [UInt8(ascii: "\"")]
        case "apos": return [UInt8(ascii: "'")]
        default: break
        }
        let number: UInt32? =
            if text.hasPrefix("#x") {
                UInt32(text.dropFirst(2), radix: 16)
            } else if text.hasPrefix("#") {
                UInt32(text.dropFirst(1))
            } else {
                nil
            }
        guard let number, number != 0, !text.contains("+"), let scalar = Unicode.Scalar(number) else {
            throw malformed("& begins no entity that is known here")
        }
        return Array(String(Character(scalar)).utf8)
    }

    private mutating func name() throws -> String {
        var name: [UInt8] = []
        while let byte = try peek(), !Self.isSpace(byte), !"/>=<\"'&".utf8.contains(byte) {
            name.append(try take())
            if name.count > Self.nameBytes { throw Problem.tooMuch(line: line, "a name") }
        }
        guard let first = name.first, !(0x2D...0x39).contains(first) else { throw malformed("a name is expected") }
        return try utf8(name)
    }

    private mutating func beginTag() throws -> Event {
        guard !open.isEmpty || !hasRoot else { throw malformed("a second root") }
        let name = try name()
        var attributes: [String: String] = [:]
        while true {
            try skipSpace()
            let byte = try peek()
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
            let key = try self.name()
            try skipSpace()
            try expect("=")
            try skipSpace()
            guard attributes[key] == nil else { throw malformed("an attribute stands twice") }
            attributes[key] = try value()
            if attributes.count > Self.attributeCount { throw Problem.tooMuch(line: line, "attributes") }
        }
        guard open.count < Self.deepest else { throw Problem.tooMuch(line: line, "depth") }
        hasRoot = true
        open.append(name)
        if try take() == UInt8(ascii: "/") {
            try expect(">")
            waiting = .end(name)
        }
        return .begin(name, attributes)
    }

    private mutating func value() throws -> String {
        let quote = try take()
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw malformed("a quote is expected") }
        var value: [UInt8] = []
        while true {
            let byte = try peek()
            if byte == UInt8(ascii: "&") {
                value += try reference()
            } else {
                let byte = try take()
                if byte == quote { return try utf8(value) }
                if byte == UInt8(ascii: "<") { throw malformed("< within a value") }
                value.append(byte)
            }
            if value.count > Self.valueBytes { throw Problem.tooMuch(line: line, "a value") }
        }
    }

    private mutating func endTag() throws -> Event {
        _ = try take()
        let name = try name()
        try skipSpace()
        guard name == open.last else { throw malformed("</\(name)> ends no <\(open.last ?? "")>") }
        try expect(">")
        open.removeLast()
        return .end(name)
    }
}

extension XMLReader.Problem: CustomStringConvertible {
    package var line: Int {
        switch self {
        case .malformed(let line, _), .declaration(let line), .tooMuch(let line, _), .notUTF8(let line): line
        }
    }

    package var description: String {
        switch self {
        case .malformed(_, let what): "malformed XML: \(what)"
        case .declaration: "a document type or entity is declared, which is not read"
        case .tooMuch(_, let what): "\(what) beyond its bound"
        case .notUTF8: "not UTF-8"
        }
    }
}
