"""Make the site's fonts: Literata cut down to the letters and weights the site sets.

Writes the woff2 files and their license to `templates/assets/fonts/`, and `styles/fonts.css`, which declares them:
one file for each alphabet, so a page loads only the alphabets it uses, and stand-ins among the fonts a reader's device
already has, scaled to the same measures. Literata is optional: where it comes too late, the page keeps the stand-in it
was shown in and the next page has Literata. To swap it in would move the text under the reader's eyes, because a
stand-in breaks some lines elsewhere. Every page asks for the Latin roman before its styles, so that it is in time on
all but the slowest lines.

Run `python tools/make_fonts.py` after changing an alphabet or a version. Needs `npm`, `node`, and the Python packages
`fonttools` and `brotli`. The same versions give the same bytes.

Sources: the npm packages `@fontsource-variable/literata` (SIL Open Font License 1.1) and `@capsizecss/metrics` (MIT;
only numbers are taken from it).
"""

import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

LITERATA = "@fontsource-variable/literata@5.3.0"
METRICS = "@capsizecss/metrics@4.3.0"

ASSETS = Path(__file__).resolve().parent.parent / "kalmyk_site" / "templates" / "assets"

WEIGHTS = "400:650"
"""Range of the roman's weight axis; the italic is fixed at 400."""

HEADING_WEIGHT = "600"
"""Weight to which the bold stand-ins are matched: the one headings are set in."""


@dataclass(frozen=True, kw_only=True)
class Alphabet:
    """One file's share of the letters."""

    name: str
    """Name in the file's name and in the comment above its rule."""

    source: str
    """Name of the subset in the Fontsource package that holds these letters."""

    letters: str
    """Code points in the form of CSS `unicode-range`; every one must be in the source."""

    features: str
    """OpenType features kept, joined by commas."""


ALPHABETS = (
    Alphabet(
        name="latin",
        source="latin",
        letters="U+20-7E,U+A0,U+A7,U+AB,U+AD,U+B0,U+B6-B7,U+BB,U+BD,U+C0-C2,U+C4-CF,U+D1-D4,U+D6-DC,U+DF-E2,U+E4-EF,"
        "U+F1-F4,U+F6,U+F8-FC,U+131,U+152-153,U+2BB,U+2013-2014,U+2018-2019,U+201C-201E,U+2026,"
        "U+2032-2033,U+2044,U+2191,U+2193,U+2212",
        features="kern,tnum",
    ),
    Alphabet(
        name="latin-extended",
        source="latin-ext",
        letters="U+100-101,U+106-107,U+10C-10D,U+112-113,U+118-119,U+11E-11F,U+12A-12B,U+130,U+13E,U+141-144,"
        "U+14C-14D,U+151,U+159,U+15A-15B,U+15E-161,U+16A-16B,U+16F,U+171,U+179-17E,U+219,U+21B,U+2B9-2BA,U+2BC,U+2020",
        features="ccmp",
    ),
    Alphabet(
        name="cyrillic",
        source="cyrillic",
        letters="U+401,U+410-44F,U+451,U+2116",
        features="kern",
    ),
    Alphabet(
        name="cyrillic-extended",
        source="cyrillic-ext",
        letters="U+496-497,U+4A2-4A3,U+4AE-4AF,U+4BA-4BB,U+4D8-4D9,U+4E8-4E9",
        features="ccmp",
    ),
)


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """A font many devices have, shown until Literata has arrived."""

    family: str
    """Its name as a reader of the style sheet knows it."""

    metrics: str
    """Its name in the metrics package."""

    local: dict[str, tuple[str, ...]]
    """Full and PostScript names of its roman, italic and bold, and of fonts with the same widths."""


STAND_INS = (
    StandIn(
        family="Georgia",
        metrics="georgia",
        local={"regular": ("Georgia",), "italic": ("Georgia Italic",), "700": ("Georgia Bold",)},
    ),
    StandIn(
        family="Times",
        metrics="timesNewRoman",
        local={
            "regular": ("Times New Roman", "TimesNewRomanPSMT", "Liberation Serif", "Tinos"),
            "italic": ("Times New Roman Italic", "TimesNewRomanPS-ItalicMT", "Liberation Serif Italic", "Tinos Italic"),
            "700": ("Times New Roman Bold", "TimesNewRomanPS-BoldMT", "Liberation Serif Bold", "Tinos Bold"),
        },
    ),
    StandIn(
        family="Noto",
        metrics="notoSerif",
        local={
            "regular": ("Noto Serif", "NotoSerif"),
            "italic": ("Noto Serif Italic", "NotoSerif-Italic"),
            "700": ("Noto Serif Bold", "NotoSerif-Bold"),
        },
    ),
)


def unpack(package: str, into: Path) -> Path:
    """Fetch an npm package and return the folder that holds its files."""
    into.mkdir()
    subprocess.run(["npm", "pack", "--silent", package], cwd=into, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(into.glob("*.tgz"))) as archive:
        archive.extractall(into, filter="data")
    return into / "package"


def run_fonttools(tool: str, *arguments: str | Path) -> None:
    """Run one of the command-line tools of `fonttools`; its failure is an error here."""
    subprocess.run([sys.executable, "-m", f"fontTools.{tool}", *map(str, arguments)], check=True)


def cut(source: Path, target: Path, alphabet: Alphabet, weights: str) -> None:
    """Write the `alphabet` of `source`, in these `weights`, to `target`; a letter the source lacks is an error."""
    instance = target.with_suffix(".ttf")
    run_fonttools(
        "varLib.instancer", "--quiet", "--no-recalc-timestamp", f"--output={instance}", source, f"wght={weights}"
    )
    run_fonttools(
        "subset",
        instance,
        f"--output-file={target}",
        "--flavor=woff2",
        f"--unicodes={alphabet.letters}",
        "--no-ignore-missing-unicodes",
        f"--layout-features={alphabet.features}",
        # Vertical writing, style menus and hints are never used here; copyright and license names stay.
        "--no-hinting",
        "--drop-tables+=vhea,vmtx,VVAR,MVAR,HVAR,STAT,gasp",
        "--name-IDs=0,13,14",
    )
    instance.unlink()


def read_metrics(package: Path, font: str, style: str) -> dict[str, float]:
    """Measures of a font in the unit of its own grid: `ascent`, `descent`, `lineGap`, `unitsPerEm`, `xWidthAvg`."""
    file = package / "entireMetricsCollection" / font / style / "index.cjs"
    script = f"const m = require({json.dumps(str(file))}); console.log(JSON.stringify(m.default ?? m))"
    printed = subprocess.run(["node", "-e", script], check=True, capture_output=True, text=True).stdout
    measures: dict[str, object] = json.loads(printed)
    return {name: float(value) for name, value in measures.items() if isinstance(value, int | float)}


def literata_rule(file: Path, alphabet: Alphabet, style: str) -> str:
    """The rule that declares one of the files just made."""
    weights = WEIGHTS.replace(":", " ") if style == "normal" else "400"
    return f"""
@font-face {{
  font-family: "Literata";
  font-style: {style};
  font-weight: {weights};
  font-display: optional;
  src: url("../fonts/{file.name}") format("woff2");
  unicode-range: {alphabet.letters.replace(",", ", ")};
}}
"""


def stand_in_rule(stand_in: StandIn, style: str, literata: dict[str, float], own: dict[str, float]) -> str:
    """The rule that scales a reader's own font to Literata's average width and gives it Literata's line."""
    scale = (literata["xWidthAvg"] / literata["unitsPerEm"]) / (own["xWidthAvg"] / own["unitsPerEm"])
    ascent = literata["ascent"] / literata["unitsPerEm"] / scale
    descent = -literata["descent"] / literata["unitsPerEm"] / scale
    names = ", ".join(f'local("{name}")' for name in stand_in.local[style])
    return f"""
@font-face {{
  font-family: "Literata as {stand_in.family}";
  font-style: {"italic" if style == "italic" else "normal"};
  font-weight: {"500 700" if style == "700" else "400"};
  src: {names};
  size-adjust: {scale:.2%};
  ascent-override: {ascent:.2%};
  descent-override: {descent:.2%};
  line-gap-override: 0%;
}}
"""


def main() -> None:
    """Make every font file, its license and the style sheet that declares them."""
    fonts = ASSETS / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    sheet = "/* Literata by alphabet, and stand-ins of its measures. Written by tools/make_fonts.py. */\n"
    with tempfile.TemporaryDirectory() as folder:
        literata = unpack(LITERATA, Path(folder) / "literata")
        metrics = unpack(METRICS, Path(folder) / "metrics")
        shutil.copyfile(literata / "LICENSE", fonts / "OFL.txt")
        for style, weights in (("normal", WEIGHTS), ("italic", "400")):
            for alphabet in ALPHABETS:
                suffix = "-italic" if style == "italic" else ""
                target = fonts / f"literata-{alphabet.name}{suffix}.woff2"
                source = literata / "files" / f"literata-{alphabet.source}-wght-{style}.woff2"
                cut(source, target, alphabet, weights)
                sheet += literata_rule(target, alphabet, style)
        for stand_in in STAND_INS:
            for style in stand_in.local:
                measures = read_metrics(metrics, "literata", HEADING_WEIGHT if style == "700" else style)
                sheet += stand_in_rule(stand_in, style, measures, read_metrics(metrics, stand_in.metrics, style))
    (ASSETS / "styles" / "fonts.css").write_text(sheet, encoding="utf-8")


if __name__ == "__main__":
    main()
