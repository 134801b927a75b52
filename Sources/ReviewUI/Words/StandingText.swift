/// What a comment's page says of its author's standing.
enum StandingText: Phrase, CaseIterable {
    case title, nothing, banned, trusted, account, address, until, forGood
    case label, choose, banDay, banWeek, banMonth, ban, trust, lift, note, hint, save

    var words: Words {
        switch self {
        case .title: Words("Cette personne", "This author", "هذا الكاتب")
        case .nothing:
            Words("Ni bannie, ni de confiance.", "Neither banned nor trusted.", "ليس محظورًا ولا موثوقًا.")
        case .banned: Words("Bannie", "Banned", "محظور")
        case .trusted: Words("De confiance", "Trusted", "موثوق")
        case .account: Words("son compte", "the account", "الحساب")
        case .address: Words("l’adresse saisie", "the typed address", "العنوان المكتوب")
        case .until: Words("jusqu’au %1", "until %1", "حتى %1")
        case .forGood: Words("sans fin", "for good", "دون نهاية")
        case .label: Words("Changer", "Change", "تغيير")
        case .choose: Words("Choisir…", "Choose…", "اختر…")
        case .banDay: Words("Bannir un jour", "Ban for a day", "حظر ليوم")
        case .banWeek: Words("Bannir une semaine", "Ban for a week", "حظر لأسبوع")
        case .banMonth: Words("Bannir 30 jours", "Ban for 30 days", "حظر لثلاثين يومًا")
        case .ban: Words("Bannir sans fin", "Ban for good", "حظر دون نهاية")
        case .trust: Words("Faire confiance", "Trust", "وضع الثقة")
        case .lift: Words("Retirer ce qui est dit", "Take back what was said", "التراجع عما قيل")
        case .note:
            Words("Note facultative, pour le registre", "Optional note, for the audit", "ملاحظة اختيارية لسجل الأفعال")
        case .hint:
            Words(
                "Vaut pour les commentaires à venir. La confiance compte surtout pour un compte : une adresse, chacun peut la saisir.",
                "It holds for comments to come. Trust counts for an account above all: anybody can type an address.",
                "يسري على التعليقات القادمة. الثقة للحساب خصوصًا، فأي شخص يستطيع كتابة عنوان.")
        case .save: Words("Enregistrer", "Save", "حفظ")
        }
    }
}
