// refused: requires that 'PrivateEmail' conform to 'Encodable'
import Foundation
import Privacy

func json(of email: PrivateEmail) throws -> Data {
    #if REFUSED
        try JSONEncoder().encode(email)
    #else
        try JSONEncoder().encode(email.description)
    #endif
}
