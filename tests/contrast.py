"""How well two colours are told apart, as WCAG 2 measures it, and what one looks like over another."""


def luminance(colour: str) -> float:
    """The relative luminance of a #rrggbb colour."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(v) for v in bytes.fromhex(colour[1:]))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def hex_of(colour: list[int]) -> str:
    """A colour of deck.gl without its opacity."""
    return "#" + bytes(colour[:3]).hex().upper()


def over(top: list[int], ground: str) -> str:
    """What a colour of deck.gl looks like on a ground."""
    share = (top[3] if len(top) > 3 else 255) / 255
    mixed = (round(share * t + (1 - share) * g) for t, g in zip(top, bytes.fromhex(ground[1:]), strict=False))
    return "#" + bytes(mixed).hex().upper()
