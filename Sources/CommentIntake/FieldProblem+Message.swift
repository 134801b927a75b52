package import Moderation

extension FieldProblem {
    /// For the reader who filled in the form: the field's name and what to do about it.
    package func message(language: PageLanguage) -> String {
        let separator = language == .fr ? "\u{A0}: " : ": "
        var text = code.words[language]
        if case .tooLong(let limit) = code, let place = text.firstRange(of: "{limit}") {
            text.replaceSubrange(place, with: String(limit))
        }
        return field.label[language] + separator + text
    }
}

extension FormField {
    package var label: Translation {
        switch self {
        case .authorName: Translation(fr: "Nom", en: "Name", ar: "الاسم")
        case .authorEmail: Translation(fr: "Adresse e-mail", en: "E-mail address", ar: "البريد الإلكتروني")
        case .authorURL: Translation(fr: "Site web", en: "Website", ar: "الموقع الإلكتروني")
        case .authorKey: Translation(fr: "Compte de l’auteur", en: "Author’s account", ar: "حساب الكاتب")
        case .body: Translation(fr: "Commentaire", en: "Comment", ar: "التعليق")
        case .threadID: Translation(fr: "Identifiant de la page", en: "Page id", ar: "معرّف الصفحة")
        case .threadURL: Translation(fr: "Adresse de la page", en: "Page address", ar: "رابط الصفحة")
        case .threadTitle: Translation(fr: "Titre de la page", en: "Page title", ar: "عنوان الصفحة")
        case .parentID: Translation(fr: "Commentaire parent", en: "Parent comment", ar: "التعليق الأصلي")
        case .externalID: Translation(fr: "Identifiant externe", en: "External id", ar: "المعرّف الخارجي")
        case .ip: Translation(fr: "Adresse IP", en: "IP address", ar: "عنوان IP")
        case .userAgent: Translation(fr: "Navigateur", en: "Browser", ar: "المتصفّح")
        case .referrer: Translation(fr: "Page d’origine", en: "Referring page", ar: "الصفحة المُحيلة")
        case .language: Translation(fr: "Langue", en: "Language", ar: "اللغة")
        case .writtenAt: Translation(fr: "Date", en: "Date", ar: "التاريخ")
        case .author: Translation(fr: "Auteur", en: "Author", ar: "الكاتب")
        case .thread: Translation(fr: "Page", en: "Page", ar: "الصفحة")
        }
    }
}

extension FieldProblem.Code {
    /// `{limit}` stands for the limit.
    var words: Translation {
        switch self {
        case .required:
            Translation(fr: "ce champ est obligatoire.", en: "this field is required.", ar: "هذا الحقل مطلوب.")
        case .tooLong:
            Translation(
                fr: "ce texte est trop long ({limit} octets au plus).",
                en: "this text is too long (at most {limit} bytes).",
                ar: "هذا النص طويل جدًا ({limit} بايت على الأكثر).")
        case .wrongType:
            Translation(fr: "un texte est attendu ici.", en: "a text is expected here.", ar: "المتوقّع هنا نص.")
        case .invalidEmail:
            Translation(
                fr: "cette adresse n’est pas valable. Exemple\u{A0}: nom@example.org",
                en: "this address is not valid. Example: name@example.org",
                ar: "هذا العنوان غير صحيح. مثال: name@example.org")
        case .invalidURL:
            Translation(
                fr: "cette adresse n’est pas valable. Exemple\u{A0}: https://example.org",
                en: "this address is not valid. Example: https://example.org",
                ar: "هذا الرابط غير صحيح. مثال: https://example.org")
        case .invalidDate:
            Translation(
                fr: "cette date n’est pas valable. Exemple\u{A0}: 2026-01-31T09:05:00Z",
                en: "this date is not valid. Example: 2026-01-31T09:05:00Z",
                ar: "هذا التاريخ غير صحيح. مثال: 2026-01-31T09:05:00Z")
        case .invalidLanguage:
            Translation(
                fr: "ce code de langue n’est pas valable. Exemple\u{A0}: fr-MA",
                en: "this language code is not valid. Example: fr-MA",
                ar: "رمز اللغة هذا غير صحيح. مثال: ar-MA")
        case .invalidIP:
            Translation(
                fr: "cette adresse IP n’est pas valable.", en: "this IP address is not valid.",
                ar: "عنوان IP هذا غير صحيح.")
        }
    }
}
