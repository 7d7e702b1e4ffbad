# سجل ورقة.

history-revisions = التنقيحات الصادرة
history-no-revisions = لم يصدر شيء بعد. ويظهر التنقيح الأول هنا متى صدر.
history-signed = التوقيع صحيح
history-unsigned = التوقيع غير صحيح
history-read-of = قراءة { $symbol }
history-story = ما جرى
history-empty = لا شيء بعد.
history-times = الأوقات كما أعطتها ساعة كل حاسوب.
history-paragraphs = { $count ->
    [zero] الفقرات { $numbers }
    [one] الفقرة { $numbers }
    [two] الفقرتين { $numbers }
    [few] الفقرات { $numbers }
    [many] الفقرات { $numbers }
   *[other] الفقرات { $numbers }
}
history-new-paragraph = فقرة جديدة
history-and = {" "}و
history-created = بدأ الورقة
history-drafted = كتب فيها
history-issued = أصدر
history-issued-rival = أصدر، إلى جانب نص آخر له السابق نفسه:
history-proposed = قدّم مقترحًا بشأن
history-withdrawn = سحب ما اقترحه
history-accepted = أخذ بالمقترح بشأن
history-rejected = لم يأخذ بالمقترح بشأن
history-bracketed = وضع بين أقواس معقوفة
history-deferred = أجّل البتّ في
history-own-wording = أخذ بصيغة أخرى في
history-reopened = أعاد فتح
history-commented = علّق على
history-answered = ردّ على تعليق على
history-comment-resolved = سوّى تعليقًا على
history-comment-reopened = أعاد فتح تعليق على
history-agreed = وافق بشرط الاستشارة على
history-reserved = أبدى تحفظًا على
history-objected = اعترض على
history-took-back = سحب موقفه من
history-packaged = جمع فقرات في مجموعة متكاملة
history-package-dissolved = حلّ مجموعة متكاملة
history-newer = فعل شيئًا لا تعرفه هذه النسخة من قلم

history-part-revisions = التنقيحات
history-part-draft = مسودة جانبي
history-part-story = ما جرى
history-text = النص
history-paragraph = فقرة
history-paragraph-word = { $count ->
    [zero] الفقرات
    [one] الفقرة
    [two] الفقرتين
    [few] الفقرات
    [many] الفقرات
   *[other] الفقرات
}
history-is-new = جديدة
history-is-gone = محذوفة
history-is-moved = منقولة
history-is-restyled = نوع آخر من الفقرات
history-timeline = الخط الزمني
history-now = كما هو الآن
history-no-words = لم تتغير صياغة
history-received = وصل إلى هنا { $time }
history-more = { $count ->
    [zero] { $count } أخرى
    [one] واحدة أخرى
    [two] اثنتان أخريان
    [few] { $count } أخرى
    [many] { $count } أخرى
   *[other] { $count } أخرى
}
history-reading = تجري قراءة السجل: { $done } من { $total }
history-copy = أي مسودة
history-copy-now = المسودة الحالية
history-copy-first = قبل التنقيح الأول
history-authors = من كتبه
history-marked = إظهار ما تغيّر
history-legend = الكتّاب
history-legend-start = بلا علامة: كلمات { $symbol }.
history-by-you = { $seat } (أنت)
history-by-unknown = جهاز لم يعد في القائمة
history-by-revision = وردت في { $symbol }
history-wrote = كتبها { $name }، من { $from } إلى { $until }
history-choose-words = اختر كلمات لترى من كتبها ومتى.
history-choose-paragraph = اختر فقرة لإعادة صياغتها السابقة إلى المسودة.
history-take-back = إعادة هذه الصياغة
history-taken-back = عادت الصياغة إلى المسودة. ويبقى ما جاء بعدها في الخط الزمني.
history-reads-so = هكذا تُقرأ المسودة بالفعل.
history-undo = التراجع عن الإعادة
history-undone = عادت المسودة كما كانت.
history-draft-empty = لم يُكتب شيء بعد
history-draft-empty-text = متى كتب جانبك في هذه الورقة ظهرت جلسات الكتابة هنا. ولا يراها أحد سواه.
history-against = مقارنة مع
history-against-before = السابق له
history-against-nothing = لا شيء (نص نظيف)
history-traced = مصدر الكلمات
history-origin = المصدر
history-first = هذا هو النص الأول.
history-alike = مطابق لـ { $symbol }.
history-sum = مقارنة مع { $symbol }: المعدّل { $changed }، والجديد { $inserted }، والمحذوف { $deleted }، والمنقول { $moved }
history-from-first = النص الأول من { $names }
history-from-proposal = اقتراح { $names }
history-from-bracket = غير متفق عليه: صياغة { $names }
history-from-agreed = صيغة { $names }، كانت بين أقواس ثم اتُّفق عليها مع { $agreed }
history-agreed-since = زالت أقواسها مع { $symbol } الصادر { $time }.
history-from-own = صياغة { $names }
history-from-sign = علامة قوس
history-since = منذ { $symbol }، { $time }
history-own-unasked = لم يقترح أحد هذه الكلمات.
history-decided-on = { $count ->
    [zero] لم يُبتّ في أي مقترح ({ $shown }) عند إصدار هذا التنقيح.
    [one] بُتّ في مقترح واحد عند إصدار هذا التنقيح.
    [two] بُتّ في مقترحين عند إصدار هذا التنقيح.
    [few] بُتّ في { $shown } مقترحات عند إصدار هذا التنقيح.
    [many] بُتّ في { $shown } مقترحًا عند إصدار هذا التنقيح.
   *[other] بُتّ في { $shown } مقترح عند إصدار هذا التنقيح.
}
history-undisputed = لم يُقترح شيء بشأنها لهذا التنقيح.
history-choose-origin = اختر كلمات لترى المقترح والقرار اللذين جاءا بها.
history-with = بمشاركة { $names }
history-asked = تعليله: { $reason }
history-because = تعليل القرار: { $reason }
history-treatment-accepted = قُبل
history-treatment-partly = أُخذ ببعضه
history-treatment-bracketed = بين أقواس معقوفة
history-treatment-rejected = لم يؤخذ به
history-treatment-deferred = أُجّل
history-treatment-own_wording = اختيرت صياغة أخرى
history-treatment-other = بُتّ فيه
history-keys-draft = في سجل مسودة
history-keys-revisions = في التنقيحات
history-key-newer = الأحدث
history-key-older = الأقدم
history-key-next = التغيير التالي
history-key-previous = التغيير السابق
history-open = سجل هذا النص
