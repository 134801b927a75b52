import Crypto
import CryptoExtras
import Dispatch
import Foundation
import Privacy
import Synchronization

/// The cost of one password hash (RFC 7914): memory is 128 · r · 2^logN bytes.
package struct ScryptCost: Sendable, Equatable {
    package var logN: Int
    package var blockSize: Int
    package var parallelism: Int

    package init(logN: Int, blockSize: Int, parallelism: Int) {
        self.logN = logN
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// 32 MiB and some 80 ms.
    package static let standard = ScryptCost(logN: 15, blockSize: 8, parallelism: 1)
}

/// Makes and checks passwords as text: `scrypt$logN$r$p$salt$code`, the last two in base64. The code is an HMAC-SHA256
/// under the derived key, so that the key itself is never taken out of its type, and is compared in constant time.
///
/// A hash takes long and 32 MiB, so all are made one after the other on a queue of their own, never on a cooperative
/// thread, and only so many may wait.
final class PasswordHasher: Sendable {
    /// Too many passwords wait to be checked.
    struct Busy: Error {}

    private static let waitingLimit = 24
    private static let message = Array("tamis password".utf8)
    private let cost: ScryptCost
    private let dummy: Hash
    private let queue = DispatchQueue(label: "tamis.passwords")
    private let waiting = Mutex(0)

    init(cost: ScryptCost) {
        self.cost = cost
        dummy = Hash(cost: cost, salt: randomBytes(16), code: randomBytes(32))
    }

    func hash(_ password: String) async throws -> String {
        let salt = randomBytes(16)
        let cost = cost
        return try await run {
            let key = try Self.derive(password, cost, salt)
            return Hash(
                cost: cost, salt: salt, code: Array(HMAC<SHA256>.authenticationCode(for: Self.message, using: key))
            )
            .text
        }
    }

    /// True when `stored` is the hash of `password`. Without `stored` the same work is done for nothing, so that time
    /// does not tell whether there is such a moderator.
    func check(_ password: String, against stored: String?) async throws -> Bool {
        let known = stored.flatMap(Hash.init(text:))
        let hash = known ?? dummy
        let isRight = try await run {
            let key = try Self.derive(password, hash.cost, hash.salt)
            return HMAC<SHA256>.isValidAuthenticationCode(hash.code, authenticating: Self.message, using: key)
        }
        // A hash made at an earlier, lower cost must not answer sooner than no hash at all.
        if hash.cost != cost { _ = try await run { [dummy] in try Self.derive(password, dummy.cost, dummy.salt) } }
        return isRight && known != nil
    }

    private func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let mayWait = waiting.withLock { count in
            guard count < Self.waitingLimit else { return false }
            count += 1
            return true
        }
        guard mayWait else { throw Busy() }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }

    /// The same word typed on two systems may come in two Unicode forms; the composed one is hashed.
    private static func derive(_ password: String, _ cost: ScryptCost, _ salt: [UInt8]) throws -> SymmetricKey {
        try KDF.Scrypt.deriveKey(
            from: Array(password.precomposedStringWithCanonicalMapping.utf8), salt: salt, outputByteCount: 32,
            rounds: 1 << cost.logN, blockSize: cost.blockSize, parallelism: cost.parallelism)
    }

    private struct Hash: Sendable {
        var cost: ScryptCost
        var salt: [UInt8]
        var code: [UInt8]

        init(cost: ScryptCost, salt: [UInt8], code: [UInt8]) {
            self.cost = cost
            self.salt = salt
            self.code = code
        }

        var text: String {
            [
                "scrypt", String(cost.logN), String(cost.blockSize), String(cost.parallelism),
                Data(salt).base64EncodedString(), Data(code).base64EncodedString(),
            ].joined(separator: "$")
        }

        init?(text: String) {
            let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 6, parts[0] == "scrypt", let logN = Int(parts[1]), (1...20).contains(logN),
                let blockSize = Int(parts[2]), (1...32).contains(blockSize), let parallelism = Int(parts[3]),
                (1...16).contains(parallelism), let salt = Data(base64Encoded: parts[4]),
                let code = Data(base64Encoded: parts[5]), code.count == 32
            else { return nil }
            self.init(
                cost: ScryptCost(logN: logN, blockSize: blockSize, parallelism: parallelism), salt: Array(salt),
                code: Array(code))
        }
    }
}
