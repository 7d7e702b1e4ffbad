# A paper's story.

history-revisions = Issued revisions
history-no-revisions = Nothing has been issued yet. The first revision appears here when it is.
history-signed = signature holds
history-unsigned = signature does not hold
history-read-of = Read { $symbol }
history-story = What happened
history-empty = Nothing yet.
history-times = Times are those that each laptop’s own clock gave.
history-paragraphs = { $count ->
    [one] paragraph { $numbers }
   *[other] paragraphs { $numbers }
}
history-new-paragraph = a new paragraph
history-and = {" "}and{" "}
history-created = began the paper
history-drafted = wrote in it
history-issued = issued
history-issued-rival = issued, beside another text with the same predecessor:
history-proposed = proposed on
history-withdrawn = took back what it had proposed
history-accepted = took the proposal on
history-rejected = did not retain the proposal on
history-bracketed = put in brackets
history-deferred = deferred
history-own-wording = took another wording of
history-reopened = opened again
history-commented = commented on
history-answered = answered a comment on
history-comment-resolved = settled a comment on
history-comment-reopened = opened a comment again on
history-agreed = agreed ad referendum to
history-reserved = reserved its position on
history-objected = objected to
history-took-back = took back where it stood on
history-packaged = put paragraphs into a package
history-package-dissolved = dissolved a package
history-newer = did something that this version of Qalam does not know

history-part-revisions = Revisions
history-part-draft = My side’s draft
history-part-story = What happened
history-text = Text
history-paragraph = Paragraph
history-paragraph-word = { $count ->
    [one] paragraph
   *[other] paragraphs
}
history-is-new = new
history-is-gone = deleted
history-is-moved = moved
history-is-restyled = another kind of paragraph
history-timeline = Timeline
history-now = as it stands now
history-no-words = no wording changed
history-received = came here { $time }
history-more = { $count ->
    [one] one more
   *[other] { $count } more
}
history-reading = Reading the history: { $done } of { $total }
history-copy = Which draft
history-copy-now = the present draft
history-copy-first = before the first revision
history-authors = Who wrote it
history-marked = Show what changed
history-legend = Authors
history-legend-start = Not marked: the words of { $symbol }.
history-by-you = { $seat } (you)
history-by-unknown = a device that is no longer in the list
history-by-revision = stood in { $symbol }
history-wrote = Written by { $name }, { $from } to { $until }
history-choose-words = Choose words to see who wrote them, and when.
history-choose-paragraph = Choose a paragraph to take its earlier wording back into the draft.
history-take-back = Take this wording back
history-taken-back = The wording is back in the draft. What came later stays in the timeline.
history-reads-so = The draft reads so already.
history-undo = Undo taking back
history-undone = The draft reads as before.
history-draft-empty = Nothing has been written yet
history-draft-empty-text = When your side writes in this paper, its sittings appear here. Nobody else sees them.
history-against = Compare with
history-against-before = the one before
history-against-nothing = nothing (clean text)
history-traced = Where words come from
history-origin = Origin
history-first = This is the first text.
history-alike = Reads the same as { $symbol }.
history-sum = Against { $symbol }: { $changed } changed, { $inserted } new, { $deleted } deleted, { $moved } moved
history-from-first = First text of { $names }
history-from-proposal = Proposed by { $names }
history-from-bracket = Not agreed: wording of { $names }
history-from-agreed = Wording of { $names }, in brackets at first, agreed with { $agreed }
history-agreed-since = Its brackets went with { $symbol }, issued { $time }.
history-from-own = Wording of { $names }
history-from-sign = Sign of a bracket
history-since = since { $symbol }, { $time }
history-own-unasked = Nobody had proposed these words.
history-decided-on = { $count ->
    [one] One proposal was decided when this revision was issued.
   *[other] { $shown } proposals were decided when this revision was issued.
}
history-undisputed = Nothing was proposed on it for this revision.
history-choose-origin = Choose words to see the proposal and the decision that brought them.
history-with = with { $names }
history-asked = Its reason: { $reason }
history-because = Reason of the decision: { $reason }
history-treatment-accepted = accepted
history-treatment-partly = taken in part
history-treatment-bracketed = in brackets
history-treatment-rejected = not retained
history-treatment-deferred = deferred
history-treatment-own_wording = another wording was chosen
history-treatment-other = decided
history-keys-draft = In the history of a draft
history-keys-revisions = In the revisions
history-key-newer = Newer
history-key-older = Older
history-key-next = Next change
history-key-previous = Previous change
history-open = History of this text
