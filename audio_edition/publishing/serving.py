"""The folder of editions over HTTP, as a listener would get it.

* Served are the files of editions, the feed with its picture, and a page that lists the
  editions; nothing else, whatever is asked for: no hidden file, no record of builds, no
  folder being built, nothing outside, no link that leads outside.
* Starlette does the protocol's work: byte ranges, validators, HEAD, conditional requests.
* Browsers and apps are asked to check for a new version each time.

Source: RFC 9110 sections 13 and 14; the media types are those that podcast apps ask for.
"""

import os
from pathlib import Path, PurePosixPath

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import Scope

from audio_edition.publishing.catalogue import editions
from audio_edition.publishing.folder import MARKER
from audio_edition.publishing.inline import escaped
from audio_edition.publishing.times import spoken_length

MEDIA_TYPES = {
    ".epub": "application/epub+zip",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".m4b": "audio/x-m4b",
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".srt": "application/x-subrip; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
    ".zip": "application/zip",
    ".audiobook": "application/audiobook+zip",
}
NAMED_TYPES = {
    "chapters.json": "application/json+chapters",
    "publication.json": "application/audiobook+json",
}
UNKNOWN_TYPE = "application/octet-stream"
SHARED = frozenset({"feed.xml", "cover.png"})
"""Files beside the editions that are served too."""
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")
PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Audio editions</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>body {{ font: 1.125rem/1.6 system-ui, sans-serif; max-width: 42rem; margin: 0 auto;
padding: 1rem }} li {{ padding: 0.35rem 0 }}</style></head>
<body><main><h1>Audio editions</h1>
{body}
</main></body></html>
"""


def application(folder: Path, hosts: tuple[str, ...] = LOOPBACK) -> Starlette:
    """Return the server of a folder of editions, or of one edition's own folder.

    Args:
        folder: holds editions, or `edition.json`.
        hosts: names by which it may be called; "*" is any.
    """
    alone = (folder / MARKER).exists()
    routes: list[Route | Mount] = []
    if not alone:
        routes.append(Route("/", _Listing(folder).page))
    routes.append(Mount("/", EditionFiles(folder, alone)))
    return Starlette(
        routes=routes, middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))]
    )


class EditionFiles(StaticFiles):
    """The files of editions, each with its right media type."""

    def __init__(self, folder: Path, alone: bool) -> None:
        """Serve a folder of editions or, if `alone`, one edition's."""
        super().__init__(directory=folder, html=True)
        self._folder, self._alone = folder, alone

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Return a file's path and state, or nothing if it is not to be served."""
        parts = PurePosixPath(path.replace("\\", "/")).parts
        if any(part.startswith(".") for part in parts if part != "."):
            return "", None
        if not self._alone and not self._is_published(parts):
            return "", None
        return super().lookup_path(path)

    def _is_published(self, parts: tuple[str, ...]) -> bool:
        if len(parts) == 1 and parts[0] in SHARED:
            return True
        return bool(parts) and (self._folder / parts[0] / MARKER).is_file()

    def file_response(
        self,
        full_path: PathLike,
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return the response that carries a file."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        if response.status_code != 304:
            response.headers["content-type"] = media_type(Path(full_path).name)
        response.headers["cache-control"] = "no-cache"
        return response


def media_type(name: str) -> str:
    """Return the media type of one of an edition's files."""
    return NAMED_TYPES.get(name) or MEDIA_TYPES.get(Path(name).suffix, UNKNOWN_TYPE)


class _Listing:
    """The page that lists the editions."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def page(self, request: Request) -> HTMLResponse:
        """Return it as it is now."""
        items = [
            f'<li><a href="{escaped(e.slug)}/">{escaped(e.text("title"))}</a>, '
            f"{spoken_length(round(e.facts.get('duration_s', 0) * 1000))}.</li>"
            for e in editions(self._folder)
        ]
        body = "\n".join(["<ul>", *items, "</ul>"]) if items else "<p>There is none yet.</p>"
        if (self._folder / "feed.xml").exists():
            body += '\n<p>To subscribe, use the <a href="feed.xml">podcast feed</a>.</p>'
        return HTMLResponse(PAGE.format(body=body), headers={"cache-control": "no-cache"})
