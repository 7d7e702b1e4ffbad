# Comments beside a text: to everybody on an issued one, among one's own side on its draft.

comments-title = Comments
comments-tab = Comments
comments-tab-new = Comments, { $count ->
    [one] one new
   *[other] { $count } new
}
comments-add = Comment
comments-next = Next comment
comments-previous = Previous comment
comments-new-title = New comment
comments-whole = On the whole paragraph
comments-label = What do you want to say?
comments-say = Comment
comments-drop = Cancel
comments-readers-group = Every member of the group will read it, as a comment of your delegation.
comments-readers-side = Only your own side will read it.
comments-side = own side only
comments-select-first = Select some words, or stand in a paragraph, then press { $key }.
comments-empty = No comments yet
comments-empty-text = Select some words and press Ctrl+Alt+M to comment on them. With nothing selected the comment is on the whole paragraph.
comments-empty-reader = What others say about this text appears here.
comments-gone = On deleted text
comments-of = Comment of { $names }:
comments-paragraph = Paragraph { $number }
comments-paragraph-unnumbered = Paragraph without number
comments-answer = Answer
comments-answer-label = Your answer
comments-resolve = Settled
comments-open = Open again
comments-resolved = ✓ settled
comments-new = new
comments-show-resolved = { $count ->
    [one] Show the settled one too
   *[other] Show the { $count } settled ones too
}
comments-arrived = { $count ->
    [one] A new comment, of { $delegation }
   *[other] { $count } new comments, the first of { $delegation }
}
comments-added = The comment is made.
comments-answered = The answer is given.
comments-is-resolved = The comment is settled.
comments-is-open = The comment is open again.
comments-not-saved = Not everything that you wrote is saved yet, so the comment waits.
