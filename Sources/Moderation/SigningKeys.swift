package import Privacy

/// What an endpoint's deliveries are signed with between two rotations.
package struct SigningKeys: Sendable, Equatable {
    /// Shared with the receiver, for `v1`: 24 to 64 bytes.
    package var secret: Secret
    /// Seed of the Ed25519 key for `v1a`, 32 bytes, which never leaves the service; nil for an endpoint that has none
    /// until its next rotation.
    package var seed: Secret?

    package init(secret: Secret, seed: Secret? = nil) {
        self.secret = secret
        self.seed = seed
    }
}
