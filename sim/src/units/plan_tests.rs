//! What plans say, and what is wrong with some.

use super::{Campaign, CampaignPlan, Cell, Digest, NoFiles, Shard, Sources};

const SMALL: &str = "name = 'small'\n[[races]]\nscenarios = ['named-conflict']\neras = ['6.6', '11.3']\nschedules = 250\n\
                     schedules-per-unit = 100\n[[histories]]\nsubjects = ['builtin:hardened']\ncases = 30\ncases-per-unit = 20\n";

fn campaign(text: &str) -> Campaign {
    CampaignPlan::parse(text).and_then(|plan| plan.resolve(&mut NoFiles)).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn error(text: &str) -> String {
    let error = CampaignPlan::parse(text).and_then(|plan| plan.resolve(&mut NoFiles)).expect_err("it is wrong");
    error.to_string()
}

/// The error of the small plan with a change.
fn changed(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "{from}");
    error(&SMALL.replacen(from, to, 1))
}

/// Changes of the small plan, and what is wrong with each.
const WRONG: [(&str, &str, &str); 21] = [
    ("'small'", "'Small!'", "1:8: name is `Small!`; it can be small letters and digits, with - between them"),
    ("name =", "seed = -1\nname =", "1:8: seed is -1; it can be 0 to 9223372036854775807"),
    ("name =", "sed = 1\nname =", "1:1: unknown field `sed`, expected one of "),
    ("['named-conflict']", "'some'", "3:13: scenarios is \"all\", or a list of scenarios and files"),
    ("['named-conflict']", "[]", "3:13: scenarios is empty; name what is to be played"),
    ("['named-conflict']", "['x.toml']", "3:13: x.toml: no files are read here"),
    ("['named-conflict']", "['named-conflict', 'named-conflict']", "3:13: scenarios has `named-conflict` twice; leave one out"),
    ("'6.6'", "'5.6'", "4:8: there are no rules 5.6; there are 6.6, "),
    ("'6.6'", "'11.3.0'", "4:8: eras has `11.3` twice; leave one out"),
    ("schedules = 250\n", "", "2:1: these races have no schedules; add schedules, or total-schedules for all together"),
    ("schedules = 250", "schedules = 0", "5:13: schedules is 0; it can be 1 to 1000000000000"),
    ("schedules = 250", "schedules = 1\ntotal-schedules = 2", "6:19: there are schedules and total-schedules; leave one"),
    ("schedules = 250", "total-schedules = 1", "3:13: total-schedules is less than the 2 combinations of these races; raise"),
    ("schedules = 250", "schedules = 1\nschedulers = ['pct-9']", "6:15: there is no scheduler `pct-9`; there are portfolio, "),
    ("schedules = 250", "schedules = 1\nexpect = 'all'", "6:10: expect is `all`; it can be claims, never, nothing"),
    ("schedules = 250", "schedules = 1\nparameters = { gusts = 2 }", "6:16: there is no parameter `gusts`; there are guests, "),
    ("schedules = 250", "schedules = 1\nparameters = { guests = 9 }", "6:25: guests is 9; it can be 1 to 8"),
    ("schedules = 250", "schedules = 1\nparameters = { last-id = 9 }", "3:13: named-conflict: the scenario has no parameter"),
    ("['builtin:hardened']", "[]", "8:12: subjects is empty; name what is to be played"),
    (
        "cases = 30\ncases-per-unit = 20",
        "cases = 1000000000000\ncases-per-unit = 1",
        "the plan has 1000000000006 units, and can have 10000000",
    ),
    ("[[histories]]", "[texts]\n'a.toml' = ''\n[[histories]]", "8:1: nothing in the plan names the text `a.toml`; remove it"),
];

#[test]
fn what_is_wrong_is_named_with_its_place_and_what_to_do() {
    for (from, to, says) in WRONG {
        let found = changed(from, to);
        assert!(found.starts_with(says), "{to}: {found}");
    }
    assert!(error("name = 'x'\n").starts_with("there is nothing to play; add [[races]] or [[histories]]"));
    assert!(error("name = 'x'\nname = 'y'\n").starts_with("2:1: duplicate key"));
    assert!(!changed("schedules-per-unit = 100\n[[histories]]", "schedules-per-unit = 100\n#").contains('\n'));
}

#[test]
fn a_resolved_plan_is_read_as_the_same_campaign() {
    let more = "canaries = true\n[[races]]\nscenarios = 'all'\ntotal-schedules = 10000\nschedulers = ['portfolio', 'pct-2']\n\
                [[races]]\nscenarios = ['named-conflict']\nschedules = 3\nparameters = { guests = 3 }\nexpect = 'nothing'\n";
    let campaign = campaign(&SMALL.replacen("[[races]]", &format!("{more}[[races]]"), 1));
    let again = self::campaign(&campaign.text);
    assert_eq!((&again.text, again.digest), (&campaign.text, campaign.digest));
    assert_eq!(campaign.digest, Digest::of(campaign.text.as_bytes()));
    assert_eq!(again.order, campaign.order);
}

/// A scenario in a file, with a text that would break careless quoting.
struct File(&'static str);

impl Sources for File {
    fn text(&mut self, word: &str) -> Result<String, String> {
        assert_eq!(word, "own.toml");
        let text = "name = \"own\"\nsummary = \"a \\\\ and a \\\" and '''\u{7f}\"\ndescription = \"\"\"\"\"\"\n\n";
        let guest = "[[guest]]\ninterfaces = [\"<interface type='ethernet'/>\"]\ntasks = [\"start\"]\n";
        Ok(format!("{}{guest}{}", text.replace('\u{7f}', "\\u007f"), self.0))
    }

    fn subject(&mut self, id: &str) -> Result<(), String> {
        Err(format!("unknown subject {id}"))
    }
}

#[test]
fn files_become_a_part_of_the_plan_and_change_its_digest() {
    let plan = || CampaignPlan::parse("name = 'x'\n[[races]]\nscenarios = ['own.toml']\neras = ['11.3']\nschedules = 1\n");
    let resolved = |file| plan().and_then(|plan| plan.resolve(&mut File(file))).expect("it is a plan");
    let one = resolved("# one\r\n");
    assert_eq!(campaign(&one.text).text, one.text, "the text in it is read back, whatever is in it");
    assert_ne!(one.digest, resolved("# two\n").digest);
    let Cell::Race(cell) = &one.cells[0] else { panic!("it is a race") };
    assert!(cell.scenario.text.ends_with("# one\r\n"));
    let claimed = CampaignPlan::parse("name = 'x'\n[[races]]\nscenarios = ['own.toml']\nschedules = 1\n");
    let error = claimed.and_then(|plan| plan.resolve(&mut File(""))).expect_err("it claims nothing");
    assert!(error.to_string().starts_with("3:13: own.toml: it claims nothing of any era; name the eras"), "{error}");
    let subject = CampaignPlan::parse(SMALL).and_then(|plan| plan.resolve(&mut File(""))).expect_err("there is none");
    assert_eq!(subject.to_string(), "8:13: unknown subject builtin:hardened");
}

#[test]
fn comments_and_order_change_nothing_and_all_else_does() {
    let digest = |text: &str| campaign(text).digest;
    let known = digest(SMALL);
    assert_eq!(digest(&SMALL.replacen("schedules = 250", "# a comment\nexpect = 'claims'\nschedules = 250", 1)), known);
    for (from, to) in [("small", "large"), ("250", "251"), ("'6.6', ", ""), ("cases = 30", "length = 31\ncases = 30")] {
        assert_ne!(digest(&SMALL.replacen(from, to, 1)), known, "{to}");
    }
    let seeds: Vec<u64> = (0..4).map(|unit| campaign(SMALL).seed(unit)).collect();
    let others: Vec<u64> = (0..4).map(|unit| campaign(&SMALL.replacen("name", "seed = 2\nname", 1)).seed(unit)).collect();
    assert!(seeds.iter().all(|seed| !others.contains(seed)) && seeds[0] != seeds[1]);
}

#[test]
fn units_hold_everything_once_and_begin_with_something_of_each() {
    let campaign = campaign(SMALL);
    assert_eq!(campaign.units(), 8);
    let cells: Vec<Option<usize>> = (0..9).map(|unit| campaign.cell_of(unit)).collect();
    assert_eq!(cells, [Some(0), Some(1), Some(2), Some(0), Some(1), Some(2), Some(0), Some(1), None]);
    let shares = |cell: usize| {
        let units = (0..8).filter(|unit| campaign.cell_of(*unit) == Some(cell));
        units.map(|unit| campaign.cells[cell].share(campaign.order[unit as usize].1.into())).collect::<Vec<u64>>()
    };
    assert_eq!((shares(0), shares(2)), (vec![84, 83, 83], vec![15, 15]));
    let shards: Vec<Shard> = (1..=3).map(|number| Shard::new(number, 3).expect("it is one")).collect();
    assert!((0..8).all(|unit| shards.iter().filter(|shard| shard.has(unit)).count() == 1));
}

#[test]
fn what_is_no_shard_is_refused() {
    for text in ["", "1", "0/4", "5/4", "1/0", "+1/4", "1/ 4", "1/4/4", "a/b", "1/99999999999"] {
        assert!(text.parse::<Shard>().is_err(), "{text}");
    }
    assert_eq!("4/4".parse::<Shard>().map(|shard| shard.to_string()).as_deref(), Ok("4/4"));
}
