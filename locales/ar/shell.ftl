# The frame of the window: navigation, footer, palette, keys, and words that several views share.

close = إغلاق
cancel = إلغاء
messages = رسائل
no-network = لا حاجة إلى شبكة
practice-label = تدريب
passphrase = عبارة المرور
unlock-title = قلم مقفل
unlock-text = أوراقك مشفّرة على هذا الحاسوب، وعبارة المرور تفتحها.
unlock = فتح
unlocking = جارٍ الفتح…

navigation = أقسام النافذة
nav-papers = الأوراق
nav-write = الكتابة
nav-desk = مكتب الدمج
nav-board = المواقف
nav-history = السجل
nav-members = الأعضاء
nav-exchange = التبادل
nav-search = البحث
nav-settings = الإعدادات
nav-group = الفريق العامل
nav-delegations = الوفود

footer = ما حُفظ ومن تسلّمه
footer-saved = محفوظ
footer-saving = جارٍ الحفظ…
footer-sealed = مختوم
footer-in-folder = في المجلد منذ { $time }
footer-unsent = { $count ->
    [zero] لا تغييرات تنتظر وضعها في المجلد
    [one] تغيير واحد ينتظر وضعه في المجلد
    [two] تغييران ينتظران وضعهما في المجلد
    [few] { $count } تغييرات تنتظر وضعها في المجلد
    [many] { $count } تغييرًا ينتظر وضعه في المجلد
   *[other] { $count } تغيير ينتظر وضعه في المجلد
}
footer-no-folder = لم يُختر مجلد مشترك
footer-folder-missing = المجلد المشترك غير موجود
footer-folder-read_only = لا يمكن الكتابة في المجلد المشترك
footer-folder-foreign = المجلد المشترك يخص فريقًا آخر
footer-received = تسلّمه { $received } من أصل { $all } من الوفود
footer-waiting = في انتظار { $names }
footer-waiting-since = في انتظار { $name }، آخر ما وصل منه { $time }
footer-waiting-many = في انتظار { $count } منها
footer-waiting-never = في انتظار { $name }، ولم يصل منه شيء بعد
footer-put-aside = { $count ->
    [zero] لم يُنحَّ أي ملف جانبًا
    [one] نُحّي ملف واحد جانبًا
    [two] نُحّي ملفان جانبًا
    [few] نُحّيت { $count } ملفات جانبًا
    [many] نُحّي { $count } ملفًا جانبًا
   *[other] نُحّي { $count } ملف جانبًا
}

palette = البحث والتنفيذ
palette-hint = قسم أو ورقة أو فقرة أو إجراء
palette-none = لا شيء هنا بهذا الاسم.
palette-view = قسم
palette-action = إجراء
palette-sync = التبادل مع المجلد الآن

keys-window = في كل مكان
keys-dialog = في مربع حوار
keys-palette = في نافذة البحث والتنفيذ
key-palette = البحث والتنفيذ
key-list = جميع المفاتيح
key-lock = قفل
key-print = طباعة
key-full-screen = ملء الشاشة، والعودة
key-close = إغلاق
key-place = تُعرف المفاتيح بمواضعها على لوحة المفاتيح، فهي واحدة في كل تخطيط. وأثناء الكتابة في حقل تبقى الحروف حروفًا.

run-inserted = مضاف
run-deleted = محذوف
run-note = حاشية

number-bis = مكررا
number-ter = مكررا ثانيا
number-quater = مكررا ثالثا
number-quinquies = مكررا رابعا
number-sexies = مكررا خامسا
number-septies = مكررا سادسا
number-octies = مكررا سابعا
number-novies = مكررا ثامنا
number-decies = مكررا تاسعا
