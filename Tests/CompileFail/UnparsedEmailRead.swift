// refused: 'text' is inaccessible due to 'private' protection level
import CommentIntake

func text(of email: UnparsedEmail) -> String {
    #if REFUSED
        email.text
    #else
        email.description
    #endif
}
