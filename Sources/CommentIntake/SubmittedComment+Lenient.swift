package import Moderation

extension SubmittedComment {
    /// For doors whose callers cannot be told of a field: what is wrong with one that is not needed is left out, what is too long
    /// is cut. Nil without a body.
    package init?(lenient form: CommentForm, policy: Policy) {
        var policy = policy
        policy.required = [.body]
        var form = form
        form.problems = []
        form.body = form.body.map { CleanText.cut(CleanText.text($0), limitBytes: policy.limits.bodyBytes) }
        form.authorName = form.authorName.map { CleanText.cut(CleanText.line($0), limitBytes: policy.limits.nameBytes) }
        for _ in 0..<2 {
            do {
                self = try Self.validate(form, policy: policy)
                return
            } catch {
                // Addresses of threads are names here; one that is no URL still tells threads apart.
                for problem in error.problems where problem.field != .body {
                    if problem.field == .threadID {
                        form.threadID = form.threadID.map {
                            CleanText.cut(CleanText.line($0), limitBytes: FieldLimits.idBytes)
                        }
                    } else {
                        form.set(problem.field, nil)
                    }
                }
            }
        }
        return nil
    }
}
