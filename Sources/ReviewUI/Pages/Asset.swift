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
            bytes: PackageResources.tokens_css + PackageResources.base_css + PackageResources.pages_css),
        "review.js": Asset(type: "text/javascript; charset=utf-8", bytes: PackageResources.review_js),
        "icon.svg": Asset(type: "image/svg+xml", bytes: PackageResources.icon_svg),
    ]

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
