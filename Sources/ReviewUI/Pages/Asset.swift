import Crypto
import HTTPTypes

/// A file the pages load, compiled into the program.
struct Asset: Sendable {
    let type: String
    let bytes: [UInt8]
    /// The first 16 hex digits of the SHA-256 of its bytes.
    let version: String

    init(type: String, bytes: [UInt8]) {
        self.type = type
        self.bytes = bytes
        let hex = Array("0123456789abcdef".utf8)
        version = String(
            decoding: SHA256.hash(data: bytes).prefix(8).flatMap { [hex[Int($0 >> 4)], hex[Int($0 & 15)]] },
            as: UTF8.self)
    }

    static let all: [String: Asset] = [
        "review.css": Asset(
            type: "text/css; charset=utf-8",
            bytes: tight(lean(PackageResources.tokens_css + PackageResources.base_css + PackageResources.pages_css))),
        "review.js": Asset(type: "text/javascript; charset=utf-8", bytes: lean(PackageResources.review_js)),
        "icon.svg": Asset(type: "image/svg+xml", bytes: PackageResources.icon_svg),
    ]

    /// Without what only its writers need: indentation, empty lines and lines that are a `//` comment. No text of a file may
    /// go over a line's end.
    static func lean(_ source: [UInt8]) -> [UInt8] {
        source.split(separator: UInt8(ascii: "\n")).map { $0.drop { $0 == UInt8(ascii: " ") } }
            .filter { !$0.isEmpty && !$0.starts(with: "//".utf8) }
            .flatMap { $0 + [UInt8(ascii: "\n")] }
    }

    /// Styles without the blanks that mean nothing: beside braces, and after a colon, a comma or the end of a declaration. No
    /// string in them may hold one of these.
    static func tight(_ styles: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(styles.count)
        for (place, byte) in styles.enumerated() {
            if byte == UInt8(ascii: " "), let before = result.last {
                let next = place + 1 < styles.count ? styles[place + 1] : before
                if "{:;,".utf8.contains(before) || "{}".utf8.contains(next) { continue }
            }
            result.append(byte)
        }
        return result
    }

    /// Where a page finds it; another content has another path.
    static func path(_ name: String) -> String {
        "/review/assets/\(name)?v=\(all[name]?.version ?? "")"
    }

    func answer(to request: PageRequest) -> PageAnswer {
        let tag = "\"\(version)\""
        let isThisVersion = request.query["v"] == version
        let fields: HTTPFields = [
            .eTag: tag, .cacheControl: isThisVersion ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        let known = request.headers[.ifNoneMatch]?.split(separator: ",").map { $0.trimmingPrefix(" ") } ?? []
        guard !known.contains(where: { $0 == tag || $0 == "W/" + tag || $0 == "*" }) else {
            return PageAnswer(status: .notModified, fields: fields)
        }
        return PageAnswer(status: .ok, fields: fields, type: type, body: bytes)
    }
}
