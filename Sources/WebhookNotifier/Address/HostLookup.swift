import Glibc

/// Where a name leads: all its addresses, in the order they should be tried; none when there is no such name. It may block
/// for as long as a resolver does.
package struct HostLookup: Sendable {
    package let addresses: @Sendable (_ host: String) -> [IPAddress]

    package init(_ addresses: @escaping @Sendable (_ host: String) -> [IPAddress]) {
        self.addresses = addresses
    }

    /// The machine's own resolver: `getaddrinfo` of POSIX, whose order is that of RFC 6724.
    package static let system = HostLookup { host in
        var wanted = unsafe addrinfo()
        unsafe wanted.ai_family = AF_UNSPEC
        unsafe wanted.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, nil, &wanted, &first) == 0 else { return [] }
        defer { unsafe freeaddrinfo(first) }
        var found: [IPAddress] = []
        var next = unsafe first
        while let one = unsafe next {
            if let address = unsafe address(one.pointee), !found.contains(address) { found.append(address) }
            unsafe next = one.pointee.ai_next
        }
        return found
    }

    private static func address(_ info: addrinfo) -> IPAddress? {
        guard let address = unsafe UnsafeRawPointer(info.ai_addr) else { return nil }
        switch unsafe (info.ai_family, Int(info.ai_addrlen)) {
        case (AF_INET, MemoryLayout<sockaddr_in>.size...):
            let inner = unsafe address.loadUnaligned(as: sockaddr_in.self).sin_addr
            return unsafe withUnsafeBytes(of: inner) { unsafe IPAddress(bytes: $0) }
        case (AF_INET6, MemoryLayout<sockaddr_in6>.size...):
            let inner = unsafe address.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            return unsafe withUnsafeBytes(of: inner) { unsafe IPAddress(bytes: $0) }
        default: return nil
        }
    }
}
