//! Search over all papers, in memory, built after unlocking and kept up as papers change.

use crate::{
    App,
    api::exchange::{Hit, Hits, SearchFor},
    error::{Code, Error, Result},
};
use qalam_model::{fold, ids::*, number::Names, paper::Paragraph};
use qalam_vault::search::Index;
use std::collections::HashMap;

/// How many hits are shown.
const MOST: usize = 100;

/// The index, and the numbers of the paragraphs that it knows.
pub(crate) struct Finder {
    index: Index,
    numbers: HashMap<(String, String), String>,
}

impl Finder {
    pub(crate) fn new() -> Result<Finder> {
        Ok(Finder { index: Index::new()?, numbers: HashMap::new() })
    }

    fn read(&mut self, paper: &str, paragraphs: &[Paragraph]) -> Result<()> {
        self.numbers.retain(|(p, _), _| p != paper);
        // Cells and footnotes are paragraphs like any other. References are found by what they show.
        let names = Names::of(paragraphs);
        let row = |p: &Paragraph| (p.id.to_string(), fold::fold(&names.spoken(&p.text)), names.plain(&p.text));
        let rows: Vec<(String, String, String)> = paragraphs.iter().map(row).collect();
        self.index.put_paper(paper, rows.iter().map(|(id, folded, text)| (id.as_str(), folded.as_str(), text.as_str())))?;
        let numbered = paragraphs.iter().filter_map(|p| Some(((paper.to_owned(), p.id.to_string()), p.number?.to_string())));
        self.numbers.extend(numbered);
        Ok(())
    }
}

impl App {
    pub(crate) fn search(&self, args: SearchFor) -> Result<Hits> {
        self.index_papers()?;
        let query = fold::query(&args.query);
        if query.is_empty() {
            return Ok(Hits { hits: Vec::new() });
        }
        let mut inner = self.lock();
        let open = inner.opened()?;
        let space = open.current.and_then(|id| open.spaces.get(&id)).ok_or_else(|| Error::new(Code::NoGroup))?;
        let mut hits = Vec::new();
        for found in open.search.index.query(&query, MOST)? {
            let number = open.search.numbers.get(&(found.paper.clone(), found.paragraph.clone())).cloned().unwrap_or_default();
            let Some(paper) = found.paper.parse::<PaperId>().ok().and_then(|id| space.state.paper(&id)) else { continue };
            hits.push(Hit {
                paper: found.paper,
                title: paper.title.clone(),
                symbol: paper.symbol.clone(),
                paragraph: found.paragraph,
                number,
                text: found.text,
            });
        }
        Ok(Hits { hits })
    }

    /// Reads the papers that changed since the last time.
    pub(crate) fn index_papers(&self) -> Result<()> {
        let changed: Vec<(PaperId, Vec<Paragraph>)> = self.work(|here| {
            let ids: Vec<PaperId> = here.space.unindexed.drain().collect();
            let mut out = Vec::new();
            for id in ids {
                // What I may read of it: my side's draft if there is one, else the newest issued text.
                let text = match here.current_text(&id) {
                    Ok(text) => text,
                    Err(error) if matches!(error.code, Code::NoDraft | Code::NotIssued) => Vec::new(),
                    Err(error) => return Err(error),
                };
                out.push((id, text));
            }
            Ok(out)
        })?;
        let mut inner = self.lock();
        let open = inner.opened()?;
        for (id, paragraphs) in changed {
            open.search.read(&id.to_string(), &paragraphs)?;
        }
        Ok(())
    }
}
