"""Colours of the two themes: quiet greys and one grey-blue, so that colour is left to the data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Every colour of one theme, by what it paints."""

    sea: str
    land: str
    city: str
    shore: str
    ward: str
    muni: str
    pref: str
    country: str
    runway: str
    text: str
    quiet_text: str
    sea_text: str


PALETTES = {
    "light": Palette(
        sea="#cddde5",
        land="#f7f5f0",
        city="#ede8dd",
        shore="#9fb6c2",
        ward="#fbfaf7",
        muni="#ddd8cd",
        pref="#c4bcae",
        country="#9f9688",
        runway="#b7b0a6",
        text="#4a4f57",
        quiet_text="#5f5a50",
        sea_text="#48606e",
    ),
    "dark": Palette(
        sea="#12181f",
        land="#1e262e",
        city="#27303a",
        shore="#3a4854",
        ward="#171d24",
        muni="#2f3943",
        pref="#45525f",
        country="#5b6773",
        runway="#55626e",
        text="#c3ccd6",
        quiet_text="#9aa6b2",
        sea_text="#7f94a3",
    ),
}
