# الأدوات المحيطة بالنص: البحث والاستبدال، والعدّ، والتكبير، والعلامات غير المرئية.

write-find = بحث
write-replace = بحث واستبدال
write-find-words = الكلمات المطلوبة
write-find-replacement = الاستبدال بـ
write-find-next = التالي
write-find-back = السابق
write-find-cased = مراعاة الأحرف الكبيرة
write-find-whole = كلمات كاملة فقط
write-find-replace = استبدال
write-find-replace-all = استبدال الكل
write-find-none = لا يوجد في هذا النص
write-find-count = { $at } من { $all }
write-find-replaced = { $count ->
    [zero] لم يُستبدل شيء
    [one] استُبدل في موضع واحد
    [two] استُبدل في موضعين
    [few] استُبدل في { $count } مواضع
    [many] استُبدل في { $count } موضعًا
   *[other] استُبدل في { $count } موضع
}

write-foot = عدد كلمات النص
write-words = { $count ->
    [zero] لا كلمات
    [one] كلمة واحدة
    [two] كلمتان
    [few] { $count } كلمات
    [many] { $count } كلمة
   *[other] { $count } كلمة
}
write-words-paragraph = { $count ->
    [zero] لا شيء منها في هذه الفقرة
    [one] واحدة في هذه الفقرة
    [two] اثنتان في هذه الفقرة
    [few] { $count } في هذه الفقرة
    [many] { $count } في هذه الفقرة
   *[other] { $count } في هذه الفقرة
}
write-words-selected = { $count ->
    [zero] لم تُحدَّد أي كلمة من أصل { $all }
    [one] كلمة واحدة محددة من أصل { $all }
    [two] كلمتان محددتان من أصل { $all }
    [few] { $count } كلمات محددة من أصل { $all }
    [many] { $count } كلمة محددة من أصل { $all }
   *[other] { $count } كلمة محددة من أصل { $all }
}
write-zoom-now = التكبير { $percent } %
write-zoom-in = تكبير النص
write-zoom-out = تصغير النص
write-zoom-reset = النص بحجمه المعتاد

write-outline-go = الانتقال إلى المخطط
write-outline-untitled = عنوان بلا كلمات
write-handle = اسحب لنقل الفقرة (Alt+Shift+↑ أو ↓)
write-arrived = وصلت إلى النص تغييرات من { $delegation }
write-arrived-own = وصلت إلى النص تغييرات من أحد الزملاء

write-spelling-on = تدقيق الإملاء
write-spelling-off = إيقاف تدقيق الإملاء
write-invisibles = إظهار العلامات غير المرئية أو إخفاؤها
write-insert-nbsp = إدراج مسافة غير فاصلة
write-insert-nnbsp = إدراج مسافة ضيقة غير فاصلة
write-insert-nbhyphen = إدراج شرطة غير فاصلة
write-insert-lrm = إدراج علامة من اليسار إلى اليمين (LRM)
write-insert-rlm = إدراج علامة من اليمين إلى اليسار (RLM)
write-insert-lri = إدراج: من هنا من اليسار إلى اليمين (LRI)
write-insert-rli = إدراج: من هنا من اليمين إلى اليسار (RLI)
write-insert-pdi = إدراج: نهاية الاتجاه (PDI)
write-insert-zwnj = إدراج فاصل حروف غير مرئي (ZWNJ)
write-insert-zwj = إدراج واصل حروف غير مرئي (ZWJ)
