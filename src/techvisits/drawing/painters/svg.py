from markupsafe import Markup


def paint_svg(drawing: object, *, names: str, href: object = None, identifier: str) -> Markup:
    return Markup("<svg width='240' height='118'></svg>")
