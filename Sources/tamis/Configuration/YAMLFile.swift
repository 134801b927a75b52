import Foundation
import Yams

/// Why a configuration, policy or list is refused: the file, the line, and what is wrong there.
struct ConfigurationError: Error, CustomStringConvertible {
    let file: String
    let line: Int?
    let what: String

    var description: String { line.map { "\(file):\($0): \(what)" } ?? "\(file): \(what)" }
}

/// A YAML file as dotted keys with their lines, so that every complaint can say where.
struct YAMLFile {
    struct Entry {
        let value: Value
        let line: Int
    }

    enum Value: Equatable {
        case scalar(String)
        case list([String])
    }

    let path: String
    private(set) var entries: [String: Entry] = [:]

    init(path: String) throws {
        self.path = path
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError(file: path, line: nil, what: "cannot be read")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw ConfigurationError(file: path, line: nil, what: "is not UTF-8")
        }
        do {
            guard let root = try Yams.compose(yaml: text) else { return }
            try flatten(root, under: "")
        } catch let error as YamlError {
            throw ConfigurationError(file: path, line: Self.line(of: error), what: "is not valid YAML")
        }
    }

    private mutating func flatten(_ node: Node, under key: String) throws {
        let line = node.mark?.line ?? 1
        switch node {
        case .scalar(let scalar): entries[key] = Entry(value: .scalar(scalar.string), line: line)
        case .sequence(let sequence):
            var items: [String] = []
            for item in sequence {
                guard case .scalar(let scalar) = item else {
                    throw ConfigurationError(
                        file: path, line: item.mark?.line ?? line, what: "\(key) takes a list of plain values")
                }
                items.append(scalar.string)
            }
            entries[key] = Entry(value: .list(items), line: line)
        case .mapping(let mapping):
            for (name, value) in mapping {
                guard case .scalar(let scalar) = name else {
                    throw ConfigurationError(file: path, line: line, what: "a key must be plain text")
                }
                let inner = key.isEmpty ? scalar.string : key + "." + scalar.string
                guard entries[inner] == nil else {
                    throw ConfigurationError(
                        file: path, line: name.mark?.line ?? line, what: "\(inner) stands here twice")
                }
                try flatten(value, under: inner)
            }
        case .alias: throw ConfigurationError(file: path, line: line, what: "aliases are not taken")
        }
    }

    /// Where the text stops being YAML, if it says.
    static func line(of error: YamlError) -> Int? {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: nil
        }
    }
}
