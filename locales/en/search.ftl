# Searching all papers.

search-hint = Words in any paper
search-text = Every spelling finds a word: with or without vowel signs, in any digits. The beginning of a word is enough.
search-hits = Paragraphs found
search-found = { $count ->
    [0] Nothing found
    [one] One paragraph
   *[other] { $count } paragraphs
}
search-in-papers = { $count ->
    [one] in one paper
   *[other] in { $count } papers
}
search-none = No paragraph holds these words
search-none-text = Try the beginning of one word. What has not been issued is found by its own side only.
