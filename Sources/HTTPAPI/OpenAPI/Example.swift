/// Values that examples share, so that one request of the document leads to the next.
enum Example {
    static let commentID = "cmt_067qy5m2vr0z3k8d1w9tj4shc0"
    static let endpointID = "end_1v5nq8kz2c7xw3m9dj4tr6hs0g"
    static let deliveryID = "dlv_067qy5m3tg5b1n7rk2vd8w0xqc"
    static let eventID = "evt_067qy5m3t4w9z2h6cq8jk1md5v"
    static let authorID = "aut_067qy5m2vw4p8g1s6xz3kt9bnd"
    static let campaignID = "cam_067qy5m2xk9c4n7t1r8wz3bv0d"
    static let termID = "trm_067qy5m2z7d3h9v5k1p6tb8wxr"
    static let keyID = "key_3m8rw1c6vq9t2zx5hd7jk0ns4g"
    static let moment = "2026-01-31T09:05:00.120Z"

    static let versions: JSONValue = [
        "engine": "1", "policy": "4f9d1c02ab7e", "lists": "0c6e8d13f5a2", "model": "none",
    ]
    static let signals: JSONValue = [
        [
            "name": "wordlist.insult", "label": "abuse", "points": 6, "reason": "insult",
            "evidence": [["field": "body", "begin": 4, "end": 10]],
        ]
    ]
    static let decision: JSONValue = [
        "decision": "flag", "by": "policy", "reasons": ["insult"], "at": .text(moment),
        "statement": ["restriction": "held", "ground": "terms", "decided_by": "automated"],
    ]
    static let verdict: [(String, JSONValue)] = [
        ("score", ["spam": 0, "abuse": 0.731]), ("language", "en"), ("decision", decision), ("signals", signals),
        ("versions", versions),
    ]
    static let accepted = JSONValue.members(
        [("id", .text(commentID)), ("status", "flagged"), ("version", 1)] + verdict)
    static let comment = JSONValue.members(
        [
            ("id", .text(commentID)), ("external_id", "4711"), ("status", "flagged"), ("version", 1),
            (
                "thread",
                ["id": "page-1", "url": "https://news.example.org/page-1", "title": "A bridge is opened"]
            ),
            ("author", ["id": .text(authorID), "name": "Ana"]), ("body", "You weasel!"),
            ("received_at", .text(moment)),
        ] + verdict)
    static let submission: JSONValue = [
        "author": ["name": "Ana", "email": "ana@example.org", "url": "https://ana.example.org"],
        "body": "You weasel!",
        "thread": ["id": "page-1", "url": "https://news.example.org/page-1", "title": "A bridge is opened"],
        "external_id": "4711", "ip": "192.0.2.7", "language": "en",
    ]
}
