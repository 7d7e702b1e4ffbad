//! Named parties with fixed keys, each with a laptop of their own, who write acts and meet.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod scene;

use loro::LoroDoc;
use qalam_model::{
    act::*,
    draft::peer_id,
    ids::*,
    paper::{Kind, Paragraph, Revision},
    proposal::*,
    roster::*,
    standing::Stance,
    state::State,
    text::RichText,
};
use serde_bytes::ByteBuf;
use std::{collections::BTreeMap, sync::Arc};

#[allow(unused_imports, reason = "each binary of tests takes what it needs")]
pub use scene::{Scene, scene};

/// One act as it travels.
pub type Sent = (ActId, Arc<[u8]>, Entry);

fn bytes<const N: usize>(what: &str, name: &str) -> [u8; N] {
    let mut out = [0; N];
    out.copy_from_slice(&hash("test key", &[what.as_bytes(), name.as_bytes()])[..N]);
    out
}

pub fn device(name: &str) -> DeviceId {
    DeviceId(bytes("device", name))
}
pub fn recovery_key(name: &str) -> DeviceId {
    DeviceId(bytes("recovery", name))
}
pub fn member(name: &str) -> MemberId {
    MemberId(bytes("member", name))
}
pub fn delegation(name: &str) -> DelegationId {
    DelegationId(bytes("delegation", name))
}
pub fn invitation(name: &str) -> InvitationId {
    InvitationId(bytes("invitation", name))
}
pub fn keys(name: &str) -> DeviceKeys {
    DeviceKeys { device: device(name), recipient: format!("age1{name}") }
}

/// A seat of a party: its name is its member, device and recovery key.
pub fn seat(name: &str, of: &str, role: Role) -> Seat {
    Seat {
        member: member(name),
        delegation: delegation(of),
        delegation_name: of.to_owned(),
        seat: "expert".to_owned(),
        role,
        head: false,
        device: keys(name),
        recovery: RecoveryKeys { key: recovery_key(name), recipient: format!("age1recovery{name}") },
    }
}

pub fn invite(name: &str, of: &str, role: Role) -> Body {
    Body::Invite(Invite {
        invitation: invitation(name),
        delegation: delegation(of),
        delegation_name: of.to_owned(),
        seat: "expert".to_owned(),
        role,
        head: false,
        recipient: "age1invitation".to_owned(),
        expires: 0,
    })
}

pub fn admit(name: &str, of: &str, role: Role) -> Body {
    Body::Admit(Admit { invitation: invitation(name), seat: seat(name, of, role) })
}

/// One laptop: a device and all acts that it has.
pub struct Laptop {
    pub name: String,
    pub device: DeviceId,
    pub group: GroupId,
    pub state: State,
    pub acts: BTreeMap<ActId, Sent>,
    clock: i64,
}

impl Laptop {
    /// Founds a group, as its Chair.
    pub fn found(name: &str, of: &str) -> Laptop {
        let genesis = Genesis { name: "Working group".to_owned(), founder: seat(name, of, Role::Chair) };
        let (group, entry) = State::genesis_entry(1, [1; 16], genesis);
        let mut laptop = Laptop::of(name, group);
        laptop.take(sent(entry));
        laptop
    }

    /// A laptop that has nothing yet.
    pub fn of(name: &str, group: GroupId) -> Laptop {
        let (device, state, acts) = (device(name), State::new(group), BTreeMap::new());
        Laptop { name: name.to_owned(), device, group, state, acts, clock: 1_000 }
    }

    /// Another laptop with all that this one has.
    pub fn copy_for(&self, name: &str) -> Laptop {
        let mut other = Laptop::of(name, self.group);
        other.receive(self);
        other
    }

    pub fn take(&mut self, sent: Sent) {
        self.acts.insert(sent.0, sent.clone());
        self.state.apply(sent.0, sent.1, sent.2);
    }

    /// Takes everything that the other one has.
    pub fn receive(&mut self, other: &Laptop) {
        let new: Vec<Sent> = other.acts.values().filter(|s| !self.acts.contains_key(&s.0)).cloned().collect();
        self.acts.extend(new.iter().map(|s| (s.0, s.clone())));
        self.state.apply_all(new);
    }

    /// The next entry as this device would write it now.
    pub fn entry(&mut self, circle: Circle, body: &Body) -> Entry {
        self.clock += 1;
        let nonce = hash16("test nonce", &[self.name.as_bytes(), &self.clock.to_be_bytes()]);
        self.state.next_entry(self.device, circle, self.clock, nonce, body)
    }

    /// Writes an act.
    pub fn act(&mut self, circle: Circle, body: Body) -> ActId {
        let entry = self.entry(circle, &body);
        let sent = sent(entry);
        self.take(sent.clone());
        sent.0
    }

    /// Writes a roster act.
    pub fn roster_act(&mut self, body: Body) -> ActId {
        self.act(Circle::Control, body)
    }

    /// Invites and admits a party at once.
    pub fn seat(&mut self, name: &str, of: &str, role: Role) -> Laptop {
        self.roster_act(invite(name, of, role));
        self.roster_act(admit(name, of, role));
        self.copy_for(name)
    }

    pub fn roster(&self) -> Arc<Roster> {
        Arc::clone(self.state.roster())
    }

    pub fn role(&self, name: &str) -> Option<Role> {
        self.roster().members.get(&member(name)).filter(|m| m.present()).map(|m| m.role)
    }

    pub fn reason(&self, act: &ActId) -> Option<Reason> {
        self.state.aside().into_iter().find(|(id, _)| id == act).map(|(_, reason)| reason)
    }

    /// A cutoff of everything that this laptop has of a party.
    pub fn cutoff(&self, name: &str) -> Cutoff {
        self.state.cutoff_now(&[device(name), recovery_key(name)])
    }

    pub fn remove(&mut self, name: &str) -> ActId {
        let cutoff = self.cutoff(name);
        self.roster_act(Body::Remove(Remove { member: member(name), cutoff }))
    }

    pub fn change_role(&mut self, name: &str, role: Role) -> ActId {
        let cutoff = Some(self.cutoff(name));
        self.roster_act(Body::ChangeRole(ChangeRole { member: member(name), role, cutoff }))
    }

    pub fn replace(&mut self, whose: &str, old: &str, new: &str) -> ActId {
        let cutoff = self.state.cutoff_now(&[device(old)]);
        self.roster_act(Body::Replace(Replace { member: member(whose), old: device(old), new: keys(new), cutoff }))
    }

    pub fn confirm(&mut self, name: &str) -> ActId {
        self.roster_act(Body::Confirm(Confirm { member: member(name), device: device(name) }))
    }

    pub fn has_device(&self, of: &str, name: &str) -> bool {
        let roster = self.roster();
        roster.member_of(&device(name)).is_some_and(|m| m.member == member(of))
    }
}

/// All meet: each has what any has.
pub fn meet(laptops: &mut [&mut Laptop]) {
    let all: BTreeMap<ActId, Sent> = laptops.iter().flat_map(|l| l.acts.clone()).collect();
    for laptop in laptops {
        let new: Vec<Sent> = all.values().filter(|s| !laptop.acts.contains_key(&s.0)).cloned().collect();
        laptop.acts.extend(new.iter().map(|s| (s.0, s.clone())));
        laptop.state.apply_all(new);
    }
}

pub fn sent(entry: Entry) -> Sent {
    let bytes = entry.encode();
    (Entry::id_of(&bytes), bytes.into(), entry)
}

pub fn paragraph(n: u8, text: &str) -> Paragraph {
    Paragraph::new(ParagraphId([n; 8]), Kind::Plain, RichText::plain(text))
}

pub fn revision(group: GroupId, paper: PaperId, symbol: &str, predecessor: Option<RevisionId>, text: &str) -> Revision {
    Revision {
        group,
        paper,
        symbol: symbol.to_owned(),
        title: "Secure exchange".to_owned(),
        language: "en".to_owned(),
        predecessor,
        paragraphs: vec![paragraph(1, text), paragraph(2, "The second paragraph stays.")],
    }
}

pub fn revision_id(revision: &Revision) -> RevisionId {
    qalam_model::canonical::id(&qalam_model::canonical::encode(revision))
}

pub fn issue(revision: Revision) -> Body {
    Body::Issue(Issue { revision, signature: "signature".to_owned(), decisions: Vec::new() })
}

/// A contribution that replaces the first word of the first paragraph.
pub fn contribution(paper: PaperId, revision: RevisionId, by: Contributor, text: &str) -> Contribution {
    let change = Change::Words { paragraph: ParagraphId([1; 8]), start: 0, end: 3, text: RichText::plain(text) };
    let hunks = vec![Hunk::new(&revision, change)];
    let kind = ProposalKind::Amend;
    let proposal = Proposal {
        id: Proposal::derive_id(&revision, by, kind, &hunks),
        kind,
        paragraph: ParagraphId([1; 8]),
        reason: String::new(),
        cosponsors: Vec::new(),
        discussion_only: false,
        hunks,
    };
    Contribution { paper, revision, by, entered: false, floor: false, proposals: vec![proposal], replaces: Vec::new() }
}

pub fn contribute(contribution: Contribution) -> Body {
    Body::Contribute(Contribute { contribution })
}

pub fn decide(paper: PaperId, revision: RevisionId, hunks: Vec<HunkId>) -> Body {
    Body::Decide(Decide {
        decision: Decision {
            paper,
            revision,
            hunks,
            treatment: Treatment::Accept,
            reason: String::new(),
            replaces: Vec::new(),
            seen: Vec::new(),
        },
    })
}

/// A comment on words of the first paragraph of an issued text.
pub fn comment(paper: PaperId, revision: RevisionId, range: (u32, u32), quote: &str, text: &str) -> Comment {
    Comment {
        paper,
        revision: Some(revision),
        draft: false,
        paragraph: ParagraphId([1; 8]),
        start: range.0,
        end: range.1,
        quote: quote.to_owned(),
        cursors: Vec::new(),
        text: text.to_owned(),
        answers: None,
    }
}

/// How a delegation stands on the first paragraph.
pub fn stand(paper: PaperId, revision: RevisionId, delegation: DelegationId, stance: Stance) -> Stand {
    Stand { paper, revision, delegation, entered: false, paragraphs: vec![ParagraphId([1; 8])], stance, replaces: Vec::new() }
}

pub fn new_paper(paper: PaperId) -> Body {
    Body::PaperNew(PaperNew { paper, title: "Draft".to_owned(), symbol: String::new(), language: "en".to_owned() })
}

/// A pad on which one opening of a draft types, as the application would.
pub struct Pad {
    pub doc: LoroDoc,
    device: DeviceId,
    paper: PaperId,
    copy: Option<RevisionId>,
    nonce: [u8; 16],
    sent: loro::VersionVector,
}

impl Pad {
    pub fn open(name: &str, paper: PaperId, copy: Option<RevisionId>, opening: &str) -> Pad {
        let (device, nonce, doc) = (device(name), bytes("opening", opening), LoroDoc::new());
        doc.set_peer_id(peer_id(&device, &paper, &nonce)).unwrap();
        Pad { doc, device, paper, copy, nonce, sent: loro::VersionVector::default() }
    }

    /// Types at the end of what is there; the act that holds it.
    pub fn type_in(&mut self, words: &str) -> Body {
        let text = self.doc.get_text("text");
        text.insert(text.len_unicode(), words).unwrap();
        self.doc.commit();
        let update = self.doc.export(loro::ExportMode::updates(&self.sent)).unwrap();
        self.sent = self.doc.oplog_vv();
        let nonces = vec![ByteBuf::from(self.nonce.to_vec())];
        Body::DraftOps(DraftOps { paper: self.paper, copy: self.copy, nonces, update: ByteBuf::from(update) })
    }

    /// Takes in what somebody else typed.
    pub fn read(&mut self, body: &Body) {
        let Body::DraftOps(ops) = body else { panic!("no draft operations") };
        self.doc.import(&ops.update).unwrap();
        self.sent = self.doc.oplog_vv();
    }

    pub fn text(&self) -> String {
        self.doc.get_text("text").to_string()
    }
}

/// Some words on a fresh pad of a device.
pub fn draft_ops(name: &str, paper: PaperId, copy: Option<RevisionId>, words: &str) -> Body {
    Pad::open(name, paper, copy, words).type_in(words)
}
