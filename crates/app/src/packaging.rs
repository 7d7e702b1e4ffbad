//! Packages: paragraphs of which nothing is decided until all are. Making, changing, dissolving, and carrying an open one
//! over to the next text.

use crate::{
    App,
    api::{desk::*, paper::PaperRef},
    deskview::{label, names, numbers},
    error::{Code, Error, Result},
    names::by_prefix,
    store::Batch,
    work::Work,
};
use qalam_model::{
    act::{Body, Package},
    bracket::brackets,
    desk::{Desk, MAX_PACKAGE_NAME, MAX_PACKAGED},
    ids::*,
    paper::Paragraph,
};
use std::collections::HashMap;

/// One step on packages, so that it can be taken back and done again.
#[derive(Debug, Clone)]
pub(crate) struct PackageStep {
    /// The acts that say how it is now.
    now: Vec<ActId>,
    /// What they took the place of.
    before: Vec<Package>,
    /// What the step made; one without paragraphs dissolves.
    after: Package,
}

impl PackageStep {
    /// Where to look after it.
    pub(crate) fn place(&self) -> ParagraphId {
        let all = self.after.paragraphs.iter().chain(self.before.iter().flat_map(|p| &p.paragraphs));
        all.copied().next().unwrap_or(ParagraphId([0; 8]))
    }

    /// Says again what stood before.
    pub(crate) fn undo(&mut self, here: &mut Work<'_>, batch: &mut Batch) -> Result<()> {
        let again =
            if self.before.is_empty() { vec![Package { paragraphs: Vec::new(), ..self.after.clone() }] } else { self.before.clone() };
        self.say(here, batch, again)
    }

    /// Says again what the step said.
    pub(crate) fn redo(&mut self, here: &mut Work<'_>, batch: &mut Batch) -> Result<()> {
        let again = vec![self.after.clone()];
        self.say(here, batch, again)
    }

    fn say(&mut self, here: &mut Work<'_>, batch: &mut Batch, packages: Vec<Package>) -> Result<()> {
        let side = here.side()?;
        let replaces = std::mem::take(&mut self.now);
        for package in packages {
            let body = Body::Package(Package { replaces: replaces.clone(), ..package });
            self.now.push(here.author_in(batch, side.circle(), &body)?);
        }
        Ok(())
    }
}

/// The packages as shells show them.
pub(crate) fn packages_view(desk: &Desk) -> Vec<DeskPackage> {
    if desk.packages.is_empty() {
        return Vec::new();
    }
    let (numbers, names) = (numbers(desk), names(desk));
    let place: HashMap<ParagraphId, usize> = desk.paragraphs.iter().enumerate().map(|(at, p)| (p.id, at)).collect();
    desk.packages
        .iter()
        .map(|package| {
            let mut ids = package.paragraphs.clone();
            ids.sort_by_key(|id| place.get(id).copied());
            let view = |id: &ParagraphId| {
                let row = place.get(id).and_then(|at| desk.paragraphs.get(*at));
                let text =
                    row.and_then(|r| r.old.as_ref().map(|o| o.text.clone()).or_else(|| r.proposals.first().map(|q| desk.clean_text(r, q))));
                PackagedParagraph {
                    paragraph: id.to_string(),
                    number: numbers.get(id).cloned().unwrap_or_default(),
                    label: text.map(|t| label(&names.plain(&t))).unwrap_or_default(),
                    open: package.open.contains(id),
                }
            };
            DeskPackage {
                package: package.act.to_string(),
                name: package.name.clone(),
                paragraphs: ids.iter().map(view).collect(),
                waits: package.waits,
            }
        })
        .collect()
}

impl Work<'_> {
    /// Packages that are still open when a text is issued go on with the next one: those of which something waits, and
    /// those with something in brackets.
    pub(crate) fn carry_packages(&mut self, batch: &mut Batch, desk: &Desk, next: (RevisionId, &[Paragraph])) -> Result<()> {
        let side = self.side()?;
        let bracketed = |id: &ParagraphId| next.1.iter().any(|p| p.id == *id && brackets(&p.text).open() > 0);
        for package in desk.packages.iter().filter(|p| p.waits || p.paragraphs.iter().any(bracketed)) {
            let body = Body::Package(Package {
                paper: desk.paper,
                revision: next.0,
                name: package.name.clone(),
                paragraphs: package.paragraphs.clone(),
                replaces: vec![package.act],
            });
            self.author_in(batch, side.circle(), &body)?;
        }
        Ok(())
    }
}

impl App {
    pub(crate) fn packages(&self, args: PaperRef) -> Result<PackageList> {
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            here.only_side(&id)?;
            Ok(PackageList { packages: packages_view(&*here.desk_of(&id)?) })
        })
    }

    pub(crate) fn package_set(&self, args: PackageSet) -> Result<PackageMade> {
        self.step(|here| {
            let id = here.find_paper(&args.paper)?;
            here.only_side(&id)?;
            let desk = here.desk_of(&id)?;
            let old = match args.package.as_deref() {
                None => None,
                Some(given) => {
                    let missing = || Error::new(Code::UnknownPackage).with("package", given);
                    let act = match desk.packages.iter().find(|p| p.name == given.trim()) {
                        Some(named) => named.act,
                        None => by_prefix(given, desk.packages.iter().map(|p| p.act), missing)?,
                    };
                    desk.packages.iter().find(|p| p.act == act)
                }
            };
            let numbers = numbers(&desk);
            let mut paragraphs = Vec::new();
            for given in &args.paragraphs {
                let missing = || Error::new(Code::UnknownParagraph).with("paragraph", given);
                let spoken = qalam_model::fold::fold(given);
                let by_number = desk.paragraphs.iter().find(|p| numbers.get(&p.id).is_some_and(|n| !n.is_empty() && n == spoken.trim()));
                let found = match by_number {
                    Some(row) => row.id,
                    None => by_prefix(given, desk.paragraphs.iter().map(|p| p.id), missing)?,
                };
                if !paragraphs.contains(&found) {
                    paragraphs.push(found);
                }
            }
            let dissolves = old.is_some() && paragraphs.is_empty();
            if (paragraphs.len() < 2 && !dissolves) || paragraphs.len() > MAX_PACKAGED {
                return Err(Error::new(Code::BadValue).with("what", here.words.say("a-package-of-one", &[])));
            }
            let of_numbers = || {
                let called: Vec<&str> =
                    paragraphs.iter().filter_map(|p| numbers.get(p)).filter(|n| !n.is_empty()).map(String::as_str).collect();
                called.join(" + ")
            };
            let given = args.name.as_deref().map(|n| qalam_model::text::clean(n).trim().to_owned()).filter(|n| !n.is_empty());
            let name: String =
                given.or_else(|| old.map(|p| p.name.clone())).unwrap_or_else(of_numbers).chars().take(MAX_PACKAGE_NAME).collect();
            let body = |name: String, paragraphs: Vec<ParagraphId>, replaces: Vec<ActId>| Package {
                paper: id,
                revision: desk.revision,
                name,
                paragraphs,
                replaces,
            };
            let after = body(name, paragraphs, old.map(|p| p.act).into_iter().collect());
            let before = old.map(|p| body(p.name.clone(), p.paragraphs.clone(), Vec::new())).into_iter().collect();
            let side = here.side()?;
            let act = here.author(side.circle(), &Body::Package(after.clone()))?;
            here.space.undo.entry(id).or_default().note_package(PackageStep { now: vec![act], before, after });
            Ok(PackageMade { package: act.to_string() })
        })
    }
}
