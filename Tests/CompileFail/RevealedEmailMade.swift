// refused: 'RevealedEmail' initializer is inaccessible due to 'internal' protection level
import Privacy

func email(_ address: String, made: (String) -> RevealedEmail) -> RevealedEmail {
    #if REFUSED
        RevealedEmail(address: address)
    #else
        made(address)
    #endif
}
