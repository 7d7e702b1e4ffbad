# The list of papers, beginning one, reading and exporting an issued one.

papers-count = { $count ->
    [one] One paper
   *[other] { $count } papers
}
papers-new = New paper
papers-import = From a file
papers-empty = No papers yet
papers-empty-text = Begin the first one, empty or from a text file. What the others issue appears here after the next exchange.
papers-empty-observer = What the group issues appears here after the next exchange.
papers-untitled = Without a title
papers-paragraphs = { $count ->
    [0] no paragraphs
    [one] one paragraph
   *[other] { $count } paragraphs
}
papers-changed = changed { $time }
papers-undecided = { $count ->
    [one] one undecided
   *[other] { $count } undecided
}
papers-contributions = { $count ->
    [one] one contribution
   *[other] { $count } contributions
}
papers-not-issued = draft, not issued
papers-draft = draft
papers-read = Read
papers-read-of = Read: { $title }
papers-write-of = Write: { $title }
papers-history-of = History: { $title }
papers-keys = In the list of papers
papers-keys-reading = While reading
papers-key-next = Next paper
papers-key-previous = Previous paper

papers-new-title = New paper
papers-import-title = A paper from a file
papers-file = Text file
papers-file-hint = Markdown (.md) or plain text (.txt), in UTF-8.
papers-kind-texts = Markdown and plain text
papers-title = Title
papers-title-hint-file = Left empty, the file’s own title is taken.
papers-symbol = Symbol
papers-symbol-hint = Can be given later.
papers-language = Language
papers-new-text = The draft is seen by your own side only, until you issue it.
papers-new-do = Begin
papers-import-do = Import
papers-imported = Imported. Not everything in the file could be kept.

papers-back = Back to the list
papers-issued = issued text
papers-contribute = Write a contribution
papers-export = Export…
papers-export-title = Save the paper
papers-export-format = What kind of file
papers-format-md = Markdown
papers-format-md-text = For word processors and web pages; headings and type faces are kept.
papers-format-txt = Plain text
papers-format-txt-text = Words and paragraph numbers, nothing else.
papers-format-qalam = Canonical file with signature
papers-format-qalam-text = Proves to anybody that this is the text as issued; the signature is written beside it.
papers-export-readable = An exported file is not encrypted: whoever has it can read it.
papers-export-do = Choose where…
papers-exported = { $count ->
    [one] { $files } was written.
   *[other] { $files } were written.
}

papers-out-ids = To be written in and handed back
papers-out-ids-text = A mark stands behind each paragraph. By it the paragraph is found again, however it was reworded or moved.
papers-out-title = Papers that go out
papers-out-desk = Papers on what has been proposed
papers-out-issued = { $symbol } was issued
papers-out-issued-text = Its papers are ready: the clean text, the changes, the compilation, the side-by-side table and the table of decisions. They can be saved together now, or at any time later from the text.
papers-out-which = Which paper
papers-out-clean = Clean text
papers-out-clean-text = The text as it was issued.
papers-out-marked = Marked-up text
papers-out-marked-text = What changed since an earlier text, with who asked for it.
papers-out-compilation = Compilation
papers-out-compilation-text = All proposals that led to this text, by paragraph.
papers-out-side-by-side = Side by side
papers-out-side-by-side-text = The text before, the proposals, this text.
papers-out-decisions = Table of decisions
papers-out-decisions-text = Every proposal with its treatment and the reason.
papers-out-all = All five
papers-out-all-text = Together, into a folder.
papers-out-now = Compilation so far
papers-out-now-text = What has been proposed on this text, by paragraph, before anything is decided.
papers-out-now-side = Side by side so far
papers-out-now-side-text = The text beside what has been proposed on it.
papers-out-now-decisions = Decisions so far
papers-out-now-decisions-text = The table of decisions as it stands on this desk.
papers-out-against = Changes since
papers-out-symbol = Symbol of this paper
papers-out-symbol-hint = Such as WG/2026/CRP.1; it may be left empty.
papers-out-names = Names
papers-out-named = Name the delegations
papers-out-named-text = Beside proposals, changes and brackets.
papers-out-nobody = Name nobody
papers-out-nobody-text = The names beside proposals and behind brackets, the reasons of delegations, and reasons of decisions that name one are left out. Please read the other reasons once before you pass the file on.
papers-out-folder = A folder for the papers
papers-out-do = Choose a folder…
papers-out-later = Not now
papers-format-html = Web page
papers-format-html-text = Opens in any browser without a network, and prints well.
papers-out-written = { $count ->
    [one] One paper was written to { $folder }.
   *[other] { $count } papers were written to { $folder }.
}
