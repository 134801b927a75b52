// refused: string interpolation produces a debug description for an optional value
import Privacy

func text(of email: PrivateEmail?) -> String {
    #if REFUSED
        "\(email)"
    #else
        "\(email == nil)"
    #endif
}
