//! Papers: beginning, listing, showing, editing from a file, history.

use crate::{
    App,
    api::{Nothing, paper::*},
    error::{Code, Error, Result},
    exporting::read_text,
    runs::{marked_view, paragraph_view, paragraph_views},
    store::Batch,
    work::Work,
};
use qalam_model::{
    act::{Body, PaperNew as PaperNewAct, Role},
    compare::{Matched, OutsideParagraph, Reading, match_outside},
    draft::DraftParagraph,
    ids::*,
    number::{self, Names},
    paper::{Paragraph, Revision},
    roster::Side,
    state::{Paper, What},
};

/// Longest title or symbol, in characters.
const LONGEST_NAME: usize = 300;

fn short(text: &str) -> Result<String> {
    let clean = qalam_model::text::clean(text).trim().to_owned();
    if clean.chars().count() > LONGEST_NAME {
        return Err(Error::new(Code::BadValue).with("what", clean.chars().take(40).collect::<String>()));
    }
    Ok(clean)
}

/// A BCP 47 tag, as far as a form can tell.
pub(crate) fn language_tag(tag: &str) -> Result<String> {
    let fine =
        (2..=35).contains(&tag.len()) && tag.split('-').all(|p| (1..=8).contains(&p.len()) && p.chars().all(|c| c.is_ascii_alphanumeric()));
    if fine { Ok(tag.to_owned()) } else { Err(Error::new(Code::BadValue).with("what", tag)) }
}

impl Work<'_> {
    /// An error unless my side has, or may have, a draft or working copy of this paper.
    pub(crate) fn may_draft(&self, id: &PaperId) -> Result<()> {
        let me = self.me()?;
        let what = || self.words.say("what-draft", &[]);
        if matches!(me.role, Role::Observer | Role::Translator) {
            return Err(Error::new(Code::NotAllowed).with("what", what()));
        }
        let Some(paper) = self.space.state.paper(id) else { return Err(Error::new(Code::UnknownPaper).with("paper", id)) };
        if paper.current().is_none() && paper.side != Some(me.side()) { Err(Error::new(Code::NoDraft)) } else { Ok(()) }
    }

    /// Whether a paper is my side's.
    pub(crate) fn is_mine(&self, paper: &Paper) -> bool {
        self.me().is_ok_and(|me| paper.side == Some(me.side()))
    }

    /// The text of my side's draft or working copy, numbered as it would be shown.
    pub(crate) fn draft_text(&mut self, id: &PaperId) -> Result<Vec<DraftParagraph>> {
        self.may_draft(id)?;
        let side = self.side()?;
        let copy = self.working_copy(id)?;
        let mut shown = self.space.draft(self.vault, side, *id, copy)?.draft.paragraphs();
        let mut numbered: Vec<Paragraph> = shown.iter().map(|p| p.paragraph.clone()).collect();
        number::assign(&mut numbered);
        for (one, paragraph) in shown.iter_mut().zip(numbered) {
            one.paragraph = paragraph;
        }
        Ok(shown)
    }

    /// What I read when I open a paper: the newest issued text, or my side's draft of one that is not issued.
    pub(crate) fn current_text(&mut self, id: &PaperId) -> Result<Vec<Paragraph>> {
        match self.space.copy_of(id) {
            Some(revision) => Ok(self.space.revision(id, &revision).map(|r| r.paragraphs.clone()).unwrap_or_default()),
            None => Ok(self.draft_text(id)?.into_iter().map(|p| p.paragraph).collect()),
        }
    }

    /// What a file holds, placed against a text by id, likeness and order; with what could not be placed or kept.
    pub(crate) fn placed(&mut self, base: &Revision, blocks: &[OutsideParagraph], reading: &Reading) -> Matched {
        let mut seed = Vec::new();
        for _ in 0..blocks.len() {
            seed.push(ParagraphId(self.random()));
        }
        let mut fresh = seed.into_iter();
        let mut extra = 0u64;
        match_outside(base, blocks, reading, move || {
            fresh.next().unwrap_or_else(|| {
                extra += 1;
                ParagraphId(extra.to_be_bytes())
            })
        })
    }

    /// An empty base, for texts that follow nothing.
    pub(crate) fn nothing_before(&self, paper: PaperId, title: &str, language: &str) -> Revision {
        Revision {
            group: self.space.id,
            paper,
            symbol: String::new(),
            title: title.to_owned(),
            language: language.to_owned(),
            predecessor: None,
            paragraphs: Vec::new(),
        }
    }

    /// Begins a paper of my side, with these blocks as its first text.
    pub(crate) fn begin(&mut self, args: &PaperNew, blocks: &[OutsideParagraph], title: &str) -> Result<PaperId> {
        let me = self.me()?;
        if matches!(me.role, Role::Observer | Role::Translator) {
            return Err(Error::new(Code::NotAllowed).with("what", self.words.say("what-begin", &[])));
        }
        let side = me.side();
        let random = self.random();
        let id = side.paper_id(&self.space.id, random);
        let language = if args.language.is_empty() { self.words.language().to_owned() } else { language_tag(&args.language)? };
        let title = short(if args.title.is_empty() { title } else { &args.title })?;
        if title.is_empty() {
            return Err(Error::new(Code::BadValue).with("what", self.words.say("a-title", &[])));
        }
        let new = PaperNewAct { paper: id, title: title.clone(), symbol: short(&args.symbol)?, language: language.clone() };
        let mut batch = Batch::default();
        self.author_in(&mut batch, side.circle(), &Body::PaperNew(new))?;
        if !blocks.is_empty() {
            let base = self.nothing_before(id, &title, &language);
            let mut copy = self.placed(&base, blocks, &Reading::whole()).copy;
            for paragraph in &mut copy {
                paragraph.number = None;
            }
            self.rewrite(&mut batch, id, None, &copy)?;
        }
        batch.commit(self.vault)?;
        Ok(id)
    }

    fn paper_info(&mut self, id: PaperId) -> Result<Option<PaperInfo>> {
        let Some(paper) = self.space.state.paper(&id).cloned() else { return Ok(None) };
        let mine = self.is_mine(&paper);
        let current = paper.current().cloned();
        if current.is_none() && !mine {
            return Ok(None);
        }
        let owner = match paper.side {
            Some(Side::Delegation(d)) => self.space.state.roster().delegation_name(&d).unwrap_or_default().to_owned(),
            _ => self.words.say("chair", &[]),
        };
        let paragraphs = match &current {
            Some(issued) => self.space.revision(&id, &issued.revision).map_or(0, |r| r.paragraphs.len()),
            None => self.draft_text(&id)?.len(),
        };
        let contributions = current.as_ref().map_or(0, |c| paper.contributions_to(&c.revision).len());
        let undecided = if mine && current.is_some() {
            let desk = self.desk_of(&id)?;
            desk.paragraphs.iter().filter(|p| crate::deskview::is_open(p)).count()
        } else {
            0
        };
        let changed = paper
            .revisions
            .iter()
            .map(|i| i.at)
            .chain(paper.contributions.values().map(|c| c.at))
            .chain(paper.decisions.values().map(|d| d.at))
            .chain(paper.created.and_then(|a| self.space.state.act(&a)).map(|a| a.at))
            .max();
        Ok(Some(PaperInfo {
            paper: id.to_string(),
            title: paper.title.clone(),
            symbol: paper.symbol.clone(),
            owner,
            mine,
            language: paper.language.clone(),
            paragraphs: paragraphs as u32,
            revision: current.map(|c| c.symbol),
            changed: changed.unwrap_or(0),
            contributions: contributions as u32,
            undecided: undecided as u32,
            draft: self.may_draft(&id).is_ok(),
        }))
    }
}

impl App {
    pub(crate) fn paper_new(&self, args: PaperNew) -> Result<PaperMade> {
        let import = args.from.as_deref().map(|path| self.import(path)).transpose()?;
        self.work(|here| {
            let (title, blocks, notes) = import.map(|i| (i.title, i.blocks, i.notes)).unwrap_or_default();
            let id = here.begin(&args, &blocks, &title)?;
            Ok(PaperMade { paper: id.to_string(), notes })
        })
    }

    pub(crate) fn paper_list(&self, _: Nothing) -> Result<Papers> {
        self.work(|here| {
            here.me()?;
            let ids: Vec<PaperId> = here.space.state.papers().keys().copied().collect();
            let mut papers = Vec::new();
            for id in ids {
                papers.extend(here.paper_info(id)?);
            }
            papers.sort_by(|a, b| b.changed.cmp(&a.changed).then_with(|| a.paper.cmp(&b.paper)));
            Ok(Papers { papers })
        })
    }

    pub(crate) fn paper_show(&self, args: PaperShow) -> Result<PaperText> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let issued = here.space.copy_of(&id).is_some();
            let view = args.view.clone().unwrap_or_else(|| "issued".to_owned());
            let paper = here.space.state.paper(&id).cloned().ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", &args.paper))?;
            let mut symbol = paper.symbol.clone();
            let mut revision = None;
            let paragraphs = match view.as_str() {
                "draft" => here.shown_draft(&id)?,
                "issued" if !issued && args.revision.is_none() => here.shown_draft(&id)?,
                "issued" | "marked" | "began" => {
                    let began = if view == "began" { here.working_copy(&id)?.map(|copy| copy.to_string()) } else { None };
                    let found = here.find_revision(&id, began.or(args.revision.clone()).as_deref())?;
                    let text = here.space.revision(&id, &found.revision).cloned().ok_or_else(|| Error::new(Code::NotIssued))?;
                    symbol.clone_from(&found.symbol);
                    revision = Some(found.revision.to_string());
                    if view == "marked" {
                        let before = found.predecessor.and_then(|p| here.space.revision(&id, &p)).map(|r| r.paragraphs.clone());
                        marked_view(&before.unwrap_or_default(), &text.paragraphs)
                    } else {
                        paragraph_views(&text.paragraphs)
                    }
                }
                "desk" | "desk_marked" => {
                    here.only_side(&id)?;
                    if !issued {
                        return Err(Error::new(Code::NotIssued));
                    }
                    let now = here.desk_paragraphs(&id)?;
                    let before = here.current_text(&id)?;
                    if view == "desk" { paragraph_views(&now) } else { marked_view(&before, &now) }
                }
                other => return Err(Error::new(Code::UnknownView).with("view", other)),
            };
            Ok(PaperText { paper: id.to_string(), title: paper.title, symbol, language: paper.language, revision, view, paragraphs })
        })
    }

    pub(crate) fn paper_edit(&self, args: PaperEdit) -> Result<Edited> {
        let import = self.import(&args.from)?;
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let before: Vec<Paragraph> = here.draft_text(&id)?.into_iter().map(|p| p.paragraph).collect();
            let copy = here.working_copy(&id)?;
            let mut base = here.nothing_before(id, "", "");
            base.paragraphs = before;
            let matched = here.placed(&base, &import.blocks, &Reading::whole());
            let mut batch = Batch::default();
            let changed = here.rewrite(&mut batch, id, copy, &matched.copy)?;
            batch.commit(here.vault)?;
            Ok(Edited { changed: changed.iter().map(ToString::to_string).collect(), notes: import.notes })
        })
    }

    pub(crate) fn paper_history(&self, args: PaperRef) -> Result<History> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let Some(paper) = here.space.state.paper(&id).cloned() else {
                return Err(Error::new(Code::UnknownPaper).with("paper", &args.paper));
            };
            let texts: Vec<Revision> = paper.revisions.iter().filter_map(|i| here.space.revision(&id, &i.revision).cloned()).collect();
            let number_of = |p: ParagraphId| {
                let found = texts.iter().rev().find_map(|r| r.find(p));
                found.map(|(_, p)| p.number.map_or_else(|| crate::deskview::label(&p.text.text), |n| n.to_string()))
            };
            let names = here.delegation_names();
            let acts = here
                .space
                .state
                .history(&id)
                .into_iter()
                .map(|item| HistoryItem {
                    act: item.act.to_string(),
                    at: item.at,
                    delegation: item.delegation.and_then(|d| names.get(&d).cloned()).unwrap_or_else(|| here.words.say("chair", &[])),
                    what: item.what.name().to_owned(),
                    paragraph: match &item.what {
                        What::Issued(r) | What::IssuedRival(r) => paper.issued(r).map(|i| i.symbol.clone()),
                        _ => item.paragraph.and_then(number_of),
                    },
                })
                .collect();
            let revisions = paper
                .revisions
                .iter()
                .map(|i| RevisionInfo {
                    revision: i.revision.to_string(),
                    symbol: i.symbol.clone(),
                    at: i.at,
                    // The state counts no issue whose signature does not hold.
                    signed: true,
                })
                .collect();
            Ok(History { acts, revisions })
        })
    }
}

/// A file that was read: its title, its paragraphs, what could not be kept.
#[derive(Default)]
pub(crate) struct Imported {
    pub title: String,
    pub blocks: Vec<OutsideParagraph>,
    pub notes: Vec<String>,
    /// Of a file that says so: the paper and the revision that it is a copy of.
    pub paper: Option<PaperId>,
    pub symbol: Option<String>,
}

impl App {
    /// Reads a Markdown or text file.
    pub(crate) fn import(&self, path: &str) -> Result<Imported> {
        let files = self.lock().hosts.files.clone();
        let inner = self.lock();
        read_text(&*files, &inner.words, std::path::Path::new(path))
    }
}

impl Work<'_> {
    fn shown_draft(&mut self, id: &PaperId) -> Result<Vec<ParagraphView>> {
        let text = self.draft_text(id)?;
        let paragraphs: Vec<Paragraph> = text.iter().map(|p| p.paragraph.clone()).collect();
        let names = Names::of(&paragraphs);
        let view =
            |p: &DraftParagraph| ParagraphView { edited_after_deletion: p.edited_after_deletion, ..paragraph_view(&names, &p.paragraph) };
        Ok(text.iter().map(view).collect())
    }

    /// An error unless the paper is my side's.
    pub(crate) fn only_side(&self, id: &PaperId) -> Result<()> {
        let paper = self.space.state.paper(id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", id))?;
        if self.is_mine(paper) { Ok(()) } else { Err(Error::new(Code::NotAllowed).with("what", self.words.say("what-decide", &[]))) }
    }
}
