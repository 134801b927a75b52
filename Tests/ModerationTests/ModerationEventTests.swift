import Moderation
import Testing

struct `An event` {
    static let event = ModerationEvent(
        id: EventID(stored: "evt_1"), type: .flagged, at: Instant(milliseconds: 1_769_850_300_120),
        comment: CommentID(stored: "cmt_1"), externalID: "77", site: "journal",
        thread: ThreadReference(id: "42", url: "https://example.org/a", title: "Un titre"), status: .flagged,
        previousStatus: nil, version: 1,
        decision: DecisionRecord(
            decision: .flag, cause: .policy, reasons: ["insult"], at: Instant(milliseconds: 1_769_850_300_100)),
        spam: 0.08, abuse: 0.8333333, language: "ar-Latn", author: AuthorID(stored: "aut_1"), authorName: "نادية \"N\"")

    @Test
    func `has the payload of the contract, to the byte`() {
        let expected =
            #"{"type":"comment.flagged","timestamp":"2026-01-31T09:05:00.120Z","data":{"comment_id":"cmt_1","#
            + #""external_id":"77","site":"journal","thread":{"id":"42","url":"https://example.org/a","title":"Un titre"},"#
            + #""status":"flagged","previous_status":null,"version":1,"decision":{"decision":"flag","by":"policy","#
            + #""reasons":["insult"],"at":"2026-01-31T09:05:00.100Z","#
            + #""statement":{"restriction":"held","ground":"terms","decided_by":"automated"}},"score":{"spam":0.08,"abuse":0.833},"#
            + #""language":"ar-Latn","author":{"id":"aut_1","name":"نادية \"N\""}}}"#
        #expect(String(decoding: Self.event.payload(body: nil), as: UTF8.self) == expected)
    }

    @Test
    func `has body, note and previous status where there are any`() {
        var event = Self.event
        event.type = .rejected
        event.status = .rejected
        event.previousStatus = .flagged
        event.version = 2
        event.externalID = nil
        event.thread = ThreadReference(id: "42")
        event.decision = DecisionRecord(
            decision: .reject, cause: .moderator(ModeratorID(stored: "mod_1")), reasons: ["spam", "other"], note: "vu",
            at: event.at)
        let expected =
            #"{"type":"comment.rejected","timestamp":"2026-01-31T09:05:00.120Z","data":{"comment_id":"cmt_1","#
            + #""external_id":null,"site":"journal","thread":{"id":"42"},"status":"rejected","previous_status":"flagged","#
            + #""version":2,"decision":{"decision":"reject","by":"mod_1","reasons":["spam","other"],"note":"vu","#
            + #""at":"2026-01-31T09:05:00.120Z","statement":{"restriction":"removed","ground":"terms","decided_by":"human"}},"score":{"spam":0.08,"abuse":0.833},"language":"ar-Latn","#
            + #""author":{"id":"aut_1","name":"نادية \"N\""},"body":"Écrivez-moi\n"}}"#
        #expect(String(decoding: event.payload(body: "Écrivez-moi\n"), as: UTF8.self) == expected)
    }

    @Test(arguments: CommentStatus.allCases)
    func `is named after the status it tells of`(status: CommentStatus) {
        #expect(EventType(status).rawValue == "comment.\(status.rawValue)")
    }
}
