# الأقواس والحواشي والإحالات والروابط والجداول: أسماؤها وما يمكن عمله بها.

structure-bar = ما يقف فيه المؤشر
structure-bar-go = الانتقال إلى إجراءات ما يقف فيه المؤشر
structure-open = { $count ->
    [0] لا شيء بين أقواس معقوفة
    [one] موضع واحد بين أقواس معقوفة
    [two] موضعان بين أقواس معقوفة
    [few] { $count } مواضع بين أقواس معقوفة
    [many] { $count } موضعًا بين أقواس معقوفة
   *[other] { $count } موضع بين أقواس معقوفة
}
structure-open-next = القوس التالي
structure-open-back = القوس السابق

bracket = قوس معقوف
bracket-put = وضع بين قوسين معقوفين
bracket-put-none = حدّد الكلمات التي تريد وضعها بين قوسين معقوفين.
bracket-alternative = إضافة بديل
bracket-keep = الإبقاء على الكلمات
bracket-drop = حذف الكلمات
bracket-choose = اختيار هذا البديل
bracket-literal = مجرد علامة
bracket-behind = مَن يؤيده…
bracket-behind-title = الوفود المؤيدة لما بين القوسين
bracket-behind-text = تظهر الشارات في النص وتصدر معه.
bracket-behind-none = لا وفود في المجموعة بعد.
bracket-behind-do = تم
bracket-flagged = ليس لهذا القوس قرين، أو أنه يتقاطع مع قوس آخر
bracket-open-label = قوس معقوف فاتح
bracket-close-label = قوس معقوف غالق
bracket-open-label-of = قوس معقوف فاتح، { $names }
bracket-close-label-of = قوس معقوف غالق، { $names }

footnote = حاشية
footnote-insert = إدراج حاشية
footnote-label = الحاشية { $number }
footnote-label-none = حاشية
footnote-go = إلى الحاشية
footnote-back = العودة إلى علامتها
footnote-jump = بين الحاشية وعلامتها، ومن الإحالة إلى فقرتها

reference = إحالة
reference-insert = إدراج إحالة…
reference-title = الإحالة إلى فقرة
reference-search = الرقم أو الكلمات الأولى
reference-none = لا شيء في هذه الورقة بهذه الكلمات.
reference-label = إحالة إلى { $number }
reference-label-gone = إحالة إلى فقرة لم تعد موجودة
reference-go = إلى فقرتها
reference-kind-note = حاشية
reference-kind-table = جدول
reference-kind-paragraph = فقرة
reference-kind-heading = عنوان
reference-untitled = بلا كلمات

link = رابط
link-set = رابط…
link-title = رابط
link-address = العنوان
link-address-hint = ‎https://…‎ أو ‎http://…‎ أو عنوان بريد إلكتروني. لا يفتح «قلم» الروابط أبدًا.
link-address-wrong = يشير الرابط إلى صفحة على الشبكة أو إلى عنوان بريد إلكتروني.
link-words = الكلمات
link-do = وضع الرابط
link-remove = إزالة الرابط
link-copy = نسخ العنوان
link-copied = نُسخ العنوان. لا يفتح «قلم» الروابط.
link-copy-failed = تعذّر نسخ العنوان: { $address }

table = جدول
table-insert = إدراج جدول…
table-title = إدراج جدول
table-rows = الصفوف
table-columns = الأعمدة
table-head = الصف الأول ترويسة
table-head-empty = ترويسة بلا كلمات
table-size-wrong = من 1 إلى { $most }
table-do = إدراج
table-label = جدول، صفوفه { $rows } وأعمدته { $columns }
table-row = الصف
table-column = العمود
table-row-above = إدراج صف قبله
table-row-below = إدراج صف بعده
table-row-up = نقل الصف إلى أعلى
table-row-down = نقل الصف إلى أسفل
table-row-delete = حذف الصف
table-column-before = إدراج عمود قبله
table-column-behind = إدراج عمود بعده
table-column-back = نقل العمود نحو البداية
table-column-ahead = نقل العمود نحو النهاية
table-column-delete = حذف العمود
table-narrower = عمود أضيق
table-wider = عمود أوسع
table-heads = الترويسة
table-heads-fewer = إنقاص صف من الترويسة
table-heads-more = زيادة صف في الترويسة
table-delete = حذف الجدول
table-edited = حذف أحد أعضاء جانبك هذا الصف أو العمود بينما واصل آخر الكتابة فيه.
table-keep = الإبقاء عليه

structure-locked = أُنشئت هذه الفقرة بإصدار أحدث من «قلم»: تُحفظ وتُعرض، ويمكن تحريرها بعد التحديث.

paste-slow = تجري قراءة ما لصقتَه. يمكنك مواصلة الكتابة، وسيوضع حيث لصقتَه.
paste-left-pictures = { $count ->
    [one] لم تُدرج صورة واحدة.
    [two] لم تُدرج صورتان.
    [few] لم تُدرج { $count } صور.
   *[other] لم تُدرج { $count } صورة.
}
paste-left-objects = { $count ->
    [one] لم يُدرج رسم أو معادلة واحدة.
    [two] لم يُدرج رسمان أو معادلتان.
    [few] لم تُدرج { $count } رسوم أو معادلات.
   *[other] لم يُدرج { $count } رسمًا أو معادلة.
}
paste-left-notes = { $count ->
    [one] لم يُنسخ نص حاشية واحدة.
    [two] لم يُنسخ نص حاشيتين.
    [few] لم تُنسخ نصوص { $count } حواشٍ.
   *[other] لم تُنسخ نصوص { $count } حاشية.
}
paste-left-cut = كان المنسوخ أكثر مما يُلصق في مرة واحدة، فتُرك باقيه.
