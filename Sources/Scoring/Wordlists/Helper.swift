/// What the words of a helper list do beside others. Alone they weigh nothing, and they hold only in their own language.
/// The name of the category in a list's header is the case's name.
enum Helper: String, Sendable, CaseIterable {
    /// You: who is spoken to.
    case address
    /// O: calls the word right behind it.
    case vocative
    /// Groups of people, named neutrally.
    case group
    /// What contempt says of a group.
    case derogation
    /// Quotes what stands right behind it: the word …, called me a ….
    case mention
    /// Tells what others say or believe, in the same sentence: stop saying that ….
    case report
    /// Denies what stands right behind it: is not a ….
    case negation
    /// The writer speaks of himself: I am a ….
    case oneself
    /// Sends somebody away: go …, va te ….
    case dismissal
    /// Announces an act: I will ….
    case intention
    /// What is done to a body: kill, beat, tuer.
    case violence
    /// Hopes for something: I hope that you ….
    case wish
    /// What is hoped for: die, get cancer.
    case death
    /// Words that are blunt only when nothing else is said, see `blunt.alone`.
    case blunt
    /// Asks the reader to do something: click, subscribe, visit.
    case action
    /// Praise that fits any text: great post, thanks for sharing.
    case praise
    /// Names of money: dollars, euros.
    case currency
    /// How often money comes: per day, a month.
    case rate
}
