# الخطوات الأولى: ثلاثة أبواب، وخزانة، وفريق، وغرفة انتظار، وقفل.

language-name-en = English
language-name-ar = العربية
first-language = اللغة
first-title = قلم
first-text = حيث يصوغ الفريق العامل أوراقه معًا.
first-door-practise = التدرّب
first-door-practise-text = فريق عامل كامل على هذا الحاسوب، وعلى مكتب الدمج فيه ورقة. لا شيء فيه حقيقي.
first-door-found = تأسيس فريق
first-door-found-text = أنت رئيس فريق عامل، أو تُعدّه للرئيس.
first-door-join = الانضمام إلى فريق
first-door-join-text = أعطاك الرئيس ملف دعوة.
first-have-words = لديّ كلمات الاسترداد
first-practising = يُعدّ الآن فريق عامل بتسعة حواسيب. يستغرق ذلك ثواني معدودة.
first-practice-passphrase = هذا فريق التدريب. وعبارة مروره ليست سرًّا:
first-step = الخطوة { $step } من { $all }
first-back = رجوع
first-next = متابعة
first-working = لحظة…
first-show = إظهار
first-hide = إخفاء
first-choose = اختيار…
first-choose-for = { $label }: اختيار…
first-lock = قفل

first-passphrase-title = عبارة مرور لهذا الحاسوب
first-passphrase-text = كل ما يحفظه قلم هنا مشفّر، وعبارة المرور تفتحه. لا يعرفها أحد سواك، ولا يستطيع أحد إعادة تعيينها.
first-offered = هذه الكلمات الست
first-another = غيرها
first-type-offered = اكتب الكلمات الست
first-type-offered-hint = لتألفها أصابعك. دوّنها على ورق إلى أن تحفظها.
first-not-offered = هذا يختلف عن الكلمات أعلاه.
first-own = جملة من عندي
first-own-hint = اثنا عشر حرفًا على الأقل، بأي لغة. جملة لم تُطبع قط خير من كلمة ملحقة بأرقام.
first-again = مرة أخرى
first-not-same = العبارتان غير متطابقتين.
first-too-short = هذا أقصر من اثني عشر حرفًا.

first-words-title = كلمات الاسترداد
first-words-text = إذا فُقد هذا الحاسوب فهذه الكلمات الأربع والعشرون مع المجلد المشترك تعيد كل شيء. وهي تُعرض مرة واحدة.
first-words-care = دوّنها على ورق بهذا الترتيب. لا تصوّرها ولا تضعها في ملف.
first-words-done = دوّنتُها
first-prove-title = هل هي على الورق؟
first-prove-text = اكتب الكلمات الواقعة في هذه المواضع.
first-prove-do = متابعة
first-prove-later = لاحقًا
first-word = الكلمة { $place }

first-group-title = تأسيس فريق
first-group-text = تصبح رئيسه. ويُدعى الأعضاء بعد ذلك واحدًا واحدًا.
first-group-name = اسم الفريق
first-delegation = وفدك
first-delegation-hint = كما يراه الآخرون.
first-delegation-chair = الرئيس
first-seat = مقعدك
first-seat-hint = عملك فيه، لا اسمك.
first-seat-chair = الرئيس
first-folder = المجلد المشترك
first-folder-hint = مجلد يصل إليه جميع الأعضاء: على خادم ملفات، أو في قرص متزامن، أو على ذاكرة USB. وما فيه مختوم.
first-group-do = تأسيس الفريق
first-join-title = الانضمام إلى فريق
first-join-text = يوضع طلبك في المجلد، ثم يقارن الرئيس رقم الأمان الخاص بك ويقبلك.
first-invitation = ملف الدعوة
first-invitation-hint = الملف الذي أعطاك إياه الرئيس. وهو لك وحدك.
first-join-folder-hint = مجلد الفريق كما يظهر على هذا الحاسوب.
first-join-do = طلب الانضمام

first-waiting-title = في انتظار { $name }
first-waiting-text = طلبك في الطريق. ويقبلك الرئيس بعد مقارنة رقم الأمان الخاص بك.
first-waiting-number = رقم الأمان الخاص بك
first-waiting-how = اقرأه على الرئيس وجهًا لوجه أو بالهاتف، لا في رسالة أبدًا: فالمقصود أن يعرف الرئيس صوتك.
first-waiting-look = تحقق الآن
first-waiting-not-yet = لم تُقبل بعد. نُظر في المجلد { $time }.
first-number-aloud = رقم الأمان { $number }

first-recover-title = العودة بكلمات الاسترداد
first-recover-text = الكلمات الأربع والعشرون مع المجلد المشترك تعيد مقعدك وكل ما كتبه الفريق.
first-recover-words = الكلمات الأربع والعشرون بترتيبها
first-recover-count = { $count } من { $all } كلمة
first-recover-passphrase = عبارة مرور جديدة لهذا الحاسوب
first-recover-do = استرداد

first-unproved = لم يثبت بعد أن كلمات الاسترداد عندك.
first-unproved-text = من دونها يضيع مقعدك بضياع الحاسوب. اكتب ثلاثًا منها لتُظهر أنها على الورق.
first-unproved-do = إثباتها…
first-unproved-show = عرضها مرة أخرى
