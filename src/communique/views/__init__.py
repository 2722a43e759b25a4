"""Records → what people use: one module a format, one table `VIEWS`, which every --format reads."""

from communique.views.formats import FORMATS, FormatOut
from communique.views.selection import Selection
from communique.views.setting import Setting, View

VIEWS: dict[str, View] = {format.name: format.view for format in FORMATS}

__all__ = ["FORMATS", "VIEWS", "FormatOut", "Selection", "Setting", "View"]
