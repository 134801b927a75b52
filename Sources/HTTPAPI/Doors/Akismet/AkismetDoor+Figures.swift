import Foundation
import HTTPTypes
import Hummingbird
import Moderation
import Store

extension AkismetDoor {
    /// What a month held, by what policy said first and what stands now.
    private struct Month {
        var spam = 0
        var ham = 0
        /// Let through, and rejected by somebody.
        var missedSpam = 0
        /// Held back, and approved by somebody.
        var falsePositives = 0

        var all: Int { spam + ham }

        mutating func add(_ day: DayFigures) {
            spam += day.spam
            ham += day.ham
            missedSpam += day.missedSpam
            falsePositives += day.falsePositives
        }

        func write(into json: inout JSONWriter) {
            json.member("spam", spam)
            json.member("ham", ham)
            json.member("missed_spam", missedSpam)
            json.member("false_positives", falsePositives)
        }
    }

    /// By `YYYY-MM`, in UTC.
    private func months(_ site: SiteID, since: Instant) async throws -> [(name: String, figures: Month)] {
        var months: [String: Month] = [:]
        for day in try await api.store.dayFigures(site: site, since: since) {
            months[String(day.begin.rfc3339.prefix(7)), default: Month()].add(day)
        }
        return months.sorted { $0.key < $1.key }.map { (name: $0.key, figures: $0.value) }
    }

    private static func thisMonth() -> String { String(Instant.systemNow().rfc3339.prefix(7)) }

    func usage(_ call: Call, _ key: SiteKey) async throws -> Response {
        let since = Instant.systemNow().advanced(by: .seconds(-32 * 86_400))
        let used = try await months(key.site.id, since: since).first { $0.name == Self.thisMonth() }?.figures.all ?? 0
        return .json(
            JSONWriter.object { json in
                json.member("limit", "none")
                json.member("usage", used)
                json.member("percentage", 0)
                json.member("throttled", false)
                if call.form.flag("extended") {
                    json.member("notice_level", 0)
                    json.member("upgrade", false)
                }
            })
    }

    func sites(_ call: Call, _ key: SiteKey) async throws -> Response {
        let month = call.form["month"] ?? Self.thisMonth()
        guard month.utf8.count == 7, let begin = Instant(rfc3339: month + "-01T00:00:00Z") else {
            return Self.invalid("\"month\" is written as 2026-01")
        }
        let limit = call.form["limit"].flatMap { Int($0) } ?? 500
        let offset = call.form["offset"].flatMap { Int($0) } ?? 0
        let figures = try await months(key.site.id, since: begin).first { $0.name == month }?.figures ?? Month()
        let filter = call.form["filter"] ?? ""
        let shown = offset == 0 && limit > 0 && (filter.isEmpty || key.site.name.contains(filter.lowercased()))
        let name = key.site.name
        if call.form["format"] == "csv" {
            let head = "Active sites for the site's key during \(month) (limit:\(limit), offset: \(offset), total: 1)"
            let row =
                [name, "\(figures.all)", "\(figures.spam)", "\(figures.ham)", "\(figures.missedSpam)"]
                + ["\(figures.falsePositives)", "false"]
            let lines = [head, "Site,Total API Calls,Spam,Ham,Missed Spam,False Positives,Is Revoked"]
            return .text(
                (lines + (shown ? [row.joined(separator: ",")] : [])).joined(separator: "\n") + "\n",
                type: "text/csv; charset=utf-8")
        }
        return .json(
            JSONWriter.object { json in
                json.array(month) { list in
                    guard shown else { return }
                    list.object { json in
                        json.member("site", name)
                        json.member("api_calls", figures.all)
                        figures.write(into: &json)
                        json.member("is_revoked", false)
                    }
                }
                json.member("limit", limit)
                json.member("offset", offset)
                json.member("total", 1)
            })
    }

    func stats(_ call: Call, _ key: SiteKey) async throws -> Response {
        let days: Int64 =
            switch call.form["from"] {
            case "60-days": 60
            case "all": 3650
            default: 184
            }
        let months = try await months(
            key.site.id, since: Instant.systemNow().advanced(by: .seconds(-days * 86_400)))
        var all = Month()
        for (_, month) in months {
            all.spam += month.spam
            all.ham += month.ham
            all.missedSpam += month.missedSpam
            all.falsePositives += month.falsePositives
        }
        let wrong = all.missedSpam + all.falsePositives
        let accuracy = all.all == 0 ? 100 : 100 * Double(max(0, all.all - wrong)) / Double(all.all)
        let total = all
        return .json(
            JSONWriter.object { json in
                total.write(into: &json)
                json.member("accuracy", String(format: "%.2f", accuracy))
                // Nobody has measured how long somebody would have looked at them.
                json.member("time_saved", 0)
                json.object("breakdown") { json in
                    for (name, month) in months {
                        json.object(name) { json in
                            month.write(into: &json)
                            json.member("blogs", 1)
                            json.member("da", name + "-01")
                        }
                    }
                }
            })
    }

    func subscription(_ call: Call, _ key: SiteKey) async throws -> Response {
        .json(
            JSONWriter.object { json in
                json.member("account_id", 1)
                json.member("account_type", "self-hosted")
                json.member("account_name", key.site.name)
                json.member("status", "active")
                json.member("next_billing_date", false)
                json.member("limit_reached", false)
            })
    }
}
