# Brackets, footnotes, references, links and tables: what they are called, and what can be done with them.

structure-bar = What the caret is in
structure-bar-go = Go to the actions for what the caret is in
structure-open = { $count ->
    [0] Nothing in brackets
    [one] { $count } place in brackets
   *[other] { $count } places in brackets
}
structure-open-next = Next bracket
structure-open-back = Previous bracket

bracket = Bracket
bracket-put = Put in brackets
bracket-put-none = Select the words that are to stand in brackets.
bracket-alternative = Add an alternative
bracket-keep = Keep the words
bracket-drop = Drop the words
bracket-choose = Choose this one
bracket-literal = Only a character
bracket-behind = Who is behind it…
bracket-behind-title = Delegations behind the bracket
bracket-behind-text = The badges stand in the text and go out with it.
bracket-behind-none = The group has no delegations yet.
bracket-behind-do = Done
bracket-flagged = This bracket has no partner, or crosses another one
bracket-open-label = opening bracket
bracket-close-label = closing bracket
bracket-open-label-of = opening bracket, { $names }
bracket-close-label-of = closing bracket, { $names }

footnote = Footnote
footnote-insert = Insert a footnote
footnote-label = Footnote { $number }
footnote-label-none = Footnote
footnote-go = To the footnote
footnote-back = Back to its sign
footnote-jump = Between a footnote and its sign, from a reference to its paragraph

reference = Reference
reference-insert = Insert a reference…
reference-title = Refer to a paragraph
reference-search = Number or first words
reference-none = Nothing in this paper has these words.
reference-label = Reference to { $number }
reference-label-gone = Reference to a paragraph that is gone
reference-go = To its paragraph
reference-kind-note = Footnote
reference-kind-table = Table
reference-kind-paragraph = Paragraph
reference-kind-heading = Heading
reference-untitled = Without words

link = Link
link-set = Link…
link-title = Link
link-address = Address
link-address-hint = https://…, http://… or an e-mail address. Qalam never opens it.
link-address-wrong = A link leads to a web page or an e-mail address.
link-words = Words
link-do = Set the link
link-remove = Remove the link
link-copy = Copy the address
link-copied = The address is copied. Qalam opens no links.
link-copy-failed = The address could not be copied: { $address }

table = Table
table-insert = Insert a table…
table-title = Insert a table
table-rows = Rows
table-columns = Columns
table-head = The first row is a heading
table-head-empty = Heading without words
table-size-wrong = From 1 to { $most }
table-do = Insert
table-label = Table, { $rows } rows, { $columns } columns
table-row = Row
table-column = Column
table-row-above = Insert a row above
table-row-below = Insert a row below
table-row-up = Move the row up
table-row-down = Move the row down
table-row-delete = Delete the row
table-column-before = Insert a column before
table-column-behind = Insert a column after
table-column-back = Move the column towards the beginning
table-column-ahead = Move the column towards the end
table-column-delete = Delete the column
table-narrower = Narrower column
table-wider = Wider column
table-heads = Headings
table-heads-fewer = One heading row less
table-heads-more = One heading row more
table-delete = Delete the table
table-edited = This row or column was deleted by somebody of your side while somebody else went on writing in it.
table-keep = Keep it

structure-locked = Made with a newer version of Qalam: it is kept and shown, and can be edited after an update.

paste-slow = What you pasted is being read. You can go on writing; it comes to where you pasted it.
paste-left-pictures = { $count ->
    [one] One picture was left out.
   *[other] { $count } pictures were left out.
}
paste-left-objects = { $count ->
    [one] One drawing or formula was left out.
   *[other] { $count } drawings or formulas were left out.
}
paste-left-notes = { $count ->
    [one] The text of one footnote was not copied along.
   *[other] The texts of { $count } footnotes were not copied along.
}
paste-left-cut = There was more than one paste may bring; the rest was left out.
