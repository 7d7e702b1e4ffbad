# Words that the program itself uses: in notices, tables, exports.
chair = الرئيس
somebody = جهاز غير معروف ({ $device })
a-title = ورقة بلا عنوان
waiting-for = في انتظار { $count } من { $from }
folder-readme =
    هذا المجلد يخص «قلم»، التطبيق الذي يصوغ فيه الفريق العامل أوراقه.
    
    كل ما فيه مختوم: لا يقرؤه إلا أعضاء الفريق على حواسيبهم.
    نرجو عدم نقل شيء هنا أو إعادة تسميته أو حذفه. وإن ضاع ملف فلدى كل عضو نسخة منه
    ويمكنه إعادتها.
notice-fork = لأحد حواسيب { $who } تاريخان: نُسخ أو استُعيد من نسخة احتياطية قديمة. لم يضع شيء؛ اسألوا ذلك الوفد.
notice-claim = يطالب اثنان بالمقعد نفسه. على الرئيس أن يقرر.
notice-rival-issue = صدر نصان من «{ $paper }» لسابق واحد. أحدهما هو التنقيح؛ وما اقتُرح على الآخر يُقارن من جديد.
notice-newer = يوجد هنا ما أنشأته نسخة أحدث من قلم. وهو محفوظ ويُمرَّر كما هو.
notice-blocked = يستعمل الفريق ما لا تفهمه هذه النسخة. حدِّثوا قلم قبل أن ترسلوا المزيد.
notice-put-back = اختفى { $count } من ملفاتكم من المجلد وأُعيدت إليه.
notice-two-decisions = قرر عضوان من جانب الرئيس كلٌّ على حدة بشأن «{ $paper }». القراران محفوظان؛ وكلمة واحدة على المكتب تحسم الأمر.
note-unplaced = تعذر وضعه في مكانه: { $text }
note-image = تُركت الصور: { $count }.
note-html = تُرك HTML: { $count }.
note-link = بقيت الروابط نصاً: { $count }.
note-table = بقيت الجداول نصاً: { $count }.
note-footnote = بقيت الحواشي نصاً: { $count }.
note-code = بقيت الشفرة نصاً: { $count }.
note-quote = بقيت الاقتباسات فقرات عادية: { $count }.
note-formatting = تُرك بعض التنسيق: { $count }.
note-marks = تُرك بعض التنسيق: { $count }.
what-invite = الدعوة
what-admit = القبول
what-confirm = تأكيد هذا العضو
what-draft = الكتابة في هذه الورقة
what-begin = بدء ورقة
what-propose = تقديم مقترحات
what-enter = إدخال مقترحات باسم وفد آخر
what-decide = الاطلاع على هذا أو البت فيه
what-issue = الإصدار
table-new = الفقرة الجديدة
table-old = الفقرة القديمة
table-delegation = الوفد
table-proposed = المقترح
table-treatment = المعالجة
table-reason = السبب
table-result = النص الجديد
treatment-accepted = مقبول
treatment-partly = مقبول جزئياً
treatment-bracketed = بين أقواس
treatment-rejected = لم يُؤخذ به
treatment-deferred = مؤجل
treatment-own-wording = صيغة أخرى
treatment-undecided = لم يُبت فيه
