import ArgumentParser
import Foundation

/// How an endpoint wants to be called: options that adding and changing one share.
struct EndpointManner: ParsableArguments {
    @Option(help: "Which events, divided by commas (all, when it is added without).", completion: .events)
    var types: String?
    @Option(
        name: .customLong("header"),
        help: "Sent with every request, as \"Name: value\"; may be said again. Never shown afterwards.")
    var headers: [String] = []
    @Option(
        help: "The same from a file, one a line, or - for standard input: there nobody else on the machine sees them.",
        completion: .file())
    var headersFrom: String?
    @Option(help: "Requests on their way at once: 1 to 8 (8, when it is added without).")
    var atOnce: Int?
    @Option(help: "Requests a minute, at most 6000; 0 for as many as there are (so, when it is added without).")
    var perMinute: Int?

    private static let fileLimitBytes = 64 * 1024

    func wish() throws -> EndpointWish {
        var wish = EndpointWish(
            types: types?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }, atOnce: atOnce,
            perMinute: perMinute)
        guard !headers.contains(where: { $0.contains(where: \.isNewline) }) else {
            throw ValidationError("a --header is one line")
        }
        var lines = headers
        if let headersFrom { lines.append(try Self.read(headersFrom)) }
        if !lines.isEmpty { wish.headers = lines.joined(separator: "\n") }
        return wish
    }

    private static func read(_ path: String) throws -> String {
        do {
            let file = path == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: path))
            let bytes = try file.read(upToCount: fileLimitBytes + 1) ?? Data()
            guard bytes.count <= fileLimitBytes else {
                throw ValidationError("\(path) is longer than \(fileLimitBytes) bytes")
            }
            return String(decoding: bytes, as: UTF8.self)
        } catch let error as CocoaError {
            throw ValidationError("\(path) cannot be read: \(error.localizedDescription)")
        }
    }
}
