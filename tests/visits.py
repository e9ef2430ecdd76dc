"""A page in a browser, and everything wrong that the browser noticed."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page, Request


@dataclass
class Visit:
    """A page of one server; `problems` must be empty when the test ends."""

    page: Page
    server: str
    problems: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # every address requested

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on(
            "pageerror", lambda error: self.problems.append(f"script: {error}")
        )
        self.page.on("request", self._requested)

    def open(self, path: str) -> Page:
        """Go to a page of the server."""
        self.page.goto(self.server + path)
        return self.page

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text}")

    def _requested(self, request: Request) -> None:
        self.asked.append(request.url)
        if not request.url.startswith((self.server + "/", "data:", "blob:")):
            self.problems.append(f"asked another host: {request.url}")
