// refused: 'address' is inaccessible due to 'internal' protection level
import Privacy

func text(of email: PrivateEmail) -> String {
    #if REFUSED
        email.address
    #else
        email.description
    #endif
}
