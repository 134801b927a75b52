// refused: requires that 'Secret' conform to 'Encodable'
import Foundation
import Privacy

func json(of secret: Secret) throws -> Data {
    #if REFUSED
        try JSONEncoder().encode(secret)
    #else
        try JSONEncoder().encode(secret.description)
    #endif
}
