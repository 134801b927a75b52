/// What a receipt needs of the policy a comment was scored with, kept under that policy's version.
package struct PolicyTerms: Sendable, Equatable, Codable {
    /// Of one label.
    package struct Limits: Sendable, Equatable, Codable {
        /// Natural log-odds of a comment of which nothing is known.
        package var prior: Double
        /// Points from which a human must look.
        package var flag: Double
        /// Points from which policy rejects; nil: never.
        package var reject: Double?
    }

    package var spam: Limits
    package var abuse: Limits
    /// Most points by group.
    package var caps: [String: Double]

    package init(_ policy: Policy) {
        func limits(_ label: Label) -> Limits {
            let threshold = policy.thresholds[label]
            return Limits(prior: policy.prior[label], flag: threshold.flag, reject: threshold.reject)
        }
        spam = limits(.spam)
        abuse = limits(.abuse)
        caps = policy.points.caps
    }

    package subscript(label: Label) -> Limits {
        switch label {
        case .spam: spam
        case .abuse: abuse
        }
    }
}
