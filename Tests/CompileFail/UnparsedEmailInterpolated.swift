// refused: an e-mail address must not be put into a string
import CommentIntake

func text(of email: UnparsedEmail) -> String {
    #if REFUSED
        "\(email)"
    #else
        "\(email.description)"
    #endif
}
