# التبادل مع المجلد المشترك وعن طريق ساعٍ.

exchange-keys = في التبادل
exchange-now = تبادل الآن
exchange-working = جارٍ التبادل…
exchange-busy-now = جارٍ النظر في المجلد…
exchange-busy-restore = جارٍ إرجاع كل شيء…
exchange-busy-courier = جارٍ التبادل مع المجلد الآخر…
exchange-done = تم { $time }.
exchange-done-sent = { $count ->
    [zero] لم يكن هناك ما يُرسل.
    [one] خرج ملف واحد.
    [two] خرج ملفان.
    [few] خرجت { $count } ملفات.
    [many] خرج { $count } ملفًا.
   *[other] خرج { $count } ملف.
}
exchange-done-received = { $count ->
    [zero] لم يصل جديد.
    [one] وصل ملف واحد.
    [two] وصل ملفان.
    [few] وصلت { $count } ملفات.
    [many] وصل { $count } ملفًا.
   *[other] وصل { $count } ملف.
}
exchange-done-refused = { $count ->
    [zero] لم يُنحَّ أي ملف.
    [one] نُحّي ملف واحد جانبًا، والسبب أدناه.
    [two] نُحّي ملفان جانبًا، والسبب أدناه.
    [few] نُحّيت { $count } ملفات جانبًا، والأسباب أدناه.
    [many] نُحّي { $count } ملفًا جانبًا، والأسباب أدناه.
   *[other] نُحّي { $count } ملف جانبًا، والأسباب أدناه.
}

exchange-folder = المجلد المشترك
exchange-folder-ok = المجلد موجود وهو لهذا الفريق.
exchange-folder-missing = المجلد غير موجود.
exchange-folder-missing-advice = صِل القرص أو شغّل الخدمة التي تحمل المجلد. عملك آمن على هذا الحاسوب، ويخرج من تلقاء نفسه حالما يعود المجلد.
exchange-folder-empty = لم تعد ملفات هذا الفريق في المجلد.
exchange-folder-empty-advice = انظر أولًا هل المجلد الصحيح هو الموصول. فإن كانت الملفات قد حُذفت فأرجِع كل شيء: في هذا الحاسوب نسخة من كل منها.
exchange-folder-read_only = لا يمكن كتابة شيء في المجلد.
exchange-folder-read_only-advice = لم يبق فيه متسع، أو ليس لك حق الكتابة. اطلبه، أو استعن بساعٍ. عملك آمن على هذا الحاسوب.
exchange-folder-foreign = المجلد يخص فريقًا آخر.
exchange-folder-foreign-advice = اختر مجلد هذا الفريق في الإعدادات. لم يُكتب شيء في المجلد الآخر.
exchange-folder-none = لم يُستعمل المجلد بعد.
exchange-folder-none-advice = تبادل الآن لترى هل يمكن الوصول إليه.
exchange-folder-trouble = لا يمكن استعمال المجلد في هذه اللحظة.
exchange-folder-trouble-advice = يحاول قلم مرة أخرى من تلقاء نفسه. عملك آمن على هذا الحاسوب.
exchange-sent = عملك
exchange-all-sent = كله في المجلد مختومًا
exchange-unsent = { $count ->
    [zero] لا شيء في المجلد بعد
    [one] تغيير واحد ينتظر الخروج
    [two] تغييران ينتظران الخروج
    [few] { $count } تغييرات تنتظر الخروج
    [many] { $count } تغييرًا ينتظر الخروج
   *[other] { $count } تغيير ينتظر الخروج
}
exchange-sent-at = آخر وضع في المجلد
exchange-checked-at = آخر قراءة للمجلد
exchange-never = ليس بعد
exchange-never-read = ليس منذ فتح قلم
exchange-other-folder = مجلد آخر…
exchange-restore = إرجاع كل شيء…
exchange-restore-text = جميع ملفات الفريق التي في هذا الحاسوب، ملفاته وملفات الآخرين، تُكتب في المجلد من جديد حيثما نقصت. ولا يتغير شيء مما فيه.
exchange-restore-do = إرجاع

exchange-receipts = ما عند الآخرين
exchange-nobody = لا أحد غيرك في الفريق بعد.
exchange-column-delegation = الوفد
exchange-column-seat = المقعد
exchange-column-receipt = هل عنده ما أرسلت؟
exchange-column-heard = آخر ما وصل منه
exchange-has-all = عنده كل ما أرسلت
exchange-lacks = { $count ->
    [zero] لا ينقصه شيء
    [one] ينقصه ملف واحد
    [two] ينقصه ملفان
    [few] تنقصه { $count } ملفات
    [many] ينقصه { $count } ملفًا
   *[other] ينقصه { $count } ملف
}
exchange-no-receipt = لم يخبر بعد
exchange-silent = لم يصل منه شيء بعد
exchange-waiting = ما ينقص هنا
exchange-waiting-text = رآها آخرون ولم يأتِ بها المجلد إلى هنا بعد. وتؤخذ من تلقاء نفسها متى وصلت.
exchange-aside = { $count ->
    [zero] لم يُنحَّ أي ملف جانبًا
    [one] نُحّي ملف واحد جانبًا
    [two] نُحّي ملفان جانبًا
    [few] نُحّيت { $count } ملفات جانبًا
    [many] نُحّي { $count } ملفًا جانبًا
   *[other] نُحّي { $count } ملف جانبًا
}
exchange-aside-text = ليست من عمل هذا الفريق، أو تلفت في الطريق. لم يؤخذ منها شيء ولم يتعطل بها شيء. وتُطلب النسخ السليمة من الآخرين.
exchange-checked = آخر قراءة للمجلد { $time }.
exchange-never-checked = لم يُقرأ المجلد منذ فتح قلم.
exchange-polled = لا يعلن المجلد عن تغيراته، فينظر فيه قلم من حين إلى حين.
exchange-watched = تُلاحظ التغيرات فيه فورًا.

exchange-courier = عن طريق ساعٍ…
exchange-courier-text = يُنسخ كل ما ينقص أيًّا من الجانبين في الاتجاهين. ولا تحمل الذاكرة إلا ملفات مختومة، فمن وجدها لا يقرأ منها شيئًا.
exchange-courier-folder = المجلد الذي على الذاكرة
exchange-courier-do = تبادل
