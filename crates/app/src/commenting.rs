//! Comments: saying something beside a text, answering, settling; and where each comment stands in the text that is
//! shown. Nothing here touches a text: a comment is an act of its own.

mod places;

use crate::{
    App,
    api::{Nothing, comment::*},
    error::{Code, Error, Result},
    names::{by_prefix, find_paragraph},
    store::{self, Batch, cbor, uncbor},
    work::Work,
};
use places::Shown;
use qalam_model::{
    act::{Body, Comment, ResolveComment, Role},
    comment::{MAX_TEXT, Place, find, quote_of},
    ids::*,
    paper::Paragraph,
    proposal::Contributor,
    roster::Side,
    state::{Beside, Commented, Thread},
};
use std::collections::BTreeSet;

/// A comment's words as they are kept: NFC, line feeds, no other control characters, no blank ends.
fn words_of(text: &str) -> String {
    let lines: Vec<String> = text.replace("\r\n", "\n").split('\n').map(qalam_model::text::clean).collect();
    lines.join("\n").trim().to_owned()
}

/// Which comments are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    Issued,
    Draft,
}

impl View {
    fn of(given: Option<&str>) -> Result<View> {
        match given {
            None | Some("issued") => Ok(View::Issued),
            Some("draft") => Ok(View::Draft),
            Some(other) => Err(Error::new(Code::UnknownView).with("view", other)),
        }
    }
}

impl Work<'_> {
    fn may_comment(&self, id: &PaperId, view: View) -> Result<()> {
        match view {
            View::Draft => self.may_draft(id),
            View::Issued if self.me()?.role == Role::Observer => {
                Err(Error::new(Code::NotAllowed).with("what", self.words.say("what-comment", &[])))
            }
            View::Issued if self.space.copy_of(id).is_none() => Err(Error::new(Code::NotIssued)),
            View::Issued => Ok(()),
        }
    }

    /// What somebody wants to say, fit to be kept.
    fn said(&self, text: &str) -> Result<String> {
        let text = words_of(text);
        let bad = |key: &str| Error::new(Code::BadValue).with("what", self.words.say(key, &[("most", MAX_TEXT.to_string())]));
        if text.is_empty() {
            return Err(bad("a-comment-empty"));
        }
        if text.chars().count() > MAX_TEXT { Err(bad("a-comment-long")) } else { Ok(text) }
    }

    /// The place that is meant, in a text as it is now.
    fn meant(&self, args: &CommentAdd, text: &[Paragraph]) -> Result<(Place, String)> {
        let id = find_paragraph(&args.paragraph, text)?;
        let words = text.iter().find(|p| p.id == id).map(|p| p.text.text.as_str()).unwrap_or_default();
        let whole = Place { paragraph: id, start: 0, end: 0 };
        let len = words.chars().count() as u32;
        let quote = args.quote.as_deref().map(|q| quote_of(q, 0, u32::MAX)).filter(|q| !q.trim().is_empty());
        let gone = |quote: &str| Error::new(Code::WordsGone).with("words", quote);
        let range = match (args.start, args.end, &quote) {
            (Some(start), Some(end), quote) if start <= end && end <= len => match quote {
                Some(quote) if quote_of(words, start, end) != *quote => find(words, quote, start).ok_or_else(|| gone(quote))?,
                _ => (start, end),
            },
            (start, _, Some(quote)) => find(words, quote, start.unwrap_or(0)).ok_or_else(|| gone(quote))?,
            (None, None, None) => (0, 0),
            _ => return Err(gone("")),
        };
        let place = trimmed(words, range).map_or(whole, |(start, end)| Place { start, end, ..whole });
        Ok((place, quote_of(words, place.start, place.end)))
    }

    /// The paper and the thread that a comment belongs to.
    fn find_thread(&self, given: &str) -> Result<(PaperId, (Beside, ActId))> {
        let missing = || Error::new(Code::UnknownComment).with("comment", given);
        let all = self.space.state.papers().values().flat_map(|p| p.comments.keys().copied());
        let act = by_prefix(given, all, missing)?;
        let papers = self.space.state.papers();
        let found = papers.iter().find_map(|(id, paper)| {
            let said = paper.comments.get(&act)?;
            Some((*id, (said.beside(), said.comment.answers.unwrap_or(act))))
        });
        found.ok_or_else(missing)
    }

    /// A thread's place among the readers: where and for whom the next act on it stands.
    fn beside(&self, thread: &Thread<'_>, paper: &PaperId) -> Result<(Circle, Comment)> {
        let first = thread.first();
        let draft = first.comment.draft;
        let side = self.side()?;
        if draft && first.by != side {
            return Err(Error::new(Code::UnknownComment).with("comment", thread.id));
        }
        self.may_comment(paper, if draft { View::Draft } else { View::Issued })?;
        Ok((if draft { side.circle() } else { Circle::Group }, (*first.comment).clone()))
    }

    fn read_comments(&mut self, paper: &PaperId) -> Result<BTreeSet<ActId>> {
        let found = self.vault.get(store::READ, &store::of_draft(&self.space.id, paper, None))?;
        found.map_or_else(|| Ok(BTreeSet::new()), |bytes| uncbor(&bytes))
    }

    fn one_said(&self, act: ActId, commented: &Commented, me: MemberId, read: &BTreeSet<ActId>) -> CommentSaid {
        let by = match commented.by {
            Side::Chair => Contributor::Chair,
            Side::Delegation(d) => Contributor::Delegation(d),
        };
        let owner = self.space.state.roster().owner_of(&commented.device);
        let mine = owner.is_some_and(|m| m.member == me);
        CommentSaid {
            comment: act.to_string(),
            delegation: self.contributor_name(by),
            delegation_id: crate::members::column_of(by),
            // A text is by a delegation; who of them wrote it is nobody's business but their own.
            seat: owner.filter(|_| commented.comment.draft).map(|m| m.seat.clone()),
            at: commented.at,
            text: commented.comment.text.clone(),
            mine,
            unread: !mine && !read.contains(&act),
        }
    }

    fn told(&self, thread: &Thread<'_>, shown: &Shown, place: Option<Place>, me: MemberId, read: &BTreeSet<ActId>) -> CommentThread {
        let comment = &thread.first().comment;
        let at = place.unwrap_or(Place { paragraph: comment.paragraph, start: comment.start, end: comment.end });
        let said: Vec<CommentSaid> = thread.comments.iter().map(|(act, c)| self.one_said(*act, c, me, read)).collect();
        CommentThread {
            comment: thread.id.to_string(),
            readers: if comment.draft { "side" } else { "group" }.to_owned(),
            paragraph: at.paragraph.to_string(),
            number: shown.number_of(&at.paragraph),
            start: at.start,
            end: at.end,
            quote: comment.quote.clone(),
            deleted: place.is_none(),
            resolved: thread.resolved,
            unread: said.iter().any(|s| s.unread),
            said,
        }
    }
}

/// A place in the order of the text: paragraph, beginning, end.
type Order = (usize, u32, u32);

/// A range without the white space at its ends; none if nothing is left of it.
fn trimmed(text: &str, (start, end): (u32, u32)) -> Option<(u32, u32)> {
    let chars: Vec<char> = text.chars().skip(start as usize).take((end - start) as usize).collect();
    let front = chars.iter().position(|c| !c.is_whitespace())? as u32;
    let back = chars.iter().rev().position(|c| !c.is_whitespace())? as u32;
    Some((start + front, start + chars.len() as u32 - back))
}

impl App {
    pub(crate) fn comments(&self, args: CommentsOf) -> Result<CommentList> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let me = here.me()?.member;
            let view = View::of(args.view.as_deref())?;
            let shown = match view {
                View::Issued => here.issued_text(&id, args.revision.as_deref())?,
                View::Draft => here.own_text(&id)?,
            };
            let read = here.read_comments(&id)?;
            let places = here.places(&id, &shown)?;
            let paper = here.space.state.paper(&id).ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", &args.paper))?;
            let mut list: Vec<(Option<Order>, i64, CommentThread)> = Vec::new();
            for thread in paper.threads() {
                let Some(place) = places.get(&(thread.beside, thread.id)) else { continue };
                let order = place.map(|p| (shown.index_of(&p.paragraph), p.start, p.end));
                list.push((order, thread.first().at, here.told(&thread, &shown, *place, me, &read)));
            }
            list.sort_by(|(a, at, x), (b, bt, y)| (a.is_none(), a, at, &x.comment).cmp(&(b.is_none(), b, bt, &y.comment)));
            Ok(CommentList {
                paper: id.to_string(),
                view: if view == View::Draft { "draft" } else { "issued" }.to_owned(),
                revision: shown.revision.map(|r| r.to_string()),
                may: here.may_comment(&id, view).is_ok(),
                comments: list.into_iter().map(|(.., thread)| thread).collect(),
            })
        })
    }

    pub(crate) fn comment_add(&self, args: CommentAdd) -> Result<CommentMade> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            let view = View::of(args.view.as_deref())?;
            here.may_comment(&id, view)?;
            let text = here.said(&args.text)?;
            let shown = if view == View::Draft { here.own_text(&id)? } else { here.issued_text(&id, None)? };
            let (place, quote) = here.meant(&args, &shown.paragraphs)?;
            let draft = view == View::Draft;
            let comment = Comment {
                paper: id,
                revision: shown.revision,
                draft,
                paragraph: place.paragraph,
                start: place.start,
                end: place.end,
                quote,
                cursors: if draft { here.cursors(&id, place)? } else { Vec::new() },
                text,
                answers: None,
            };
            let circle = if draft { here.side()?.circle() } else { Circle::Group };
            let act = here.author(circle, &Body::Comment(comment))?;
            Ok(CommentMade { comment: act.to_string(), resolved: false })
        })
    }

    pub(crate) fn comment_answer(&self, args: CommentAnswer) -> Result<CommentMade> {
        self.step(|here| {
            let (id, thread) = here.find_thread(&args.comment)?;
            let text = here.said(&args.text)?;
            let (circle, place) = here.with_thread(&id, thread, |here, thread| here.beside(thread, &id))?;
            let act = here.author(circle, &Body::Comment(Comment { text, answers: Some(thread.1), ..place }))?;
            Ok(CommentMade { comment: act.to_string(), resolved: false })
        })
    }

    pub(crate) fn comment_resolve(&self, args: CommentResolve) -> Result<CommentMade> {
        self.step(|here| {
            let (id, (beside, first)) = here.find_thread(&args.comment)?;
            let resolved = args.resolved;
            let step = here.with_thread(&id, (beside, first), |here, thread| {
                let (circle, _) = here.beside(thread, &id)?;
                let answers = thread.comments.iter().map(|(act, _)| *act).filter(|act| *act != first);
                let body =
                    ResolveComment { paper: id, comment: first, resolved, replaces: thread.settled_by.clone(), seen: answers.collect() };
                Ok((thread.resolved != resolved).then_some((circle, body)))
            })?;
            // What is so already is not said again.
            if let Some((circle, body)) = step {
                here.author(circle, &Body::ResolveComment(body))?;
            }
            Ok(CommentMade { comment: first.to_string(), resolved })
        })
    }

    pub(crate) fn comments_seen(&self, args: CommentsSeen) -> Result<Nothing> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let mut read = here.read_comments(&id)?;
            let before = read.len();
            let there = here.space.state.paper(&id).map(|p| &p.comments);
            read.extend(args.comments.iter().filter_map(|c| c.parse().ok()).filter(|c| there.is_some_and(|t| t.contains_key(c))));
            if read.len() != before {
                let mut batch = Batch::default();
                batch.put(store::READ, store::of_draft(&here.space.id, &id, None), cbor(&read));
                batch.commit(here.vault)?;
            }
            Ok(Nothing {})
        })
    }
}

impl Work<'_> {
    fn with_thread<R>(
        &self,
        paper: &PaperId,
        (beside, first): (Beside, ActId),
        work: impl FnOnce(&Self, &Thread<'_>) -> Result<R>,
    ) -> Result<R> {
        let missing = || Error::new(Code::UnknownComment).with("comment", first);
        let paper = self.space.state.paper(paper).ok_or_else(missing)?;
        let threads = paper.threads();
        work(self, threads.iter().find(|t| t.beside == beside && t.id == first).ok_or_else(missing)?)
    }
}
