import Moderation
import Testing

struct `An id` {
    @Test(arguments: ["cmt_1", "cmt_01hx", "cmt_0", "cmt_" + String(repeating: "z", count: 60)])
    func `of its kind is taken`(text: String) {
        #expect(CommentID(text)?.text == text)
        #expect(CommentID(text).map { "\($0)" } == text)
    }

    @Test(arguments: [
        "", "cmt", "cmt_", "cmt_A", "cmt_é", "cmt_a b", "cmt_a_b", "cmt_a-b", "cmt_a\0", "cmt_a\n", "evt_1", "CMT_1",
        " cmt_1",
        "cmtx_1", "_1", "cmt_" + String(repeating: "z", count: 61), "cmt_'--",
    ])
    func `of another shape or kind is refused`(text: String) {
        #expect(CommentID(text) == nil)
    }

    @Test
    func `sorts by the time it was made`() {
        let moments: [Int64] = [0, 1, 31, 32, 1000, 1_700_000_000_000, 1_700_000_000_001, 1 << 47, (1 << 48) - 1]
        let ids = moments.map { CommentID.timeOrdered(at: Instant(milliseconds: $0)) }
        #expect(ids.sorted() == ids)
        #expect(ids.allSatisfy { CommentID($0.text) == $0 && $0.text.utf8.count == 4 + 26 })
    }

    @Test
    func `is never made twice`() {
        let now = Instant(milliseconds: 1_700_000_000_000)
        let ids = (0..<1000).map { _ in CommentID.random() } + (0..<1000).map { _ in CommentID.timeOrdered(at: now) }
        #expect(Set(ids).count == 2000)
        #expect(ids.allSatisfy { CommentID($0.text) == $0 })
    }

    @Test
    func `carries the prefix of its kind`() {
        let texts = [
            SiteID.random().text, AuthorID.random().text, KeyID.random().text, ModeratorID.random().text,
            EndpointID.random().text, EventID.random().text, DeliveryID.random().text,
        ]
        #expect(texts.map { $0.prefix(4) } == ["site", "aut_", "key_", "mod_", "end_", "evt_", "dlv_"])
    }
}
