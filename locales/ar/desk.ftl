# The merge desk.

desk-loading = يجري إعداد المكتب
desk-paragraph = الفقرة { $number }
desk-settled = بُتّ في { $settled } من { $touched }
desk-nothing-proposed = لا مقترحات بعد
desk-table = جدول القرارات
desk-papers = الأوراق…
desk-more = المزيد
keys-menu = القائمة
desk-preview = معاينة
desk-combine = جمع
desk-issue = إصدار تنقيح…
desk-matrix = الفقرات
desk-column-paragraph = الفقرة
desk-filter = أي الفقرات تظهر
desk-filter-undecided = لم يُبتّ فيها
desk-filter-contested = متنازع عليها
desk-filter-all = الكل
desk-narrow = تضييق العرض
desk-narrow-column = الوفد
desk-narrow-glyph = التغيير
desk-narrow-state = الحالة
desk-narrow-section = الباب
desk-narrow-any = الكل
desk-narrow-clear = إظهار الكل من جديد
desk-none-narrowed = لا توجد فقرة بهذه الصفات. خفّف الشروط أو أظهر الكل من جديد.
desk-none-undecided = لم يبق شيء دون بتّ، ويمكن إصدار التنقيح التالي.
desk-none-contested = لا يطلب وفدان أمرين مختلفين في موضع واحد.
desk-none-all = لا فقرات في الورقة.
desk-notices = ما ينبغي النظر فيه
desk-more-notices = { $count ->
    [zero] ولا شيء غيرها
    [one] وواحد آخر
    [two] واثنان آخران
    [few] و{ $count } أخرى
    [many] و{ $count } أخرى
   *[other] و{ $count } أخرى
}
desk-cell = { $name }: { $glyph }، { $state }
desk-walk = السابقة والتالية مما لم يُبتّ فيه
desk-before = الفقرة السابقة:
desk-behind = الفقرة التالية:
desk-manner = طريقة عرض المطلوب
desk-manner-changes = التغييرات
desk-manner-clean = الصياغة النظيفة
desk-manner-over = الكل فوق النص
desk-clean-none = تُحذف الفقرة.
desk-is-insert = فقرة جديدة مقترحة هنا.
desk-untouched = لم يقترح أحد شيئًا هنا.
desk-cluster = { $count ->
    [zero] صيغ متنافسة للمقطع نفسه
    [one] صيغ متنافسة للمقطع نفسه
    [two] وفدان يعيدان صياغة المقطع نفسه
    [few] { $count } وفود تعيد صياغة المقطع نفسه
    [many] { $count } وفدًا تعيد صياغة المقطع نفسه
   *[other] { $count } وفد تعيد صياغة المقطع نفسه
}
desk-cluster-insert = { $count ->
    [zero] نصوص متنافسة للموضع نفسه
    [one] نصوص متنافسة للموضع نفسه
    [two] وفدان يريدان نصًا في الموضع نفسه
    [few] { $count } وفود تريد نصًا في الموضع نفسه
    [many] { $count } وفدًا تريد نصًا في الموضع نفسه
   *[other] { $count } وفد تريد نصًا في الموضع نفسه
}
cluster-decided = بُتّ فيه
cluster-bracketed = بين أقواس
cluster-deferred = مؤجل
desk-alone = يجتمع من تلقاء نفسه
desk-apart = لا يمس ما طلبه الآخرون
desk-singly = قائم بذاته، يُبتّ فيه على حدة
desk-with = { $name }، بمشاركة { $others }
desk-card = المقترح { $number }، { $name }: { $kind }، { $state }
desk-entered = أدخلته الأمانة
desk-gone = سُحب بعد ذلك
desk-discussion-only = للمناقشة فقط
desk-actions = البتّ
desk-take = الأخذ بمقترح { $badge }
desk-take-none = الأخذ به
desk-take-ticked = { $count ->
    [zero] الأخذ بالمؤشَّر
    [one] الأخذ بالجزء المؤشَّر
    [two] الأخذ بالجزأين المؤشَّرين
    [few] الأخذ بـ{ $count } أجزاء مؤشَّرة
    [many] الأخذ بـ{ $count } جزءًا مؤشَّرًا
   *[other] الأخذ بـ{ $count } جزء مؤشَّر
}
desk-parts-button = الأخذ بأجزاء
desk-parts = أشّر على ما يؤخذ به، وما عداه يسقط
desk-write = صياغة
desk-bracket = وضع بين أقواس
desk-defer = تأجيل
desk-reject = رفض
desk-reopen = إعادة الفتح
desk-reason = سبب القرار
desk-reason-hint = السبب (E)
desk-own = صيغة أخرى باسم الرئيس
desk-own-take = الأخذ بهذه الصيغة
desk-result = النتيجة كما هي الآن
desk-result-would = النتيجة إذا أُخذ به
desk-result-empty = لن تكون الفقرة موجودة.
desk-result-choose = اختر مقترحا برقمه لترى ما ينتج عنه.
desk-story = كيف نشأ مقترح { $name }
desk-comments = { $count ->
    [0] التعليقات على هذه الفقرة: سُوّيت كلها ({ $settled })
    [one] تعليق واحد على هذه الفقرة
    [two] تعليقان على هذه الفقرة
    [few] { $count } تعليقات على هذه الفقرة
    [many] { $count } تعليقا على هذه الفقرة
   *[other] { $count } تعليق على هذه الفقرة
}
desk-withdraw-entered = سحب ما أُدخل
desk-withdraw-entered-text = يُسحب كل ما أُدخل لهذا الوفد في ذلك الوقت.
desk-said-withdrawn = سُحب ما أُدخل.
story-proposed = مقترح
story-amended = معدّل
story-again = مقترح من جديد
story-dropped = لم يعد مطلوبا
story-withdrawn = مسحوب
story-accepted = أُخذ به
story-rejected = لم يُستبق
story-bracketed = وُضع بين أقواس
story-deferred = أُجّل
story-own_wording = صياغة أخرى
story-reopened = أُعيد فتحه
story-replaced = حلّ محلّه قرار لاحق
story-with = مع { $names }
key-story = كيف نشأ المقترح المختار
key-said = التعليقات على الفقرة
desk-falls = ما يسقط بذلك
desk-falls-none = لا يسقط شيء مما طلبه الآخرون.
desk-stays = ما يبقى
desk-stays-none = لا طلب غيره هنا.
hunk-delete = حذف الفقرة
hunk-format = شكل آخر للحروف
hunk-restyle = نوع آخر من الفقرات
hunk-link = رابط آخر
hunk-reshape = صفوف أو أعمدة أخرى
hunk-move = موضع آخر للفقرة
hunk-split = تقسيم الفقرة إلى عدة فقرات
hunk-join = دمج الفقرة مع ما يليها
hunk-into = إدراج النص في فقرة أخرى
desk-undo = تراجع
desk-redo = إعادة
desk-already = بُتّ في ذلك هكذا من قبل.
desk-choose-first = اختر مقترحًا أولًا.
desk-nothing-undecided = لم يبق مما يظهر هنا شيء دون بتّ.
desk-nothing-to-undo = لا شيء يُتراجع عنه أو يُعاد.
desk-said-accept = أُخذ بمقترح { $who }.
desk-said-parts = أُخذ بالأجزاء المؤشَّرة.
desk-said-reject = لم يؤخذ بمقترح { $who }.
desk-said-bracket = وُضع النص بين أقواس معقوفة.
desk-said-defer = أُجّل البتّ.
desk-open-brackets = بين معقوفتين في هذا النص
desk-settle-choose = الأخذ به
desk-settle-keep = إبقاء الكلمات
desk-settle-drop = حذفها
desk-said-settled = سُوّي، ولم تعد المعقوفتان قائمتين.
desk-said-own = أُخذ بصيغة أخرى.
desk-said-reopen = أُعيد الفتح.
desk-said-undo = تُراجع عن القرار الأخير.
desk-said-redo = أُعيد القرار.
desk-said-combined = { $count ->
    [zero] لم يُجمع أي مقترح.
    [one] جُمع مقترح واحد.
    [two] جُمع مقترحان.
    [few] جُمعت { $count } مقترحات.
    [many] جُمع { $count } مقترحًا.
   *[other] جُمع { $count } مقترح.
}
desk-said-issued = صدرت { $symbol } ومعها جدول قراراتها.

state-untouched = لا مقترحات
state-touched = تنتظر البتّ
state-contested = متنازع عليها
state-bracketed = بين أقواس
state-decided = بُتّ فيها
state-deferred = مؤجلة
state-new_since_decided = جديد بعد البتّ
state-waits_for_package = تنتظر مجموعتها المتكاملة

glyph-amend = تعديل
glyph-insert = إضافة
glyph-delete = حذف
glyph-move = نقل
glyph-split = تقسيم
glyph-join = دمج
glyph-into = إدراج في فقرة أخرى
glyph-cosponsor = مشاركة في التقديم

treatment-undecided = لم يُبتّ فيه
treatment-accepted = أُخذ به
treatment-partly = أُخذ به جزئيًا
treatment-rejected = لم يؤخذ به
treatment-bracketed = بين أقواس معقوفة
treatment-deferred = مؤجل
treatment-own_wording = صيغة أخرى
treatment-overtaken = تجاوزه قرار آخر

became-accepted = أُخذ به
became-partly = أُخذ به جزئيًا
became-rejected = لم يؤخذ به
became-bracketed = بين أقواس
became-deferred = مؤجل
became-own_wording = صيغة أخرى
became-some = التغييرات المبتوت فيها: { $settled } من { $all }
became-overtaken = تجاوزه قرار آخر

notice-two_decisions = بتّ عضوان من جانب الرئيس هنا كلٌّ على حدة، ويظهر أحد القرارين. اتخذ القرار مرة أخرى فيستقر.
notice-overtaken = تجاوز قرارٌ آخر قرارًا هنا لأنه يشمل الكلمات نفسها. اتخذ القرار مرة أخرى إن أردت أن يسري.
notice-new_since_decided = وصل مقترح بعد البتّ هنا، ولم يتغير ما بُتّ فيه.
notice-bracket_without_words = ما وُضع هنا بين معقوفتين تنسيقٌ أو نوع فقرة أو موضعها. والمعقوفتان للكلمات وحدها، فلا يظهر في النص منه شيء ويبقى كما كان. خذ به أو لا تأخذ به أو أرجئه.
notice-no_longer_asked = سحب أحد الوفود ما بُتّ فيه هنا، ويظهر ذلك بجانب مقترحه. ويسري القرار حتى يُتخذ غيره.
notice-nothing_there = يشير قرار إلى ما لم يعد على المكتب، ولا أثر له.
notice-other = ينبغي لجانب الرئيس أن ينظر في هذه الفقرة مرة أخرى.
notice-short-two_decisions = { $number }: بُتّ فيها مرتين على حدة
notice-short-overtaken = { $number }: قرار تجاوزه آخر
notice-short-new_since_decided = { $number }: جديد بعد البتّ
notice-short-bracket_without_words = { $number }: معقوفتان لا تظهران في النص
notice-short-no_longer_asked = { $number }: سحبه الوفد الذي قدمه
notice-short-nothing_there = { $number }: لا شيء هناك
notice-short-other = { $number }: ينبغي النظر فيها

desk-combine-title = ما يجتمع من تلقاء نفسه
desk-combine-more = { $count ->
    [zero] القائمة كاملة.
    [one] ويؤخذ بمقترح واحد آخر لم يُدرج هنا.
    [two] ويؤخذ بمقترحين آخرين لم يُدرجا هنا.
    [few] ويؤخذ بـ{ $count } مقترحات أخرى لم تُدرج هنا.
    [many] ويؤخذ بـ{ $count } مقترحًا آخر لم يُدرج هنا.
   *[other] ويؤخذ بـ{ $count } مقترح آخر لم يُدرج هنا.
}
desk-combine-text = { $count ->
    [zero] لا مقترحات تجتمع.
    [one] مقترح واحد لا يمس غيره ويمكن الأخذ به كما هو.
    [two] مقترحان لا يتماسّان ويمكن الأخذ بهما معًا.
    [few] { $count } مقترحات لا يمس بعضها بعضًا ويمكن الأخذ بها معًا.
    [many] { $count } مقترحًا لا يمس بعضها بعضًا ويمكن الأخذ بها معًا.
   *[other] { $count } مقترح لا يمس بعضها بعضًا ويمكن الأخذ بها معًا.
} { $left ->
    [zero] ولا يبقى بعد ذلك ما يُبتّ فيه.
    [one] ويبقى واحد يُبتّ فيه على حدة.
    [two] ويبقى اثنان يُبتّ في كل منهما على حدة.
    [few] ويبقى { $left } يُبتّ في كل منها على حدة.
    [many] ويبقى { $left } يُبتّ في كل منها على حدة.
   *[other] ويبقى { $left } يُبتّ في كل منها على حدة.
}
desk-combine-none = { $left ->
    [zero] لم يبق شيء دون بتّ.
    [one] ما بقي يُبتّ فيه على حدة.
    [two] المقترحان الباقيان يُبتّ في كل منهما على حدة.
    [few] المقترحات الباقية وعددها { $left } يُبتّ في كل منها على حدة.
    [many] المقترحات الباقية وعددها { $left } يُبتّ في كل منها على حدة.
   *[other] المقترحات الباقية وعددها { $left } يُبتّ في كل منها على حدة.
}
desk-combine-do = { $count ->
    [zero] جمع
    [one] جمع مقترح واحد
    [two] جمع مقترحين
    [few] جمع { $count } مقترحات
    [many] جمع { $count } مقترحًا
   *[other] جمع { $count } مقترح
}

desk-issue-title = إصدار التنقيح التالي
desk-issue-symbol = الرمز
desk-issue-symbol-hint = به يستشهد الناس بالورقة.
desk-issue-package = المجموعة المتكاملة «{ $name }» تنتظر { $open }: تصدر فقراتها كما هي، ويبقى ما بُتّ فيه منها في المكتب.
desk-issue-brackets = { $count ->
    [zero] لا نص بين أقواس.
    [one] تصدر فقرة واحدة وفيها نص بين أقواس.
    [two] تصدر فقرتان فيهما نص بين أقواس.
    [few] تصدر { $count } فقرات فيها نص بين أقواس.
    [many] تصدر { $count } فقرة فيها نص بين أقواس.
   *[other] تصدر { $count } فقرة فيها نص بين أقواس.
}
desk-issue-deferred = { $count ->
    [zero] لا مقترحات دون بتّ.
    [one] مقترح واحد لم يُبتّ فيه فيصبح «مؤجلًا»:
    [two] مقترحان لم يُبتّ فيهما فيصبحان «مؤجلين»:
    [few] { $count } مقترحات لم يُبتّ فيها فتصبح «مؤجلة»:
    [many] { $count } مقترحًا لم يُبتّ فيها فتصبح «مؤجلة»:
   *[other] { $count } مقترح لم يُبتّ فيها فتصبح «مؤجلة»:
}
desk-issue-all = بُتّ في جميع المقترحات.
desk-issue-renumber = إعادة ترقيم الفقرات.
desk-issue-renumber-hint = تصبح الفقرة 18 مكررا الفقرة 19، وتتبعها الإحالات. ويحتفظ جدول القرارات بالأرقام القديمة إلى جانب الجديدة.
desk-issue-papers = يصدر معه النص النظيف والنص مع التغييرات والنص التجميعي والجدول جنبًا إلى جنب وجدول القرارات، ويمكنك حفظها ملفاتٍ في الخطوة التالية.
desk-issue-text = التنقيح الصادر موقَّع ولا يتغير أبدًا، وما يأتي بعده يُبتّ فيه في التنقيح التالي.
desk-issue-do = إصدار

desk-table-empty = لم يُقترح شيء بعد، فلا شيء يُبتّ فيه.
desk-table-export = تصدير…
desk-table-save = حفظ جدول القرارات
desk-table-written = كُتب جدول القرارات في { $file }.
desk-table-readable = الملف غير مشفّر، فمن حصل عليه قرأه.
table-paragraph = الفقرة
table-proposal = المقترح
table-treatment = المعالجة
table-now = الفقرة بعده
file-html = صفحة ويب
file-markdown = ماركداون
file-text = نص عادي

desk-preview-title = النص كما هو على المكتب
desk-preview-view = طريقة العرض
desk-preview-desk = نظيف
desk-preview-marked = بعلامات التغيير

desk-go-to-number = الرقم
desk-go-to-hint = مثل ١٨ أو ١٨ مكررا أو أول كلمات عنوان.
desk-go-to-none = لا فقرة بهذا الرقم.
desk-go-to-do = انتقال

palette-paragraph = فقرة
keys-desk = في مكتب الدمج
key-next-undecided = الفقرة التالية التي لم يُبتّ فيها
key-previous-undecided = الفقرة السابقة التي لم يُبتّ فيها
key-next = الفقرة التالية
key-previous = الفقرة السابقة
key-go-to = الانتقال إلى فقرة
key-choose = اختيار مقترح أو البتّ في معقوفتين (من ١ إلى ٩)
key-take = الأخذ بالمختار
key-parts = الأخذ بأجزاء
key-write = كتابة صيغة أخرى
key-own = الأخذ بالصيغة المكتوبة
key-bracket = الوضع بين أقواس معقوفة
key-defer = التأجيل
key-reject = الرفض: لا يؤخذ به
key-reopen = إعادة فتح ما بُتّ فيه
key-reason = كتابة السبب
key-leave = الخروج دون بتّ
key-undo = التراجع عن القرار الأخير
key-redo = إعادته
key-combine = جمع ما لا يمس غيره
key-manner = تغيير طريقة عرض المطلوب
key-preview = معاينة النص كله
key-marked = نظيف أو بعلامات التغيير
key-table = جدول القرارات
key-papers = أوراق عمّا اقتُرح
key-matrix = إظهار قائمة الفقرات في النافذة الضيقة
key-accept-many = الأخذ بعدة مقترحات معًا
key-package = المجموعات المتكاملة
desk-accept-title = الأخذ بعدة مقترحات معًا
desk-accept-whose = أيها
desk-accept-editorial = جميع التعديلات التحريرية
desk-accept-all-of = جميع مقترحات { $name }
desk-accept-editorial-text = علامات الترقيم والمسافات والإملاء والتنسيق التي لا تمس مقترح أحد. راجع القائمة؛ وما لم يُؤشَّر عليه يبقى كما هو.
desk-accept-all-text = راجع القائمة؛ وما لم يُؤشَّر عليه يبقى كما هو. وما يمس مقترح وفد آخر يُسقط ذلك المقترح.
desk-accept-none = لا شيء من هذا ينتظر البتّ.
desk-accept-do = { $count ->
    [0] الأخذ
    [zero] الأخذ
    [one] الأخذ بواحد
    [two] الأخذ باثنين
    [few] الأخذ بـ { $count }
    [many] الأخذ بـ { $count }
   *[other] الأخذ بـ { $count }
}
desk-apart-discussion_only = للمناقشة فقط
desk-apart-package = في مجموعة متكاملة
desk-apart-touches = يمس مقترح وفد آخر
desk-package-title = المجموعات المتكاملة
desk-package-text = لا يُبتّ في شيء من المجموعة المتكاملة حتى يُبتّ فيها كلها: وإلى ذلك الحين يترك التنقيح التالي فقراتها كما هي.
desk-package-numbers = فقراتها
desk-package-numbers-hint = أرقام بينها فواصل، مثل 12، 16، 23
desk-package-name = اسمها
desk-package-there = المجموعات المتكاملة في هذا المكتب
desk-package-dissolve = حلّ
desk-package-do = الجمع
desk-package-waits = في المجموعة المتكاملة «{ $name }» التي تنتظر { $open }. وحتى يُبتّ فيها كلها يترك التنقيح التالي هذه الفقرة كما هي.
desk-package-ready = في المجموعة المتكاملة «{ $name }» التي بُتّ فيها كلها.
desk-said-package = جُمعت في مجموعة متكاملة.
desk-said-dissolved = حُلّت المجموعة المتكاملة.
