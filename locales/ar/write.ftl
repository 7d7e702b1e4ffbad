# التحرير، و«مساهمتي».

keys-write = الكتابة
key-write-submit = تقديم المساهمة
key-write-sheet = الانتقال إلى النص
key-write-up = نقل الفقرة إلى أعلى
key-write-down = نقل الفقرة إلى أسفل

write-no-paper = لا توجد ورقة مفتوحة
write-no-paper-text = افتح ورقة من القائمة لتكتب فيها.
write-sheet = نص الورقة
write-placeholder = ابدأ الكتابة…
write-saved = محفوظ
write-saving = جارٍ الحفظ…
write-unsaved = لم يُحفظ بعد، تُعاد المحاولة
write-not-saved = لم يُحفظ بعد كل ما كتبته، لذلك لم يُرسل شيء.
write-not-saved-advice = أبقِ هذه النافذة مفتوحة وأعد المحاولة بعد لحظات.
write-undo-left = غيّر شخص آخر هذا الموضع بعدك، لذلك تُرك كما هو.
write-edited = حذف أحد أعضاء جانبك هذه الفقرة بينما واصل آخر الكتابة فيها.
write-keep = الإبقاء عليها

write-tools = أدوات الكتابة
write-face-bold = غ
write-face-italic = م
write-tool-bold = غامق
write-tool-italic = مائل
write-tool-heading = عنوان
write-tool-pp = ديباجة
write-tool-op = فقرة منطوق
write-tool-plain = نص عادي
write-tool-item = قائمة
write-tool-deeper = مستوى أعمق
write-tool-higher = مستوى أعلى
write-tool-direction-auto = الاتجاه بحسب الحروف
write-tool-direction-rtl = من اليمين إلى اليسار
write-tool-direction-ltr = من اليسار إلى اليمين
write-tool-undo = تراجع
write-tool-redo = إعادة

write-panel = مساهمتي
write-tab-changes = مقترحاتي
write-tab-standing = المواقف
write-standing-none = قف في فقرة مرقمة من نص صادر لترى من يوافق عليها.
write-tab-outline = المخطط
write-outline-empty = تظهر العناوين هنا كلما كتبتها.
write-new-title = ورقة جديدة
write-new-text = لا يقرأ هذه المسودة إلا جانبك. وعندما تكتمل أصدِرها: يحصل الجميع عندئذ على النص نفسه مجمّدًا، ويمكن تقديم مقترحات عليه.
write-none-title = لا تغييرات بعد
write-none-text = عدّل النص كما تشاء. يظهر كل تغيير هنا مقترحًا، ولا يراه أحد خارج جانبك قبل تقديمه.
write-marked = إظهار تغييراتي في النص

# الانتقال إلى تنقيح جديد.
onward-issued = صدر { $symbol }.
write-own-copy = نسخة عمل جانبكم
write-older-copy = نسخة جانبكم من النص السابق
onward-late = في نسخة سابقة لجانبكم ما ليس في هذا النص ({ $from }).
onward-yours = تعديلاتكم: { $counts }.
onward-followed = { $count ->
    [one] تعديل واحد ينتقل
    [two] تعديلان ينتقلان
    [few] { $count } تعديلات تنتقل
   *[other] { $count } تعديلًا ينتقل
}
onward-taken = { $count ->
    [one] تعديل واحد أُخذ به
    [two] تعديلان أُخذ بهما
    [few] { $count } تعديلات أُخذ بها
   *[other] { $count } تعديلًا أُخذ به
}
onward-bracketed = { $count ->
    [one] تعديل واحد بين قوسين
    [two] تعديلان بين قوسين
    [few] { $count } تعديلات بين أقواس
   *[other] { $count } تعديلًا بين أقواس
}
onward-look = { $count ->
    [one] تعديل واحد يحتاج إلى نظر
    [two] تعديلان يحتاجان إلى نظر
    [few] { $count } تعديلات تحتاج إلى نظر
   *[other] { $count } تعديلًا يحتاج إلى نظر
}
onward-go = المتابعة من { $symbol }
onward-take = نقلها إلى هذا النص
onward-first-draft = المسودة الأولى
onward-done = تكتبون الآن على { $symbol }. ويبقى ما كتبه جانبكم على النص السابق مقروءًا في السجل.
onward-done-look = { $count ->
    [one] تكتبون الآن على { $symbol }. وفقرة واحدة تحتاج إلى نظر، وهي بجانب النص.
    [two] تكتبون الآن على { $symbol }. وفقرتان تحتاجان إلى نظر، وهما بجانب النص.
    [few] تكتبون الآن على { $symbol }. و{ $count } فقرات تحتاج إلى نظر، وهي بجانب النص.
   *[other] تكتبون الآن على { $symbol }. و{ $count } فقرة تحتاج إلى نظر، وهي بجانب النص.
}
onward-left = تحتاج إلى نظر: { $count }
onward-why-to-look = غيّر النص الجديد الكلمات نفسها التي غيّرتموها على { $from }.
onward-why-gone = لم تعد هذه الفقرة في النص الجديد؛ وكنتم قد كتبتم على { $from }.
onward-wrote = ما كتبتموه
onward-reads = نص { $symbol }
onward-not-there = الفقرة غير موجودة.
onward-again = إعادة صياغتي
onward-keep = إبقاء النص الجديد
onward-again-done = عادت صياغتكم إلى النص.
onward-keep-done = بقي النص الجديد.
onward-settled = سُوّيت
onward-dealt = سُوّيت: { $count }
onward-undo = تراجع

write-count = { $count ->
    [zero] لا مقترحات
    [one] مقترح واحد
    [two] مقترحان
    [few] { $count } مقترحات
    [many] { $count } مقترحًا
   *[other] { $count } مقترح
}
write-change-title = الفقرة { $number } – { $kind }
write-change-untitled = فقرة بلا رقم – { $kind }
write-kind-amend = تعديل
write-kind-insert = إضافة
write-kind-delete = حذف
write-kind-move = نقل
write-kind-split = تقسيم
write-kind-join = دمج
write-kind-into = إدراج في فقرة أخرى
write-go-there = عرضها في النص
write-sent = ✓ قُدّم
write-reason = السبب
write-reason-none = بلا سبب بعد. أضف سببًا…
write-cosponsor-add = إضافة وفد مشارك في التقديم
write-cosponsor-remove = حذف { $name } من المشاركين في التقديم
write-hold = استبقاء لدى جانبي
write-drop = التراجع عنه
write-dropped = جرى التراجع عن التعديل.
write-put-back = إعادة الأخير
write-put-back-none = لا شيء يُعاد: كُتب هناك شيء آخر منذ ذلك.
write-withdraw = سحب ما قُدِّم
write-withdrawn = سُحب
write-withdrawn-text = تحتفظ نسخة العمل بتعديلاتها؛ ويمكن تقديمها من جديد.
write-discussion = للمناقشة فقط

write-submit = تقديم المساهمة…
write-submit-title = تقديم مساهمتك
write-submit-text = { $count ->
    [zero] لا يُرسل أي مقترح إلى الفريق، وتُسحب المقترحات التي قدمتها سابقًا.
    [one] يُرسل مقترح واحد إلى كل عضو في الفريق.
    [two] يُرسل مقترحان إلى كل عضو في الفريق.
    [few] تُرسل { $count } مقترحات إلى كل عضو في الفريق.
    [many] يُرسل { $count } مقترحًا إلى كل عضو في الفريق.
   *[other] يُرسل { $count } مقترح إلى كل عضو في الفريق.
}
write-submit-again = { $count ->
    [one] ويحل محل ما قدمته سابقًا على هذا التنقيح.
    [two] ويحلان محل ما قدمته سابقًا على هذا التنقيح.
   *[other] وتحل محل ما قدمته سابقًا على هذا التنقيح.
}
write-submit-held = { $count ->
    [zero] لا يُستبقى أي مقترح لدى جانبك.
    [one] يُستبقى مقترح واحد لدى جانبك.
    [two] يُستبقى مقترحان لدى جانبك.
    [few] تُستبقى { $count } مقترحات لدى جانبك.
    [many] يُستبقى { $count } مقترحًا لدى جانبك.
   *[other] يُستبقى { $count } مقترح لدى جانبك.
}
write-submit-reason = سبب للمقترحات التي لا سبب لها
write-submit-reason-hint = { $count ->
    [zero] لكل مقترح سببه. يمكنك ترك هذا الحقل فارغًا.
    [one] مقترح واحد بلا سبب خاص به. يمكنك ترك هذا الحقل فارغًا.
    [two] مقترحان بلا سبب خاص بهما. يمكنك ترك هذا الحقل فارغًا.
    [few] { $count } مقترحات بلا سبب خاص بها. يمكنك ترك هذا الحقل فارغًا.
    [many] { $count } مقترحًا بلا سبب خاص بها. يمكنك ترك هذا الحقل فارغًا.
   *[other] { $count } مقترح بلا سبب خاص بها. يمكنك ترك هذا الحقل فارغًا.
}
write-submit-for-own = جانب الرئيس
write-submit-do = تقديم
write-submitting = جارٍ التقديم…
write-submitted = { $count ->
    [zero] لم يُقدّم أي مقترح.
    [one] قُدّم مقترح واحد.
    [two] قُدّم مقترحان.
    [few] قُدّمت { $count } مقترحات.
    [many] قُدّم { $count } مقترحًا.
   *[other] قُدّم { $count } مقترح.
}
write-submitted-text = تخرج مختومة حالما يمكن الوصول إلى المجلد المشترك.

write-moved = وصل تنقيح أحدث لهذه الورقة، وتبدأ نسخة عملك الآن منه.
write-moved-unsaved = تعذّر الاحتفاظ بما كتبته في اللحظة الأخيرة، فاكتبه من جديد.

write-issue = إصدار…
write-issue-title = إصدار هذه الورقة
write-issue-text = يُجمّد النص ويُوقّع ويُرسل إلى كل عضو في الفريق. لا يمكن تغييره بعد ذلك، وما يليه مقترحات وتنقيحات لاحقة.
write-issue-symbol = رمز الوثيقة
write-issue-symbol-hint = مثال: WG/2026/WP.1
write-issue-do = إصدار
write-issued = صدرت { $symbol }.
