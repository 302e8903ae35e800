"""Names of the ONNX model's inputs and outputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import InputError


@dataclass
class Names:
    """Final names (those of the ONNX model) of inputs and outputs, by the name under which capture found them."""

    inputs: dict[str, str]
    outputs: dict[str, str]


def final_names(
    found: tuple[Sequence[str], Sequence[str]], given: tuple[Sequence[str] | None, Sequence[str] | None], notes: list[str]
) -> Names:
    """Names of (inputs, outputs): the caller's where given, else those found.

    An output found under the name of an input gets `_output` appended: within a graph, one name is one value.
    Raises InputError for names that are too few, too many, repeated or empty.
    """
    final_inputs = _chosen("input_names", found[0], given[0])
    final_outputs = _chosen("output_names", found[1], given[1])
    for index, name in enumerate(final_outputs):
        if name not in final_inputs:
            continue
        if given[1] is not None:
            raise InputError(f"output_names has {name!r}, which is an input; name the output differently")
        while final_outputs[index] in final_inputs or final_outputs.count(final_outputs[index]) > 1:
            final_outputs[index] += "_output"
        notes.append(f"output {name!r} has the name of an input; it is called {final_outputs[index]!r}")
    return Names(dict(zip(found[0], final_inputs)), dict(zip(found[1], final_outputs)))


def _chosen(option: str, found: Sequence[str], given: Sequence[str] | None) -> list[str]:
    names = list(found if given is None else given)
    if len(names) != len(found):
        raise InputError(f"{option} has {len(names)} names, the model {len(found)}: {', '.join(found)}; give one for each")
    if len(set(names)) != len(names) or not all(isinstance(name, str) and name for name in names):
        raise InputError(f"{option} {names} has empty or repeated names; give each its own")
    return names
