// refused: generic struct 'Array' requires that 'RevealedEmail' conform to 'Copyable'
import Privacy

func keep(_ email: consuming RevealedEmail) -> [String] {
    #if REFUSED
        let kept = [email]
        return kept.map { $0.show() }
    #else
        [email.show()]
    #endif
}
