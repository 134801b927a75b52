package import Moderation

/// Decides what becomes of a delivery after an attempt. It has no socket and no clock of its own.
package struct DeliveryPlan: Sendable, Equatable {
    package var schedule: RetrySchedule

    package init(schedule: RetrySchedule = .standard) {
        self.schedule = schedule
    }

    /// The longest a receiver's `Retry-After` can put the next attempt off.
    package static let longestRetryAfter = Duration.seconds(24 * 3600)

    /// `attempt` is the one that ended with `result` at `now`, numbered from 1.
    package func outcome(
        after result: WebhookResult, attempt: Int, now: Instant, using generator: inout some RandomNumberGenerator
    ) -> DeliveryOutcome {
        switch result {
        case .answered(let answer) where answer.isSuccess: return .delivered
        case .answered(let answer) where answer.status == 410 || answer.wish == .disable: return .endpointGone
        case .answered(let answer) where answer.wish == .abortMessage: return .aborted
        case .answered, .failed: break
        }
        guard let scheduled = schedule.wait(afterAttempt: attempt, using: &generator) else { return .deadLetter }
        // A receiver may ask for more patience than the schedule has, never for less.
        let asked = min(result.retryAfter?.wait(from: now) ?? .zero, Self.longestRetryAfter)
        return .retry(at: now.advanced(by: max(scheduled, asked)))
    }
}

extension WebhookResult {
    /// Only an overloaded receiver's wish counts.
    fileprivate var retryAfter: RetryAfter? {
        guard case .answered(let answer) = self, answer.status == 429 || answer.status == 503 else { return nil }
        return answer.retryAfter
    }
}
