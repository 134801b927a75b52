import Moderation
import Privacy
import Store
import Testing

@Suite struct `Signing keys` {
    private static func keys(_ number: UInt8) -> SigningKeys {
        SigningKeys(secret: Secret([number, number]), seed: Secret([UInt8](repeating: number, count: 32)))
    }

    private static func claimed(_ fixture: StoreFixture) async throws -> [SigningKeys]? {
        try await fixture.submit(fixture.comment())
        return try await fixture.store.claimDeliveries(
            limit: 1, perEndpoint: 100, lease: .seconds(1), now: fixture.clock.now
        ).first?.keys
    }

    @Test(arguments: Engine.allCases)
    func `old keys sign beside new ones until their time is over`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            let first = SigningKeys(secret: Secret(Array("signing key".utf8)))
            #expect(try await Self.claimed(fixture) == [first])
            for number: UInt8 in [1, 2] {
                let result = try await fixture.store.rotate(
                    endpoint.id, to: Self.keys(number), publicKey: [number], overlap: .seconds(60))
                #expect(result == .rotated)
                fixture.clock.advance(.seconds(20))
            }
            #expect(try await fixture.store.endpoint(endpoint.id, site: nil)?.publicKey == [2])
            #expect(try await Self.claimed(fixture) == [Self.keys(2), Self.keys(1), first])
            fixture.clock.advance(.seconds(20))
            #expect(try await Self.claimed(fixture) == [Self.keys(2), Self.keys(1)])
            fixture.clock.advance(.seconds(20))
            #expect(try await Self.claimed(fixture) == [Self.keys(2)])
        }
    }

    @Test(arguments: Engine.allCases)
    func `a rotation without overlap ends every old key`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            for (number, overlap) in [(1, Duration.seconds(60)), (2, .zero)] as [(UInt8, Duration)] {
                _ = try await fixture.store.rotate(
                    endpoint.id, to: Self.keys(number), publicKey: nil, overlap: overlap)
            }
            #expect(try await Self.claimed(fixture) == [Self.keys(2)])
        }
    }

    @Test(arguments: Engine.allCases)
    func `ten old keys sign at most, and a refused rotation changes nothing`(engine: Engine) async throws {
        try await StoreFixture.run(engine) { fixture in
            let endpoint = try await fixture.endpoint()
            func rotate(_ number: UInt8, _ overlap: Duration = .seconds(60)) async throws -> RotateResult {
                try await fixture.store.rotate(
                    endpoint.id, to: Self.keys(number), publicKey: nil, overlap: overlap)
            }
            for number: UInt8 in 1...10 { #expect(try await rotate(number) == .rotated) }
            #expect(try await rotate(11) == .tooManyOldKeys)
            #expect(try await Self.claimed(fixture)?.map(\.secret.bytes.first) == [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 115])
            fixture.clock.advance(.seconds(60))
            #expect(try await rotate(12) == .rotated)
            #expect(try await Self.claimed(fixture)?.map(\.secret.bytes.first) == [12, 10])
            #expect(
                try await fixture.store.rotate(.random(), to: Self.keys(1), publicKey: nil, overlap: .zero) == .notFound
            )
        }
    }
}
