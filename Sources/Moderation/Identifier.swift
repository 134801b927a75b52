import Privacy

/// What an id names. The prefix stands before the first underscore of every id of this kind.
package protocol IdentifierKind: Sendable {
    static var prefix: String { get }
}

/// A text id such as `cmt_01hx…`: the kind's prefix, then 128 bits in Crockford base32 (lower case).
/// Ids made by `timeOrdered` begin with 48 bits of Unix milliseconds, so that new rows stay together on disk.
package struct Identifier<Kind: IdentifierKind>: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let text: String

    /// Takes an id as it came from outside; nil when it cannot be one of this kind.
    package init?(_ text: String) {
        let bytes = text.utf8
        guard text.hasPrefix(Kind.prefix + "_"), bytes.count <= 64, bytes.count > Kind.prefix.utf8.count + 1,
            bytes.dropFirst(Kind.prefix.utf8.count + 1).allSatisfy(Identifier.isAllowed)
        else { return nil }
        self.text = text
    }

    /// An id read back from the store.
    package init(stored text: String) {
        self.text = text
    }

    package static func random() -> Identifier {
        Identifier(stored: Kind.prefix + "_" + base32(randomBytes(16)))
    }

    package static func timeOrdered(at instant: Instant) -> Identifier {
        Identifier(at: instant, randomBytes(16))
    }

    /// Comes before every id that `timeOrdered` makes at this moment, and after every earlier one.
    package static func first(at instant: Instant) -> Identifier {
        Identifier(at: instant, Array(repeating: 0, count: 16))
    }

    private init(at instant: Instant, _ rest: [UInt8]) {
        var bytes = rest
        let milliseconds = UInt64(bitPattern: max(0, instant.milliseconds))
        for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> UInt64(8 * (5 - index))) }
        self.init(stored: Kind.prefix + "_" + base32(bytes))
    }

    package var description: String { text }
    package static func < (left: Identifier, right: Identifier) -> Bool { left.text < right.text }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

private let base32Digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

/// Crockford base32 in lower case, five bits a digit from the left; keeps the order of the bytes.
private func base32(_ bytes: [UInt8]) -> String {
    var digits = [UInt8]()
    digits.reserveCapacity((bytes.count * 8 + 4) / 5)
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
        bits = bits << 8 | UInt32(byte)
        count += 8
        while count >= 5 {
            count -= 5
            digits.append(base32Digits[Int(bits >> UInt32(count)) & 31])
        }
    }
    if count > 0 { digits.append(base32Digits[Int(bits << UInt32(5 - count)) & 31]) }
    return String(decoding: digits, as: UTF8.self)
}

package enum SiteKind: IdentifierKind { package static let prefix = "site" }
package enum CommentKind: IdentifierKind { package static let prefix = "cmt" }
package enum AuthorKind: IdentifierKind { package static let prefix = "aut" }
package enum KeyKind: IdentifierKind { package static let prefix = "key" }
package enum ModeratorKind: IdentifierKind { package static let prefix = "mod" }
package enum EndpointKind: IdentifierKind { package static let prefix = "end" }
package enum EventKind: IdentifierKind { package static let prefix = "evt" }
package enum TermKind: IdentifierKind { package static let prefix = "trm" }
package enum CampaignKind: IdentifierKind { package static let prefix = "cam" }
package enum ViewKind: IdentifierKind { package static let prefix = "viw" }
package enum DeliveryKind: IdentifierKind { package static let prefix = "dlv" }

package typealias SiteID = Identifier<SiteKind>
package typealias CommentID = Identifier<CommentKind>
package typealias AuthorID = Identifier<AuthorKind>
package typealias KeyID = Identifier<KeyKind>
package typealias ModeratorID = Identifier<ModeratorKind>
package typealias EndpointID = Identifier<EndpointKind>
package typealias EventID = Identifier<EventKind>
package typealias TermID = Identifier<TermKind>
package typealias CampaignID = Identifier<CampaignKind>
package typealias ViewID = Identifier<ViewKind>
package typealias DeliveryID = Identifier<DeliveryKind>
