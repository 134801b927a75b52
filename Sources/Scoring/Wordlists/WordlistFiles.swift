import FoundationEssentials

/// The bytes of a folder's lists as they stood at one look, so that what was compared is what is parsed.
package struct WordlistFiles: Sendable, Equatable {
    private struct File: Sendable, Equatable {
        /// `<language>/<category>.txt`.
        var name: String
        var language: String
        var bytes: Data
    }

    private let folder: String
    private let files: [File]

    /// Reads `<language>/<category>.txt`, in the order of their names. Names that begin with a dot are an editor's or
    /// a tool's own.
    package init(folder: String) throws(WordlistError) {
        var files: [File] = []
        for language in try Self.names(in: folder) where FileManager.default.isFolder(folder + "/" + language) {
            for file in try Self.names(in: folder + "/" + language) where file.hasSuffix(".txt") {
                let name = language + "/" + file
                guard let bytes = FileManager.default.contents(atPath: folder + "/" + name) else {
                    throw WordlistError(file: name, line: 0, what: "the file cannot be read")
                }
                files.append(File(name: name, language: language, bytes: bytes))
            }
        }
        guard !files.isEmpty else {
            throw WordlistError(file: folder, line: 0, what: "there is no wordlist in this folder")
        }
        self.folder = folder
        self.files = files
    }

    /// All of them; one bad line refuses them all.
    package func lists() throws(WordlistError) -> [Wordlist] {
        var lists: [Wordlist] = []
        for file in files { lists.append(try list(of: file)) }
        return lists
    }

    /// Everything that is wrong in them.
    package var problems: [WordlistError] { readings.flatMap(\.problems) }

    /// Each file as far as it can be read.
    package var readings: [WordlistReading] {
        files.map { WordlistReading(bytes: Array($0.bytes), file: $0.name, language: $0.language) }
    }

    private func list(of file: File) throws(WordlistError) -> Wordlist {
        let reading = WordlistReading(bytes: Array(file.bytes), file: file.name, language: file.language)
        if let problem = reading.problems.first { throw problem }
        guard let list = reading.list else { preconditionFailure("a list without a problem was read") }
        return list
    }

    private static func names(in folder: String) throws(WordlistError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            throw WordlistError(file: folder, line: 0, what: "the folder cannot be read")
        }
    }
}

extension WordlistReading {
    /// A file's bytes. `language` is that of the folder it stands in; nil when it stands anywhere.
    package init(bytes: [UInt8], file: String, language: String? = nil) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            self.init(
                list: nil, problems: [WordlistError(file: file, line: 0, what: "the file is not UTF-8")], file: file)
            return
        }
        let reading = WordlistReading(text, file: file)
        var problems = reading.problems
        if let list = reading.list, let language, list.language != language {
            problems.append(
                WordlistError(file: file, line: 0, what: "its language is \(list.language), not \(language)"))
        }
        self.init(list: reading.list, problems: problems, file: file)
    }
}

extension Wordlist {
    /// All lists of a folder. One bad line refuses them all.
    package static func load(folder: String) throws(WordlistError) -> [Wordlist] {
        try WordlistFiles(folder: folder).lists()
    }
}

extension FileManager {
    fileprivate func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }
}
