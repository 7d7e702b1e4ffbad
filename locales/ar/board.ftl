# مواقف الوفود.
board-title = المواقف
board-loading = تُقرأ مواقف الوفود.
board-totals = متفق بشرط الاستشارة على { $agreed } من { $all }، وبين أقواس معقوفة { $bracketed }، ومفتوح { $open }
board-waits = { $count ->
    [zero] لا فقرة تنتظر مجموعتها المتكاملة.
    [one] فقرة مفتوحة واحدة اتفق عليها الجميع وتنتظر مجموعتها المتكاملة. لا يرى هذا إلا جانبكم.
    [two] فقرتان مفتوحتان اتفق عليهما الجميع وتنتظران مجموعتهما المتكاملة. لا يرى هذا إلا جانبكم.
    [few] { $count } فقرات مفتوحة اتفق عليها الجميع وتنتظر مجموعتها المتكاملة. لا يرى هذا إلا جانبكم.
    [many] { $count } فقرة مفتوحة اتفق عليها الجميع وتنتظر مجموعتها المتكاملة. لا يرى هذا إلا جانبكم.
   *[other] { $count } فقرة مفتوحة اتفق عليها الجميع وتنتظر مجموعتها المتكاملة. لا يرى هذا إلا جانبكم.
}
board-filter = أي الفقرات
board-filter-all = الكل
board-filter-open = غير المتفق عليها
board-filter-mine = بلا رد
board-enter-for = إدخال ما قاله
board-enter-nobody = لا أحد
board-state-agreed = متفق عليها
board-state-bracketed = بين أقواس معقوفة
board-state-objected = عليها اعتراض
board-state-reserved = عليها تحفظ
board-state-open = مفتوحة
board-state-waits = تنتظر مجموعتها المتكاملة
board-proposals = { $count ->
    [zero] لا مقترحات عليها.
    [one] لوفد واحد مقترح بشأنها.
    [two] لوفدين مقترحات بشأنها.
    [few] لـ { $count } وفود مقترحات بشأنها.
    [many] لـ { $count } وفدًا مقترحات بشأنها.
   *[other] لـ { $count } وفد مقترحات بشأنها.
}
board-package = تنتظر بقية مجموعتها المتكاملة «{ $name }».
board-none = لا توجد فقرة كهذه.
board-silent = { $count ->
    [zero] قال الجميع كلمتهم
    [one] لم يقل وفد واحد شيئا
    [two] لم يقل وفدان شيئا
    [few] لم تقل { $count } وفود شيئا
    [many] لم يقل { $count } وفدا شيئا
   *[other] لم يقل { $count } وفد شيئا
}
board-silent-are = لم يقل شيئا بعد: { $names }
board-nobody = لم يقل أحد شيئا بعد.
board-by-delegation = بحسب الوفد
board-holds = متحفظ أو معترض
table-delegation-head = الوفد
stance-agreed = موافق
stance-reserves = متحفظ
stance-objects = معترض
stance-nothing = لم يُقل شيء
standing-own = موقفكم:
standing-agree = الموافقة بشرط الاستشارة
standing-reserve = إبداء تحفظ…
standing-object = الاعتراض…
standing-take-back = سحب الموقف
standing-undo = التراجع عن الأخير
standing-undone = جرى التراجع.
standing-nothing-to-undo = لا شيء يُتراجع عنه.
standing-reserve-text = نص التحفظ
standing-object-text = السبب، إن أريد ذكره
standing-reserve-do = إبداء التحفظ
standing-object-do = الاعتراض
standing-since = منذ { $symbol }
standing-lapsed = قبل تغيير الفقرة: { $stance }
standing-apart = قال وفدكم أشياء مختلفة كل على حدة. يظهر الأحوط منها؛ قولوها مرة أخرى فيُحسم الأمر.
standing-said-apart = وقيل أيضًا: { $stance }
keys-board = المواقف
key-board-next = الفقرة التالية
key-board-back = الفقرة السابقة
