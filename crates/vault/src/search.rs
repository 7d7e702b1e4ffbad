//! The search index: FTS5 in memory, built after unlocking. It is never written to disk.
//!
//! Text comes in folded already (case, vowel marks, letter forms, digits, Han as single characters): the index
//! takes it as words between spaces, every character beyond ASCII being part of a word, and folds nothing itself.

use crate::error::VaultError;
use rusqlite::{Connection, params};

/// A paragraph that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The paper, as it was put in.
    pub paper: String,
    /// The paragraph, as it was put in.
    pub paragraph: String,
    /// Its text as people read it.
    pub text: String,
}

/// An index in memory.
#[derive(Debug)]
pub struct Index {
    connection: Connection,
}

impl Index {
    /// An empty one.
    ///
    /// # Errors
    /// If SQLite gets no memory.
    pub fn new() -> Result<Index, VaultError> {
        let connection = Connection::open_in_memory().map_err(error)?;
        let tables = "
            PRAGMA temp_store = MEMORY;
            CREATE TABLE doc (id INTEGER PRIMARY KEY, paper TEXT NOT NULL, paragraph TEXT NOT NULL, original TEXT NOT NULL) STRICT;
            CREATE UNIQUE INDEX doc_place ON doc (paper, paragraph);
            CREATE VIRTUAL TABLE words USING fts5 (
                folded, content = '', contentless_delete = 1, tokenize = 'ascii'
            );";
        connection.execute_batch(tables).map_err(error)?;
        Ok(Index { connection })
    }

    /// Puts a paragraph in, in place of any with its paper and id.
    ///
    /// # Errors
    /// If SQLite gets no memory.
    pub fn put(&mut self, paper: &str, paragraph: &str, folded: &str, original: &str) -> Result<(), VaultError> {
        self.replace(paper, paragraph, folded, original).map_err(error)
    }

    /// Puts many paragraphs of one paper in, in place of all that it had.
    ///
    /// # Errors
    /// If SQLite gets no memory.
    pub fn put_paper<'a>(
        &mut self,
        paper: &str,
        paragraphs: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>,
    ) -> Result<(), VaultError> {
        self.remove_paper(paper)?;
        self.connection.execute_batch("BEGIN").map_err(error)?;
        let done = paragraphs.into_iter().try_for_each(|(id, folded, original)| self.replace(paper, id, folded, original));
        self.connection.execute_batch("COMMIT").map_err(error)?;
        done.map_err(error)
    }

    /// Takes a paper out.
    ///
    /// # Errors
    /// If SQLite gets no memory.
    pub fn remove_paper(&mut self, paper: &str) -> Result<(), VaultError> {
        let connection = &self.connection;
        let done = (|| {
            connection.prepare_cached("DELETE FROM words WHERE rowid IN (SELECT id FROM doc WHERE paper = ?)")?.execute(params![paper])?;
            connection.prepare_cached("DELETE FROM doc WHERE paper = ?")?.execute(params![paper])
        })();
        done.map(drop).map_err(error)
    }

    /// Paragraphs that an FTS5 expression over folded words matches, the best first; an empty one matches nothing.
    /// What somebody typed is no expression: the fold that folded the text also makes one of it.
    ///
    /// # Errors
    /// `BadQuery` if it is none.
    pub fn query(&self, expression: &str, limit: usize) -> Result<Vec<Hit>, VaultError> {
        if expression.trim().is_empty() {
            return Ok(Vec::new());
        }
        let sql = "SELECT doc.paper, doc.paragraph, doc.original FROM words JOIN doc ON doc.id = words.rowid
                   WHERE words MATCH ? ORDER BY words.rank, doc.id LIMIT ?";
        let hits = (|| {
            let mut query = self.connection.prepare_cached(sql)?;
            let rows = query.query_map(params![expression, i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
                Ok(Hit { paper: row.get(0)?, paragraph: row.get(1)?, text: row.get(2)? })
            })?;
            rows.collect::<Result<Vec<_>, _>>()
        })();
        hits.map_err(|_| VaultError::BadQuery { query: expression.chars().take(200).collect() })
    }

    fn replace(&self, paper: &str, paragraph: &str, folded: &str, original: &str) -> rusqlite::Result<()> {
        let connection = &self.connection;
        connection
            .prepare_cached("DELETE FROM words WHERE rowid IN (SELECT id FROM doc WHERE paper = ? AND paragraph = ?)")?
            .execute(params![paper, paragraph])?;
        connection.prepare_cached("DELETE FROM doc WHERE paper = ? AND paragraph = ?")?.execute(params![paper, paragraph])?;
        let id = connection
            .prepare_cached("INSERT INTO doc (paper, paragraph, original) VALUES (?, ?, ?)")?
            .insert(params![paper, paragraph, original])?;
        connection.prepare_cached("INSERT INTO words (rowid, folded) VALUES (?, ?)")?.execute(params![id, folded]).map(drop)
    }
}

fn error(source: rusqlite::Error) -> VaultError {
    VaultError::Store { path: ":memory:".into(), source }
}
