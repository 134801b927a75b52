/// What the pages before a session say.
enum SignInText: Phrase, CaseIterable {
    case loginTitle, name, password, logIn, wrong, forgotten, passwordSet, loggedOut, ended, endedUnsaved, tooFast
    case insecureTitle, insecure, setupTitle, setupFor, newPassword, again, passwordAdvice, choose
    case different, guessed, tooShort, tooLong, linkEndedTitle, linkEnded, toLogin

    var words: Words {
        switch self {
        case .loginTitle: Words("Connexion", "Sign in", "تسجيل الدخول")
        case .name: Words("Nom", "Name", "الاسم")
        case .password: Words("Mot de passe", "Password", "كلمة المرور")
        case .logIn: Words("Se connecter", "Sign in", "دخول")
        case .wrong:
            Words(
                "Ce nom et ce mot de passe ne vont pas ensemble. Vérifiez les deux.",
                "This name and password do not go together. Check both.",
                "الاسم وكلمة المرور غير متطابقين. تحقّق منهما.")
        case .forgotten:
            Words(
                "Mot de passe oublié ? Un administrateur peut vous donner un nouveau lien.",
                "Forgot your password? An administrator can give you a new link.",
                "نسيت كلمة المرور؟ يمكن للمدير أن يعطيك رابطًا جديدًا.")
        case .passwordSet:
            Words(
                "Le mot de passe est enregistré. Connectez-vous.", "The password is set. Sign in with it.",
                "حُفظت كلمة المرور. يمكنك الدخول الآن.")
        case .loggedOut: Words("Vous êtes déconnecté.", "You are signed out.", "تم تسجيل الخروج.")
        case .ended:
            Words(
                "Votre session est terminée. Connectez-vous pour continuer.",
                "Your session has ended. Sign in to go on.", "انتهت جلستك. سجّل الدخول للمتابعة.")
        case .endedUnsaved:
            Words(
                "Votre session était terminée : votre dernière décision n’a pas été enregistrée. "
                    + "Connectez-vous, puis décidez à nouveau.",
                "Your session had ended: your last decision was not recorded. Sign in, then decide again.",
                "كانت جلستك قد انتهت، فلم يُسجَّل قرارك الأخير. سجّل الدخول ثم قرّر من جديد.")
        case .tooFast:
            Words(
                "Trop d’essais à la suite. Pour protéger les comptes, la connexion est suspendue un moment.",
                "Too many attempts in a row. To protect the accounts, sign-in pauses for a moment.",
                "محاولات كثيرة متتالية. لحماية الحسابات توقّف تسجيل الدخول لحظات.")
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
                "8 caractères au moins, 15 ou plus de préférence. Une phrase convient très bien.",
                "At least 8 characters, better 15 or more. A sentence does very well.",
                "8 أحرف على الأقل، ويُفضَّل 15 أو أكثر. والجملة خيار جيد.")
        case .choose: Words("Enregistrer", "Save", "حفظ")
        case .different:
            Words(
                "Les deux saisies diffèrent. Écrivez deux fois le même mot de passe.",
                "The two entries differ. Type the same password twice.",
                "الكلمتان مختلفتان. اكتب كلمة المرور نفسها مرتين.")
        case .guessed:
            Words(
                "Ce mot de passe est de ceux que l’on essaie d’abord. Prenez plusieurs mots qui ne vont pas ensemble.",
                "This password is one of those that are tried first. Take several words that do not belong together.",
                "كلمة المرور هذه من أولى ما يُجرَّب. اختر عدة كلمات لا يجمع بينها شيء.")
        case .tooShort:
            Words("Il faut au moins 8 caractères.", "At least 8 characters are needed.", "يلزم 8 أحرف على الأقل.")
        case .tooLong:
            Words("256 octets au plus.", "256 bytes at most.", "256 بايت على الأكثر.")
        case .linkEndedTitle:
            Words("Ce lien ne fonctionne plus", "This link no longer works", "لم يعد هذا الرابط صالحًا")
        case .linkEnded:
            Words(
                "Il a déjà servi, a été remplacé ou a expiré. Si vous avez déjà choisi un mot de passe, "
                    + "connectez-vous ; sinon, demandez un nouveau lien à un administrateur, qui le fait avec :",
                "It was used, replaced, or has expired. If you have chosen a password already, sign in; "
                    + "otherwise ask an administrator for a new link, which they make with:",
                "استُعمل من قبل أو استُبدل أو انتهت مدته. إن سبق أن اخترت كلمة مرور فسجّل الدخول، "
                    + "وإلا فاطلب من المدير رابطًا جديدًا، ويُنشئه بهذا الأمر:")
        case .toLogin: Words("Aller à la connexion", "Go to sign-in", "إلى تسجيل الدخول")
        }
    }
}
