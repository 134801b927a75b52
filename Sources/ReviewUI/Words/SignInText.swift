/// What the pages before a session say.
enum SignInText: Phrase, CaseIterable {
    case loginTitle, name, password, logIn, wrong, passwordSet, loggedOut, tooFast, insecureTitle, insecure
    case setupTitle, setupFor, newPassword, again, passwordAdvice, choose, different, tooShort, tooLong
    case linkEndedTitle, linkEnded, tagline

    var words: Words {
        switch self {
        case .tagline:
            Words("Modération des commentaires", "Comment moderation", "الإشراف على التعليقات")
        case .loginTitle: Words("Connexion", "Sign in", "تسجيل الدخول")
        case .name: Words("Nom", "Name", "الاسم")
        case .password: Words("Mot de passe", "Password", "كلمة المرور")
        case .logIn: Words("Se connecter", "Sign in", "دخول")
        case .wrong:
            Words(
                "Ce nom et ce mot de passe ne vont pas ensemble.", "This name and password do not go together.",
                "الاسم وكلمة المرور غير متطابقين.")
        case .passwordSet:
            Words(
                "Le mot de passe est enregistré. Connectez-vous.", "The password is set. Sign in with it.",
                "حُفظت كلمة المرور. يمكنك الدخول الآن.")
        case .loggedOut: Words("Vous êtes déconnecté.", "You are signed out.", "تم تسجيل الخروج.")
        case .tooFast:
            Words(
                "Trop d’essais. Réessayez dans %1 s.", "Too many attempts. Try again in %1 s.",
                "محاولات كثيرة. أعد المحاولة بعد %1 ث.")
        case .insecureTitle: Words("Connexion refusée", "Sign-in refused", "الدخول مرفوض")
        case .insecure:
            Words(
                "Tamis est joint par HTTP sans chiffrement (%1) : votre mot de passe pourrait être lu en chemin. "
                    + "Donnez une adresse https à http.public_url, ou permettez cela avec http.allow_insecure_login.",
                "Tamis is reached over plain HTTP (%1): your password could be read on the way. "
                    + "Set http.public_url to an https address, or allow this with http.allow_insecure_login.",
                "يُفتح Tamis عبر HTTP دون تشفير (%1)، وقد تُقرأ كلمة المرور في الطريق. "
                    + "اضبط http.public_url على عنوان https، أو اسمح بذلك عبر http.allow_insecure_login.")
        case .setupTitle: Words("Choisir un mot de passe", "Choose a password", "اختيار كلمة المرور")
        case .setupFor: Words("Compte :", "Account:", "الحساب:")
        case .newPassword: Words("Nouveau mot de passe", "New password", "كلمة المرور الجديدة")
        case .again: Words("Le même, encore une fois", "The same once more", "أعد كتابتها")
        case .passwordAdvice:
            Words(
                "15 caractères ou plus sont conseillés, 8 au moins. Une phrase convient très bien.",
                "15 characters or more are advised, 8 at least. A sentence does very well.",
                "يُنصح بـ 15 حرفًا أو أكثر، و8 على الأقل. الجملة خيار جيد.")
        case .choose: Words("Enregistrer", "Save", "حفظ")
        case .different:
            Words("Les deux saisies diffèrent.", "The two entries differ.", "الكلمتان غير متطابقتين.")
        case .tooShort:
            Words("Il faut au moins 8 caractères.", "At least 8 characters are needed.", "يلزم 8 أحرف على الأقل.")
        case .tooLong:
            Words("256 octets au plus.", "256 bytes at most.", "256 بايت على الأكثر.")
        case .linkEndedTitle:
            Words("Ce lien ne fonctionne plus", "This link no longer works", "لم يعد هذا الرابط صالحًا")
        case .linkEnded:
            Words(
                "Il a déjà servi, a été remplacé ou est trop ancien. Un administrateur peut en faire un autre : "
                    + "tamis moderator reset-link.",
                "It was used, replaced, or is too old. An administrator can make another one: "
                    + "tamis moderator reset-link.",
                "استُعمل من قبل أو استُبدل أو انتهت مدته. يمكن للمدير إنشاء رابط آخر: tamis moderator reset-link.")
        }
    }
}
