/// All limits and weights together, read from `config/policy.yaml`. What the code does without a file is `Policy()`.
package struct Policy: Sendable, Equatable {
    package var thresholds = Thresholds()
    package var prior = Prior()
    package var points = RulePoints()
    /// Rules that are recorded with their points and never counted: new ones, watched first.
    package var shadow: [SignalPattern] = []
    /// How far the learned model is believed; nil: it is not asked.
    package var model: ModelLimits? = ModelLimits()
    /// How far what the site has learned is believed; nil: it is not asked.
    package var learning: LearningLimits? = LearningLimits()
    package var repeats = Repeats()
    package var floods = Floods()
    package var campaigns = Campaigns()
    /// In the order of the file: one may rest on an earlier one.
    package var composites: [Composite] = []
    package var required: Set<RequiredField> = [.authorName, .authorEmail, .body, .threadID]
    package var limits = IntakeLimits()
    /// Identifies the text it was read from; see `EngineVersions`.
    package var version = "built-in"

    package init() {}

    /// A limit on the points of one label.
    package struct Threshold: Sendable, Equatable {
        /// From here on a human must look.
        package var flag: Double
        /// From here on nobody need look. Nil: never rejected by policy alone.
        package var reject: Double?

        package init(flag: Double, reject: Double?) {
            self.flag = flag
            self.reject = reject
        }
    }

    package struct Thresholds: Sendable, Equatable {
        package var spam = Threshold(flag: 5, reject: 12)
        package var abuse = Threshold(flag: 5, reject: nil)

        package init() {}

        package subscript(label: Label) -> Threshold {
            switch label {
            case .spam: spam
            case .abuse: abuse
            }
        }
    }

    /// Natural log-odds of each label in a comment of which nothing is known.
    package struct Prior: Sendable, Equatable {
        package var spam = -5.0
        package var abuse = -5.0

        package init() {}

        package subscript(label: Label) -> Double {
            switch label {
            case .spam: spam
            case .abuse: abuse
            }
        }
    }

    /// Points a rule gives, by signal name, and the caps on what rules of one group may give together.
    package struct RulePoints: Sendable, Equatable {
        /// `rule name → points`; a rule that is not named here is recorded with 0 points.
        package var rules: [String: Double] = [:]
        /// `group (the part of the name before the first dot) → most points it may add`.
        package var caps: [String: Double] = [:]

        package init() {}
    }

    /// Limits on what the learned model adds to the points of lists and rules, of each label. Whatever they are, it never takes
    /// back what lists and rules flag, and it never rejects by itself.
    package struct ModelLimits: Sendable, Equatable {
        /// Most it adds.
        package var cap = 6.0
        /// Most it takes off, as a share of what lists and rules gave: 0…1.
        package var relief = 0.5
        /// Points beyond the threshold from which it flags what lists and rules do not: while it is less sure, a comment
        /// stays just below.
        package var certainty = Certainty()

        package init() {}
    }

    /// Points of each label beyond its threshold.
    package struct Certainty: Sendable, Equatable {
        package var spam = 3.5
        package var abuse = 1.65

        package init() {}

        package subscript(label: Label) -> Double {
            switch label {
            case .spam: spam
            case .abuse: abuse
            }
        }
    }

    /// Limits on what a site's own lessons add to the points of everything else, of each label. Whatever they are, lessons
    /// never reject by themselves.
    package struct LearningLimits: Sendable, Equatable {
        /// Most they add.
        package var cap = 6.0
        /// Most they take off.
        package var relief = 1.0
        /// Lessons of a label, and of what it is told from, before they say anything.
        package var least = 5

        package init() {}
    }

    package enum RequiredField: String, Sendable, CaseIterable {
        case authorName = "author.name"
        case authorEmail = "author.email"
        case authorURL = "author.url"
        case body
        case threadID = "thread.id"
    }

    /// Most bytes of each field. The defaults are what the WordPress form allows, e-mail as in RFC 5321.
    package struct IntakeLimits: Sendable, Equatable {
        package var bodyBytes = 65_525
        package var nameBytes = 245
        package var emailBytes = 254
        package var urlBytes = 200

        package init() {}
    }

    /// How probable one label's harm is, 0…1: points are natural log-odds and add to the prior.
    package func probability(_ label: Label, points: Double) -> Double {
        Logistic.probability(logOdds: prior[label] + points)
    }

    /// What follows from a score: the first threshold that is reached, with the reasons that carried it there.
    package func decide(_ score: Score, at now: Instant) -> DecisionRecord {
        var decision = Decision.approve
        var reasons: [String] = []
        for label in Label.allCases {
            let points = score.points(label)
            let threshold = thresholds[label]
            guard points >= threshold.flag else { continue }
            if let reject = threshold.reject, points >= reject { decision = .reject }
            if decision == .approve { decision = .flag }
            let carrying = score.signals.filter { $0.label == label && $0.points > 0 && !$0.shadow }
                .sorted { $0.points > $1.points }
            // Says nothing to anybody beside a reason that has a name.
            let other = DecisionReason.other.rawValue
            let isNamed = carrying.contains { $0.reason != other }
            for signal in carrying where !reasons.contains(signal.reason) && !(isNamed && signal.reason == other) {
                reasons.append(signal.reason)
            }
        }
        return DecisionRecord(decision: decision, cause: .policy, reasons: reasons, at: now)
    }
}
