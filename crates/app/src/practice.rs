//! 'Practise': a whole working group on this machine, made by the same use cases as a real one, so that whoever
//! opens the application stands at a full merge desk within a minute.

mod story;
mod story_ar;
mod story_en;

use crate::{
    App,
    api::{
        Nothing,
        exchange::SyncNow,
        group::*,
        paper::{PaperIssue, PaperNew},
        session::*,
    },
    error::{Code, Error, Result},
    hosts::Hosts,
    names::find_paragraph,
    store::Batch,
};
use qalam_model::{
    act::{Body, Contribute},
    ids::*,
    paper::Paragraph,
    proposal::ProposalKind,
};
use rand::{RngCore, SeedableRng, rngs::StdRng};
use std::path::{Path, PathBuf};
pub use story::{Edit, Story, What};

/// The passphrase of every practice home: it protects nothing, and says so.
const PASSPHRASE: &str = "practice makes perfect";
/// scrypt work factor of practice homes.
const WORK_FACTOR: u8 = 10;

/// The story in a language: Arabic, or else English.
pub fn story(language: &str) -> &'static Story {
    if language.starts_with("ar") { &story_ar::STORY } else { &story_en::STORY }
}

impl App {
    pub(crate) fn practice_start(&self, args: PracticeStart) -> Result<Practice> {
        let (root, language) = {
            let inner = self.lock();
            let beside = || {
                inner.hosts.home.with_file_name(format!("{}-practice", inner.hosts.home.file_name().unwrap_or_default().to_string_lossy()))
            };
            (args.folder.as_deref().map_or_else(beside, PathBuf::from), args.language.unwrap_or_else(|| inner.words.language().to_owned()))
        };
        let homes: Vec<PathBuf> = std::iter::once("chair".to_owned())
            .chain(('a'..='h').map(|l| format!("delegation-{l}")))
            .map(|name| root.join("homes").join(name))
            .collect();
        let chair_home = homes[0].clone();
        let made = if qalam_vault::Vault::is_in(&chair_home) { None } else { Some(self.play(&root, &homes, story(&language))?) };
        {
            let mut inner = self.lock();
            inner.open = None;
            let own = std::mem::replace(&mut inner.hosts.home, chair_home.clone());
            inner.own_home.get_or_insert(own);
            inner.unlock(PASSPHRASE)?;
        }
        self.forget_folders();
        let paper = match made {
            Some(paper) => paper,
            None => self.paper_list(Nothing {})?.papers.first().map(|p| p.paper.clone()).unwrap_or_default(),
        };
        Ok(Practice {
            chair: chair_home.display().to_string(),
            homes: homes.iter().map(|h| h.display().to_string()).collect(),
            paper,
            passphrase: PASSPHRASE.to_owned(),
        })
    }

    /// An application on another home, with this one's clock and files.
    fn beside(&self, home: &Path) -> App {
        let mut inner = self.lock();
        let mut seed = [0u8; 32];
        inner.hosts.random.fill_bytes(&mut seed);
        App::new(Hosts {
            home: home.to_owned(),
            clock: inner.hosts.clock.clone(),
            random: Box::new(StdRng::from_seed(seed)),
            files: inner.hosts.files.clone(),
            work_factor: WORK_FACTOR.min(inner.hosts.work_factor),
            language: inner.words.language().to_owned(),
        })
    }

    fn play(&self, root: &Path, homes: &[PathBuf], story: &Story) -> Result<String> {
        let folder = root.join("folder");
        let files = self.lock().hosts.files.clone();
        for path in [root, &root.join("homes"), &folder] {
            let mut missing: Vec<&Path> = path.ancestors().take_while(|p| !matches!(files.node(p), Ok(Some(_)))).collect();
            while let Some(path) = missing.pop().filter(|p| !p.as_os_str().is_empty()) {
                files.create_folder(path).map_err(|e| Error::new(Code::FileUnwritable).at(path).because(e))?;
            }
        }
        let folder = folder.display().to_string();
        let chair = self.beside(&homes[0]);
        let new = |app: &App| -> Result<()> {
            let mut inner = app.lock();
            inner.make_vault(PASSPHRASE)?;
            // Nobody writes down the words of a practice home.
            let open = inner.opened()?;
            open.home.proved = true;
            open.home.ask.clear();
            open.home.hashes.clear();
            let row = crate::store::cbor(&open.home);
            let mut batch = Batch::default();
            batch.put(crate::store::HOME, b"1".to_vec(), row);
            batch.commit(&mut open.vault)
        };
        new(&chair)?;
        let group = GroupNew {
            name: story.group.to_owned(),
            delegation: story.chair.to_owned(),
            seat: story.chair.to_owned(),
            folder: folder.clone(),
        };
        chair.lock().found(&group, true)?;
        let sync = |app: &App| app.sync(SyncNow { restore: false }).map(|_| ());
        sync(&chair)?;
        let mut delegations = Vec::new();
        for (name, home) in story.delegations.iter().zip(&homes[1..]) {
            let app = self.beside(home);
            new(&app)?;
            let out = root.join("invitation").display().to_string();
            chair.group_invite(GroupInvite {
                delegation: (*name).to_owned(),
                seat: story.seat.to_owned(),
                role: "delegate".to_owned(),
                head: true,
                out: out.clone(),
            })?;
            sync(&chair)?;
            let asked = app.group_join(GroupJoin { file: out.clone(), folder: folder.clone() })?;
            sync(&app)?;
            sync(&chair)?;
            chair.group_admit(GroupAdmit { request: asked.request, safety_number: asked.safety_number })?;
            sync(&chair)?;
            let _ = files.remove(Path::new(&out));
            delegations.push(app);
        }
        let import = {
            let blocks =
                qalam_convert::from_markdown(story.paper.as_bytes()).map_err(|_| Error::new(Code::Internal).with("what", "sample"))?;
            (blocks.title.unwrap_or_default(), blocks.paragraphs)
        };
        let paper = chair.step(|here| {
            let args = PaperNew { title: String::new(), symbol: story.symbol.to_owned(), language: story.language.to_owned(), from: None };
            here.begin(&args, &import.1, &import.0)
        })?;
        let paper_id = paper.to_string();
        chair.paper_issue(PaperIssue { paper: paper_id.clone(), symbol: story.symbol.to_owned(), decisions: None, renumber: None })?;
        sync(&chair)?;
        for (at, app) in delegations.iter().enumerate() {
            sync(app)?;
            let letter = char::from(b'A' + u8::try_from(at).unwrap_or(0));
            app.propose_story(paper, story, letter)?;
            sync(app)?;
        }
        sync(&chair)?;
        Ok(paper_id)
    }

    /// Edits my working copy as the story says, and submits.
    fn propose_story(&self, paper: PaperId, story: &Story, letter: char) -> Result<()> {
        self.step(|here| {
            let copy = here.working_copy(&paper)?;
            let base: Vec<Paragraph> = here.draft_text(&paper)?.into_iter().map(|p| p.paragraph).collect();
            let mut wishes: Vec<(ParagraphId, ParagraphId, &Edit)> = Vec::new();
            for edit in story.of(letter) {
                wishes.push((find_paragraph(edit.paragraph, &base)?, ParagraphId(here.random()), edit));
            }
            let mut notes: Vec<((ParagraphId, ProposalKind), &Edit)> = Vec::new();
            let mut batch = Batch::default();
            here.rewrite_with(&mut batch, paper, copy, |draft| {
                for (at, new, edit) in wishes {
                    let about = edit.write(draft, at, new).map_err(crate::drafting::refused)?;
                    notes.extend(about.map(|about| (about, edit)));
                }
                Ok(notes.iter().map(|((about, _), _)| *about).collect())
            })?;
            batch.commit(here.vault)?;
            let mut contribution = here.own_contribution(paper)?;
            for proposal in &mut contribution.proposals {
                if let Some((_, edit)) = notes.iter().find(|(about, _)| *about == (proposal.paragraph, proposal.kind)) {
                    proposal.reason = edit.reason.to_owned();
                    proposal.discussion_only = edit.discussion_only;
                    for letter in edit.with {
                        proposal.cosponsors.push(here.find_delegation(story.name(*letter))?);
                    }
                }
            }
            here.author(Circle::Group, &Body::Contribute(Contribute { contribution }))?;
            Ok(())
        })
    }
}
