// refused: 'address' is inaccessible due to 'private' protection level
import Privacy

func text(of email: consuming RevealedEmail) -> String {
    #if REFUSED
        email.address
    #else
        email.show()
    #endif
}
