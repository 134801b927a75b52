/// HMAC-SHA256 of an address under its site's pepper: finds an author again, says nothing without the pepper.
/// 32 bytes. It is stored in one column and shown nowhere.
package struct EmailDigest: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    package let bytes: [UInt8]

    package init(stored bytes: [UInt8]) {
        self.bytes = bytes
    }

    package var description: String { "[digest]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// An encrypted address as stored: version byte, 12-byte nonce, ciphertext, 16-byte tag (AES-256-GCM).
package struct SealedEmail: Sendable, Equatable {
    package let bytes: [UInt8]

    package init(stored bytes: [UInt8]) {
        self.bytes = bytes
    }
}

/// What else a comment says about its writer, encrypted in one piece under the author's key.
package struct SealedDetails: Sendable, Equatable {
    package let bytes: [UInt8]

    package init(stored bytes: [UInt8]) {
        self.bytes = bytes
    }
}

/// An author's own key, encrypted under the master key. Destroying it makes all that was sealed under it unreadable.
package struct WrappedAuthorKey: Sendable, Equatable {
    package let bytes: [UInt8]

    package init(stored bytes: [UInt8]) {
        self.bytes = bytes
    }
}

/// The writer of one comment apart from the e-mail address.
package struct AuthorDetails: Sendable, Equatable, CustomReflectable, CustomStringConvertible {
    package var name: String
    package var url: String?
    package var ip: String?
    package var userAgent: String?

    package init(name: String, url: String? = nil, ip: String? = nil, userAgent: String? = nil) {
        self.name = name
        self.url = url
        self.ip = ip
        self.userAgent = userAgent
    }

    package var description: String { "[author]" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
