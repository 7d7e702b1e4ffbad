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
notice-fork = لأحد حواسيب { $who } تاريخان: نُسخ أو استُعيد من نسخة احتياطية قديمة. لم يضع شيء؛ اسأل ذلك الوفد.
notice-claim = يطالب شخصان بالمقعد نفسه. على الرئيس أن يبتّ في ذلك.
notice-rival-issue = صدر نصان من «{ $paper }» لسابق واحد. أحدهما هو التنقيح؛ وما اقتُرح على الآخر يُقارن من جديد.
notice-newer = يوجد هنا ما أنشأته نسخة أحدث من قلم. وهو محفوظ ويُمرَّر كما هو.
notice-blocked = يستعمل الفريق ما لا تفهمه هذه النسخة. حدِّث قلم قبل أن ترسل المزيد.
notice-put-back = { $count ->
    [zero] لم يختف من المجلد شيء من ملفاتك.
    [one] اختفى من المجلد ملف واحد من ملفاتك وأُعيد إليه.
    [two] اختفى من المجلد ملفان من ملفاتك وأُعيدا إليه.
    [few] اختفت من المجلد { $count } من ملفاتك وأُعيدت إليه.
    [many] اختفى من المجلد { $count } من ملفاتك وأُعيدت إليه.
   *[other] اختفى من المجلد { $count } من ملفاتك وأُعيدت إليه.
}
notice-two-decisions = قرر عضوان من جانب الرئيس كلٌّ على حدة بشأن «{ $paper }». القراران محفوظان؛ وكلمة واحدة على المكتب تحسم الأمر.
aside-damaged = { $file }: تلف في الطريق أو زُوِّر.
aside-newer = { $file }: أنشأته نسخة أحدث من قلم. حدِّث هذه النسخة فيُقبل.
aside-other-group = { $file }: سليم، وهو لفريق آخر.
aside-too-big = { $file }: أكبر من أي ملف يُقرأ هنا.
aside-no-file = { $file }: ليس ملفًا عاديًا.
note-image = استُبعدت الصور: { $count }.
note-html = استُبعدت شفرة HTML: { $count }.
note-link = بقيت الروابط نصًا: { $count }.
note-table = بقيت الجداول نصًا: { $count }.
note-footnote = بقيت الحواشي نصًا: { $count }.
note-behind = لا يُكتب فيه من يقف وراء قوسين: { $count }.
note-code = بقيت النصوص البرمجية نصًا: { $count }.
note-quote = بقيت الاقتباسات فقرات عادية: { $count }.
note-formatting = استُبعد بعض التنسيق: { $count }.
note-marks = استُبعد بعض التنسيق: { $count }.
what-invite = الدعوة
what-admit = القبول
what-confirm = تأكيد هذا العضو
what-draft = الكتابة في هذه الورقة
what-begin = بدء ورقة
what-propose = تقديم مقترحات
what-enter = إدخال مقترحات باسم وفد آخر
what-decide = الاطلاع على هذا أو البتّ فيه
what-issue = الإصدار
what-stand = تحديد موقف وفد
a-reservation-empty = تحفظ بلا نص
a-package-of-one = المجموعة المتكاملة تحتاج إلى فقرتين على الأقل
an-acceptance-of-what = اذكر وفدًا، أو اطلب ما هو تحريري
what-no-opening = لم تعد نافذته مفتوحة
what-gap = ينقصه شيء قبله
what-comment = بالتعليق
a-comment-empty = تعليق بلا كلمات
a-comment-long = تعليق يزيد على { $most } حرف
note-other-revision = يقول الملف إنه نسخة من { $symbol }. وتُعرض تعديلاته على { $current }.
what-withdraw = سحب هذه المساهمة
