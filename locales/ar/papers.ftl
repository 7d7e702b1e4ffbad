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
papers-export-title = حفظ الورقة
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

papers-out-ids = نسخة للكتابة فيها ثم إعادتها
papers-out-ids-text = توضع علامة في آخر كل فقرة، وبها يُعثر على الفقرة من جديد مهما تغيّرت صياغتها أو نُقلت.
papers-out-title = أوراق للإصدار
papers-out-desk = أوراق عمّا اقتُرح
papers-out-issued = صدر { $symbol }
papers-out-issued-text = أوراقه جاهزة: النص النظيف، والتغييرات، والنص التجميعي، والجدول جنبًا إلى جنب، وجدول القرارات. يمكن حفظها معًا الآن، أو لاحقًا في أي وقت من النص.
papers-out-which = أي ورقة
papers-out-clean = النص النظيف
papers-out-clean-text = النص كما صدر.
papers-out-marked = النص مع التغييرات
papers-out-marked-text = ما تغير منذ نص سابق، ومن طلبه.
papers-out-compilation = النص التجميعي
papers-out-compilation-text = كل المقترحات التي أفضت إلى هذا النص، فقرةً فقرة.
papers-out-side-by-side = جنبًا إلى جنب
papers-out-side-by-side-text = النص السابق، والمقترحات، وهذا النص.
papers-out-decisions = جدول القرارات
papers-out-decisions-text = كل مقترح مع معالجته والسبب.
papers-out-all = الخمس كلها
papers-out-all-text = معًا في مجلد واحد.
papers-out-now = النص التجميعي حتى الآن
papers-out-now-text = ما اقتُرح على هذا النص، فقرةً فقرة، قبل البتّ في شيء.
papers-out-now-side = جنبًا إلى جنب حتى الآن
papers-out-now-side-text = النص وبجانبه ما اقتُرح عليه.
papers-out-now-decisions = القرارات حتى الآن
papers-out-now-decisions-text = جدول القرارات كما هو على هذا المكتب.
papers-out-against = التغييرات منذ
papers-out-symbol = رمز هذه الورقة
papers-out-symbol-hint = مثل WG/2026/CRP.1، ويمكن تركه فارغا.
papers-out-names = الأسماء
papers-out-named = ذكر أسماء الوفود
papers-out-named-text = بجانب المقترحات والتغييرات والأقواس.
papers-out-nobody = عدم ذكر أحد
papers-out-nobody-text = تُستبعد الأسماء التي بجانب المقترحات ووراء الأقواس، وأسباب الوفود، وأسباب القرارات التي تذكر وفدًا. ويُرجى قراءة الأسباب الأخرى مرة قبل تمرير الملف.
papers-out-folder = مجلد للأوراق
papers-out-do = اختيار مجلد…
papers-out-later = ليس الآن
papers-format-html = صفحة ويب
papers-format-html-text = تُفتح في أي متصفح بلا شبكة، وتُطبع جيدًا.
papers-out-written = { $count ->
    [zero] لم تُكتب أي ورقة في { $folder }.
    [one] كُتبت ورقة واحدة في { $folder }.
    [two] كُتبت ورقتان في { $folder }.
    [few] كُتبت { $count } أوراق في { $folder }.
    [many] كُتبت { $count } ورقة في { $folder }.
   *[other] كُتبت { $count } ورقة في { $folder }.
}
