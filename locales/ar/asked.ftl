# What moves, splits and joins ask for, wherever such a proposal is shown.
asked-words = «{ $words }»
asked-move = النقل إلى ما بعد الفقرة { $place }
asked-move-words = النقل إلى ما بعد { $place }
asked-move-first = النقل إلى البداية
asked-split = { $parts ->
    [2] تقسيم { $of } إلى فقرتين
    [few] تقسيم { $of } إلى { $parts } فقرات
   *[other] تقسيم { $of } إلى { $parts } فقرة
}
asked-join = جعل { $all } فقرة واحدة
asked-into = إدراج نص { $of } في { $place }
