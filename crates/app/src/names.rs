//! Finding things by what a person gives: an id, a unique prefix of one, a name, a number.

use crate::{
    error::{Code, Error, Result},
    work::Work,
};
use qalam_model::{ids::*, paper::Paragraph, state::Issued};

/// The one id that begins with `given`.
pub(crate) fn by_prefix<T: Copy + ToString + PartialEq>(
    given: &str,
    all: impl IntoIterator<Item = T>,
    missing: impl Fn() -> Error,
) -> Result<T> {
    let wanted = given.trim().to_ascii_lowercase();
    if wanted.is_empty() {
        return Err(missing());
    }
    let mut found: Option<T> = None;
    for id in all {
        if id.to_string().starts_with(&wanted) {
            match found {
                Some(other) if other != id => return Err(Error::new(Code::Ambiguous).with("id", given)),
                _ => found = Some(id),
            }
        }
    }
    found.ok_or_else(missing)
}

impl Work<'_> {
    /// A paper by id, unique prefix or symbol.
    pub(crate) fn find_paper(&self, given: &str) -> Result<PaperId> {
        let papers = self.space.state.papers();
        if let Some((id, _)) = papers.iter().find(|(_, p)| !p.symbol.is_empty() && p.symbol == given.trim()) {
            return Ok(*id);
        }
        by_prefix(given, papers.keys().copied(), || Error::new(Code::UnknownPaper).with("paper", given))
    }

    /// A delegation by id or name; names are compared without regard to case.
    pub(crate) fn find_delegation(&self, given: &str) -> Result<DelegationId> {
        let roster = self.space.state.roster();
        let wanted = fold_name(given);
        if let Some((id, _)) = roster.delegations.iter().find(|(id, name)| fold_name(name) == wanted || id.to_string() == given) {
            return Ok(*id);
        }
        let known: Vec<&str> = roster.delegations.values().map(String::as_str).collect();
        Err(Error::new(Code::UnknownDelegation).with("delegation", given).with("known", known.join(", ")))
    }

    /// An issued text of a paper by symbol, id or unique prefix; the current one if nothing is given.
    pub(crate) fn find_revision(&self, paper: &PaperId, given: Option<&str>) -> Result<Issued> {
        let all = self.space.state.paper(paper).map(|p| p.revisions.as_slice()).unwrap_or_default();
        let Some(given) = given else {
            return all.last().cloned().ok_or_else(|| Error::new(Code::NotIssued));
        };
        if let Some(issued) = all.iter().find(|i| i.symbol == given) {
            return Ok(issued.clone());
        }
        let id = by_prefix(given, all.iter().map(|i| i.revision), || Error::new(Code::UnknownRevision).with("revision", given))?;
        all.iter().find(|i| i.revision == id).cloned().ok_or_else(|| Error::new(Code::UnknownRevision).with("revision", given))
    }
}

/// A paragraph of a text by id, unique prefix or display number.
pub(crate) fn find_paragraph<'a>(given: &str, all: impl IntoIterator<Item = &'a Paragraph> + Clone) -> Result<ParagraphId> {
    let number = qalam_model::fold::fold(given);
    let by_number = all.clone().into_iter().find(|p| p.number.is_some_and(|n| n.to_string() == number.trim()));
    if let Some(paragraph) = by_number {
        return Ok(paragraph.id);
    }
    by_prefix(given, all.into_iter().map(|p| p.id), || Error::new(Code::UnknownParagraph).with("paragraph", given))
}

/// Names that people take for the same are the same.
pub(crate) fn fold_name(name: &str) -> String {
    qalam_model::fold::fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}
