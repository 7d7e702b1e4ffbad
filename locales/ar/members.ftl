# الفريق العامل: الأعضاء بحسب الوفود، والقبول، والتأكيد، والدعوات.

role-chair = الرئيس
role-secretariat = الأمانة
role-delegate = مندوب
role-translator = مترجم
role-observer = مراقب
role-chair-text = يقبل الأعضاء ويبتّ على المكتب ويصدر التنقيحات.
role-secretariat-text = تدعو، وتُدخل مقترحات الوفود، وتعين جانب الرئيس.
role-delegate-text = يصوغ ويساهم باسم الوفد.
role-translator-text = يقرأ كل ما صدر ويعمل على اللغة.
role-observer-text = يقرأ ما صدر ولا يكتب شيئًا.

members-keys = في الفريق العامل
members-count = { $count ->
    [zero] لا أعضاء
    [one] عضو واحد
    [two] عضوان
    [few] { $count } أعضاء
    [many] { $count } عضوًا
   *[other] { $count } عضو
}
members-you = أنت
members-head = رئيس الوفد
members-devices = { $count ->
    [zero] لا حاسوب له الآن
    [one] حاسوب واحد
    [two] حاسوبان
    [few] { $count } حواسيب
    [many] { $count } حاسوبًا
   *[other] { $count } حاسوب
}
members-unconfirmed = لم يُقارن رقم الأمان بعد
members-number = رقم الأمان
members-number-hide = إخفاء
members-number-of = رقم الأمان: { $who }، { $delegation }
members-number-text = اطلب من هذا العضو أن يقرأ الرقم من نافذته، وجهًا لوجه أو بالهاتف. يجب أن تتطابق الأرقام الثلاثون كلها.
members-number-yours = رقمك أنت. يقارنه الآخرون بما تقرؤه عليهم.
members-alone = لا أحد غيرك هنا بعد
members-alone-text = ادعُ العضو الأول: الدعوة ملف تسلّمه بيدك. ومن انضم يُقبل هنا.

members-waiting = { $count ->
    [zero] لا أحد ينتظر القبول
    [one] واحد ينتظر القبول
    [two] اثنان ينتظران القبول
    [few] { $count } ينتظرون القبول
    [many] { $count } ينتظرون القبول
   *[other] { $count } ينتظرون القبول
}
members-admit = قبول
members-admit-who = قبول { $who }، { $delegation }
members-chair-admits = القبول للرئيس.
members-admit-title = قبول عضو جديد
members-admit-text = دع القادم الجديد يقرأ رقم الأمان الخاص به، وجهًا لوجه أو بصوت تعرفه. فذلك يثبت أن هذه المفاتيح مفاتيحه.
members-admitted = قُبل { $who }، { $delegation }.
members-admitted-text = يدخل حالما يتبادل الحاسوبان مع المجلد.
members-confirm = مقارنة وتأكيد
members-confirm-title = تأكيد عضو من وفدك
members-confirm-text = إلى أن يقارن أحد من وفدك الرقم تبقى مسودات الوفد مغلقة أمام هذا العضو.
members-confirmed = أُكّد العضو { $who }.
members-type-number = اكتب الرقم كما يُقرأ
members-type-hint = ثلاثون رقمًا بأي كتابة، ولا أهمية للمسافات.
members-differs = هذه الخانة مختلفة. اطلب سماع الرقم مرة أخرى، فإن بقيت مختلفة فلا تتابع.
members-no-number = لا يكون في رقم الأمان إلا أرقام.
members-same = الأرقام الثلاثون كلها متطابقة.
members-rather-show = إظهار الرقم للمقارنة
members-rather-type = كتابته بدلًا من ذلك
members-compared = قرأ عليّ { $who } الأرقام الثلاثين كلها، وهي متطابقة.

members-invite = دعوة
members-invite-title = دعوة عضو
members-delegation = الوفد
members-delegation-hint = وفد موجود هنا أو وفد جديد.
members-seat = المقعد
members-seat-hint = مثل «الخبير الأول». لا اسم شخص.
members-role = الدور
members-head-of = رئيس الوفد
members-head-text = له أن يوقّع لحاسوب جديد إذا فُقد حاسوب من الوفد.
members-invite-file = ملف الدعوة
members-invite-file-hint = من يحمل هذا الملف يستطيع طلب الانضمام. لا تعطه لأحد آخر.
members-invite-kind = دعوة
members-invite-do = إعداد الدعوة
members-invited = الدعوة جاهزة:
members-invited-hand = سلّم الملف إلى العضو على ذاكرة USB أو بطريق تثق به.
members-invited-compare = إذا انضم ظهر هنا. قارن رقم الأمان الخاص به ثم اقبله.
members-invited-until = يمكن استعمالها حتى { $time }.
members-invitations = دعوات مفتوحة
members-expires = حتى { $time }
members-expired = انتهت { $time }
