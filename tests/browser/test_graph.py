"""The interactive graph in Chromium: it draws, filters by day and shows claims."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from visits import Visit

pytestmark = pytest.mark.browser

LISTING = "/graph?around=organization/taliban&track=listing&on=2024-01-01"
#: Canvas places, in CSS pixels, that have the colour of a track.
PLACES = """(name) => {
  const canvas = document.querySelector("#canvas canvas");
  const probe = document.createElement("span");
  probe.style.color = `var(--track-${name})`;
  document.body.append(probe);
  const [r, g, b] = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
  probe.remove();
  const { width, height } = canvas;
  const data = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  const scale = canvas.clientWidth / width;
  const found = [];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const i = 4 * (y * width + x);
      const near = Math.abs(data[i] - r) + Math.abs(data[i + 1] - g)
        + Math.abs(data[i + 2] - b);
      if (data[i + 3] > 200 && near < 30) found.push([x * scale, y * scale]);
    }
  }
  return found;
}"""


def _drawn(visit: Visit, path: str) -> Page:
    page = visit.open(path)
    expect(page.locator("#graph[data-drawn=yes]")).to_be_visible()
    return page


def _places(page: Page, track: str) -> list[list[float]]:
    found: list[list[float]] = page.evaluate(PLACES, track)
    return found


def _middle(places: list[list[float]]) -> list[float]:
    """Return the place of a line that is nearest to half its way."""
    half = [(min(side) + max(side)) / 2 for side in zip(*places, strict=True)]
    return min(places, key=lambda place: math.dist(place, half))


def test_the_graph_is_drawn_in_the_colours_of_its_tracks(visit: Visit) -> None:
    page = _drawn(visit, "/graph?around=state/kosovo")
    assert len(_places(page, "state-recognition")) > 100
    assert len(_places(page, "relations")) > 100


def test_a_line_that_is_clicked_shows_its_claims(visit: Visit) -> None:
    page = _drawn(visit, LISTING)
    x, y = _middle(_places(page, "listing"))
    page.locator("#canvas canvas").click(position={"x": x, "y": y})
    panel = page.locator("#panel")
    expect(panel.get_by_role("heading")).to_contain_text("Taliban")
    expect(panel.locator(".claims li").first).to_contain_text("2003")
    expect(panel.locator(".badge")).to_have_text("certain")


def test_the_slider_filters_without_asking_again(visit: Visit) -> None:
    page = _drawn(visit, LISTING)
    expect(page.locator("#summary")).to_contain_text("1 status between 2 parties")
    before = len(visit.asked)
    slider = page.get_by_label("Through time")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator("#summary")).to_contain_text("0 statuses")
    assert _places(page, "listing") == []
    page.get_by_label("On", exact=True).fill("2025-04-10")
    expect(page.locator("#rows .badge")).to_have_text("possible")
    page.get_by_label("On", exact=True).fill("2025-05-01")
    expect(page.locator("#rows .badge").first).to_have_text("contradicted")
    expect(page).to_have_url(re.compile("on=2025-05-01"))
    asked = [each for each in visit.asked[before:] if not each.endswith("/mark.svg")]
    assert asked == []


def test_a_track_is_switched_off(visit: Visit) -> None:
    page = _drawn(visit, "/graph?around=state/kosovo&on=2020-01-01")
    rows = page.locator("#rows")
    expect(rows).to_contain_text("diplomatic relations")
    page.get_by_role("checkbox", name="diplomatic relations").uncheck()
    expect(rows).not_to_contain_text("diplomatic relations")
    assert _places(page, "relations") == []


def test_the_table_has_what_the_picture_has_and_opens_claims(visit: Visit) -> None:
    page = _drawn(visit, LISTING)
    row = page.locator("#rows tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Russian list of terrorist organisations")
    row.get_by_role("button", name="Claims").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel .claims li").first).to_contain_text("2003")
    expect(page.locator("#panel h2")).to_be_focused()


def test_the_whole_graph_is_drawn_in_good_time(visit: Visit) -> None:
    page = visit.open("/graph?track=&on=2020-01-01")
    expect(page.locator("#graph[data-drawn=yes]")).to_be_visible(timeout=40_000)
    shown: Any = page.locator("#rows tr").count()
    assert shown == 50
    page.get_by_role("button", name="Show the other").click()
    assert page.locator("#rows tr").count() > 50


def test_what_is_implied_is_drawn_and_names_its_premise(visit: Visit) -> None:
    page = visit.open(
        "/graph?around=state/china&track=state-recognition&on=2025-01-01&implied=true"
    )
    row = page.locator("#rows tr", has_text="Islamic Emirate of Afghanistan")
    expect(row).to_contain_text("recognised: implied")
    row.get_by_role("button", name="Claims").click()
    panel = page.locator("#panel")
    expect(panel).to_contain_text("Implied, asserted by no source")
    expect(panel.get_by_role("link", name="head-of-mission: in-office")).to_have_count(
        2
    )
