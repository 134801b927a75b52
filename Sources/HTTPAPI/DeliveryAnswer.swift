import Moderation
import Store

/// A line of the delivery log as JSON.
enum DeliveryAnswer {
    /// `withAnswers` adds the first bytes of what the receiver said, with addresses redacted: for admins.
    static func write(_ delivery: DeliveryRecord, withAnswers: Bool, into json: inout JSONWriter) {
        json.object { members(delivery, withAnswers: withAnswers, into: &$0) }
    }

    static func members(_ delivery: DeliveryRecord, withAnswers: Bool, into json: inout JSONWriter) {
        json.member("id", delivery.id.text)
        json.member("endpoint_id", delivery.endpoint.text)
        json.member("event_id", delivery.event.text)
        json.member("type", delivery.type)
        json.member("state", delivery.state)
        json.member("created_at", delivery.createdAt.rfc3339)
        if delivery.state == "waiting" { json.member("due_at", delivery.dueAt.rfc3339) }
        json.array("attempts") { list in
            for attempt in delivery.attempts {
                list.object {
                    $0.member("number", attempt.number)
                    $0.member("at", attempt.at.rfc3339)
                    $0.member("milliseconds", attempt.durationMilliseconds)
                    if let status = attempt.httpStatus { $0.member("status", status) }
                    if attempt.httpStatus != nil { $0.member("answer_bytes", attempt.answerBytes) }
                    if let problem = attempt.problem { $0.member("problem", problem) }
                    if withAnswers {
                        $0.member(
                            "answer",
                            Redaction.hidingAddresses(in: String(decoding: attempt.answer, as: UTF8.self)))
                    }
                }
            }
        }
    }
}
