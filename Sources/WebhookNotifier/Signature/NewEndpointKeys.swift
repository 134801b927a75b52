package import Moderation

/// Fresh keys of an endpoint: what the store keeps and what its owner is shown once.
package struct NewEndpointKeys: Sendable {
    package let secret: EndpointSecret
    package let signing: EndpointSigningKey

    package init() {
        secret = .random()
        signing = .random()
    }

    package var keys: SigningKeys { SigningKeys(secret: secret.key, seed: signing.seed) }
}
