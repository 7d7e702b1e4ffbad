# سجل ورقة.

history-revisions = التنقيحات الصادرة
history-no-revisions = لم يصدر شيء بعد. ويظهر التنقيح الأول هنا متى صدر.
history-signed = التوقيع صحيح
history-unsigned = التوقيع غير صحيح
history-read-of = قراءة { $symbol }
history-story = ما جرى
history-empty = لا شيء بعد.
history-times = الأوقات كما أعطتها ساعة كل حاسوب.
history-paragraphs = { $count ->
    [zero] الفقرات { $numbers }
    [one] الفقرة { $numbers }
    [two] الفقرتين { $numbers }
    [few] الفقرات { $numbers }
    [many] الفقرات { $numbers }
   *[other] الفقرات { $numbers }
}
history-new-paragraph = فقرة جديدة
history-and = {" "}و
history-created = بدأ الورقة
history-drafted = كتب فيها
history-issued = أصدر
history-issued-rival = أصدر، إلى جانب نص آخر له السابق نفسه:
history-proposed = قدّم مقترحًا بشأن
history-withdrawn = سحب ما اقترحه
history-accepted = أخذ بالمقترح بشأن
history-rejected = لم يأخذ بالمقترح بشأن
history-bracketed = وضع بين أقواس معقوفة
history-deferred = أجّل البتّ في
history-own-wording = أخذ بصيغة أخرى في
history-reopened = أعاد فتح
history-newer = فعل شيئًا لا تعرفه هذه النسخة من قلم
