# البحث في جميع الأوراق.

search-hint = كلمات من أي ورقة
search-text = يُعثر على الكلمة بكل رسم لها: بالحركات أو من دونها، وبأي أرقام. وتكفي حروفها الأولى.
search-hits = الفقرات التي عُثر عليها
search-found = { $count ->
    [zero] لم يُعثر على شيء
    [one] فقرة واحدة
    [two] فقرتان
    [few] { $count } فقرات
    [many] { $count } فقرة
   *[other] { $count } فقرة
}
search-in-papers = { $count ->
    [zero] في الأوراق
    [one] في ورقة واحدة
    [two] في ورقتين
    [few] في { $count } أوراق
    [many] في { $count } ورقة
   *[other] في { $count } ورقة
}
search-none = لا فقرة فيها هذه الكلمات
search-none-text = جرّب الحروف الأولى من كلمة واحدة. وما لم يصدر بعد لا يعثر عليه إلا جانبه.
