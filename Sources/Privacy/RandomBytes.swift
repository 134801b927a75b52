import Glibc
import Synchronization

/// Bytes from the kernel's random source, at most 256.
///
/// The kernel is asked for 256 at a time: a comment needs over a hundred in ten pieces, and each call of the kernel
/// costs as much as sealing one value. What was given out is wiped here.
package func randomBytes(_ count: Int) -> [UInt8] {
    precondition(count <= RandomPool.size, "at most \(RandomPool.size) random bytes at once")
    return pool.withLock { $0.take(count) }
}

private let pool = Mutex(RandomPool())

private struct RandomPool {
    /// What the kernel gives whole in one call (getentropy(3)).
    static let size = 256

    private var bytes = [UInt8](repeating: 0, count: size)
    /// Where the unused ones begin.
    private var next = size

    mutating func take(_ count: Int) -> [UInt8] {
        if next + count > Self.size { refill() }
        let taken = Array(bytes[next..<next + count])
        for place in next..<next + count { bytes[place] = 0 }
        next += count
        return taken
    }

    private mutating func refill() {
        let result = unsafe bytes.withUnsafeMutableBytes { unsafe getentropy($0.baseAddress, Self.size) }
        guard result == 0 else { preconditionFailure("the system gives no random bytes") }
        next = 0
    }
}
