# الملفات الواردة من الخارج، وما يُقال في القاعة.

outside-enter = إدخال ملف…
outside-from-file = من ملف…
key-outside-enter = إدخال ملف باسم وفد
outside-title = إدخال ملف باسم وفد
outside-title-own = التقديم من ملف
outside-for = باسم
outside-for-choose = اختر وفدًا
outside-alike = يتشابه اسما { $name } و{ $others }. تحقق من أنك تعني الوفد الصحيح.
outside-file = الملف
outside-file-hint = نسخة من هذا النص عدّلها أحد: ماركداون (‎.md) أو نص (‎.txt) أو ملف قلم نفسه (‎.qalam).
outside-kind = نسخ معدّلة
outside-reading = يُقرأ الملف ويُقارَن…
outside-found = وُجدت { $found } من فقرات الملف البالغة { $pieces } في { $symbol }.
outside-foreign = لا شيء في هذا الملف يشبه نص { $symbol }. لعله ترجمة، أو ورقة أخرى.
outside-replaces = { $count ->
    [one] ويحل ذلك محل مقترح واحد أُدخل باسم الوفد من ملف سابق.
   *[other] ويحل ذلك محل { $count } من المقترحات أُدخلت باسم الوفد من ملف سابق.
}
outside-replaces-own = { $count ->
    [one] ويحل ذلك محل مقترح واحد قدّمه وفدك من قبل.
   *[other] ويحل ذلك محل { $count } من المقترحات قدّمها وفدك من قبل.
}
outside-unplaced = { $count ->
    [one] فقرة واحدة تحتاج إلى موضع
   *[other] { $count } من الفقرات تحتاج إلى موضع
}
outside-leave-out = ليس في هذه أي مقترح
outside-why-doubled = تشبه فقرة أخرى في الملف:
outside-why-unsure = أصيغة أخرى هي أم جديدة؟
outside-why-foreign = أي فقرة هي؟
outside-choose = اختر موضعًا
outside-is = هي { $paragraph }
outside-after = جديدة، بعد { $paragraph }
outside-is-other = هي فقرة أخرى…
outside-after-other = جديدة، بعد فقرة أخرى…
outside-start = جديدة، في البداية
outside-none = ليست مقترحًا
outside-number = الرقم
outside-placed = وُضعت يدويًا
outside-placed-is = هي { $paragraph }
outside-placed-after = جديدة، بعد { $paragraph }
outside-placed-start = جديدة، في البداية
outside-placed-none = ليست مقترحًا
outside-undo = تراجع
outside-missing = { $count ->
    [one] فقرة واحدة ليست في الملف:
   *[other] { $count } من الفقرات ليست في الملف:
}
outside-missing-stay = تبقى كما هي
outside-missing-delete = يُقترح حذفها
outside-changes = { $count ->
    [0] لا يقترح شيئًا بعد
    [one] يقترح تعديلًا واحدًا
   *[other] يقترح { $count } من التعديلات
}
outside-reason = التعليل، إن ذُكر
outside-first = { $count ->
    [one] ضع الفقرة الواحدة أولًا.
   *[other] ضع الفقرات البالغة { $count } أولًا.
}
outside-submit = إدخال
outside-submit-own = تقديم
outside-submit-for = إدخال باسم { $name }
outside-entered = { $count ->
    [one] أُدخل مقترح واحد.
   *[other] أُدخل { $count } من المقترحات.
}

key-floor = إدخال ما قيل في القاعة
key-floor-enter = إدخاله
floor-button = من القاعة
floor-title = من القاعة، بشأن { $paragraph }
floor-kind = المقترح
floor-amend = تعديل الفقرة
floor-insert = فقرة جديدة بعدها
floor-delete = حذفها
floor-text = الصيغة المطلوبة
floor-text-hint = يُضاف إلى ما قدّمه الوفد ولا ينقص منه شيئًا. ويُسحب بـ Ctrl+Z في مكتب الدمج.
floor-do = إدخال
floor-entered = أُدخل باسم { $name }.
floor-entered-text = هو في مكتب الدمج إلى جانب غيره.
desk-floor = قُدّم في القاعة
members-alike = يشبه هذا الاسم { $others }. فإن كان الوفد نفسه فاختر اسمه من القائمة.

outside-aside-missing = { $count ->
    [one] قدّم { $name } مقترحًا واحدًا على تنقيح لم يصل إلى هنا. تبادل مع المجلد فيظهر من تلقاء نفسه.
   *[other] قدّم { $name } { $count } من المقترحات على تنقيح لم يصل إلى هنا. تبادل مع المجلد فتظهر من تلقاء نفسها.
}
outside-aside-rival = { $count ->
    [one] قدّم { $name } مقترحًا واحدًا على نص لم يصبح هو التنقيح. وهو محفوظ. اطلب من الوفد أن يقدّم من جديد على { $symbol }.
   *[other] قدّم { $name } { $count } من المقترحات على نص لم يصبح هو التنقيح. وهي محفوظة. اطلب من الوفد أن يقدّم من جديد على { $symbol }.
}
outside-aside-late = { $count ->
    [one] قدّم { $name } مقترحًا واحدًا على { $on } وصل بعد صدور { $symbol }. لم يُبتّ فيه وهو محفوظ. اطلب من الوفد أن يقدّمه من جديد على { $symbol }.
   *[other] قدّم { $name } { $count } من المقترحات على { $on } وصلت بعد صدور { $symbol }. لم يُبتّ فيها وهي محفوظة. اطلب من الوفد أن يقدّمها من جديد على { $symbol }.
}
outside-aside-unfit = ما أرسله { $name } لا يوافق التنقيح الذي يسمّيه، وقد وُضع جانبًا. اطلب من الوفد أن يقدّم من جديد على { $symbol }.
