import Foundation
package import Moderation
import Privacy
package import Store

/// What the page of a thread fetches for its form: proof of when it was opened, kept nowhere. Base64url of 8 bytes of
/// milliseconds, 12 random bytes and 32 bytes of HMAC-SHA256 over both and the thread, under a key of the site.
package struct FormPass: Sendable, Equatable {
    /// When its page asked for it.
    package let issuedAt: Instant

    /// How long a page may stay open before its token counts as none.
    package static let lifetime = Duration.seconds(24 * 3600)
    /// Nobody writes a comment in less.
    package static let leastDelay = Duration.seconds(3)
    /// Most bytes of a thread's id a token is made for.
    package static let threadBytes = 200

    package static func issue(thread: String, site: SiteID, store: ModerationStore, at now: Instant) -> String {
        var bytes = (0..<8).map { UInt8(truncatingIfNeeded: now.milliseconds >> Int64(56 - 8 * $0)) }
        bytes += randomBytes(12)
        let code = store.formCode(over: bytes + Array(thread.utf8), site: site)
        return Data(bytes + code).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// Nil for a token that is not ours, is of another site or thread, is stale, or comes from the future.
    package init?(_ text: String, thread: String, site: SiteID, store: ModerationStore, now: Instant) {
        // 52 bytes are 70 letters of base64 and two "=".
        guard text.utf8.count == 70,
            let data = Data(
                base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + "=="),
            data.count == 52
        else { return nil }
        let bytes = Array(data)
        guard
            store.isFormCode(
                Array(bytes[20...]), over: Array(bytes[..<20]) + Array(thread.utf8), site: site)
        else { return nil }
        let milliseconds = bytes[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        issuedAt = Instant(milliseconds: Int64(bitPattern: milliseconds))
        guard (Duration.zero...Self.lifetime).contains(issuedAt.duration(to: now)) else { return nil }
    }
}

extension CommentForm {
    /// What the public form tells by the way it came. A honeypot filled in says all; no token is the weakest of the three.
    package func traces(site: SiteID, store: ModerationStore, now: Instant) -> Set<FormTrace> {
        var traces: Set<FormTrace> = []
        if let honeypot = door[.honeypot], !CleanText.isBlank(honeypot) { traces.insert(.honeypot) }
        if let pass = pass(site: site, store: store, now: now) {
            if pass.issuedAt.duration(to: now) < FormPass.leastDelay { traces.insert(.hurried) }
        } else {
            traces.insert(.tokenMissing)
        }
        return traces
    }

    /// Its token where it is a good one.
    package func pass(site: SiteID, store: ModerationStore, now: Instant) -> FormPass? {
        door[.token].flatMap {
            FormPass($0, thread: CleanText.line(threadID ?? ""), site: site, store: store, now: now)
        }
    }
}
