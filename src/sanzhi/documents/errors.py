"""What a document can be refused for; each error carries a Chinese sentence that says what to do next.

They hang in the one tree of `sanzhi.law.errors`: absent or wrong facts are `Invalid`, everything else
here is a `DocumentError`.
"""

import unicodedata
from collections.abc import Sequence

from sanzhi.law.errors import Invalid, SanzhiError


class MissingFields(Invalid):
    """Facts that the law wants in the document are absent; `fields` holds path and Chinese label of each."""

    title = "文书内容不完整"

    @property
    def labels(self) -> tuple[str, ...]:
        """Chinese names of what is absent, in the order of the document."""
        return tuple(field.label for field in self.fields)


class BadSource(Invalid):
    """Facts are present but not of the right shape; `fields` names each with what is wrong."""


class DocumentError(SanzhiError):
    """A document cannot be made, sealed or matched."""

    code = "document"
    title = "文书未能办理"


class MissingGlyphs(DocumentError):
    """No font at hand draws some characters; `characters` are those characters, in order of appearance."""

    code = "missing_glyphs"
    title = "字库缺字"

    def __init__(self, characters: Sequence[str]) -> None:
        self.characters = tuple(characters)
        named = "、".join(name_character(character) for character in characters)
        super().__init__(f"现有字库不能显示：{named}。请把含有这些字的字体放入字体目录，再签发文书。")


class FontsMissing(DocumentError):
    """Not even the free fonts are installed, so nothing can be set in Chinese."""

    code = "fonts_missing"
    title = "缺少中文字体"


class ScanError(DocumentError):
    """An uploaded scan does not belong to a document of ours."""

    code = "scan"
    title = "扫描件不能使用"


class SealError(DocumentError):
    """The seal service refused, could not be reached, or returned something that is not the sealed file."""

    code = "seal"
    title = "用印未完成"


def name_character(character: str) -> str:
    """Name one character so that it can be found even where no font draws it, such as `𪚥（U+2A6A5）`."""
    code = f"U+{ord(character):04X}"
    visible = unicodedata.category(character)[0] not in "CZM"
    return f"{character}（{code}）" if visible else f"不可见字符（{code}）"
