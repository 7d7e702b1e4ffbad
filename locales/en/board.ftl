# Where delegations stand.
board-title = Where it stands
board-loading = Reading where everybody stands.
board-totals = { $agreed } of { $all } agreed ad referendum, { $bracketed } in brackets, { $open } open
board-waits = { $count ->
    [one] One open paragraph is agreed by all and waits for its package. Only your side sees this.
   *[other] { $count } open paragraphs are agreed by all and wait for their package. Only your side sees this.
}
board-filter = Which paragraphs
board-filter-all = All
board-filter-open = Not agreed
board-filter-mine = Not answered
board-enter-for = Enter what was said by
board-enter-nobody = nobody
board-state-agreed = agreed
board-state-bracketed = in brackets
board-state-objected = objected to
board-state-reserved = reserved
board-state-open = open
board-state-waits = waits for its package
board-proposals = { $count ->
    [one] One delegation has a proposal on it.
   *[other] { $count } delegations have proposals on it.
}
board-package = Waits for the rest of its package “{ $name }”.
board-none = No paragraph is like that.
board-silent = { $count ->
    [one] one has said nothing
   *[other] { $count } have said nothing
}
board-silent-are = Nothing said yet: { $names }
board-nobody = Nobody has said anything yet.
board-by-delegation = By delegation
board-holds = reserves or objects
table-delegation-head = Delegation
stance-agreed = agreed
stance-reserves = reserves
stance-objects = objects
stance-nothing = nothing said
standing-own = Where you stand:
standing-agree = Agree ad referendum
standing-reserve = Reserve…
standing-object = Object…
standing-take-back = Say nothing
standing-undo = Take the last one back
standing-undone = Taken back.
standing-nothing-to-undo = There is nothing to take back.
standing-reserve-text = What the reservation is
standing-object-text = Why, if it is to be said
standing-reserve-do = Reserve
standing-object-do = Object
standing-since = since { $symbol }
standing-lapsed = before the paragraph was changed: { $stance }
standing-apart = Your delegation said different things apart. The more cautious one shows; say it once more, and it is settled.
standing-said-apart = also said: { $stance }
keys-board = Where it stands
key-board-next = Next paragraph
key-board-back = Previous paragraph
