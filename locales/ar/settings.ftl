# إعدادات هذا الحاسوب.

settings-looks = اللغة والمظهر
settings-language = اللغة
settings-system = كما في النظام
settings-theme = فاتح أو داكن
settings-light = فاتح
settings-dark = داكن
settings-zoom = الحجم
settings-percent = { $zoom } ٪
settings-digits = الأرقام في العربية
settings-digits-hint = تبقى الأرقام في الأوراق كما كُتبت فيها.
settings-digits-arab = ٠١٢٣
settings-digits-latn = 0123
settings-folder = المجلد المشترك
settings-folder-path = مجلد الفريق على هذا الحاسوب
settings-folder-hint = إذا انتقل المجلد فاختر مكانه الجديد. وكل ما في هذا الحاسوب يوضع فيه حيثما نقص.
settings-folder-use = استعمال هذا المجلد
settings-folder-used = المجلد مستعمل الآن.
settings-vault = الخزانة
settings-vault-text = كل شيء مشفّر على هذا الحاسوب. والخزانة المقفلة لا تُظهر شيئًا.
settings-passphrase = تغيير عبارة المرور…
settings-passphrase-old = عبارة المرور الحالية
settings-passphrase-new = عبارة المرور الجديدة
settings-passphrase-do = تغيير
settings-passphrase-changed = تغيّرت عبارة المرور.
settings-lock = قفل الآن
settings-check = فحص الخزانة
settings-checking = جارٍ الفحص…
settings-check-good = كل شيء سليم: السجلات المفتوحة { $records }، والملفات المختومة التي صحّت توقيعاتها { $segments }.
settings-check-bad = { $count ->
    [zero] لا سجل تالف:
    [one] سجل واحد تالف:
    [two] سجلان تالفان:
    [few] { $count } سجلات تالفة:
    [many] { $count } سجلًا تالفًا:
   *[other] { $count } سجل تالف:
}
settings-check-bad-advice = احتفظ بنسخة من مجلد الخزانة. وما عند الأعضاء الآخرين يعود من المجلد.
settings-about = عن البرنامج
settings-about-text = المسودات مشفّرة على هذا الحاسوب ومختومة في المجلد. لا يستعمل قلم شبكةً من تلقاء نفسه أبدًا، ولا يرسل شيئًا إلى أحد غير أعضاء الفريق.
settings-about-licence = برنامج حر برخصة MIT أو برخصة Apache 2.0، كما تختار.
