"""What other lists call the countries: ISO 3166-1, Correlates of War, CAMEO, FIPS 10-4.

The registry's own code is ISO alpha-3. Formats that want another one ask here; a territory has no COW code.
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from communique.knowledge.tables import ROOT, read_tsv

COUNTRY_CODES = "codes/countries.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryCodesRow:
    """One country under the names of other lists; None where a list does not have it."""

    code: str  # as in actors/countries.tsv
    iso2: str | None = None
    iso_number: int | None = None
    cow: str | None = None  # states only; a successor keeps the code of the state before it
    cow_number: int | None = None
    cameo: str
    fips: str | None = None  # of its places; None where there is none or more than one
    adm1: Literal["fips", "other", "country"]  # what GeoNames calls its first divisions by
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryCodes:
    """The rows in the order of the file, and the look-up by the registry's code."""

    rows: tuple[CountryCodesRow, ...] = ()
    _by_code: dict[str, CountryCodesRow] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {row.code: row for row in self.rows})

    def of(self, code: str) -> CountryCodesRow | None:
        """The codes of the country with this code of the registry."""
        return self._by_code.get(code)


@cache
def load_country_codes(folder: Path = ROOT) -> CountryCodes:
    """The table of a knowledge folder."""
    return CountryCodes(rows=read_tsv(folder / COUNTRY_CODES, CountryCodesRow))
