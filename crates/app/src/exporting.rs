//! Files in and out. An export is the user's own act: what is written here anybody can read.

use crate::{
    App,
    api::paper::*,
    error::{Code, Error, Result},
    outgoing::View,
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

pub(crate) fn format_to_write(path: &Path) -> Result<convert::Format> {
    convert::format_to_write(path).map_err(|e| Error::new(Code::UnsupportedFormat).at(path).with("formats", e.supported.join(", ")))
}

/// Reads a text that somebody wrote outside.
pub(crate) fn read_text(files: &dyn Files, words: &Words, path: &Path) -> Result<Imported> {
    let canonical = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("qalam"));
    let format = if canonical { None } else { Some(format_of(path)?) };
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
        None => convert::from_canonical(&bytes),
        Some(convert::Format::Markdown) => convert::from_markdown(&bytes),
        Some(convert::Format::Text) => convert::from_text(&bytes),
        Some(convert::Format::Html) => return Err(Error::new(Code::UnsupportedFormat).at(path).with("formats", ".md, .txt, .qalam")),
    }
    .map_err(|e| convert_error(path, e))?;
    crate::entering::check_size(path, &import.paragraphs)?;
    let notes = import.notes.iter().map(|n| note(words, n)).collect();
    let (paper, symbol) = import.of.map_or((None, None), |of| (of.paper, Some(of.symbol)));
    Ok(Imported { title: import.title.unwrap_or_default(), blocks: import.paragraphs, notes, paper, symbol })
}

pub(crate) fn note(words: &Words, note: &convert::Note) -> String {
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
            let view = View::of(args.view.as_deref())?;
            if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("qalam")) {
                return here.export_canonical(&id, &path, args.revision.as_deref());
            }
            here.export_view(&id, &args, view)
        })
    }
}

impl Work<'_> {
    pub(crate) fn text_to_export(&mut self, id: &qalam_model::ids::PaperId, revision: Option<&str>) -> Result<Revision> {
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
