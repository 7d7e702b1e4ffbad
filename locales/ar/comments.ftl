# التعليقات بجانب النص: للجميع على النص الصادر، وبين أعضاء الجانب الواحد على مسودته.

comments-title = التعليقات
comments-tab = التعليقات
comments-tab-new = التعليقات، { $count ->
    [zero] لا جديد
    [one] تعليق جديد
    [two] تعليقان جديدان
    [few] { $count } تعليقات جديدة
    [many] { $count } تعليقًا جديدًا
   *[other] { $count } تعليق جديد
}
comments-add = تعليق
comments-next = التعليق التالي
comments-previous = التعليق السابق
comments-new-title = تعليق جديد
comments-whole = على الفقرة كلها
comments-label = ماذا تود أن تقول؟
comments-say = تعليق
comments-drop = إلغاء
comments-readers-group = سيقرؤه كل عضو في الفريق بوصفه تعليقًا من وفدك.
comments-readers-side = لن يقرأه إلا جانبك.
comments-side = لجانبك وحده
comments-select-first = حدّد بعض الكلمات أو قف في فقرة، ثم اضغط { $key }.
comments-empty = لا تعليقات بعد
comments-empty-text = حدّد بعض الكلمات واضغط Ctrl+Alt+M للتعليق عليها. وإذا لم تحدد شيئًا كان التعليق على الفقرة كلها.
comments-empty-reader = يظهر هنا ما يقوله الآخرون عن هذا النص.
comments-gone = على نص محذوف
comments-of = تعليق من { $names }:
comments-paragraph = الفقرة { $number }
comments-paragraph-unnumbered = فقرة بلا رقم
comments-answer = رد
comments-answer-label = ردك
comments-resolve = تمت التسوية
comments-open = إعادة فتح
comments-resolved = ✓ تمت تسويته
comments-new = جديد
comments-show-resolved = { $count ->
    [zero] لا تعليقات تمت تسويتها
    [one] إظهار التعليق الذي تمت تسويته أيضًا
    [two] إظهار التعليقين اللذين تمت تسويتهما أيضًا
    [few] إظهار { $count } تعليقات تمت تسويتها أيضًا
    [many] إظهار { $count } تعليقًا تمت تسويتها أيضًا
   *[other] إظهار { $count } تعليق تمت تسويتها أيضًا
}
comments-arrived = { $count ->
    [zero] لا تعليقات جديدة من { $delegation }
    [one] تعليق جديد من { $delegation }
    [two] تعليقان جديدان، أولهما من { $delegation }
    [few] { $count } تعليقات جديدة، أولها من { $delegation }
    [many] { $count } تعليقًا جديدًا، أولها من { $delegation }
   *[other] { $count } تعليق جديد، أولها من { $delegation }
}
comments-added = أُضيف التعليق.
comments-answered = أُضيف الرد.
comments-is-resolved = تمت تسوية التعليق.
comments-is-open = أُعيد فتح التعليق.
comments-not-saved = لم يُحفظ بعد كل ما كتبته، لذلك ينتظر التعليق.
