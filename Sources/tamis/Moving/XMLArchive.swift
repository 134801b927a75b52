import CommentIntake
import Foundation
import Moderation

/// What the archives of WordPress and Disqus have in common: a file read element by element, in constant memory.
struct XMLArchive {
    /// One element and its texts, by the names of the elements below it; an attribute as `name@attribute`.
    struct Element {
        var fields: [String: String] = [:]

        subscript(_ name: String) -> String? {
            fields[name].flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    /// Most bytes kept of a text; a longer comment is cut, as the intake would cut it.
    private static let fieldBytes = 100 * 1024

    private let file: String
    private var reader: XMLReader
    private let source: Source

    var line: Int { reader.line }
    /// Bytes read so far.
    var done: Int { source.done }

    init(_ handle: FileHandle, file: String) {
        self.file = file
        let source = Source(handle)
        self.source = source
        reader = XMLReader { try source.more() }
    }

    /// The file with a count of what was read of it.
    private final class Source {
        private let handle: FileHandle
        private(set) var done = 0

        init(_ handle: FileHandle) { self.handle = handle }

        func more() throws -> [UInt8] {
            let bytes = try handle.read(upToCount: 1 << 16).map { Array($0) } ?? []
            done += bytes.count
            return bytes
        }
    }

    mutating func next() throws -> XMLReader.Event? {
        do { return try reader.next() } catch let problem as XMLReader.Problem {
            throw ArchiveProblem(file: file, line: problem.line, what: problem.description)
        }
    }

    func problem(_ what: String) -> ArchiveProblem { ArchiveProblem(file: file, line: line, what: what) }

    /// The element that has just begun, up to its end: texts of `names`, what else is below it passed over. A name within
    /// another is joined by `/`.
    mutating func element(_ attributes: [String: String], _ names: Set<String>) throws -> Element {
        var element = Element()
        for (name, value) in attributes { element.fields["@" + name] = value }
        var path: [String] = []
        while let event = try next() {
            switch event {
            case .begin(let name, let attributes):
                path.append(name)
                let joined = path.joined(separator: "/")
                for (name, value) in attributes where names.contains("\(joined)@\(name)") {
                    element.fields["\(joined)@\(name)"] = value
                }
            case .text(let text):
                let name = path.joined(separator: "/")
                guard names.contains(name) else { continue }
                let earlier = element.fields[name] ?? ""
                element.fields[name] = Self.cut(earlier + text)
            case .end:
                if path.isEmpty { return element }
                path.removeLast()
            }
        }
        throw problem("ends too early")
    }

    private static func cut(_ text: String) -> String {
        guard text.utf8.count > fieldBytes else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: fieldBytes)
        while text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }

    /// The form a comment is sent in.
    static func form(
        _ element: Element, names: FieldNames, body: String, thread: ThreadReference, parent: String?, written: String?
    ) -> String {
        let bytes = JSONWriter.object { json in
            json.object("thread") {
                $0.member("id", thread.id)
                $0.member("url", thread.url)
                $0.member("title", thread.title)
            }
            json.object("author") {
                $0.member("name", short(element[names.name]))
                $0.member("email", short(element[names.address]))
                $0.member("url", short(element[names.url]))
            }
            json.member("parent_id", parent)
            json.member("ip", short(element[names.ip]))
            json.member("body", body)
            json.member("written_at", written)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    struct FieldNames {
        var name, address, url, ip: String
    }

    /// Names and addresses: longer ones are no such thing.
    static func short(_ text: String?) -> String? {
        text.map { String($0.prefix(2_000)) }
    }
}
