//! How my side's draft became what it is: sittings, the text at each of them, who wrote which word, and taking an
//! earlier wording of a paragraph back.
//!
//! A draft's past is its side's own: nothing here is for another circle. It is read from the acts in a replay that is
//! thrown away with the view. Each question does a bounded piece of that and says how far it came, so that a long
//! history holds nothing up, and whoever leaves stops asking. What cannot be cut is worked out while others are answered.

use crate::{
    App,
    api::history::*,
    deskview::label,
    drafting::refused,
    error::{Code, Error, Result},
    names::{by_prefix, find_paragraph},
    runs::runs,
    store::Batch,
    tracing::{name_of, paragraph_diffs},
    work::Work,
};
use qalam_model::{
    act::Millis,
    draft::{Draft, Replay, peer_id, start_peer},
    history::{Author, ParagraphDifference, Sitting, Written, difference, in_order, sittings},
    ids::*,
    number::{self, Names},
    paper::Paragraph,
    roster::Side,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::Arc,
};

/// How many sittings a timeline has at most.
const MOST: usize = 500;
/// How much is read for one question: bytes of acts and of text together.
const PIECE: usize = 100_000;

/// The past of one draft as far as it has been read.
pub(crate) struct Past {
    key: (PaperId, Option<RevisionId>),
    /// The acts of which it is made; another set begins anew.
    acts: BTreeSet<(u64, ActId)>,
    /// In the order in which they are taken up.
    order: Vec<ActId>,
    sittings: Vec<Sitting>,
    /// The text with which the draft began, and after each sitting that has been read.
    texts: Vec<Text>,
    /// What changed in each sitting that has been read.
    changes: Vec<Vec<PointParagraph>>,
    replay: Option<Replay>,
    /// Acts that cannot be read.
    broken: HashSet<ActId>,
}

/// A text whose paragraphs are shared with the one before where they did not change.
type Text = Arc<[Arc<Paragraph>]>;

fn plain(text: &Text) -> Vec<Paragraph> {
    text.iter().map(|p| (**p).clone()).collect()
}

/// A text that shares what it can with an earlier one.
fn shared(before: Option<&Text>, now: Vec<Paragraph>) -> Text {
    let known: BTreeMap<ParagraphId, &Arc<Paragraph>> = before.into_iter().flat_map(|t| t.iter()).map(|p| (p.id, p)).collect();
    now.into_iter()
        .map(|p| match known.get(&p.id) {
            Some(same) if ***same == p => (*same).clone(),
            _ => Arc::new(p),
        })
        .collect()
}

fn numbered(replay: &Replay) -> Vec<Paragraph> {
    let mut all: Vec<Paragraph> = replay.paragraphs().into_iter().map(|p| p.paragraph).collect();
    number::assign(&mut all);
    all
}

impl Past {
    fn done(&self) -> usize {
        self.texts.len() - 1
    }

    /// Takes over what was read before more was written: the sittings that are still the same, and the replay, if all
    /// that it holds belongs to these and the next one.
    fn go_on(&mut self, old: Past) {
        let done = old.done();
        let taken = done.checked_sub(1).and_then(|last| old.sittings.get(last)).map_or(0, |s| s.acts.end);
        if self.order.get(..taken) != old.order.get(..taken) || taken == 0 {
            return;
        }
        let same = self.sittings.iter().zip(&old.sittings).take(done).take_while(|(new, old)| new.acts == old.acts).count();
        let fits = same == done || self.sittings.get(same).is_some_and(|next| next.acts.end >= taken);
        if let (true, Some(replay)) = (fits, old.replay) {
            self.replay = Some(replay);
            self.texts = old.texts.into_iter().take(same + 1).collect();
            self.changes = old.changes.into_iter().take(same).collect();
        }
    }

    fn point(&self, sitting: &Sitting) -> Option<ActId> {
        self.order.get(sitting.acts.end.checked_sub(1)?).copied()
    }

    /// A point given by the id of an act or a unique prefix of it; the last one without.
    fn find(&self, given: Option<&str>) -> Result<ActId> {
        let missing = || Error::new(Code::UnknownPoint).with("point", given.unwrap_or_default());
        match given {
            None => self.order.last().copied().ok_or_else(missing),
            Some(given) => by_prefix(given, self.order.iter().copied(), missing),
        }
    }

    /// The sitting to which an act belongs.
    fn sitting_of(&self, act: ActId) -> Option<usize> {
        let at = self.order.iter().position(|a| *a == act)?;
        self.sittings.iter().position(|s| s.acts.contains(&at))
    }
}

/// Which draft is asked about: its side's past is kept under paper and copy.
type Which = (PaperId, Option<RevisionId>);

impl Work<'_> {
    fn which(&mut self, paper: &str, copy: Option<&str>) -> Result<Which> {
        let id = self.find_paper(paper)?;
        self.may_draft(&id)?;
        let copy = match copy {
            None => self.working_copy(&id)?,
            Some("none") => None,
            Some(given) => Some(self.find_revision(&id, Some(given))?.revision),
        };
        Ok((id, copy))
    }

    /// The past of a draft, begun anew where something has been written since it was read.
    fn past(&mut self, (paper, copy): Which) -> Result<()> {
        let side = self.side()?;
        // What was typed a moment ago belongs to the past too.
        let mut batch = Batch::default();
        let now = self.now();
        let mut sealer = crate::sealing::Sealer { secrets: self.secrets, random: &mut *self.hosts.random, now };
        self.space.typed_to_acts(&mut batch, &mut sealer, None);
        batch.commit(self.vault)?;
        let acts = self.space.state.paper(&paper).and_then(|p| p.draft_ops.get(&(side, copy)));
        if self.space.past.as_ref().is_some_and(|past| past.key == (paper, copy) && acts.map_or(past.acts.is_empty(), |a| *a == past.acts))
        {
            return Ok(());
        }
        let acts = acts.cloned().unwrap_or_default();
        let old = self.space.past.take().filter(|past| past.key == (paper, copy));
        let broken = old.as_ref().map(|past| past.broken.clone()).unwrap_or_default();
        let mut past = self.begin_past((paper, copy), side, acts, broken)?;
        if let Some(old) = old {
            past.go_on(old);
        }
        self.space.past = Some(past);
        Ok(())
    }

    fn begin_past(&self, key: Which, side: Side, acts: BTreeSet<(u64, ActId)>, broken: HashSet<ActId>) -> Result<Past> {
        let state = &self.space.state;
        let written: Vec<Written<'_>> = state
            .draft_updates_of(&key.0, (side, key.1))
            .filter(|(act, _)| !broken.contains(act))
            .filter_map(|(act, update)| {
                let stored = state.act(&act)?;
                let member = state.roster().owner_of(&stored.device).map(|m| m.member);
                Some(Written { act, device: stored.device, member, at: stored.at, update })
            })
            .collect();
        let places = in_order(&written);
        let sittings = sittings(&written, &places, MOST);
        let order = places.iter().filter_map(|i| written.get(*i)).map(|w| w.act).collect();
        let replay = Replay::from(self.space.start(side, key.0, key.1)?);
        let texts = vec![shared(None, numbered(&replay))];
        Ok(Past { key, acts, order, sittings, texts, changes: Vec::new(), replay: Some(replay), broken })
    }

    /// Reads on, one bounded piece; all that is needed for the first `wanted` sittings.
    fn read_past(&mut self, wanted: usize) -> Result<()> {
        let side = self.side()?;
        let Some(mut past) = self.space.past.take() else { return Ok(()) };
        let mut left = PIECE;
        while past.done() < wanted.min(past.sittings.len()) {
            let Some(replay) = past.replay.take() else { break };
            let Some(sitting) = past.sittings.get(past.done()) else { break };
            let acts = past.order.get(sitting.acts.clone()).unwrap_or_default();
            left = left.saturating_sub(acts.iter().filter_map(|act| self.space.state.act(act)).map(|a| a.bytes.len()).sum());
            let replay = match self.take_up(replay, &past.key.0, acts) {
                Ok(replay) => replay,
                Err(act) => {
                    // The draft does not hold its words either: the past is read again without.
                    let mut broken = std::mem::take(&mut past.broken);
                    broken.insert(act);
                    past = self.begin_past(past.key, side, past.acts, broken)?;
                    continue;
                }
            };
            let now = numbered(&replay);
            left = left.saturating_sub(now.iter().map(|p| p.text.text.len() + 64).sum());
            let before = past.texts.last().map(plain).unwrap_or_default();
            past.changes.push(difference(&before, &now).iter().filter_map(point_paragraph).collect());
            past.texts.push(shared(past.texts.last(), now));
            past.replay = Some(replay);
            if left == 0 {
                break;
            }
        }
        self.space.past = Some(past);
        Ok(())
    }

    /// A replay with these acts too; the one that cannot be read, if there is one.
    fn take_up(&self, mut replay: Replay, paper: &PaperId, acts: &[ActId]) -> std::result::Result<Replay, ActId> {
        for act in acts {
            let Some((update, peers)) = self.update_of(paper, act) else { continue };
            replay = replay.take(update, &|peer| peers.contains(&peer)).map_err(|_| *act)?;
        }
        Ok(replay)
    }

    /// What an act writes in a draft, and the peers as which it may.
    fn update_of(&self, paper: &PaperId, act: &ActId) -> Option<(&[u8], BTreeSet<u64>)> {
        let stored = self.space.state.act(act)?;
        let ops = stored.body.and_then(|body| body.writing())?;
        let nonces = ops.nonces.iter().filter_map(|n| n[..].try_into().ok());
        Some((ops.update, nonces.map(|n: [u8; 16]| peer_id(&stored.device, paper, &n)).collect()))
    }

    /// What it takes to write the draft again from its beginning up to an act; nothing is written yet.
    fn rewriting(&self, past: &Past, act: ActId) -> Result<Rewriting> {
        let end = past.order.iter().position(|a| *a == act).map_or(0, |at| at + 1);
        let start = self.space.start(self.side()?, past.key.0, past.key.1)?;
        let acts = past.order.get(..end).unwrap_or_default();
        let updates = acts.iter().filter_map(|act| self.update_of(&past.key.0, act).map(|(update, peers)| (*act, update.to_vec(), peers)));
        Ok(Rewriting { start, updates: updates.collect() })
    }

    /// The text after an act, or what it takes to have it.
    fn text_at(&self, past: &Past, act: ActId) -> Result<TextAt> {
        let ended = past.sittings.iter().position(|s| past.point(s) == Some(act));
        match ended.and_then(|at| past.texts.get(at + 1)) {
            Some(text) => Ok(TextAt::Read(plain(text))),
            None => Ok(TextAt::Past(self.rewriting(past, act)?)),
        }
    }

    /// By peer: who sat at that window, and when.
    fn openings(&self, past: &Past) -> Result<BTreeMap<u64, WordAuthor>> {
        let mut out: BTreeMap<u64, WordAuthor> = BTreeMap::new();
        let (paper, copy) = past.key;
        if let Some(revision) = copy {
            let mut start = nobody();
            start.author.start = true;
            out.insert(start_peer(&self.side()?.circle().id(&self.space.id), &revision), start);
        }
        for act in &past.order {
            let Some(stored) = self.space.state.act(act) else { continue };
            let Some(ops) = stored.body.and_then(|body| body.writing()) else { continue };
            let owner = self.space.state.roster().owner_of(&stored.device).map(|m| m.member);
            let author = owner.map_or(Author::Device(stored.device), Author::Member);
            for nonce in ops.nonces.iter().filter_map(|n| <[u8; 16]>::try_from(&n[..]).ok()) {
                let opening = out.entry(peer_id(&stored.device, &paper, &nonce)).or_insert_with(|| WordAuthor {
                    author: self.author_view(author),
                    from: Some(stored.at),
                    until: Some(stored.at),
                });
                opening.from = opening.from.min(Some(stored.at));
                opening.until = opening.until.max(Some(stored.at));
            }
        }
        Ok(out)
    }

    fn read(&self) -> Result<&Past> {
        self.space.past.as_ref().ok_or_else(|| Error::new(Code::Internal).with("what", "no past"))
    }

    fn author_view(&self, author: Author) -> AuthorView {
        let roster = self.space.state.roster();
        let member = match author {
            Author::Member(id) => roster.members.get(&id),
            Author::Device(_) => None,
        };
        let me = self.me().map(|m| m.member).ok();
        AuthorView {
            member: member.map(|m| m.member.to_string()).unwrap_or_default(),
            seat: member.map(|m| m.seat.clone()).unwrap_or_default(),
            delegation: member.and_then(|m| roster.delegation_name(&m.delegation)).unwrap_or_default().to_owned(),
            you: member.is_some_and(|m| Some(m.member) == me),
            start: false,
        }
    }

    fn point_view(&self, past: &Past, at: usize) -> Option<TimelinePoint> {
        let sitting = past.sittings.get(at)?;
        let mine = self.device();
        let acts = past.order.get(sitting.acts.clone())?;
        let others = acts.iter().filter(|act| self.space.state.act(act).is_some_and(|a| a.device != mine));
        let received: Option<Millis> = others.filter_map(|act| self.space.received.get(act)).max().copied();
        Some(TimelinePoint {
            point: past.point(sitting)?.to_string(),
            from: sitting.from,
            until: sitting.until,
            received,
            authors: sitting.authors.iter().map(|a| self.author_view(*a)).collect(),
            paragraphs: past.changes.get(at).cloned(),
        })
    }

    fn timeline_view(&mut self) -> Result<Timeline> {
        let id = self.read()?.key.0;
        let current = self.working_copy(&id)?;
        let past = self.read()?;
        let copy = past.key.1;
        let side = self.side()?;
        let paper = self.space.state.paper(&id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", id))?;
        let names = |copy: Option<RevisionId>| match copy {
            Some(revision) => paper.issued(&revision).map(name_of),
            None => Some(RevisionName { revision: "none".to_owned(), symbol: String::new(), at: 0 }),
        };
        let wrote = paper.draft_ops.keys().filter(|(of, other)| *of == side && *other != copy);
        Ok(Timeline {
            paper: id.to_string(),
            title: paper.title.clone(),
            language: paper.language.clone(),
            copy: copy.and_then(|c| names(Some(c))),
            current: copy == current,
            others: wrote.filter_map(|(_, other)| names(*other)).collect(),
            points: (0..past.sittings.len()).filter_map(|at| self.point_view(past, at)).collect(),
            done: past.done() as u32,
            total: past.sittings.len() as u32,
        })
    }
}

/// A draft's past that is to be written again, up to a point.
struct Rewriting {
    start: Draft,
    /// In the order in which they are taken up, with the peers as which each may write.
    updates: Vec<(ActId, Vec<u8>, BTreeSet<u64>)>,
}

impl Rewriting {
    fn replay(self) -> Result<Replay> {
        let mut replay = Replay::from(self.start);
        for (act, update, peers) in self.updates {
            let taken = replay.take(&update, &|peer| peers.contains(&peer));
            replay = taken.map_err(|_| Error::new(Code::VaultDamaged).with("what", act))?;
        }
        Ok(replay)
    }
}

/// A text of a draft's past: one that was read, or what it takes to have it.
enum TextAt {
    Read(Vec<Paragraph>),
    Past(Rewriting),
}

impl TextAt {
    fn text(self) -> Result<Vec<Paragraph>> {
        match self {
            TextAt::Read(text) => Ok(text),
            TextAt::Past(past) => Ok(numbered(&past.replay()?)),
        }
    }
}

/// Who wrote the words at a point: known already, or by the peers once the past is written again.
enum Wrote {
    Read(Vec<WordAuthor>, Vec<WrittenText>),
    Past(Rewriting, BTreeMap<u64, WordAuthor>),
}

/// An answer of which the long part is still to be worked out; it needs nothing of the application any more.
struct AskedAt {
    text: DraftText,
    /// The text before and the text at the point; none while the past is still being read.
    texts: Option<(TextAt, TextAt)>,
    wrote: Option<Wrote>,
}

impl AskedAt {
    fn answer(self) -> Result<DraftText> {
        let AskedAt { mut text, texts, wrote } = self;
        if let Some((before, at)) = texts {
            text.paragraphs = paragraph_diffs(&before.text()?, &at.text()?);
        }
        (text.authors, text.written) = match wrote {
            None => (Vec::new(), Vec::new()),
            Some(Wrote::Read(authors, written)) => (authors, written),
            Some(Wrote::Past(past, openings)) => written_by(&past.replay()?, &openings),
        };
        Ok(text)
    }
}

fn nobody() -> WordAuthor {
    let author = AuthorView { member: String::new(), seat: String::new(), delegation: String::new(), you: false, start: false };
    WordAuthor { author, from: None, until: None }
}

/// Who wrote each word of a text: from the peer of each character to the act, the device, the seat.
fn written_by(replay: &Replay, openings: &BTreeMap<u64, WordAuthor>) -> (Vec<WordAuthor>, Vec<WrittenText>) {
    let (mut authors, mut written) = (Vec::new(), Vec::new());
    let mut place: BTreeMap<u64, u32> = BTreeMap::new();
    let all = numbered(replay);
    let names = Names::of(&all);
    let words: BTreeMap<ParagraphId, Paragraph> = all.into_iter().map(|p| (p.id, p)).collect();
    for paragraph in replay.authors() {
        let Some(p) = words.get(&paragraph.paragraph) else { continue };
        let mut parts = Vec::new();
        for run in paragraph.runs {
            let next = place.len() as u32;
            let author = *place.entry(run.peer).or_insert_with(|| {
                authors.push(openings.get(&run.peer).cloned().unwrap_or_else(nobody));
                next
            });
            let words = runs(&names, &p.text.slice(run.start, run.end), "same", &[]);
            parts.extend(words.into_iter().map(|r| WrittenPart { text: r.text, marks: r.marks, author }));
        }
        written.push(WrittenText { id: p.id.to_string(), parts });
    }
    (authors, written)
}

impl Work<'_> {
    fn asked_at(&mut self, args: &DraftAt) -> Result<AskedAt> {
        let which = self.which(&args.paper, args.copy.as_deref())?;
        self.past(which)?;
        let point = self.read()?.find(args.point.as_deref())?;
        let wanted = self.read()?.sitting_of(point).map_or(0, |at| at + 1);
        self.read_past(wanted)?;
        let past = self.read()?;
        let (done, total) = (past.done().min(wanted) as u32, wanted as u32);
        let text = DraftText { point: point.to_string(), done, total, paragraphs: Vec::new(), authors: Vec::new(), written: Vec::new() };
        if done < total {
            return Ok(AskedAt { text, texts: None, wrote: None });
        }
        let before = match args.against.as_deref() {
            Some("start") => TextAt::Read(past.texts.first().map(plain).unwrap_or_default()),
            Some(given) => self.text_at(past, past.find(Some(given))?)?,
            None => TextAt::Read(past.texts.get(wanted.saturating_sub(1)).map(plain).unwrap_or_default()),
        };
        let wrote = if args.authors { Some(self.wrote(past, point)?) } else { None };
        Ok(AskedAt { text, texts: Some((before, self.text_at(past, point)?)), wrote })
    }

    fn wrote(&self, past: &Past, act: ActId) -> Result<Wrote> {
        let openings = self.openings(past)?;
        let last = past.order.last() == Some(&act) && past.done() == past.sittings.len();
        match past.replay.as_ref().filter(|_| last) {
            Some(replay) => {
                let (authors, written) = written_by(replay, &openings);
                Ok(Wrote::Read(authors, written))
            }
            None => Ok(Wrote::Past(self.rewriting(past, act)?, openings)),
        }
    }
}

fn point_paragraph(d: &ParagraphDifference<'_>) -> Option<PointParagraph> {
    let change = match (d.old, d.new) {
        (None, _) => "inserted",
        (_, None) => "deleted",
        _ if d.reworded() => "changed",
        _ if d.moved => "moved",
        _ if d.restyled() => "restyled",
        _ => return None,
    };
    let shown = d.new.or(d.old)?;
    Some(PointParagraph {
        id: d.id().to_string(),
        number: shown.number.map(|n| n.to_string()).unwrap_or_default(),
        label: label(&shown.text.text),
        change: change.to_owned(),
    })
}

impl Work<'_> {
    /// The point in the working copy's past to which one goes back to undo what comes now.
    pub(crate) fn last_point(&mut self, id: &PaperId) -> Result<String> {
        let copy = self.working_copy(id)?;
        self.past((*id, copy))?;
        Ok(self.read()?.order.last().map(ToString::to_string).unwrap_or_default())
    }
}

impl App {
    pub(crate) fn draft_timeline(&self, args: DraftRef) -> Result<Timeline> {
        self.work(|here| {
            let which = here.which(&args.paper, args.copy.as_deref())?;
            here.past(which)?;
            here.read_past(usize::MAX)?;
            here.timeline_view()
        })
    }

    pub(crate) fn draft_at(&self, args: DraftAt) -> Result<DraftText> {
        self.draft_at_later(&args)?()
    }

    /// The text of a draft at a point of its past, in two parts, since writing a long past again takes seconds: what that
    /// takes is gathered at once, and working it out needs nothing of the application any more, so that others are
    /// answered meanwhile. What is written between the two is not in it.
    pub fn draft_at_later(&self, args: &DraftAt) -> Result<impl FnOnce() -> Result<DraftText> + Send + use<>> {
        let asked = self.work(|here| here.asked_at(args))?;
        Ok(move || asked.answer())
    }

    pub(crate) fn draft_take_back(&self, args: TakeBack) -> Result<TakenBack> {
        self.step(|here| {
            let which = here.which(&args.paper, args.copy.as_deref())?;
            here.past(which)?;
            let past = here.read()?;
            let point = past.find(Some(&args.point))?;
            let text = here.text_at(past, point)?.text()?;
            let wanted = find_paragraph(&args.paragraph, &text)?;
            let (id, copy) = (which.0, here.working_copy(&which.0)?);
            // The point before: in the draft that is written in now.
            let before = here.last_point(&id)?;
            let mut batch = Batch::default();
            let changed = here.rewrite_with(&mut batch, id, copy, |draft| {
                let now: Vec<Paragraph> = draft.paragraphs().into_iter().map(|p| p.paragraph).collect();
                match (now.iter().find(|p| p.id == wanted), text.iter().find(|p| p.id == wanted)) {
                    (Some(now), Some(then)) if now.text == then.text => Ok(Vec::new()),
                    (Some(_), Some(then)) => draft.restore_wording(wanted, &then.text).map(|()| vec![wanted]).map_err(refused),
                    _ => draft.replace_with(&with_again(&now, &text, wanted)).map_err(refused),
                }
            })?;
            batch.commit(here.vault)?;
            Ok(TakenBack { changed: !changed.is_empty(), before })
        })
    }
}

/// The present text with a paragraph that has gone since, behind what stood before it then.
fn with_again(now: &[Paragraph], then: &[Paragraph], wanted: ParagraphId) -> Vec<Paragraph> {
    let mut out = now.to_vec();
    if let Some(at) = then.iter().position(|p| p.id == wanted) {
        let place = then[..at].iter().rev().find_map(|p| now.iter().position(|q| q.id == p.id)).map_or(0, |i| i + 1);
        out.insert(place, then[at].clone());
    }
    out
}
