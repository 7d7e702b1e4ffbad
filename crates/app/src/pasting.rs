//! What is pasted into a draft, cleaned before the page looks at it. Nothing of it is kept here.

use crate::{App, api::paper::*, error::Result};
use qalam_convert::clean_html;

impl App {
    pub(crate) fn paste_clean(&self, args: PasteClean) -> Result<PasteCleaned> {
        // A paste has its place in a draft, and a draft in an open vault. The lock is not held while a long one is cleaned.
        self.lock().opened()?;
        let cleaned = clean_html(&args.html);
        let left = cleaned.left_out;
        Ok(PasteCleaned { parts: cleaned.parts, pictures: left.pictures, objects: left.objects, bytes: left.bytes })
    }
}
