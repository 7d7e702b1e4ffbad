//! The user's language: the Fluent catalogues that Rust speaks from.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

const EN: &[&str] = &[
    include_str!("../../../locales/en/errors.ftl"),
    include_str!("../../../locales/en/app.ftl"),
    include_str!("../../../locales/en/outgoing.ftl"),
];
const AR: &[&str] = &[
    include_str!("../../../locales/ar/errors.ftl"),
    include_str!("../../../locales/ar/app.ftl"),
    include_str!("../../../locales/ar/outgoing.ftl"),
];

/// A language's messages, with English behind it.
pub struct Words {
    language: String,
    bundles: Vec<FluentBundle<FluentResource>>,
}

fn bundle(language: &str, sources: &[&str]) -> FluentBundle<FluentResource> {
    // The tags are our own constants; an unknown one falls back to the neutral language.
    let id: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Messages go to terminals and JSON too; names in them are isolated by the window.
    bundle.set_use_isolating(false);
    for source in sources {
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

impl Words {
    /// The languages that are complete.
    pub const LANGUAGES: [&'static str; 2] = ["en", "ar"];

    /// Messages of a BCP 47 language; what is not there is said in English.
    pub fn of(language: &str) -> Words {
        let arabic = language.split(['-', '_']).next() == Some("ar");
        let mut bundles = Vec::new();
        if arabic {
            bundles.push(bundle("ar", AR));
        }
        bundles.push(bundle("en", EN));
        Words { language: if arabic { "ar" } else { "en" }.to_owned(), bundles }
    }

    /// The language that is spoken.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// One message; its key where no catalogue has it.
    pub fn say(&self, key: &str, args: &[(&str, String)]) -> String {
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            match value.parse::<i64>() {
                Ok(number) if value.len() < 9 => fluent.set(*name, number),
                _ => fluent.set(*name, FluentValue::from(value.clone())),
            }
        }
        for bundle in &self.bundles {
            if let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) {
                return bundle.format_pattern(pattern, Some(&fluent), &mut Vec::new()).into_owned();
            }
        }
        key.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    #[test]
    fn every_code_has_its_words_in_every_language() {
        for (language, sources) in [("en", EN), ("ar", AR)] {
            let bundle = bundle(language, sources);
            for code in Code::ALL {
                for key in [format!("error-{}", code.as_str()), format!("error-{}-advice", code.as_str())] {
                    assert!(bundle.has_message(&key), "{language} lacks {key}");
                }
            }
        }
    }

    #[test]
    fn both_catalogues_have_the_same_keys_and_parse() {
        let keys = |sources: &[&str]| {
            let mut keys: Vec<String> = Vec::new();
            for source in sources {
                assert!(FluentResource::try_new((*source).to_owned()).is_ok());
                keys.extend(
                    source
                        .lines()
                        .filter_map(|l| l.split_once(" =").filter(|(k, _)| !k.starts_with([' ', '#'])).map(|(k, _)| k.to_owned())),
                );
            }
            keys.sort();
            keys
        };
        assert_eq!(keys(EN), keys(AR));
    }
}
