# Drafting, and 'my contribution'.

keys-write = Drafting
key-write-submit = Submit the contribution
key-write-sheet = Go to the text
key-write-up = Move the paragraph up
key-write-down = Move the paragraph down

write-no-paper = No paper is open
write-no-paper-text = Open a paper from the list to write in it.
write-sheet = Text of the paper
write-placeholder = Begin to write…
write-saved = Saved
write-saving = Saving…
write-unsaved = Not saved yet, trying again
write-not-saved = Not everything that you wrote is saved yet, so nothing was sent.
write-not-saved-advice = Keep this window open and try again in a moment.
write-undo-left = Somebody else has changed this since, so it was left as it is.
write-edited = This paragraph was deleted by somebody of your side while somebody else went on writing in it.
write-keep = Keep it

write-tools = Tools for writing
write-face-bold = B
write-face-italic = I
write-tool-bold = Bold
write-tool-italic = Italic
write-tool-heading = Heading
write-tool-pp = Preamble
write-tool-op = Operative
write-tool-plain = Plain
write-tool-item = List
write-tool-deeper = One level deeper
write-tool-higher = One level higher
write-tool-direction-auto = Direction follows the letters
write-tool-direction-rtl = Right to left
write-tool-direction-ltr = Left to right
write-tool-undo = Undo
write-tool-redo = Redo

write-panel = My contribution
write-tab-changes = My proposals
write-tab-standing = Standing
write-standing-none = Stand in a numbered paragraph of an issued text to see who agrees to it.
write-tab-outline = Outline
write-outline-empty = Headings appear here as you write them.
write-new-title = A new paper
write-new-text = Only your own side can read this draft. When it is ready, issue it: everybody then gets the same frozen text, and proposals can be made on it.
write-none-title = Nothing changed yet
write-none-text = Edit the text as you wish. Every change appears here as a proposal, and nobody outside your side sees it before you submit.
write-marked = Show my changes in the text

# Moving onto a new revision.
onward-issued = { $symbol } has been issued.
write-own-copy = your side’s working copy
write-older-copy = your side’s copy of the earlier text
onward-late = An earlier copy of your side has something that is not in this text ({ $from }).
onward-yours = Your changes: { $counts }.
onward-followed = { $count ->
    [one] { $count } follows
   *[other] { $count } follow
}
onward-taken = { $count ->
    [one] { $count } was taken
   *[other] { $count } were taken
}
onward-bracketed = { $count ->
    [one] { $count } is in brackets
   *[other] { $count } are in brackets
}
onward-look = { $count } to look at
onward-go = Go on from { $symbol }
onward-take = Take them along
onward-first-draft = the first draft
onward-done = You now write on { $symbol }. What your side wrote on the earlier text stays readable in the history.
onward-done-look = { $count ->
    [one] You now write on { $symbol }. { $count } paragraph is to look at: it stands beside the text.
   *[other] You now write on { $symbol }. { $count } paragraphs are to look at: they stand beside the text.
}
onward-left = To look at: { $count }
onward-why-to-look = The new text changed the same words as you did on { $from }.
onward-why-gone = The new text does not have this paragraph any more; you wrote on { $from }.
onward-wrote = You wrote
onward-reads = { $symbol } reads
onward-not-there = The paragraph is not there.
onward-again = Take my words again
onward-keep = Keep the new text
onward-again-done = Your words stand in the text again.
onward-keep-done = The new text stays.
onward-settled = Dealt with
onward-dealt = Dealt with: { $count }
onward-undo = Undo

write-count = { $count ->
    [0] No proposals
    [one] { $count } proposal
   *[other] { $count } proposals
}
write-change-title = Paragraph { $number } – { $kind }
write-change-untitled = Paragraph without number – { $kind }
write-kind-amend = amendment
write-kind-insert = insertion
write-kind-delete = deletion
write-kind-move = move
write-kind-split = split
write-kind-join = join
write-kind-into = move into another
write-go-there = Show it in the text
write-sent = ✓ submitted
write-reason = Reason
write-reason-none = No reason yet. Add one…
write-cosponsor-add = Add a co-sponsor
write-cosponsor-remove = Remove the co-sponsor { $name }
write-hold = Hold back
write-drop = Take back
write-dropped = Change taken back.
write-put-back = Put the last one back
write-put-back-none = There is nothing to put back: something else was written there since.
write-withdraw = Withdraw what was submitted
write-withdrawn = Withdrawn
write-withdrawn-text = Your working copy keeps its changes; you can submit them again.
write-discussion = For discussion only

write-submit = Submit contribution…
write-submit-title = Submit your contribution
write-submit-text = { $count ->
    [0] No proposal goes to the group. Proposals that you submitted before are withdrawn.
    [one] One proposal goes to every member of the group.
   *[other] { $count } proposals go to every member of the group.
}
write-submit-again = { $count ->
    [one] It replaces what you submitted before on this revision.
   *[other] They replace what you submitted before on this revision.
}
write-submit-held = { $count ->
    [one] One is held back and stays with your side.
   *[other] { $count } are held back and stay with your side.
}
write-submit-reason = Reason for those that have none
write-submit-reason-hint = { $count ->
    [one] One proposal has no reason of its own. You may leave this empty.
   *[other] { $count } proposals have no reason of their own. You may leave this empty.
}
write-submit-for-own = The Chair’s side
write-submit-do = Submit
write-submitting = Submitting…
write-submitted = { $count ->
    [one] One proposal is submitted.
   *[other] { $count } proposals are submitted.
}
write-submitted-text = It goes out sealed, as soon as the shared folder can be reached.

write-moved = A newer revision of this paper is here. Your working copy now begins with it.
write-moved-unsaved = What you typed in the last moment could not be kept; please type it again.

write-issue = Issue…
write-issue-title = Issue this paper
write-issue-text = The text is frozen, signed and sent to every member of the group. It cannot be changed afterwards; what follows are proposals and further revisions.
write-issue-symbol = Document symbol
write-issue-symbol-hint = For example WG/2026/WP.1
write-issue-do = Issue
write-issued = { $symbol } is issued.
