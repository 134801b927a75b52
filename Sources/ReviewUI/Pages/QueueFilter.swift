import Moderation

/// What the queue on the page is narrowed to, as its form and the links of the page carry it. Built from values of
/// ours wherever it can be; the two typed fields are bounded. What is not understood does not narrow.
struct QueueFilter: Sendable, Equatable {
    /// Ages the form offers, in hours.
    static let ages = [1, 24, 168, 720]
    /// Scores the form offers, in percent.
    static let scores = [60, 75, 90]
    private static let threadLimitBytes = 500

    private(set) var label: Label?
    private(set) var language: LanguageText?
    private(set) var thread = ""
    /// Received within so many hours.
    private(set) var age: Int?
    /// The greater probability is at least this, in percent.
    private(set) var score: Int?
    private(set) var text = ""
    /// Only by a link: nobody types an id.
    private(set) var campaign: CampaignID?

    static let none = QueueFilter()

    private init() {}

    init(_ fields: FormFields) {
        label = Label(rawValue: fields["label"])
        language = LanguageText(rawValue: fields["language"])
        thread = Self.bounded(fields["thread"], Self.threadLimitBytes)
        age = Int(fields["age"]).flatMap { Self.ages.contains($0) ? $0 : nil }
        score = Int(fields["score"]).flatMap { Self.scores.contains($0) ? $0 : nil }
        text = Self.bounded(fields["text"], CommentFilter.textLimitBytes)
        campaign = CampaignID(fields["campaign"])
    }

    /// The queue of one campaign.
    init(campaign: CampaignID) {
        self.campaign = campaign
    }

    /// As a hidden field of a form holds it.
    init(encoded: String) {
        self.init(FormFields(encoded.utf8) ?? .none)
    }

    func filter(now: Instant) -> CommentFilter {
        var filter = CommentFilter(thread: thread.isEmpty ? nil : thread)
        filter.label = label
        filter.language = language?.rawValue
        filter.since = age.map { now.advanced(by: .zero - .seconds($0 * 3600)) }
        filter.leastScore = score.map { $0 * 10 }
        filter.text = text.isEmpty ? nil : text
        filter.campaign = campaign
        return filter
    }

    /// `label=spam&age=24`; empty when nothing is narrowed.
    var encoded: String {
        let values: [(String, String)] = [
            ("label", label?.rawValue ?? ""), ("language", language?.rawValue ?? ""), ("thread", thread),
            ("age", age.map(String.init) ?? ""), ("score", score.map(String.init) ?? ""), ("text", text),
            ("campaign", campaign?.text ?? ""),
        ]
        return values.filter { !$0.1.isEmpty }.map { $0.0 + "=" + FormFields.encode($0.1) }.joined(separator: "&")
    }

    /// The queue narrowed so, with more fields in its query; those that are empty are left out.
    func path(_ more: (name: String, value: String)...) -> String {
        let fields =
            (encoded.isEmpty ? [] : [encoded])
            + more.filter { !$0.value.isEmpty }.map { $0.name + "=" + FormFields.encode($0.value) }
        return fields.isEmpty ? "/review" : "/review?" + fields.joined(separator: "&")
    }

    /// The live counts for what is narrowed so.
    func eventsPath(_ since: (name: String, value: String)) -> String {
        "/review/events" + path(since).dropFirst("/review".count)
    }

    private static func bounded(_ text: String, _ limit: Int) -> String {
        text.utf8.count <= limit && !text.utf8.contains(where: { $0 < 0x20 }) ? text : ""
    }
}
