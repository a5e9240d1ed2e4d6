"""The field that the text of a page lies in."""

from typing import Any

from wagtail.fields import StreamField

from rounds.content.blocks import BodyBlock


class BodyField(StreamField):
    """The database keeps JSON; which blocks there are is none of its affair, so a new kind migrates nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(BodyBlock(), **{**kwargs, "block_lookup": None})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
