# قائمة الأوراق، والبدء بورقة، وقراءة الصادرة منها وتصديرها.

papers-count = { $count ->
    [zero] لا أوراق
    [one] ورقة واحدة
    [two] ورقتان
    [few] { $count } أوراق
    [many] { $count } ورقة
   *[other] { $count } ورقة
}
papers-new = ورقة جديدة
papers-import = من ملف
papers-empty = لا أوراق بعد
papers-empty-text = ابدأ الأولى، فارغةً أو من ملف نصي. وما يصدره الآخرون يظهر هنا بعد التبادل التالي.
papers-empty-observer = ما يصدره الفريق يظهر هنا بعد التبادل التالي.
papers-untitled = بلا عنوان
papers-paragraphs = { $count ->
    [zero] بلا فقرات
    [one] فقرة واحدة
    [two] فقرتان
    [few] { $count } فقرات
    [many] { $count } فقرة
   *[other] { $count } فقرة
}
papers-changed = تغيّرت { $time }
papers-undecided = { $count ->
    [zero] لا شيء معلق
    [one] فقرة لم يُبتّ فيها
    [two] فقرتان لم يُبتّ فيهما
    [few] { $count } فقرات لم يُبتّ فيها
    [many] { $count } فقرة لم يُبتّ فيها
   *[other] { $count } فقرة لم يُبتّ فيها
}
papers-contributions = { $count ->
    [zero] لا مساهمات
    [one] مساهمة واحدة
    [two] مساهمتان
    [few] { $count } مساهمات
    [many] { $count } مساهمة
   *[other] { $count } مساهمة
}
papers-not-issued = مسودة لم تصدر
papers-draft = مسودة
papers-read = قراءة
papers-read-of = قراءة: { $title }
papers-write-of = كتابة: { $title }
papers-history-of = السجل: { $title }
papers-keys = في قائمة الأوراق
papers-keys-reading = أثناء القراءة
papers-key-next = الورقة التالية
papers-key-previous = الورقة السابقة

papers-new-title = ورقة جديدة
papers-import-title = ورقة من ملف
papers-file = ملف نصي
papers-file-hint = ماركداون (‎.md) أو نص عادي (‎.txt) بترميز UTF-8.
papers-kind-texts = ماركداون ونص عادي
papers-title = العنوان
papers-title-hint-file = إن تُرك فارغًا أُخذ عنوان الملف.
papers-symbol = الرمز
papers-symbol-hint = يمكن إعطاؤه لاحقًا.
papers-language = اللغة
papers-new-text = لا يرى المسودة إلا جانبك، إلى أن تصدرها.
papers-new-do = بدء
papers-import-do = استيراد
papers-imported = تم الاستيراد. لم يمكن الاحتفاظ بكل ما في الملف.

papers-back = رجوع إلى القائمة
papers-issued = نص صادر
papers-contribute = كتابة مساهمة
papers-export = تصدير…
papers-export-title = تصدير هذا النص
papers-export-format = نوع الملف
papers-format-md = ماركداون
papers-format-md-text = لمعالجات النصوص وصفحات الويب؛ تبقى العناوين وأشكال الخط.
papers-format-txt = نص عادي
papers-format-txt-text = الكلمات وأرقام الفقرات لا غير.
papers-format-qalam = ملف بالصيغة المرجعية مع التوقيع
papers-format-qalam-text = يثبت لأي كان أن هذا هو النص كما صدر؛ ويُكتب التوقيع بجانبه.
papers-export-readable = الملف المصدَّر غير مشفّر: كل من يملكه يستطيع قراءته.
papers-export-do = اختيار المكان…
papers-exported = { $count ->
    [zero] لم يُكتب { $files }.
    [one] كُتب { $files }.
    [two] كُتب { $files }.
    [few] كُتبت { $files }.
    [many] كُتبت { $files }.
   *[other] كُتبت { $files }.
}
