import Moderation

extension CommentFilter {
    /// What a request asked for; 400 for a value that can be none.
    init(_ query: Query) throws {
        self.init()
        status = try query.parsed("status", CommentStatus.init(rawValue:))
        thread = query["thread"]
        author = try query.parsed("author", AuthorID.init(_:))
        campaign = try query.parsed("campaign", CampaignID.init(_:))
        label = try query.parsed("label", Label.init(rawValue:))
        language = try query.parsed("language") { Self.isTag($0) ? $0 : nil }
        since = try query.parsed("since", Instant.init(rfc3339:))
        until = try query.parsed("until", Instant.init(rfc3339:))
        leastScore = try query.parsed("min_score", Self.thousandths)
        mostScore = try query.parsed("max_score", Self.thousandths)
        text = try query.parsed("text") { (1...Self.textLimitBytes).contains($0.utf8.count) ? $0 : nil }
    }

    /// A language tag: 2 to 8 letters, then up to three parts of 1 to 8 letters or digits.
    private static func isTag(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count <= 4 && (2...8).contains(parts[0].utf8.count) && parts[0].utf8.allSatisfy(isLetter)
            && parts.dropFirst().allSatisfy { part in
                (1...8).contains(part.utf8.count)
                    && part.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// `0`, `1` or a decimal between them with up to three digits.
    private static func thousandths(_ text: String) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts[0] == "0" || parts[0] == "1" else { return nil }
        let digits = parts.count > 1 ? parts[1] : "0"
        guard (1...3).contains(digits.utf8.count),
            digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
            let fraction = Int(digits + String(repeating: "0", count: 3 - digits.utf8.count))
        else { return nil }
        let all = (parts[0] == "1" ? 1000 : 0) + fraction
        return all <= 1000 ? all : nil
    }
}

extension Query {
    /// A value read by `parse`; nil when it did not come, 400 when `parse` finds none in it.
    func parsed<Value>(_ name: String, _ parse: (String) -> Value?) throws -> Value? {
        guard let text = self[name] else { return nil }
        guard let value = parse(text) else { throw Problem(.badParameter) }
        return value
    }
}
