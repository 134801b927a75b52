import Foundation
import Moderation

/// A comment of an archive on its way in.
struct ArchivedComment: Codable, Sendable {
    /// A JSON object as `POST /v1/comments` takes it.
    var form: String
    /// What tells it from all others of its site, so that a second run passes it over.
    var externalID: String
    /// What was decided where it comes from; nil leaves that to policy.
    var label: ArchiveLabel?
    /// Why, when `label` is a rejection.
    var reason: String?
    /// RFC 3339, where the form does not say when it was written.
    var writtenAt: String?

    /// Most bytes of one; texts are cut to what the policy takes long before.
    static let limitBytes = 200 * 1024

    var byteCount: Int { form.utf8.count + externalID.utf8.count + 200 }
}

/// What other places call their decisions.
enum ArchiveLabel: String, Codable, Sendable {
    case approved, pending, spam, trash

    /// As an export, WordPress or people write it.
    init?(written text: String) {
        switch text.lowercased() {
        case "approved", "approve", "1", "ham", "clean": self = .approved
        case "flagged", "flag", "pending", "hold", "0": self = .pending
        case "spam": self = .spam
        case "rejected", "reject", "trash", "post-trashed", "deleted": self = .trash
        default: return nil
        }
    }

    var decision: Decision {
        switch self {
        case .approved: .approve
        case .pending: .flag
        case .spam, .trash: .reject
        }
    }
}
