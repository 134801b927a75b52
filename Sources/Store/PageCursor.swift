import Moderation

/// What says where a page begins, as it comes from outside. It is opaque to callers, and no secret: what cannot be one
/// of ours is refused before it is looked for.
package enum PageCursor {
    /// The last comment of the page before.
    package static func isOfComments(_ text: String) -> Bool { CommentID(text) != nil }

    /// The time of the last comment, in milliseconds, and the last campaign of the page before: `1760000000000-cam_…`.
    package static func isOfCampaigns(_ text: String) -> Bool {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && (1...16).contains(parts[0].utf8.count)
            && parts[0].utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
            && CampaignID(String(parts[1])) != nil
    }

    /// In thousandths of a point.
    package static let mostUrgent = 9_999_999

    /// The urgency and the last comment of the page before: `5450-cmt_…`.
    package static func isOfQueue(_ text: String) -> Bool {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && (1...7).contains(parts[0].utf8.count)
            && parts[0].utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
            && isOfComments(String(parts[1]))
    }
}
