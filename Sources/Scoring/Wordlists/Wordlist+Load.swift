import FoundationEssentials

extension Wordlist {
    /// All lists of a folder, `<language>/<category>.txt`, in the order of their names. One bad line refuses them all.
    package static func load(folder: String) throws(WordlistError) -> [Wordlist] {
        var lists: [Wordlist] = []
        for language in try names(in: folder) where FileManager.default.isFolder(folder + "/" + language) {
            for file in try names(in: folder + "/" + language) where file.hasSuffix(".txt") {
                let name = language + "/" + file
                let list = try parse(text(of: folder + "/" + name, name), file: name)
                guard language == list.language else {
                    throw WordlistError(file: name, line: 0, what: "its language is \(list.language), not \(language)")
                }
                lists.append(list)
            }
        }
        guard !lists.isEmpty else {
            throw WordlistError(file: folder, line: 0, what: "there is no wordlist in this folder")
        }
        return lists
    }

    private static func names(in folder: String) throws(WordlistError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw WordlistError(file: folder, line: 0, what: "the folder cannot be read")
        }
    }

    private static func text(of path: String, _ name: String) throws(WordlistError) -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw WordlistError(file: name, line: 0, what: "the file cannot be read")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw WordlistError(file: name, line: 0, what: "the file is not UTF-8")
        }
        return text
    }
}

extension FileManager {
    fileprivate func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }
}
