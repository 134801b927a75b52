import Foundation

/// Finds the folders that come with the service, without any path given.
struct ShippedFiles {
    /// Where `config/` and `wordlists/` may stand together, most wanted first.
    private let roots: [URL]

    /// Beside the folder of `--config`, then the working directory, then upwards from the executable.
    init(config: String?) {
        var roots: [URL] = []
        if let config {
            let folder = URL(fileURLWithPath: config).deletingLastPathComponent()
            roots += [folder.deletingLastPathComponent(), folder]
        }
        roots.append(URL(fileURLWithPath: FileManager.default.currentDirectoryPath))
        if var folder = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent() {
            for _ in 0..<8 where folder.path != "/" {
                roots += [folder, folder.appendingPathComponent("share/tamis")]
                folder.deleteLastPathComponent()
            }
        }
        self.roots = roots
    }

    /// The first file or folder of this name, such as `config/policy.yaml`; nil when there is none.
    func path(_ name: String) -> String? {
        roots.lazy.map { $0.appendingPathComponent(name).path }.first { FileManager.default.fileExists(atPath: $0) }
    }
}
