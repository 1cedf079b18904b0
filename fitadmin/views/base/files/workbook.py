"""The parts of a workbook that do not depend on its rows: what stands in it, and how it looks."""

import re
from xml.sax.saxutils import escape, quoteattr

SHEET = "xl/worksheets/sheet1.xml"
NARROWEST, WIDEST = 12, 40
LONGEST_TITLE = 31
"""Of a sheet, in characters."""
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_TYPES = f"""{_XML}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>\
<Override PartName="/{SHEET}" ContentType="{_KIND}.worksheet+xml"/></Types>"""
_ROOT = f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>\
</Relationships>"""
_PARTS = f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>"""
_STYLES = f"""{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="3">\
<numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>\
<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/>\
<numFmt numFmtId="166" formatCode="hh:mm"/></numFmts>\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""

FIXED = {
    "[Content_Types].xml": _TYPES,
    "_rels/.rels": _ROOT,
    "xl/_rels/workbook.xml.rels": _PARTS,
    "xl/styles.xml": _STYLES,
}
"""The same in every file, by name."""


def column_letters(count: int) -> list[str]:
    """The names of the first *count* columns.

    >>> column_letters(28)[24:]
    ['Y', 'Z', 'AA', 'AB']
    """
    return [_letters(number) for number in range(1, count + 1)]


def _letters(number: int) -> str:
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def sheet_begin(titles: list[str]) -> str:
    """A sheet up to its rows: the first of them stays in sight, columns are as wide as titles."""
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{_width(title)}" customWidth="1"/>'
        for n, title in enumerate(titles, 1)
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView tabSelected="1" '
        'workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        'state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>'
    )


def _width(title: str) -> int:
    return max(NARROWEST, min(len(title) + 4, WIDEST))


def workbook(title: str, last_column: str, last_row: int) -> dict[str, str]:
    """The part that names the sheet, and the rows that its filter is about."""
    name = sheet_name(title)
    area = f"'{name.replace(chr(39), chr(39) * 2)}'!$A$1:${last_column}${last_row}"
    text = (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<bookViews><workbookView/></bookViews><sheets><sheet name={quoteattr(name)} "
        'sheetId="1" r:id="rId1"/></sheets><definedNames>'
        '<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        f"{escape(area)}</definedName></definedNames></workbook>"
    )
    return {"xl/workbook.xml": text}


def sheet_name(title: str) -> str:
    """A title as a sheet may be called.

    >>> sheet_name("Sets: [done]/planned"), sheet_name("'"), sheet_name("history")
    ('Sets  done  planned', 'List', 'history.')
    """
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title)[:LONGEST_TITLE].strip("' ") or "List"
    return f"{name}." if name.lower() == "history" else name
