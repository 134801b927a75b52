import FoundationEssentials

extension Wordlist {
    /// All lists of a folder, `<language>/<category>.txt`, in the order of their names. One bad line refuses them all.
    package static func load(folder: String) throws(WordlistError) -> [Wordlist] {
        let files = FileManager.default
        let names: [String]
        do {
            names = try files.subpathsOfDirectory(atPath: folder)
        } catch {
            throw WordlistError(file: folder, line: 0, what: "the folder cannot be read")
        }
        var lists: [Wordlist] = []
        for name in names.sorted() where name.hasSuffix(".txt") {
            guard let data = files.contents(atPath: folder + "/" + name) else {
                throw WordlistError(file: name, line: 0, what: "the file cannot be read")
            }
            guard let text = String(validating: data, as: UTF8.self) else {
                throw WordlistError(file: name, line: 0, what: "the file is not UTF-8")
            }
            let list = try parse(text, file: name)
            let parent = name.split(separator: "/").first.map(String.init) ?? ""
            guard parent == list.language else {
                throw WordlistError(
                    file: name, line: 0, what: "its language is \(list.language), but it stands in \(parent)/")
            }
            lists.append(list)
        }
        guard !lists.isEmpty else {
            throw WordlistError(file: folder, line: 0, what: "there is no wordlist in this folder")
        }
        return lists
    }
}
