// refused: an e-mail address must not be put into a string
import Privacy

func text(of email: PrivateEmail) -> String {
    #if REFUSED
        "\(email)"
    #else
        "\(email.description)"
    #endif
}
