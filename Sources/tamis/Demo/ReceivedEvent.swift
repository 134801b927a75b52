import Foundation

/// An event as a receiver reads it: only the members the demo shows or keeps.
struct ReceivedEvent: Decodable, Sendable {
    struct Decision: Decodable, Sendable {
        let decision: String
        let by: String
        let reasons: [String]
    }

    struct Thread: Decodable, Sendable {
        let id: String
    }

    struct Author: Decodable, Sendable {
        let name: String
    }

    struct Content: Decodable, Sendable {
        let commentID: String?
        let status: String?
        let previousStatus: String?
        let version: Int?
        let decision: Decision?
        let thread: Thread?
        let author: Author?
        let body: String?

        private enum CodingKeys: String, CodingKey {
            case commentID = "comment_id"
            case previousStatus = "previous_status"
            case status, version, decision, thread, author, body
        }
    }

    let type: String
    let data: Content?
}
