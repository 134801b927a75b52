// refused: does not conform to protocol 'Encodable'
import Privacy

struct Answer: Encodable {
    #if REFUSED
        let email: PrivateEmail
    #else
        let emailGiven: Bool
    #endif
}
