# The tools around the sheet one writes on: find and replace, counting, zoom, signs that cannot be seen.

write-find = Find
write-replace = Find and replace
write-find-words = Words to find
write-find-replacement = Replace with
write-find-next = Next
write-find-back = Previous
write-find-cased = Capitals matter
write-find-whole = Whole words only
write-find-replace = Replace
write-find-replace-all = Replace all
write-find-none = Not in this text
write-find-count = { $at } of { $all }
write-find-replaced = { $count ->
    [0] Nothing was replaced
    [one] Replaced in one place
   *[other] Replaced in { $count } places
}

write-foot = Words in the text
write-words = { $count ->
    [one] { $count } word
   *[other] { $count } words
}
write-words-paragraph = { $count ->
    [one] { $count } in this paragraph
   *[other] { $count } in this paragraph
}
write-words-selected = { $count ->
    [one] { $count } word of { $all } selected
   *[other] { $count } words of { $all } selected
}
write-zoom-now = Zoom { $percent } %
write-zoom-in = Larger text
write-zoom-out = Smaller text
write-zoom-reset = Text in its usual size

write-outline-go = Go to the outline
write-outline-untitled = Heading without words
write-handle = Drag to move the paragraph (Alt+Shift+↑ or ↓)
write-arrived = Changes from { $delegation } arrived in the text
write-arrived-own = Changes from a colleague arrived in the text

write-spelling-on = Check spelling
write-spelling-off = Stop checking spelling
write-invisibles = Show or hide signs that cannot be seen
write-insert-nbsp = Insert a non-breaking space
write-insert-nnbsp = Insert a narrow non-breaking space
write-insert-nbhyphen = Insert a non-breaking hyphen
write-insert-lrm = Insert a left-to-right mark (LRM)
write-insert-rlm = Insert a right-to-left mark (RLM)
write-insert-lri = Insert: from here left to right (LRI)
write-insert-rli = Insert: from here right to left (RLI)
write-insert-pdi = Insert: end of the direction (PDI)
write-insert-zwnj = Insert a non-joiner (ZWNJ)
write-insert-zwj = Insert a joiner (ZWJ)
