"""The code lists: CAMEO, PLOVER types with their modes, contexts, sectors, classes of organisations."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from communique.knowledge.tables import ROOT, read_tsv

CAMEO = "codes/cameo.tsv"
ROOTS = "codes/cameo_roots.tsv"
QUADS = "codes/quad_classes.tsv"
TYPES = "codes/plover_types.tsv"
MODES = "codes/plover_modes.tsv"
CONTEXTS = "codes/contexts.tsv"
SECTORS = "codes/sectors.tsv"
ORG_CLASSES = "codes/org_classes.tsv"

VERBAL = (1, 3)  # quad classes


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoRow:
    """A CAMEO code with ICEWS's intensity, and the PLOVER type, mode and contexts it stands for."""

    code: str  # with its leading zero: "041"
    name: str
    goldstein: float
    event_type: str | None = None  # None: root 01, which is saying and no event
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RootRow:
    """A CAMEO root and the quad class GDELT gives it."""

    root: str
    gdelt_quad: int
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadRow:
    """A quad class and its name."""

    quad: int
    name: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRow:
    """A PLOVER event type with its quad class (1–4) and score."""

    event_type: str
    quad: int
    score: float
    needs_recipient: bool
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeRow:
    """A mode of a PLOVER event type with its score."""

    event_type: str
    mode: str
    score: float
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextRow:
    """A PLOVER context and what it covers."""

    context: str
    name: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorRow:
    """A PLOVER sector; `common` marks the manual's frequent ones, which name an actor first."""

    sector: str
    name: str
    common: bool
    cameo: str | None = None  # the role code of CAMEO that says nearest the same
    icews: str | None = None  # the sector of ICEWS that does
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgClassRow:
    """A class of organisations that stands where a country would."""

    org_class: str
    name: str
    cameo: str  # how CAMEO actor codes of such an actor begin
    gdelt_type: str
    gdelt_group: str | None = None
    gdelt_religion: str | None = None
    icews: str  # the sector of ICEWS such an actor has
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLists:
    """The code lists, each in the order of its file, and look-ups by code; a code nobody knows is None."""

    cameo_rows: tuple[CameoRow, ...] = ()
    roots: tuple[RootRow, ...] = ()
    quads: tuple[QuadRow, ...] = ()
    types: tuple[TypeRow, ...] = ()
    mode_rows: tuple[ModeRow, ...] = ()
    contexts: tuple[ContextRow, ...] = ()
    sectors: tuple[SectorRow, ...] = ()
    org_classes: tuple[OrgClassRow, ...] = ()
    _cameo: dict[str, CameoRow] = field(init=False, repr=False, compare=False)
    _types: dict[str, TypeRow] = field(init=False, repr=False, compare=False)
    _modes: dict[tuple[str, str], ModeRow] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__  # a frozen class fills its own indices once
        put(self, "_cameo", {row.code: row for row in self.cameo_rows})
        put(self, "_types", {row.event_type: row for row in self.types})
        put(self, "_modes", {(row.event_type, row.mode): row for row in self.mode_rows})

    def cameo(self, code: str) -> CameoRow | None:
        """The row of a CAMEO code, written with its leading zero."""
        return self._cameo.get(code)

    def is_cameo(self, code: str) -> bool:
        """True for the codes of the list, roots among them."""
        return code in self._cameo

    def goldstein(self, code: str) -> float | None:
        """ICEWS's intensity of a CAMEO code, from -10 to 10."""
        row = self._cameo.get(code)
        return None if row is None else row.goldstein

    def gdelt_quad(self, code: str) -> int | None:
        """The quad class GDELT gives a CAMEO code by its root; its classes are not those of PLOVER."""
        return next((row.gdelt_quad for row in self.roots if code.startswith(row.root)), None)

    def plover(self, event_type: str) -> TypeRow | None:
        """The row of a PLOVER type."""
        return self._types.get(event_type)

    @property
    def verbal(self) -> frozenset[str]:
        """The types of verbal cooperation and verbal conflict."""
        return frozenset(row.event_type for row in self.types if row.quad in VERBAL)

    def quad(self, event_type: str) -> int | None:
        """The quad class of a PLOVER type: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict."""
        row = self._types.get(event_type)
        return None if row is None else row.quad

    def quad_name(self, quad: int | None) -> str | None:
        """ "verbal cooperation" for 1."""
        return next((row.name for row in self.quads if row.quad == quad), None)

    def score(self, event_type: str, mode: str | None = None) -> float | None:
        """The PLOVER score of a type, or of its mode where one is given."""
        row = self._types.get(event_type) if mode is None else self._modes.get((event_type, mode))
        return None if row is None else row.score

    def modes(self, event_type: str) -> tuple[str, ...]:
        """The modes a type has, in the order of the table."""
        return tuple(row.mode for row in self.mode_rows if row.event_type == event_type)

    def has_mode(self, event_type: str, mode: str) -> bool:
        """True where the type has this mode."""
        return (event_type, mode) in self._modes

    def is_context(self, context: str) -> bool:
        """True for the 37 contexts of PLOVER."""
        return any(row.context == context for row in self.contexts)

    def cameo_role(self, sector: str) -> str | None:
        """CAMEO's role code for a PLOVER sector; None where it has none."""
        return next((row.cameo for row in self.sectors if row.sector == sector), None)

    def cameo_class(self, org_class: str) -> str | None:
        """How CAMEO actor codes of a class of organisations begin."""
        return next((row.cameo for row in self.org_classes if row.org_class == org_class), None)

    def icews_sector(self, sector: str) -> str | None:
        """ICEWS's name for a PLOVER sector; None where it has none."""
        return next((row.icews for row in self.sectors if row.sector == sector), None)

    def org_class(self, org_class: str) -> OrgClassRow | None:
        """The row of a class of organisations."""
        return next((row for row in self.org_classes if row.org_class == org_class), None)

    def is_sector(self, sector: str) -> bool:
        """True for the sector codes of PLOVER."""
        return any(row.sector == sector for row in self.sectors)

    def is_org_class(self, org_class: str) -> bool:
        """True for the classes of organisations."""
        return any(row.org_class == org_class for row in self.org_classes)


@cache
def load_code_lists(folder: Path = ROOT) -> CodeLists:
    """The code lists of a knowledge folder."""
    return CodeLists(
        cameo_rows=read_tsv(folder / CAMEO, CameoRow),
        roots=read_tsv(folder / ROOTS, RootRow),
        quads=read_tsv(folder / QUADS, QuadRow),
        types=read_tsv(folder / TYPES, TypeRow),
        mode_rows=read_tsv(folder / MODES, ModeRow),
        contexts=read_tsv(folder / CONTEXTS, ContextRow),
        sectors=read_tsv(folder / SECTORS, SectorRow),
        org_classes=read_tsv(folder / ORG_CLASSES, OrgClassRow),
    )
