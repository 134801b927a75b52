import CommentIntake
import HTTPTypes
import Hummingbird
import Moderation
import Store

extension TamisAPI {
    /// `/metrics`. For who reaches the port itself: a request that came through a proxy finds nothing here, since how
    /// many comments a site gets is nobody else's business.
    func showMetrics(_ request: Request, _ context: APIContext) async throws -> Response {
        guard !Self.proxyHeaders.contains(where: request.headers.contains) else { throw Problem(.notFound) }
        var page = Exposition()
        writeBuild(into: &page)
        writeRequests(into: &page)
        writeIntake(into: &page)
        writeDatabase(into: &page)
        writeDeliveries(into: &page)
        // The figures matter most when the database is gone: then what is asked of it is left out, and
        // `tamis_store_errors_total` says so.
        if let waiting = try? await store.waitingDeliveries(), let queue = try? await store.queueLength(site: nil) {
            writeWaiting(waiting, queue: queue, into: &page)
        }
        return Response(
            status: .ok, headers: [.contentType: Exposition.contentType],
            body: .init(byteBuffer: ByteBuffer(string: page.text)))
    }

    private static let proxyHeaders: [HTTPField.Name] = [.forwarded, .forwardedFor, .realIP]

    private func writeBuild(into page: inout Exposition) {
        let versions = engine.current.versions
        page.metric("tamis_build_info", .gauge, "Versions in force; the value is always 1.")
        page.sample(
            "tamis_build_info",
            [
                "version": version, "engine": versions.engine, "policy": versions.policy, "lists": versions.lists,
                "model": versions.model,
            ], 1)
        page.single(
            "process_start_time_seconds", .gauge, "When the service began, in seconds since 1970.",
            Double(store.measures.began.milliseconds) / 1000)
        let figures = ProcessFigures()
        if let seconds = figures.cpuSeconds {
            page.single("process_cpu_seconds_total", .counter, "Processor time used, in seconds.", seconds)
        }
        if let bytes = figures.residentBytes {
            page.single("process_resident_memory_bytes", .gauge, "Memory held, in bytes.", bytes)
        }
        if let files = figures.openFiles {
            page.single("process_open_fds", .gauge, "Files and sockets open.", files)
        }
    }

    private func writeRequests(into page: inout Exposition) {
        page.metric("tamis_http_requests_total", .counter, "Requests answered, by route, method and class of status.")
        for line in requests.lines {
            for (method, statuses) in line.methods {
                for status in RequestMeasures.StatusClass.allCases {
                    page.sample(
                        "tamis_http_requests_total",
                        ["route": line.path, "method": method, "status": status.rawValue], statuses[status].value)
                }
            }
        }
        page.metric("tamis_http_request_duration_seconds", .histogram, "From the head of a request to its answer.")
        for line in requests.lines {
            page.durations("tamis_http_request_duration_seconds", ["route": line.path], line.durations)
        }
        // This one is under way itself.
        page.single(
            "tamis_http_requests_under_way", .gauge, "Requests being worked on, the scrape among them.",
            Double(requests.underWay.value))
        page.counters(
            "tamis_logins_total", "Attempts to log in at the review page.", label: "outcome", store.measures.logins)
    }

    private func writeIntake(into page: inout Exposition) {
        let intake = store.measures.intake
        page.counters(
            "tamis_comments_total", "Comments kept, by what policy decided.", label: "decision", intake.decisions)
        page.counters(
            "tamis_comments_labelled_total", "Comments kept in which a label reached its threshold.", label: "label",
            intake.labels)
        page.single(
            "tamis_scoring_failures_total", .counter, "Comments flagged because no score could be made.",
            Double(intake.failures.value))
        page.metric("tamis_scoring_duration_seconds", .histogram, "Scoring and deciding one comment.")
        page.durations("tamis_scoring_duration_seconds", [:], intake.scoring)
        page.counters(
            "tamis_decisions_total", "Later decisions about comments, by who made them.", label: "by",
            store.measures.review.decisions)
    }

    private func writeDatabase(into page: inout Exposition) {
        let database = store.measures.database
        page.metric("tamis_store_batch_size", .histogram, "Writes that shared one commit.")
        page.sizes("tamis_store_batch_size", database.batchSizes)
        page.metric("tamis_store_batch_duration_seconds", .histogram, "One commit with all its writes and the sync.")
        page.durations("tamis_store_batch_duration_seconds", [:], database.batchDurations)
        page.counters("tamis_store_errors_total", "Readings and writes that failed.", label: "kind", database.errors)
    }

    private func writeDeliveries(into page: inout Exposition) {
        let deliveries = store.measures.deliveries
        page.counters(
            "tamis_webhook_attempts_total", "Webhook requests, by what became of the delivery.", label: "outcome",
            deliveries.attempts)
        page.metric("tamis_webhook_duration_seconds", .histogram, "One webhook request, by endpoint.")
        for (endpoint, histogram) in deliveries.durations.all {
            page.durations("tamis_webhook_duration_seconds", ["endpoint": endpoint?.text ?? "other"], histogram)
        }
    }

    private func writeWaiting(_ waiting: [WaitingDeliveries], queue: Int, into page: inout Exposition) {
        page.single("tamis_review_queue_length", .gauge, "Flagged comments that wait for a human.", Double(queue))
        page.metric("tamis_webhook_waiting", .gauge, "Deliveries that wait, by endpoint.")
        for endpoint in waiting {
            page.sample("tamis_webhook_waiting", ["endpoint": endpoint.endpoint.text], endpoint.count)
        }
        page.metric("tamis_webhook_oldest_seconds", .gauge, "Age of the oldest delivery that waits, by endpoint.")
        let now = Instant.systemNow()
        for endpoint in waiting {
            let age = endpoint.oldest.map { max(0, now.milliseconds - $0.milliseconds) } ?? 0
            page.sample(
                "tamis_webhook_oldest_seconds", ["endpoint": endpoint.endpoint.text], Double(age) / 1000)
        }
    }
}
