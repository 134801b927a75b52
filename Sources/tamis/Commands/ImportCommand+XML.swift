import ArgumentParser

extension ImportCommand {
    struct WordPress: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "wordpress", abstract: "Take in the export file of WordPress (WXR).",
            discussion: """
                The file of Tools > Export. A comment is named wordpress-ID, its thread is the address of the post; pings \
                are passed over. Export a large site in parts: they may be brought one after the other.

                  tamis import wordpress export.xml --site blog --dry-run
                  tamis import wordpress export.xml --site blog
                """)
        @OptionGroup var options: ImportOptions

        func run() async throws {
            try await options.run { run, meter in
                var archive = XMLArchive(try options.open(), file: options.file)
                try await WordPressArchive.forEach(in: &archive) { comment, done in
                    try await run.take(comment)
                    meter.show(AdminProgress(what: "importing", done: done, total: options.byteCount))
                }
            }
        }
    }

    struct Disqus: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "disqus", abstract: "Take in the export file of Disqus (XML).",
            discussion: """
                The file Disqus sends, unpacked. A comment is named disqus-ID, its thread is the address of the page. Of \
                the markup only the words, the lines and the addresses of links are kept.

                  gunzip disqus.xml.gz
                  tamis import disqus disqus.xml --site blog --dry-run
                  tamis import disqus disqus.xml --site blog
                """)
        @OptionGroup var options: ImportOptions

        func run() async throws {
            try await options.run { run, meter in
                var archive = XMLArchive(try options.open(), file: options.file)
                try await DisqusArchive.forEach(in: &archive) { comment, done in
                    try await run.take(comment)
                    meter.show(AdminProgress(what: "importing", done: done, total: options.byteCount))
                }
            }
        }
    }
}
