// refused: 'email' consumed more than once
import Privacy

func texts(of email: consuming RevealedEmail) -> [String] {
    #if REFUSED
        [email.show(), email.show()]
    #else
        [email.show()]
    #endif
}
