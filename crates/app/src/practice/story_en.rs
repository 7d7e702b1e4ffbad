//! The practice story in English.

use super::story::{Edit, Story, What};

pub(super) const STORY: Story = Story {
    language: "en",
    group: "Expert forum on information security (practice)",
    chair: "Chair",
    seat: "head",
    delegations: [
        "Delegation A",
        "Delegation B",
        "Delegation C",
        "Delegation D",
        "Delegation E",
        "Delegation F",
        "Delegation G",
        "Delegation H",
    ],
    symbol: "WG/2026/WP.1",
    paper: include_str!("../../../../tests/fixtures/papers/wp1-en.md"),
    edits: EDITS,
};

const fn wish(by: char, paragraph: &'static str, what: What, reason: &'static str) -> Edit {
    Edit { by, paragraph, what, reason, with: &[], discussion_only: false }
}

const EDITS: &[Edit] = &[
    wish(
        'A',
        "7",
        What::Replace("an \"open\" environment", "a peaceful, secure and \"open\" environment"),
        "an open environment must also be a safe one",
    ),
    Edit {
        discussion_only: true,
        ..wish(
            'A',
            "12",
            What::Replace("against unauthorized access, alteration", "against unauthorized or accidental access, alteration"),
            "accidents cause as much harm as intent",
        )
    },
    wish('A', "17", What::Replace("within 24 hours", "within 48 hours"), "24 hours cannot be met at weekends"),
    wish(
        'A',
        "20",
        What::Replace("shall prepare model clauses", "shall prepare, by the next session, model clauses"),
        "a date makes the work plannable",
    ),
    wish('A', "1", What::Replace("at the regional and the global level", "at the national, regional and global levels"), ""),
    wish('A', "5", What::Replace("lawful access", "lawful and affordable access"), "cost is the first obstacle"),
    wish('A', "29", What::Replace("three months before", "four months before"), "translation takes a month"),
    wish('A', "21", What::IntoTheOneBefore, "legal and technical protection belong together"),
    wish('A', "10", What::Replace("at least twice a year", "at least once a quarter"), ""),
    wish('B', "7", What::Replace("an \"open\" environment", "an environment"), "the word has no agreed meaning"),
    Edit {
        with: &['E'],
        ..wish(
            'B',
            "18",
            What::Replace(
                "national contact point for the exchange of information on incidents",
                "competent body for the exchange of information on incidents",
            ),
            "names the body that already exists in most States",
        )
    },
    wish('B', "16", What::Replace("shall protect", "should protect"), "obligations of this kind belong in a treaty"),
    wish('B', "24", What::Replace("shall offer places", "shall offer, as far as possible, places"), ""),
    wish('B', "2", What::Replace("without prejudice to the obligations", "without prejudice to the rights and obligations"), ""),
    wish('B', "9", What::Replace("free of political conditions", "free of any conditions"), ""),
    wish('B', "11", What::Replace("without delay, shall answer", "without undue delay, shall answer"), ""),
    wish('B', "30", What::Replace("at every session", "at every second session"), ""),
    wish('C', "12", What::Replace("\"information security\"", "\"information and cyber security\""), "covers both traditions in one term"),
    wish('C', "18", What::Replace("of any change", "without undue delay of any change"), "a change that is not known is worth nothing"),
    wish('C', "21", What::Replace("have withstood independent review", "have withstood independent and documented review"), ""),
    wish('C', "25", What::Replace("seminars, study visits", "seminars, joint laboratories, study visits"), ""),
    wish('C', "3", What::Replace("once a year", "twice a year"), ""),
    wish('C', "6", What::Replace("signatures and payments", "signatures, seals and payments"), ""),
    wish('C', "8", What::Replace("on a voluntary basis, inform", "inform"), "predictability needs more than good will"),
    wish(
        'C',
        "13",
        What::Replace("in accordance with their national legislation", "in accordance with their constitutions and national legislation"),
        "",
    ),
    wish('C', "15", What::Replace("at regular intervals", "every two years"), ""),
    wish('C', "19", What::Replace("within three months", "within two months"), ""),
    wish('C', "26", What::Replace("without payment", "without payment or other conditions"), ""),
    Edit {
        with: &['E', 'F'],
        ..wish('D', "12", What::Replace("\"information security\"", "\"cybersecurity\""), "the term used by the standards bodies")
    },
    wish('D', "23", What::Delete, "each Party coordinates its own response"),
    wish('D', "28", What::Replace("before it makes a recommendation", "at its next session before it makes a recommendation"), ""),
    wish('D', "4", What::Replace("before the next session", "at the latest before the next session"), ""),
    wish('D', "14", What::Replace("educational means alike", "educational and technical means alike"), ""),
    wish('D', "22", What::Replace("keep it up to date", "update it every six months"), ""),
    wish('E', "23", What::Replace("within ten days", "within thirty days"), "an evaluation needs all the facts"),
    wish('E', "17", What::Replace("without undue delay, and", "as soon as it is confirmed, and"), ""),
    wish('E', "5", What::Replace("persons with limited means", "persons with disabilities or limited means"), ""),
    wish('E', "10", What::Replace("names trends", "describes trends"), ""),
    wish('E', "20", What::Replace("provide for liability", "provide for civil and criminal liability"), ""),
    wish('E', "27", What::Replace("within six months", "within twelve months"), ""),
    wish('E', "9", What::Replace("that can be maintained locally", "that can be maintained and repaired locally"), ""),
    wish('F', "22", What::Replace("circulate the list", "circulate the list in all languages of the text"), ""),
    wish('F', "25", What::Replace("neither personal data nor", "no personal data, trade secrets or"), ""),
    wish('F', "6", What::Replace("at the request of any of them", "at the request of at least two of them"), ""),
    wish('F', "16", What::Replace("within a reasonable time", "within 72 hours"), ""),
    wish('F', "3", What::Replace("by consensus", "by consensus only"), ""),
    wish(
        'G',
        "18",
        What::Replace(
            "national contact point for the exchange of information on incidents affecting",
            "national contact point, available around the clock, for the exchange of information on significant incidents affecting",
        ),
        "minor incidents would flood the channel",
    ),
    wish('G', "16", What::Replace("shall protect", "shall endeavour to protect"), "describes what can be promised"),
    wish('G', "29", What::Replace("The Chair shall submit", "The Chair, assisted by the secretariat, shall submit"), ""),
    wish('G', "11", What::Replace("fraud, extortion", "fraud, extortion, unlawful interception"), ""),
    wish('G', "19", What::Replace("at least two other Parties", "at least one other Party"), ""),
    wish('G', "24", What::Replace("of those who have taken part", "of those who have taken part, by field of study"), ""),
    wish('G', "8", What::Replace("before it takes a measure", "in good time before it takes a measure"), ""),
    wish(
        'G',
        "2",
        What::Replace("defines the principles and the directions", "defines the purposes, the principles and the directions"),
        "",
    ),
    Edit {
        with: &['A', 'C'],
        ..wish(
            'H',
            "18",
            What::InsertAfter(
                "The Parties shall test their contact points together at least once a year, on a date that is not announced, and shall inform one another of the results.",
            ),
            "a contact point that is never tried is not there when it is needed",
        )
    },
    wish('H', "15", What::Replace("finance, communications", "finance, health care, communications"), ""),
    wish('H', "27", What::Replace("twice a year", "once a year"), ""),
    wish('H', "13", What::Replace("public networks", "public and closed networks"), ""),
    wish(
        'H',
        "1",
        What::Replace("with due regard to the interests of every Party", "with due regard to the legitimate interests of every Party"),
        "",
    ),
    wish('H', "26", What::Replace("all interested Parties", "all Parties that so wish"), ""),
    wish('H', "30", What::Replace("which have not yet been begun", "which have not been begun, and why"), ""),
];
