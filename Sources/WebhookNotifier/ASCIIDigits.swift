extension StringProtocol {
    /// Nothing but `0` to `9`, and at least one of them. Swift's own number parsers also take a sign.
    var isDigits: Bool {
        !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
