//! The papers that go out: what is gathered for them, and the files they become.
//!
//! An issued revision's papers are made from what its issue carried and from the contributions that its table of
//! decisions lists: everybody in the group has these, so everybody gets the same papers, also much later. Before the
//! issue a compilation needs the contributions alone. What the Chair's side decides in the meantime goes into nothing
//! but its own table of decisions. Comments and the names of members never go out.

use crate::{
    App,
    api::paper::{Exported, PaperExport, PaperPapers},
    error::{Code, Error, Result},
    exporting::{format_to_write, note, write_file},
    members::alphabetical,
    words::Words,
    work::Work,
};
use qalam_convert::{
    self as convert, Format, Note, What,
    outgoing::{self, Authors, Document, Frame, LeftOut, Naming, Say, Sitting},
};
use qalam_model::{
    desk::{self, Desk, Input},
    fold::fold,
    ids::*,
    paper::{Paragraph, Revision},
    proposal::{Contribution, Contributor, DecisionRow},
};
use std::{
    collections::{BTreeSet, HashSet},
    path::{Path, PathBuf},
};

impl Say for Words {
    fn say(&self, key: &str, args: &[(&str, String)]) -> String {
        Words::say(self, key, args)
    }
}

/// One of the papers that go out with a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    Clean,
    Marked,
    Compilation,
    SideBySide,
    Decisions,
}

impl View {
    pub(crate) const ALL: [View; 5] = [View::Clean, View::Marked, View::Compilation, View::SideBySide, View::Decisions];

    pub(crate) fn of(given: Option<&str>) -> Result<View> {
        let Some(given) = given else { return Ok(View::Clean) };
        View::ALL.into_iter().find(|v| v.name() == given).ok_or_else(|| Error::new(Code::UnknownView).with("view", given))
    }

    /// The contract's name; also the end of a file's name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            View::Clean => "clean",
            View::Marked => "marked",
            View::Compilation => "compilation",
            View::SideBySide => "side-by-side",
            View::Decisions => "decisions",
        }
    }
}

/// What was said about one revision and what came of it, gathered.
pub(crate) struct Gathered {
    old: Revision,
    desk: Desk,
    new: Vec<Paragraph>,
    symbol: Option<String>,
    rows: Vec<DecisionRow>,
    open: HashSet<(ProposalId, Contributor)>,
}

impl Gathered {
    fn sitting(&self) -> Sitting<'_> {
        Sitting { old: &self.old, desk: &self.desk, new: &self.new, symbol: self.symbol.as_deref(), rows: &self.rows, open: &self.open }
    }

    /// What an issue is about to say.
    pub(crate) fn issued_as(self, symbol: &str, new: &[Paragraph], rows: &[DecisionRow]) -> Gathered {
        Gathered { symbol: Some(symbol.to_owned()), new: new.to_vec(), rows: rows.to_vec(), open: HashSet::new(), ..self }
    }
}

/// Which papers, and how.
pub(crate) struct Wanted<'a> {
    pub(crate) revision: Option<&'a str>,
    pub(crate) against: Option<&'a str>,
    pub(crate) names: bool,
    /// Whether a clean Markdown text carries its paragraphs' ids.
    pub(crate) ids: bool,
    /// The symbol of the paper itself, of which a clean text has none but its revision's.
    pub(crate) symbol: Option<&'a str>,
}

/// A symbol is no longer than this.
const SYMBOL: usize = 100;

impl Wanted<'_> {
    /// Says above the paper how it is called, if it is.
    fn call(&self, view: View, document: &mut Document, words: &Words) {
        let symbol: String = self.symbol.map(qalam_model::text::clean).unwrap_or_default().trim().chars().take(SYMBOL).collect();
        let (false, Some(first)) = (symbol.is_empty() || view == View::Clean, document.about.first_mut()) else { return };
        *first = words.say("out-called", &[("symbol", symbol), ("what", std::mem::take(first))]);
    }
}

/// What papers are made from.
#[derive(Default)]
struct Sources {
    text: Option<Revision>,
    before: Option<Revision>,
    authors: Authors,
    gathered: Option<Gathered>,
}

impl Sources {
    /// The paper's language.
    fn language(&self) -> &str {
        self.gathered.as_ref().map(|g| &g.old).or(self.text.as_ref()).map_or("", |r| &r.language)
    }

    fn document(&self, view: View, frame: &Frame<'_>) -> Option<Document> {
        Some(match view {
            View::Clean => outgoing::clean(frame, self.text.as_ref()?),
            View::Marked => outgoing::marked(frame, self.before.as_ref(), self.text.as_ref()?, &self.authors),
            View::Compilation => outgoing::compilation(frame, self.gathered.as_ref()?.sitting()),
            View::SideBySide => outgoing::side_by_side(frame, self.gathered.as_ref()?.sitting()),
            View::Decisions => outgoing::decisions(frame, self.gathered.as_ref()?.sitting()),
        })
    }
}

/// A file's text, and what it could not say.
struct Written {
    text: String,
    notes: Vec<Note>,
    left: LeftOut,
}

impl Work<'_> {
    /// Everybody's names in the alphabetical order of the reader's language, or only what must not be said.
    fn naming(&self, names: bool) -> Naming {
        let roster = &self.space.state.roster().delegations;
        if !names {
            // A delegation that is called just 'Chair' is named by its office.
            let chairs: Vec<String> = Words::LANGUAGES.iter().map(|l| fold(&Words::of(l).say("chair", &[]))).collect();
            return Naming::Nobody(roster.values().filter(|name| !chairs.contains(&fold(name))).cloned().collect());
        }
        let chair = self.words.say("chair", &[]);
        let compare = alphabetical(self.words.language());
        let mut list: Vec<(Contributor, String)> = roster.iter().map(|(id, name)| (Contributor::Delegation(*id), name.clone())).collect();
        list.sort_by(|(a, x), (b, y)| compare(x, y).then(a.cmp(b)));
        list.insert(0, (Contributor::Chair, chair));
        Naming::Named(list)
    }

    /// What lies on the desk of the newest revision, as everybody sees it.
    pub(crate) fn gathered_now(&self, id: &PaperId) -> Result<Gathered> {
        let paper = self.space.state.paper(id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", id))?;
        let issued = paper.current().ok_or_else(|| Error::new(Code::NotIssued))?;
        let old = self.space.revision(id, &issued.revision).ok_or_else(|| Error::new(Code::NotIssued))?;
        let contributions = paper.contributions_to(&issued.revision);
        let desk = laid(old, issued.revision, &contributions, &paper.former_contributions_to(&issued.revision));
        Ok(Gathered { old: old.clone(), desk, new: Vec::new(), symbol: None, rows: Vec::new(), open: HashSet::new() })
    }

    /// The same with what my side has decided so far.
    pub(crate) fn gathered_desk(&mut self, id: &PaperId) -> Result<Gathered> {
        let desk = self.next_desk_of(id)?;
        let next = desk.next_revision();
        let undecided = desk.paragraphs.iter().flat_map(|p| &p.proposals).filter(|p| p.outcome.is_none());
        let open = undecided.map(|p| (p.proposal.id, p.contributor)).collect();
        let gathered = self.gathered_now(id)?;
        // Proposals that were withdrawn since something was decided about them stand on this desk too.
        Ok(Gathered { desk: Desk::clone(&desk), new: next.paragraphs, rows: next.rows, open, ..gathered })
    }

    /// What led to an issued revision.
    fn gathered_for(&self, id: &PaperId, given: &str) -> Result<Gathered> {
        let issued = self.find_revision(id, Some(given))?;
        let missing = || Error::new(Code::NotIssued);
        let issue = self.space.state.issue(&issued.act).cloned().ok_or_else(missing)?;
        let before = issue.revision.predecessor.ok_or_else(|| Error::new(Code::NothingProposed).with("symbol", &issued.symbol))?;
        let old = self.space.revision(id, &before).ok_or_else(missing)?;
        let paper = self.space.state.paper(id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", id))?;
        // The table says what lay on the desk: what came later is not in these papers.
        let listed: BTreeSet<(ProposalId, Contributor)> = issue.decisions.iter().map(|row| (row.proposal, row.by)).collect();
        let all = paper.contributions_to(&before).into_iter().chain(paper.former_contributions_to(&before));
        let kept: Vec<(ActId, Contribution)> = all
            .map(|(act, c)| {
                let proposals = c.proposals.iter().filter(|p| listed.contains(&(p.id, c.by))).cloned().collect();
                (act, Contribution { proposals, replaces: c.replaces.clone(), ..*c })
            })
            .collect();
        let contributions: Vec<(ActId, &Contribution)> = kept.iter().map(|(act, c)| (*act, c)).collect();
        Ok(Gathered {
            desk: laid(old, before, &contributions, &[]),
            old: old.clone(),
            symbol: Some(issued.symbol),
            new: issue.revision.paragraphs,
            rows: issue.decisions,
            open: HashSet::new(),
        })
    }

    /// Everything that these views are made from.
    fn sources(&mut self, id: &PaperId, views: &[View], wanted: &Wanted<'_>) -> Result<Sources> {
        let mut out = Sources::default();
        if views.iter().any(|v| matches!(v, View::Clean | View::Marked)) {
            let text = self.text_to_export(id, wanted.revision)?;
            if views.contains(&View::Marked) {
                (out.before, out.authors) = self.before(id, &text, wanted)?;
            }
            out.text = Some(text);
        }
        if views.iter().any(|v| !matches!(v, View::Clean | View::Marked)) {
            out.gathered = Some(match wanted.revision {
                Some(given) => self.gathered_for(id, given)?,
                None if views.contains(&View::Decisions) => self.gathered_desk(id)?,
                None => self.gathered_now(id)?,
            });
        }
        Ok(out)
    }

    /// What a text is marked up against, and whose its new words are.
    fn before(&mut self, id: &PaperId, text: &Revision, wanted: &Wanted<'_>) -> Result<(Option<Revision>, Authors)> {
        let before = match wanted.against {
            Some(given) => Some(self.find_revision(id, Some(given))?.revision),
            None => text.predecessor,
        };
        let Some(before) = before else { return Ok((None, Authors::default())) };
        let revision = self.space.revision(id, &before).cloned().ok_or_else(|| Error::new(Code::NotIssued))?;
        let authors = if wanted.names { self.authors(id, &text.symbol, &before)? } else { Authors::default() };
        Ok((Some(revision), authors))
    }

    /// The papers of these views in these formats, in this order. What several of them show is worked out once.
    fn written(&mut self, id: &PaperId, views: &[View], formats: &[Format], wanted: &Wanted<'_>) -> Result<Vec<Written>> {
        let sources = self.sources(id, views, wanted)?;
        let naming = self.naming(wanted.names);
        let text = Words::of(sources.language());
        let frame = Frame::new(self.words, &text, self.words.language(), &naming);
        let mut out = Vec::new();
        for view in views {
            // What shall be read back is written as it is read.
            let read_back = |format: &Format| *view == View::Clean && *format != Format::Html;
            let mut document = if formats.iter().all(read_back) { None } else { sources.document(*view, &frame) };
            if let Some(document) = &mut document {
                wanted.call(*view, document, self.words);
            }
            for format in formats {
                out.push(match (&document, &sources.text) {
                    (_, Some(text)) if read_back(format) => as_it_is_read(text, *format, wanted.ids),
                    (Some(document), _) => write(document, *format),
                    _ => return Err(Error::new(Code::NotIssued)),
                });
            }
        }
        Ok(out)
    }

    /// The table of decisions as a file, with names.
    pub(crate) fn write_decisions(&self, path: &Path, gathered: &Gathered) -> Result<()> {
        let format = format_to_write(path)?;
        let (naming, text) = (self.naming(true), Words::of(&gathered.old.language));
        let frame = Frame::new(self.words, &text, self.words.language(), &naming);
        let document = outgoing::decisions(&frame, gathered.sitting());
        write_file(self, path, write(&document, format).text.as_bytes())
    }

    /// The table that an issued revision came with.
    pub(crate) fn write_decisions_of(&self, path: &Path, id: &PaperId, revision: &str) -> Result<()> {
        self.write_decisions(path, &self.gathered_for(id, revision)?)
    }

    /// Writes one paper to a file.
    pub(crate) fn export_view(&mut self, id: &PaperId, args: &PaperExport, view: View) -> Result<Exported> {
        let path = PathBuf::from(&args.to);
        let format = format_to_write(&path)?;
        let names = args.names.unwrap_or(true);
        let wanted = Wanted {
            revision: args.revision.as_deref(),
            against: args.against.as_deref(),
            names,
            ids: args.ids.unwrap_or(false),
            symbol: args.symbol.as_deref(),
        };
        let Some(written) = self.written(id, &[view], &[format], &wanted)?.pop() else { return Err(Error::new(Code::NotIssued)) };
        write_file(self, &path, written.text.as_bytes())?;
        let notes = self.left_out(written.notes, &written.left, names);
        Ok(Exported { files: vec![path.display().to_string()], notes })
    }

    /// What a file could not say, and what was left out so that nobody is named, in words.
    fn left_out(&self, notes: Vec<Note>, left: &LeftOut, names: bool) -> Vec<String> {
        let shown = notes.iter().filter(|n| names || n.what != What::Behind);
        let mut out: Vec<String> = shown.map(|n| note(self.words, n)).collect();
        if names {
            return out;
        }
        let counted = [
            ("note-nobody-proposals", left.proposals),
            ("note-nobody-reasons", left.reasons),
            ("note-nobody-decisions", left.decisions),
            ("note-nobody-behind", left.behind),
            ("note-nobody-named", left.named),
        ];
        out.push(self.words.say("note-nobody", &[]));
        out.extend(counted.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| self.words.say(key, &[("count", n.to_string())])));
        out
    }
}

/// What replaced ones asked for only says whose turn it is at one place.
fn laid(old: &Revision, id: RevisionId, contributions: &[(ActId, &Contribution)], former: &[(ActId, &Contribution)]) -> Desk {
    desk::desk(Input { revision: old, revision_id: id, contributions, former, decisions: &[] })
}

fn as_it_is_read(text: &Revision, format: Format, ids: bool) -> Written {
    let out = match format {
        Format::Markdown if ids => convert::to_markdown_with_ids(&text.title, &text.paragraphs),
        Format::Markdown => convert::to_markdown(&text.title, &text.paragraphs),
        _ => convert::to_text(&text.title, &text.paragraphs),
    };
    Written { text: out.text, notes: out.notes, left: LeftOut::default() }
}

fn write(document: &Document, format: Format) -> Written {
    let left = document.left;
    match format {
        Format::Html => Written { text: outgoing::to_html(document), notes: Vec::new(), left },
        Format::Markdown => {
            let out = outgoing::document_to_markdown(document);
            Written { text: out.text, notes: out.notes, left }
        }
        Format::Text => {
            let out = outgoing::document_to_text(document);
            Written { text: out.text, notes: out.notes, left }
        }
    }
}

/// A symbol as the beginning of a file's name on every system.
fn file_name(symbol: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' };
    let name: String = symbol.chars().map(safe).take(80).collect();
    let name = name.trim_matches(['.', '-']).to_owned();
    if name.is_empty() { "paper".to_owned() } else { name }
}

impl App {
    pub(crate) fn paper_papers(&self, args: PaperPapers) -> Result<Exported> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let issued = here.find_revision(&id, args.revision.as_deref())?;
            let given = issued.revision.to_string();
            let names = args.names.unwrap_or(true);
            let wanted = Wanted { revision: Some(&given), against: args.against.as_deref(), names, ids: false, symbol: None };
            let folder = PathBuf::from(&args.to);
            let formats: Vec<&str> =
                if args.formats.is_empty() { vec!["html", "md"] } else { args.formats.iter().map(String::as_str).collect() };
            // Nothing was proposed before the first text: it goes out alone.
            let views = if issued.predecessor.is_some() { &View::ALL[..] } else { &[View::Clean][..] };
            let mut paths = Vec::new();
            for view in views {
                for ending in &formats {
                    paths.push(folder.join(format!("{}_{}.{ending}", file_name(&issued.symbol), view.name())));
                }
            }
            let kinds: Vec<Format> = paths.iter().take(formats.len()).map(|p| format_to_write(p)).collect::<Result<_>>()?;
            let (mut files, mut counted, mut left) = (Vec::new(), Vec::new(), LeftOut::default());
            let ready = here.written(&id, views, &kinds, &wanted)?;
            // Written only when all of them are made.
            if here.hosts.files.node(&folder).ok().flatten().is_none() {
                let fail = |e| Error::new(Code::FileUnwritable).at(&folder).because(e);
                here.hosts.files.create_folder(&folder).map_err(fail)?;
            }
            for (path, written) in paths.iter().zip(ready) {
                write_file(here, path, written.text.as_bytes())?;
                files.push(path.display().to_string());
                left = most(left, written.left);
                counted.extend(written.notes);
            }
            counted.sort_by_key(|n: &Note| (n.what, std::cmp::Reverse(n.count)));
            counted.dedup_by_key(|n| n.what);
            let notes = here.left_out(counted, &left, names);
            Ok(Exported { files, notes })
        })
    }
}

/// Of several papers of one revision the one in which most was left out tells it.
fn most(a: LeftOut, b: LeftOut) -> LeftOut {
    LeftOut {
        proposals: a.proposals.max(b.proposals),
        reasons: a.reasons.max(b.reasons),
        decisions: a.decisions.max(b.decisions),
        behind: a.behind.max(b.behind),
        named: a.named.max(b.named),
    }
}
