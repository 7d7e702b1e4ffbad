//! Files in and out. An export is the user's own act: what is written here anybody can read.

use crate::{
    App,
    api::{desk::DecisionTable, paper::*},
    error::{Code, Error, Result},
    papers::Imported,
    words::Words,
    work::Work,
};
use qalam_convert as convert;
use qalam_model::{canonical, paper::Revision};
use qalam_sync::{Files, Trouble};
use std::path::{Path, PathBuf};

fn convert_error(path: &Path, error: convert::ImportError) -> Error {
    use convert::ImportError as E;
    match error {
        E::NotUtf8 { offset } => Error::new(Code::NotUtf8).at(path).with("offset", offset),
        E::TooLarge { size, limit } => Error::new(Code::TooLarge).at(path).with("size", size).with("limit", limit),
        E::Empty => Error::new(Code::EmptyFile).at(path),
    }
}

fn format_of(path: &Path) -> Result<convert::Format> {
    convert::format_of(path).map_err(|e| Error::new(Code::UnsupportedFormat).at(path).with("formats", e.supported.join(", ")))
}

/// Reads a text that somebody wrote outside.
pub(crate) fn read_text(files: &dyn Files, words: &Words, path: &Path) -> Result<Imported> {
    let format = format_of(path)?;
    let bytes = files.read(path, convert::LIMIT).map_err(|e| match e.trouble() {
        Trouble::TooLong => {
            let size = match files.node(path) {
                Ok(Some(qalam_sync::Node::File { len, .. })) => len,
                _ => convert::LIMIT + 1,
            };
            Error::new(Code::TooLarge).at(path).with("size", size).with("limit", convert::LIMIT)
        }
        _ => Error::new(Code::FileUnreadable).at(path).because(e),
    })?;
    let import = match format {
        convert::Format::Markdown => convert::from_markdown(&bytes),
        convert::Format::Text => convert::from_text(&bytes),
    }
    .map_err(|e| convert_error(path, e))?;
    let notes = import.notes.iter().map(|n| note(words, n)).collect();
    Ok(Imported { title: import.title.unwrap_or_default(), blocks: import.paragraphs, notes })
}

fn note(words: &Words, note: &convert::Note) -> String {
    words.say(&format!("note-{}", note.what.name()), &[("count", note.count.to_string())])
}

/// Writes a file whole or not at all.
pub(crate) fn write_file(here: &Work<'_>, path: &Path, bytes: &[u8]) -> Result<()> {
    let fail = |e| Error::new(Code::FileUnwritable).at(path).because(e);
    let name = path.file_name().ok_or_else(|| Error::new(Code::FileUnwritable).at(path))?;
    let mut temporary = std::ffi::OsString::from(".");
    temporary.push(name);
    temporary.push(".part");
    let beside = path.with_file_name(temporary);
    here.hosts.files.write_temporary(&beside, bytes).map_err(fail)?;
    here.hosts.files.rename(&beside, path).map_err(|e| {
        let _ = here.hosts.files.remove(&beside);
        fail(e)
    })
}

impl App {
    pub(crate) fn paper_export(&self, args: PaperExport) -> Result<Exported> {
        let path = PathBuf::from(&args.to);
        self.work(|here| {
            let id = here.find_paper(&args.paper)?;
            let marked = match args.view.as_deref() {
                None | Some("clean") => false,
                Some("marked") => true,
                Some(other) => return Err(Error::new(Code::UnknownView).with("view", other)),
            };
            let text = here.text_to_export(&id, args.revision.as_deref())?;
            if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("qalam")) {
                return here.export_canonical(&id, &path, args.revision.as_deref());
            }
            let before = if marked {
                let before = text.predecessor.and_then(|p| here.space.revision(&id, &p)).map(|r| r.paragraphs.clone());
                Some(before.unwrap_or_default())
            } else {
                None
            };
            let out = match (format_of(&path)?, before) {
                (convert::Format::Markdown, None) => convert::to_markdown(&text.title, &text.paragraphs),
                (convert::Format::Markdown, Some(before)) => convert::to_marked_markdown(&text.title, &before, &text.paragraphs),
                (convert::Format::Text, None) => convert::to_text(&text.title, &text.paragraphs),
                (convert::Format::Text, Some(before)) => convert::to_marked_text(&text.title, &before, &text.paragraphs),
            };
            let notes = out.notes.iter().map(|n| note(here.words, n)).collect();
            write_file(here, &path, out.text.as_bytes())?;
            Ok(Exported { files: vec![path.display().to_string()], notes })
        })
    }
}

impl Work<'_> {
    fn text_to_export(&mut self, id: &qalam_model::ids::PaperId, revision: Option<&str>) -> Result<Revision> {
        if self.space.copy_of(id).is_none() && revision.is_none() {
            let paragraphs = self.draft_text(id)?.into_iter().map(|p| p.paragraph).collect();
            let paper = self.space.state.paper(id).cloned().ok_or_else(|| Error::new(Code::UnknownPaper).with("paper", id))?;
            return Ok(Revision { symbol: paper.symbol.clone(), paragraphs, ..self.nothing_before(*id, &paper.title, &paper.language) });
        }
        let issued = self.find_revision(id, revision)?;
        self.space.revision(id, &issued.revision).cloned().ok_or_else(|| Error::new(Code::NotIssued))
    }

    /// The canonical file, its signature and who may sign: all that `ssh-keygen -Y verify` wants.
    fn export_canonical(&mut self, id: &qalam_model::ids::PaperId, path: &Path, revision: Option<&str>) -> Result<Exported> {
        let issued = self.find_revision(id, revision)?;
        let issue = self.space.state.issue(&issued.act).cloned().ok_or_else(|| Error::new(Code::NotIssued))?;
        let principal = self.principal(&issued.device);
        let signers = qalam_seal::signature::allowed_signers(&principal, &issued.device)
            .map_err(|e| Error::new(Code::Internal).with("what", "signer").because(e))?;
        let beside = |ending: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        let files = [
            (path.to_owned(), canonical::encode(&issue.revision)),
            (beside(".sig"), issue.signature.into_bytes()),
            (beside(".signers"), signers.into_bytes()),
        ];
        for (path, bytes) in &files {
            write_file(self, path, bytes)?;
        }
        Ok(Exported { files: files.iter().map(|(p, _)| p.display().to_string()).collect(), notes: Vec::new() })
    }

    /// The name under which a device's signature is verified: made of ASCII, without spaces.
    fn principal(&self, device: &qalam_model::ids::DeviceId) -> String {
        format!("device-{}@qalam", device.short())
    }
}

/// The table of decisions as Markdown or text.
pub(crate) fn decisions_text(words: &Words, table: &DecisionTable, path: &Path) -> Result<String> {
    let format = format_of(path)?;
    let say = |key: &str| words.say(key, &[]);
    let heads =
        ["table-new", "table-delegation", "table-old", "table-proposed", "table-treatment", "table-reason", "table-result"].map(say);
    let mut out = String::new();
    let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
    if format == convert::Format::Markdown {
        out.push_str(&format!("| {} |\n|{}\n", heads.join(" | "), "---|".repeat(heads.len())));
    }
    for row in &table.decisions {
        let who =
            if row.cosponsors.is_empty() { row.delegation.clone() } else { format!("{} ({})", row.delegation, row.cosponsors.join(", ")) };
        let treatment = say(&format!("treatment-{}", row.treatment.replace('_', "-")));
        let cells = [&row.new, &who, &row.old, &row.wanted, &treatment, &row.reason, &row.new_text];
        if format == convert::Format::Markdown {
            out.push_str(&format!("| {} |\n", cells.map(|c| cell(c)).join(" | ")));
        } else {
            for (head, value) in heads.iter().zip(cells) {
                out.push_str(&format!("{head}: {value}\n"));
            }
            out.push('\n');
        }
    }
    Ok(out)
}
