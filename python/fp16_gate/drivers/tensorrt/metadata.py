"""The parser's notes on a layer: which ONNX nodes it came from."""

from __future__ import annotations

import re

# Entries are `[ONNX Layer: NAME]`, or `[ONNX Layer: NAME | Local Function: F]`, with control characters between them after
# fusion (units by U+001F, groups of units by U+001E). A name may hold brackets: an entry ends before a separator or the end.
_SEPARATORS = re.compile(r"[\x1c-\x1f]+")
_ENTRY = re.compile(r"^\s*\[ONNX Layer: (.*?)(?: \| Local Function: .*)?\]\s*$", re.DOTALL)


def onnx_names(metadata: str) -> list[str]:
    """Names of ONNX nodes in a layer's metadata, each once, in order."""
    entries = [_ENTRY.match(entry) for entry in _SEPARATORS.split(metadata)]
    return list(dict.fromkeys(match.group(1) for match in entries if match is not None))
