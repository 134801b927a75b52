/// What is said of the words that a site's moderators look for.
enum TermText: Phrase, CaseIterable {
    case title, all, word, wordHint, selectHint, kind, points, look, found, readers, nowhere, example, add,
        added
    case removed, remove, removeThis, own, none, more, refused, wrongPoints, wrongKind, tooMany

    var words: Words {
        switch self {
        case .title: Words("Mots du site", "Words of the site", "كلمات الموقع")
        case .all: Words("Tous les mots de ce site", "All words of this site", "كل كلمات هذا الموقع")
        case .word: Words("Mot ou expression", "Word or phrase", "كلمة أو عبارة")
        case .wordHint:
            Words(
                "Des lettres et des espaces, 200 octets au plus ; * à la fin laisse la fin ouverte. Le mot se trouve aussi maquillé.",
                "Letters and spaces, at most 200 bytes; * at the end leaves the ending open. The word is found in disguise too.",
                "حروف ومسافات، 200 بايت على الأكثر. النجمة * في النهاية تترك آخر الكلمة مفتوحًا. وتُعرف الكلمة ولو مموَّهة."
            )
        case .selectHint:
            Words(
                "Un mot sélectionné dans le texte se place ici. Rien n’est ajouté avant d’avoir vu ce qu’il trouverait.",
                "A word selected in the text is put here. Nothing is added before you see what it would find.",
                "الكلمة المحددة في النص توضع هنا. لا يُضاف شيء قبل أن ترى ما قد تجده.")
        case .kind: Words("Motif", "Reason", "السبب")
        case .points: Words("Points", "Points", "النقاط")
        case .look: Words("Voir ce qu’il trouverait", "See what it would find", "عرض ما قد تجده")
        case .found:
            Words(
                "Présent dans %1 des %2 derniers commentaires", "In %1 of the newest %2 comments",
                "موجودة في %1 من آخر %2 من التعليقات")
        case .readers:
            Words(
                "Des commentaires approuvés en font partie : de tels commentaires seraient retenus.",
                "Approved comments are among them: such comments would be held back.",
                "بينها تعليقات مقبولة، وستُحجز تعليقات مثلها.")
        case .nowhere:
            Words(
                "Dans aucun des %1 derniers commentaires.", "In none of the newest %1 comments.",
                "غير موجودة في آخر %1 من التعليقات.")
        case .example: Words("Par exemple", "For example", "أمثلة")
        case .add: Words("Ajouter « %1 »", "Add “%1”", "إضافة «%1»")
        case .added:
            Words(
                "Ajouté. Les commentaires à venir en tiennent compte.", "Added. Comments to come are scored with it.",
                "أُضيفت. تُحتسب في التعليقات القادمة.")
        case .removed: Words("Retiré.", "Removed.", "حُذفت.")
        case .remove: Words("Retirer", "Remove", "حذف")
        case .removeThis: Words("Retirer « %1 »", "Remove “%1”", "حذف «%1»")
        case .own: Words("Déjà cherchés", "Looked for already", "مما يُبحث عنه")
        case .none: Words("Aucun pour l’instant.", "None yet.", "لا شيء بعد.")
        case .more: Words("Et %1 autres, plus anciens.", "And %1 older ones.", "و%1 أقدم.")
        case .refused:
            Words(
                "Cela ne peut pas être un mot à chercher. Rien n’a été ajouté.",
                "This cannot be a word to look for. Nothing was added.",
                "لا يمكن البحث عن هذا. لم يُضف شيء.")
        case .wrongPoints:
            Words(
                "Les points vont de 0,5 à 12. Rien n’a été ajouté.", "Points go from 0.5 to 12. Nothing was added.",
                "النقاط من 0.5 إلى 12. لم يُضف شيء.")
        case .wrongKind:
            Words(
                "Choisissez un motif. Rien n’a été ajouté.", "Choose a reason. Nothing was added.",
                "اختر سببًا. لم يُضف شيء.")
        case .tooMany:
            Words(
                "Ce site a déjà %1 mots. Retirez-en un d’abord.", "This site has %1 words already. Remove one first.",
                "لهذا الموقع %1 كلمة بالفعل. احذف واحدة أولًا.")
        }
    }
}
