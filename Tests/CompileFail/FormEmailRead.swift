// refused: 'authorEmail' is inaccessible due to 'internal' protection level
import CommentIntake

func text(of form: CommentForm) -> String? {
    #if REFUSED
        form.authorEmail.map { $0.description }
    #else
        form.authorName
    #endif
}
