// refused: 'lookupForm' is inaccessible due to 'internal' protection level
import Privacy

func text(of email: PrivateEmail) -> String {
    #if REFUSED
        email.lookupForm
    #else
        email.description
    #endif
}
