import Moderation

/// A comment that stands in the demo from the start, posted through the article's form like any other.
struct DemoSample: Sendable {
    let author: String
    let text: String
    /// What the demo's moderator has decided about it; the others are left as policy left them.
    var decision: (decision: Decision, reason: DecisionReason?)?

    /// In four languages: French, Arabic, Darija in Latin letters, English. Some are for the queue.
    static let all = [
        DemoSample(
            author: "Nora",
            text: "Enfin ! On pourra de nouveau aller au marché à pied, sans faire le grand tour par le pont routier."),
        DemoSample(
            author: "Luc", text: "Quel idiot a écrit ça ? Espèce de crétin, l’ancienne passerelle était très bien."),
        DemoSample(author: "سلمى", text: "شكرا على المقال، معلومات مفيدة جدا. سنكون هناك يوم السبت إن شاء الله."),
        DemoSample(
            author: "Deals",
            text: "CHEAP WATCHES here http://watches.example http://bags.example http://shoes.example buy now!!!",
            decision: (.reject, .spam)),
        DemoSample(
            author: "Yassine", text: "Chokran bezzaf 3la had lma9al, zwin bezzaf. Ana jay m3a wladi nhar sebt."),
        DemoSample(author: "Sam", text: "What a stupid article, you idiot, learn to count the planks."),
        DemoSample(
            author: "Camille",
            text: "Je donne des plants de tomates au marché. Écrivez-moi sur WhatsApp au +33 1 99 00 12 34.",
            decision: (.approve, nil)),
        DemoSample(author: "Hicham", text: "nta 7mar ma kat3ref walo 3la lqnater"),
        DemoSample(
            author: "Prêt",
            text: "Prêt rapide sans justificatif, écrivez à pret@example.net ou visitez https://credit-facile.example"),
        DemoSample(author: "ماهر", text: "يا حمار، أنت لا تفهم شيئا في الجسور."),
        DemoSample(
            author: "Ellen",
            text: "The old footbridge was one of my favourite spots when I studied here. Lovely to see it open again."),
    ]
}
