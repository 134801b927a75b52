import Moderation

extension Problem.Code {
    /// For people: what is wrong, in the language they asked for.
    var title: Translation {
        switch self {
        case .malformedRequest:
            Translation(
                fr: "La requête est incomplète ou mal formée", en: "The request is cut off or malformed",
                ar: "الطلب مبتور أو غير سليم")
        case .malformedJSON:
            Translation(
                fr: "Le corps n’est pas du JSON valide", en: "The body is not valid JSON", ar: "النص ليس JSON صالحًا")
        case .invalidBoundary:
            Translation(
                fr: "Content-Type n’indique pas de boundary valable", en: "Content-Type names no valid boundary",
                ar: "لا يحدّد Content-Type قيمة boundary صالحة")
        case .malformedMultipart:
            Translation(
                fr: "Le corps multipart est incomplet ou mal formé", en: "The multipart body is cut off or malformed",
                ar: "نص multipart مبتور أو غير سليم")
        case .notUTF8:
            Translation(fr: "Le corps n’est pas en UTF-8", en: "The body is not UTF-8", ar: "النص ليس بترميز UTF-8")
        case .tooManyFields:
            Translation(fr: "Trop de champs", en: "Too many fields", ar: "عدد الحقول كبير جدًا")
        case .badIdempotencyKey:
            Translation(
                fr: "Idempotency-Key doit compter de 1 à 255 caractères imprimables",
                en: "Idempotency-Key must be 1 to 255 printable characters",
                ar: "يجب أن يتكوّن Idempotency-Key من 1 إلى 255 حرفًا قابلًا للطباعة")
        case .badParameter:
            Translation(fr: "Paramètre non valide", en: "Invalid parameter", ar: "معامل غير صالح")
        case .unauthorized:
            Translation(
                fr: "Clé d’API manquante ou inconnue", en: "Missing or unknown API key",
                ar: "مفتاح API مفقود أو غير معروف")
        case .forbidden:
            Translation(
                fr: "Cette clé n’en a pas le droit", en: "This key may not do that",
                ar: "لا يملك هذا المفتاح هذه الصلاحية")
        case .notFound: Translation(fr: "Introuvable", en: "Not found", ar: "غير موجود")
        case .methodNotAllowed:
            Translation(fr: "Méthode non permise", en: "Method not allowed", ar: "الطريقة غير مسموح بها")
        case .idempotencyKeyInUse:
            Translation(
                fr: "La première requête avec cette clé est encore en cours",
                en: "The first request with this key is still under way",
                ar: "الطلب الأول بهذا المفتاح ما زال قيد التنفيذ")
        case .nothingToUndo:
            Translation(fr: "Rien à annuler", en: "Nothing to undo", ar: "لا شيء للتراجع عنه")
        case .tooManyOldSecrets:
            Translation(
                fr: "Trop d’anciens secrets signent encore : attendez, ou renouvelez avec overlap_hours=0",
                en: "Too many old secrets still sign: wait, or rotate with overlap_hours=0",
                ar: "ما زالت أسرار قديمة كثيرة توقّع: انتظر، أو جدّد بالقيمة overlap_hours=0")
        case .notRestricted:
            Translation(
                fr: "Ce commentaire n’est ni retenu ni rejeté", en: "This comment is neither held nor rejected",
                ar: "هذا التعليق ليس محجوزًا ولا مرفوضًا")
        case .duplicateComment:
            Translation(
                fr: "Ce commentaire a déjà été envoyé", en: "This comment was sent before",
                ar: "أُرسل هذا التعليق من قبل")
        case .versionMismatch:
            Translation(
                fr: "Quelqu’un a été plus rapide : le commentaire a changé",
                en: "Somebody was faster: the comment has changed", ar: "سبقك شخص آخر: تغيّر التعليق")
        case .tooLarge: Translation(fr: "Requête trop grande", en: "Request too large", ar: "الطلب كبير جدًا")
        case .unsupportedType:
            Translation(
                fr: "Type non pris en charge : JSON, formulaire urlencoded ou multipart",
                en: "Unsupported type: send JSON, an urlencoded form or a multipart one",
                ar: "نوع غير مدعوم: أرسل JSON أو نموذج urlencoded أو multipart")
        case .unsupportedEncoding:
            Translation(
                fr: "Content-Encoding non pris en charge : envoyez le corps tel quel",
                en: "Unsupported Content-Encoding: send the body as it is",
                ar: "ترميز المحتوى غير مدعوم: أرسل النص كما هو")
        case .unsupportedCharset:
            Translation(
                fr: "Jeu de caractères non pris en charge : envoyez de l’UTF-8", en: "Unsupported charset: send UTF-8",
                ar: "ترميز غير مدعوم: أرسل UTF-8")
        case .unsupportedTransferEncoding:
            Translation(
                fr: "Content-Transfer-Encoding non pris en charge : envoyez le texte tel quel",
                en: "Unsupported Content-Transfer-Encoding: send the text as it is",
                ar: "قيمة Content-Transfer-Encoding غير مدعومة: أرسل النص كما هو")
        case .invalidFields:
            Translation(
                fr: "Des champs ne sont pas valides", en: "Some fields are not valid", ar: "بعض الحقول غير صالحة")
        case .idempotencyKeyReused:
            Translation(
                fr: "Cette clé a servi pour une autre requête", en: "This key was used for another request",
                ar: "استُخدم هذا المفتاح لطلب آخر")
        case .unknownDecision:
            Translation(
                fr: "decision doit être approve, flag ou reject", en: "decision must be approve, flag or reject",
                ar: "يجب أن تكون decision إحدى القيم approve أو flag أو reject")
        case .unknownReason: Translation(fr: "Motif inconnu", en: "Unknown reason", ar: "سبب غير معروف")
        case .reasonRequired:
            Translation(fr: "Un motif est nécessaire", en: "A reason is needed", ar: "يجب ذكر السبب")
        case .noteTooLong: Translation(fr: "Note trop longue", en: "Note too long", ar: "الملاحظة طويلة جدًا")
        case .refusedURL:
            Translation(fr: "Adresse de webhook refusée", en: "Webhook URL refused", ar: "عنوان webhook مرفوض")
        case .refusedTerm:
            Translation(
                fr: "Cela ne peut pas être un terme : lettres et espaces, 200 octets au plus",
                en: "This cannot be a term: letters and spaces, at most 200 bytes",
                ar: "لا يصلح هذا مصطلحًا: أحرف ومسافات، 200 بايت على الأكثر")
        case .tooManyTerms:
            Translation(
                fr: "Ce site a déjà 1000 termes", en: "This site has 1,000 terms already",
                ar: "لهذا الموقع 1000 مصطلح من قبل")
        case .refusedHeader:
            Translation(
                fr: """
                    Un en-tête est refusé : au plus 10, au nom fait de lettres, de chiffres et de -, à la valeur en ASCII \
                    sur une ligne, et aucun que Tamis ou HTTP pose lui-même
                    """,
                en: """
                    A header is refused: at most 10, names of letters, digits and -, values of ASCII on one line, and none \
                    that Tamis or HTTP sets itself
                    """,
                ar: """
                    رُفضت إحدى الترويسات: عشر على الأكثر، أسماؤها من حروف وأرقام و-، وقيمها ASCII في سطر واحد، وليست مما \
                    يضعه Tamis أو HTTP بنفسه
                    """)
        case .versionRequired:
            Translation(
                fr: "If-Match avec la version vue est requis", en: "If-Match with the version you saw is required",
                ar: "يلزم If-Match مع الإصدار الذي رأيته")
        case .requestTimeout:
            Translation(
                fr: "La requête est arrivée trop lentement", en: "The request came too slowly",
                ar: "وصل الطلب ببطء شديد")
        case .headTooLarge:
            Translation(
                fr: "L’en-tête de la requête est trop grand", en: "The head of the request is too large",
                ar: "رأس الطلب كبير جدًا")
        case .tooManyConnections:
            Translation(
                fr: "Trop de connexions ouvertes", en: "Too many open connections", ar: "عدد الاتصالات كبير جدًا")
        case .unavailable:
            Translation(
                fr: "Service momentanément indisponible, rien n’a été enregistré",
                en: "Service unavailable for the moment, nothing was kept", ar: "الخدمة غير متاحة مؤقتًا، لم يُحفظ شيء")
        case .internalError: Translation(fr: "Erreur interne", en: "Internal error", ar: "خطأ داخلي")
        }
    }
}
