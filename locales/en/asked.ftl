# What moves, splits and joins ask for, wherever such a proposal is shown.
asked-words = “{ $words }”
asked-move = Move behind paragraph { $place }
asked-move-words = Move behind { $place }
asked-move-first = Move to the beginning
asked-split = { $parts ->
    [2] Make two paragraphs of { $of }
   *[other] Make { $parts } paragraphs of { $of }
}
asked-join = Make one paragraph of { $all }
asked-into = Put the words of { $of } into { $place }
