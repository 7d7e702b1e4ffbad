# The working group: members by delegation, admission, confirmation, invitations.

role-chair = Chair
role-secretariat = Secretariat
role-delegate = Delegate
role-translator = Translator
role-observer = Observer
role-chair-text = Admits members, decides on the desk, issues revisions.
role-secretariat-text = Invites, enters proposals for delegations, helps on the Chair’s side.
role-delegate-text = Drafts and contributes for the delegation.
role-translator-text = Reads everything issued and works on the language.
role-observer-text = Reads what is issued and writes nothing.

members-keys = In the working group
members-count = { $count ->
    [one] One member
   *[other] { $count } members
}
members-you = you
members-head = head of delegation
members-devices = { $count ->
    [0] no laptop at the moment
    [one] one laptop
   *[other] { $count } laptops
}
members-unconfirmed = Safety number not compared yet
members-number = Safety number
members-number-hide = Hide
members-number-of = Safety number: { $who }, { $delegation }
members-number-text = Ask this member to read the number from their own window, in person or by telephone. All 30 digits must be the same.
members-number-yours = Your own. Others compare it with what you read to them.
members-alone = Nobody else is here yet
members-alone-text = Invite the first member: the invitation is a file that you hand over. Whoever has joined is admitted here.

members-waiting = { $count ->
    [one] One waits to be admitted
   *[other] { $count } wait to be admitted
}
members-admit = Admit
members-admit-who = Admit { $who }, { $delegation }
members-chair-admits = The Chair admits.
members-admit-title = Admit a newcomer
members-admit-text = Let the newcomer read out their safety number, in person or by a voice that you know. It proves that these keys are theirs.
members-admitted = { $who }, { $delegation }, was admitted.
members-admitted-text = They are in as soon as both laptops have exchanged with the folder.
members-confirm = Compare and confirm
members-confirm-title = Confirm a member of your delegation
members-confirm-text = Until one of your delegation has compared the number, its drafts stay closed to this member.
members-confirmed = { $who } was confirmed.
members-type-number = Type the number as it is read out
members-type-hint = Thirty digits, in any script; spaces do not matter.
members-differs = This digit differs. Ask to hear the number again; if it still differs, do not go on.
members-no-number = Only digits stand in a safety number.
members-same = All thirty digits are the same.
members-rather-show = Show the number to compare
members-rather-type = Type it instead
members-compared = { $who } has read all thirty digits to me, and they are the same.

members-invite = Invite
members-invite-title = Invite a member
members-delegation = Delegation
members-delegation-hint = One that is here already, or a new one.
members-seat = Seat
members-seat-hint = For example ‘First expert’. Not a name.
members-role = Role
members-head-of = Head of the delegation
members-head-text = May sign for a new laptop when one of the delegation is lost.
members-invite-file = Invitation file
members-invite-file-hint = Whoever holds this file can ask to join. Give it to nobody else.
members-invite-kind = Invitation
members-invite-do = Make the invitation
members-invited = The invitation is ready:
members-invited-hand = Hand the file to the member, on a USB stick or by a way that you trust.
members-invited-compare = When they have joined, they appear here. Compare their safety number and admit them.
members-invited-until = It can be used until { $time }.
members-invitations = Open invitations
members-expires = until { $time }
members-expired = expired { $time }
