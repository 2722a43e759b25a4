"""Each knowledge check passes on small right tables and fails on a copy with one wrong row.

The tables of a language are many and hang together: its checks are shown on a copy of our own with one row more.
"""

import re
import shutil
from pathlib import Path
from textwrap import dedent

import pytest

from communique.errors import KnowledgeError
from communique.events import needs
from communique.knowledge.checking import Check, Material
from communique.knowledge.checks import CHECKS, check_name, load_material, main, run_checks
from communique.knowledge.checks_of_languages import CHECKS as LANGUAGE_CHECKS
from communique.knowledge.checks_of_languages import KEYS
from communique.knowledge.event_types import read_type
from communique.knowledge.slot_words import NEEDS
from communique.knowledge.tables import ROOT
from tests.house.right_tables import RIGHT

SMALL_CHECKS = tuple(check for check in CHECKS if check not in LANGUAGE_CHECKS)

# check, file, a right line (or "" to add one), the wrong line in its place
WRONG = [
    ("K101", "actors/countries.tsv", "LEM Lemuria", "lem Lemuria"),
    ("K101", "actors/countries.tsv", "", "ATL Hyperborea - - - - own"),
    ("K102", "actors/countries.tsv", "LEM Lemuria Mu", "LEM Lemuria Poseidonis"),
    ("K103", "actors/countries.tsv", "LEM Lemuria Mu", "LEM Lemuria Lemuria"),
    ("K103", "actors/persons.tsv", "Reef Reeff", "Reef Reef"),
    ("K104", "actors/organisations.tsv", "GOV 2000-01-01", "GOV 1999-06-01"),
    ("K104", "actors/organisations.tsv", "org:tide Tide - ATL - GOV", "org:tide Ebb - ATL - GOV"),
    ("K105", "actors/organisations.tsv", "League The~League", "League Tide"),
    ("K106", "actors/organisations.tsv", "ATL - REB", "MUU - REB"),
    ("K106", "actors/organisations.tsv", "- IGO -", "- CLUB -"),
    ("K106", "actors/organisations.tsv", "ATL - REB", "ATL - MOB"),
    ("K107", "actors/organisations.tsv", "org:league League", "League League"),
    ("K107", "actors/persons.tsv", "", "person:ada-reef Ada~Roe Roe - - f own"),
    ("K108", "actors/persons.tsv", "Jon~Shoal Shoal - -", "Jon~Shoal Shoal - Ada~Reef"),
    ("K109", "actors/persons.tsv", "- - m", "- - male"),
    ("K109", "actors/persons.tsv", "", "person:kay-pool Kay~Pool Pool - - f own"),
    ("K110", "actors/offices.tsv", "person:jon-shoal Chair", "person:nobody Chair"),
    ("K110", "actors/offices.tsv", "- org:league", "- org:nothing"),
    ("K110", "actors/offices.tsv", "- org:league", "- -"),
    ("K110", "actors/offices.tsv", "President ATL - GOV 1990", "President ATL - MOB 1990"),
    ("K111", "actors/offices.tsv", "1990-01-01 1999-12-31", "1999-12-31 1990-01-01"),
    ("K112", "actors/offices.tsv", "GOV 2000-01-01", "GOV 1999-12-31"),
    ("K113", "places/places.tsv", "Coral~City Coralville ATL", "Coral~City Coralville LMU"),
    ("K113", "places/places.tsv", "Coral~City Coralville", "Coral~City Kumari"),
    ("K114", "places/places.tsv", "Coralville", '"Coralville"'),
    ("K114", "actors/persons.tsv", "Shoal - -", "Shoal - Jon~O’Shoal"),
    ("K115", "places/places.tsv", "Coralville", "Coralville|"),
    ("K117", "actors/offices.tsv", "org:league - 2001-01-01", "org:league - -"),
    ("K201", "codes/cameo.tsv", "041 Discuss", "41 Discuss"),
    ("K201", "codes/cameo.tsv", "041 Discuss", "04 Discuss"),
    ("K201", "codes/cameo.tsv", "041 Discuss", "061 Discuss"),
    ("K202", "codes/cameo.tsv", "CONSULT phone", "GREET -"),
    ("K202", "codes/cameo.tsv", "CONSULT phone", "CONSULT letter"),
    ("K202", "codes/cameo.tsv", "phone diplomatic", "phone polite"),
    ("K202", "codes/cameo.tsv", "Discuss 1", "Discuss 11"),
    ("K203", "codes/plover_types.tsv", "CONSULT 1", "CONSULT 5"),
    ("K203", "codes/plover_types.tsv", "", "CONSULT 1 2.5 no own"),
    ("K203", "codes/plover_modes.tsv", "", "GREET wave 1 own"),
    ("K205", "codes/type_families.tsv", "", "TALK together own"),
    ("K205", "codes/type_families.tsv", "", "SUPPORT apart own"),
    ("K205", "codes/sector_sides.tsv", "REB armed", "MOB armed"),
    ("K204", "codes/sectors.tsv", "", "GOV cabinet yes GOV Government own"),
    ("K206", "codes/cameo_roots.tsv", "05 1", "05 5"),
    ("K206", "codes/cameo_roots.tsv", "", "04 1 own"),
    ("K302", "events/CONSULT/type.yaml", "counts: [Talks]", "count: [Talks]"),
    ("K302", "events/CONSULT/type.yaml", "counts: [Talks]", "counts: Talks"),
    ("K302", "events/CONSULT/type.yaml", "[Chatter]", "[]"),
    ("K302", "events/CONSULT/type.yaml", "event_type: CONSULT", "event_type: SUPPORT"),
    ("K303", "events/CONSULT/type.yaml", "phone: By", "letter: By"),
    ("K303", "events/CONSULT/type.yaml", '"04"', '"99"'),
    ("K303", "events/CONSULT/type.yaml", "[two]", "[tow]"),
    ("K304", "events/CONSULT/en.tsv", "ring verb", "ring adverb"),
    ("K304", "events/CONSULT/en.tsv", "phone 041", "letter 041"),
    ("K304", "events/CONSULT/en.tsv", "phone 041", "phone 999"),
    ("K304", "events/CONSULT/en.tsv", "possible own", "perhaps own"),
    ("K305", "events/CONSULT/en.tsv", "obj|owner", "ojb|owner"),
    ("K305", "events/CONSULT/en.tsv", "subj+poss", "subj+POSS"),
    ("K305", "events/CONSULT/en.tsv", "source|target/with", "sorce|target"),
    ("K305", "events/CONSULT/en.tsv", "in:@chats", "-"),
    ("K306", "events/CONSULT/en.tsv", "two greet", "two wave"),
    ("K307", "events/CONSULT/en.tsv", "in:@chats", "in:@words|@chats"),
    ("K307", "languages/en/word_classes.tsv", "", "waves wave own"),
    ("K307", "languages/en/word_classes.tsv", "chat|gossip", "chat|chat"),
    ("K308", "events/CONSULT/en.tsv", "", "hail noun - - - to - - - - - own"),
    ("K309", "events/CONSULT/modes.tsv", "phone 041", "letter 041"),
    ("K309", "events/CONSULT/modes.tsv", "telephone|radio", "-"),
    ("K309", "events/CONSULT/modes.tsv", "phone - own", "- - own"),
    ("K309", "events/CONSULT/modes.tsv", "telephone|radio -", "telephone|radio letter"),
    ("K310", "events/composition.tsv", "", "hail CONSULT phone 041 - SUPPORT - 05 own"),
    ("K310", "events/composition.tsv", "SUPPORT - 05", "SUPPORT - 041"),
    ("K310", "events/composition.tsv", "hail CONSULT phone", "hail CONSULT letter"),
    ("K310", "events/composition.tsv", "hail CONSULT phone 041", "hail SUPPORT - 041"),
    ("K310", "events/composition.tsv", "hail CONSULT phone", "hail - phone"),
    ("K311", "events/shared_codes.tsv", "", "CONSULT 041 ours~already own"),
    ("K321", "events/CONSULT/en.tsv", "        word3 verb - - - - - - - - - own\n", ""),
    ("K321", "events/CONSULT/examples.yaml", "  - text: The bell rang 7.\n", ""),
    ("K322", "events/CONSULT/examples.yaml", "bell rang 7", "bell rang 8"),
    ("K322", "events/CONSULT/examples.yaml", "bell rang 7.", "bell rang 7.\n    events: [{mode: phone}]"),
    ("K322", "events/CONSULT/examples.yaml", "events: [{mode: phone, status: actual}]", "published_on: 2020-01-01"),
    ("K322", "events/CONSULT/examples.yaml", "{mode: phone", "{modus: phone"),
    ("K322", "events/CONSULT/examples.yaml", "- text: The bell rang 7.", "- The bell rang 7."),
    ("K322", "events/CONSULT/examples.yaml", "[{mode: phone, status: actual}]", "[phone]"),
    ("K322", "events/CONSULT/examples.yaml", "[{mode: phone, status: actual}]", "phone"),
    ("K302", "events/CONSULT/type.yaml", "[two]", "7"),
    ("K323", "events/CONSULT/examples.yaml", "{mode: phone", "{mode: letter"),
    ("K323", "events/CONSULT/examples.yaml", "status: actual", "status: done"),
]

# check, file, the row added to our own table
WRONG_WORDS = [
    ("K402", "languages/en/number_words.tsv", "one 1 own"),
    ("K402", "languages/en/light_verbs.tsv", "hold obj source - own"),
    ("K404", "languages/en/reference_words.tsv", "tide - - - own"),
    ("K404", "languages/en/reference_words.tsv", "tide waves - - own"),
    ("K404", "languages/en/reference_words.tsv", "tide - country REB own"),
    ("K404", "languages/en/given_names.tsv", "Aloysius w own"),
    ("K404", "languages/en/human_nouns.tsv", "tidewaif w own"),
    ("K404", "languages/en/homeland_words.tsv", "tideland native in own"),
    ("K405", "languages/en/quotation_marks.tsv", "<<< >>> - own"),
    ("K405", "languages/en/quotation_marks.tsv", "<- -> - own"),
    ("K406", "languages/en/cues.tsv", "burble - - - own"),
    ("K406", "languages/en/cues.tsv", "burble - that|that - own"),
    ("K406", "languages/en/thought_cues.tsv", "say - that - own"),
    ("K407", "languages/en/titles.tsv", "tidewarden tidewardens office - MOB no no no - own"),
    ("K407", "languages/en/titles.tsv", "tidewarden tidewardens office - GOV no no no male own"),
    ("K407", "languages/en/agents.tsv", "president presidents office - GOV no no no - - own"),
    ("K407", "languages/en/leaders.tsv", "ATL King own"),
    ("K408", "languages/en/light_verbs.tsv", "waft ojb source - own"),
    ("K408", "languages/en/light_verbs.tsv", "waft obj maker - own"),
    ("K408", "languages/en/light_verbs.tsv", "waft obj source perhaps own"),
    ("K409", "languages/en/act_status.tsv", "waft beside planned own"),
    ("K409", "languages/en/act_status.tsv", "waft above would own"),
    ("K410", "languages/en/time_patterns.tsv", "MONHT~DAY date own"),
    ("K411", "languages/en/months.tsv", "Smarch 13 - - own"),
    ("K412", "languages/en/dated_nouns.tsv", "ripple noun ripple day 1 own"),
    ("K412", "languages/en/dated_nouns.tsv", "ripple noun war hour 1 own"),
    ("K412", "dated_events.tsv", "fall~of~Atlantis flood 1900-01-01 - - - - - - - own"),
    ("K412", "dated_events.tsv", "fall~of~Atlantis fall 1900-01-01 - DROWN - - - - - own"),
]

# file, the row added to our own table, words of what its loader says
REFUSED = [
    ("languages/en/cues.tsv", "burble - flat - own", "unknown frame 'flat'"),
    ("languages/en/cues.tsv", "burble - that - -", "may not be empty"),
    ("languages/en/titles.tsv", "tidewarden - wave - GOV no no no - own", "write one of"),
    ("languages/en/dated_frames.tsv", "ripple wave own", "role 'wave'"),
    ("languages/en/boilerplate.tsv", "line wave Ripples? Wave Tide own", "does not fire on its hit"),
]
SHOWN_APART = {"K116", "K118", "K119", "K120", "K301", "K401", "K403"}


def table(text: str) -> str:
    """A table of the notation above: "-" is an empty cell, "~" a space within one."""
    lines = [line.split() for line in text.strip().splitlines()]
    return "\n".join("\t".join("" if cell == "-" else cell.replace("~", " ") for cell in line) for line in lines)


def write(folder: Path, tables: dict[str, str]) -> None:
    for file, text in tables.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(table(text) if path.suffix == ".tsv" else dedent(text).lstrip(), encoding="utf-8")


def broken(file: str, right: str, wrong: str) -> dict[str, str]:
    text = RIGHT[file]
    assert right in text
    return RIGHT | {file: text.replace(right, wrong, 1) if right else f"{text.rstrip()}\n{wrong}"}


def with_row(folder: Path, file: str, row: str) -> Material:
    """Our own tables in this folder, one of them with one row more."""
    shutil.copytree(ROOT / "languages", folder / "languages")
    shutil.copytree(ROOT / "actors", folder / "actors")
    shutil.copy(ROOT / "dated_events.tsv", folder)
    text = (folder / file).read_text(encoding="utf-8").rstrip("\n")
    (folder / file).write_text(f"{text}\n{table(row)}\n", encoding="utf-8")
    return Material(folder=folder, registry=OWN.registry, codes=OWN.codes)


OWN = load_material()


def test_right_tables_have_no_faults(tmp_path: Path) -> None:
    write(tmp_path, RIGHT)
    assert run_checks(load_material(tmp_path), SMALL_CHECKS) == ()


@pytest.mark.parametrize(("name", "file", "right", "wrong"), WRONG)
def test_a_wrong_row_is_found(tmp_path: Path, name: str, file: str, right: str, wrong: str) -> None:
    write(tmp_path, broken(file, right, wrong))
    faults = run_checks(load_material(tmp_path), SMALL_CHECKS)
    found = [fault for fault in faults if fault.message.startswith(f"{name} ")]
    assert found, f"{name} said nothing; others: {[str(fault) for fault in faults]}"
    assert all(fault.path == str(tmp_path / file) and fault.line > 0 for fault in found)


@pytest.mark.parametrize(("name", "file", "row"), WRONG_WORDS)
def test_a_wrong_word_is_found(tmp_path: Path, name: str, file: str, row: str) -> None:
    faults = run_checks(with_row(tmp_path, file, row), LANGUAGE_CHECKS)
    found = [fault for fault in faults if fault.message.startswith(f"{name} ")]
    assert found, f"{name} said nothing; others: {[str(fault) for fault in faults]}"
    assert {fault.path for fault in found} == {str(tmp_path / file)}


@pytest.mark.parametrize(("file", "row", "said"), REFUSED)
def test_what_a_loader_of_words_refuses_is_a_fault(tmp_path: Path, file: str, row: str, said: str) -> None:
    faults = run_checks(with_row(tmp_path, file, row), LANGUAGE_CHECKS)
    assert any(said in fault.message and fault.path.endswith(Path(file).name) for fault in faults), faults


@pytest.mark.parametrize(
    ("file", "right", "wrong", "said"),
    [
        ("events/CONSULT/en.tsv", "ring verb", "ring -", "may not be empty"),
        ("events/CONSULT/en.tsv", "needs act", "wants act", "unknown columns"),
        ("events/CONSULT/type.yaml", "[two]", "[two", "expected ',' or ']'"),
        ("events/CONSULT/examples.yaml", "near_misses", "hits", "'hits' is there twice"),
        ("events/composition.tsv", "- 05 own", "- 05 -", "may not be empty"),
    ],
)
def test_what_a_loader_of_events_refuses_is_a_fault(
    tmp_path: Path, file: str, right: str, wrong: str, said: str
) -> None:
    write(tmp_path, broken(file, right, wrong))
    faults = run_checks(load_material(tmp_path), SMALL_CHECKS)
    assert any(said in fault.message and fault.path == str(tmp_path / file) for fault in faults), faults


def test_a_type_that_is_no_yaml_stops_the_program_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "type.yaml").write_text("event_type: CONSULT\ncounts: [Talks\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"type\.yaml:3: "):
        read_type(tmp_path / "type.yaml")


def test_a_type_without_a_file_or_with_one_too_many_is_found(tmp_path: Path) -> None:
    write(tmp_path, {file: text for file, text in RIGHT.items() if not file.endswith("examples.yaml")})
    write(tmp_path, {"events/CONSULT/fr.yaml": "", "events/WAVE/type.yaml": "event_type: WAVE"})
    said = [str(fault) for fault in run_checks(load_material(tmp_path), SMALL_CHECKS) if "K301" in fault.message]
    for words in ("no examples.yaml", "fr.yaml is read by nobody", "WAVE is no PLOVER type"):
        assert any(words in line for line in said), said


def test_a_table_of_words_that_nobody_reads_is_found(tmp_path: Path) -> None:
    material = with_row(tmp_path, "languages/en/months.tsv", "")
    (tmp_path / "languages/en/tides.tsv").write_text("lemma\torigin\n", encoding="utf-8")
    (tmp_path / "languages/en/titles.tsv").unlink()
    found = [str(fault) for fault in run_checks(material, LANGUAGE_CHECKS)]
    for words in ("tides.tsv:1: K401", "titles.tsv:1: K401", "titles.tsv:1: there is no such file"):
        assert any(words in line for line in found), found


def quoted_words() -> frozenset[str]:
    """Every string in double quotes in the program, the checks of languages apart."""
    package = ROOT.parent
    modules = (path for path in package.rglob("*.py") if path.name != "checks_of_languages.py")
    return frozenset(word for path in modules for word in re.findall(r'"([^"\n]+)"', path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", KEYS)
def test_every_table_of_words_is_read(name: str) -> None:
    assert name in quoted_words(), f"no loader reads {name}"


@pytest.mark.parametrize(("file", "column"), [("act_words.tsv", 1), ("speech_words.tsv", 1), ("grammar_words.tsv", 1)])
def test_every_use_of_a_small_word_is_asked_for(file: str, column: int) -> None:
    lines = (ROOT / "languages" / "en" / file).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert sorted({row[column] for row in rows[1:]} - quoted_words()) == []


def test_the_notation_knows_every_need_that_is_read() -> None:
    assert set(needs.KINDS) == NEEDS


def test_every_check_is_shown_to_fail() -> None:
    shown = {name for name, *_ in (*WRONG, *WRONG_WORDS)} | SHOWN_APART
    assert {check_name(check) for check in CHECKS} <= shown


@pytest.mark.parametrize("check", CHECKS, ids=check_name)
def test_every_check_has_a_number_of_its_own_and_a_message(check: Check) -> None:
    assert [check_name(other) for other in CHECKS].count(check_name(check)) == 1
    assert check.__doc__ is not None
    assert "\n" not in check.__doc__


def test_what_the_loader_refuses_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, broken("codes/plover_types.tsv", "CONSULT 1", "CONSULT one"))
    assert main(tmp_path) == 1
    assert "quad = 'one'" in capsys.readouterr().out


def test_a_missing_table_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {file: text for file, text in RIGHT.items() if file != "codes/cameo.tsv"})
    assert main(tmp_path) == 1
    assert "cameo.tsv:1: there is no such file" in capsys.readouterr().out


def test_the_project_s_own_tables_are_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().out
