import Foundation
package import Moderation

/// Signals as they stand in a column and in answers: the shape of `signals` in the contract, with each signal's reason.
package enum SignalCoding {
    package static func write(_ signals: [Signal], into json: inout JSONWriter) {
        for signal in signals {
            json.object { object in
                object.member("name", signal.name)
                object.member("label", signal.label.rawValue)
                object.member("points", signal.points)
                if signal.shadow { object.member("shadow", true) }
                object.member("reason", signal.reason)
                object.array("evidence") { places in
                    for place in signal.evidence {
                        places.object {
                            $0.member("field", place.field.rawValue)
                            $0.member("begin", place.begin)
                            $0.member("end", place.end)
                        }
                    }
                }
            }
        }
    }

    static func column(_ signals: [Signal]) -> String {
        var json = JSONWriter()
        json.array { write(signals, into: &$0) }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    static func decode(_ column: String) throws -> [Signal] {
        if column == "[]" { return [] }
        return try JSONDecoder().decode([StoredSignal].self, from: Data(column.utf8)).map(\.signal)
    }

    private struct StoredSignal: Decodable {
        struct Place: Decodable {
            let field: CommentField
            let begin: Int
            let end: Int
        }

        let name: String
        let label: Label
        let points: Double
        let shadow: Bool?
        let reason: String
        let evidence: [Place]

        var signal: Signal {
            Signal(
                name: name, label: label, reason: reason, points: points,
                evidence: evidence.map { Evidence(field: $0.field, begin: $0.begin, end: $0.end) },
                shadow: shadow ?? false)
        }
    }
}
