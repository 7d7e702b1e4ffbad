# Files from outside, and what is said on the floor.

outside-enter = Enter a file…
outside-from-file = From a file…
key-outside-enter = Enter a file for a delegation
outside-title = Enter a file for a delegation
outside-title-own = Submit from a file
outside-for = For
outside-for-choose = Choose a delegation
outside-alike = { $name } and { $others } look alike. Check that you mean the right one.
outside-file = The file
outside-file-hint = A copy of this text that somebody edited: Markdown (.md), text (.txt) or Qalam’s own file (.qalam).
outside-kind = Edited copies
outside-reading = The file is being read and compared…
outside-found = { $found } of the file’s { $pieces } paragraphs were found in { $symbol }.
outside-foreign = Nothing in this file reads like { $symbol }. It may be a translation, or another paper.
outside-replaces = { $count ->
    [one] This takes the place of one proposal that was entered for the delegation from an earlier file.
   *[other] This takes the place of { $count } proposals that were entered for the delegation from an earlier file.
}
outside-replaces-own = { $count ->
    [one] This takes the place of one proposal that your delegation submitted before.
   *[other] This takes the place of { $count } proposals that your delegation submitted before.
}
outside-unplaced = { $count ->
    [one] One paragraph needs a place
   *[other] { $count } paragraphs need a place
}
outside-leave-out = None of these is a proposal
outside-why-doubled = It reads like another paragraph of the file:
outside-why-unsure = Another wording, or new?
outside-why-foreign = Which paragraph is it?
outside-choose = Choose a place
outside-is = It is { $paragraph }
outside-after = New, behind { $paragraph }
outside-is-other = It is another paragraph…
outside-after-other = New, behind another paragraph…
outside-start = New, at the beginning
outside-none = Not a proposal
outside-number = Number
outside-placed = Placed by hand
outside-placed-is = is { $paragraph }
outside-placed-after = new, behind { $paragraph }
outside-placed-start = new, at the beginning
outside-placed-none = not a proposal
outside-undo = Undo
outside-missing = { $count ->
    [one] One paragraph is not in the file. It
   *[other] { $count } paragraphs are not in the file. They
}
outside-missing-stay = stay as they are
outside-missing-delete = are proposed for deletion
outside-changes = { $count ->
    [0] It proposes nothing yet
    [one] It proposes one change
   *[other] It proposes { $count } changes
}
outside-reason = Reason, if one was given
outside-first = { $count ->
    [one] Place the one paragraph first.
   *[other] Place the { $count } paragraphs first.
}
outside-submit = Enter
outside-submit-own = Submit
outside-submit-for = Enter for { $name }
outside-entered = { $count ->
    [one] One proposal was entered.
   *[other] { $count } proposals were entered.
}

key-floor = Enter what was said on the floor
key-floor-enter = Enter it
floor-button = From the floor
floor-title = From the floor, on { $paragraph }
floor-kind = What is proposed
floor-amend = amend the paragraph
floor-insert = a new paragraph behind it
floor-delete = delete it
floor-text = As it shall read
floor-text-hint = It is added to what the delegation has submitted, and takes nothing away. Ctrl+Z at the desk takes it back.
floor-do = Enter
floor-entered = Entered for { $name }.
floor-entered-text = It lies on the desk beside the others.
desk-floor = made on the floor
members-alike = This looks like { $others }. If it is the same delegation, choose its name from the list.

outside-aside-missing = { $count ->
    [one] { $name } has made one proposal on a revision that has not arrived here. Exchange with the folder; it then appears by itself.
   *[other] { $name } has made { $count } proposals on a revision that has not arrived here. Exchange with the folder; they then appear by themselves.
}
outside-aside-rival = { $count ->
    [one] { $name } has made one proposal on a text that did not become the revision. It is kept. Ask the delegation to submit again on { $symbol }.
   *[other] { $name } has made { $count } proposals on a text that did not become the revision. They are kept. Ask the delegation to submit again on { $symbol }.
}
outside-aside-late = { $count ->
    [one] { $name } made one proposal on { $on } that came after { $symbol } had been issued. Nothing was decided on it, and it is kept. Ask the delegation to submit it again on { $symbol }.
   *[other] { $name } made { $count } proposals on { $on } that came after { $symbol } had been issued. Nothing was decided on them, and they are kept. Ask the delegation to submit them again on { $symbol }.
}
outside-aside-unfit = What { $name } sent does not fit the revision that it names, and is kept aside. Ask the delegation to submit again on { $symbol }.
