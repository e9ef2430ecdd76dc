"""Names that have meant several states: each asked by many names, on many days."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from recog.errors import AmbiguousEntityError, UnknownEntityError
from recog.service.resolver import Resolver
from recog.store.codec import records_of
from recog.store.files import data_dir

PRC = "government/peoples-republic-of-china"
ROC = "government/republic-of-china"
NORTH, SOUTH = "state/north-korea", "state/south-korea"
DRV, RVN = "state/north-vietnam", "state/south-vietnam"
KINSHASA, BRAZZAVILLE = "state/congo-kinshasa", "state/congo-brazzaville"

#: Name, day (empty: at present), what it means; two: it is ambiguous; none: unknown.
ASKED: list[tuple[str, str, str | tuple[str, ...]]] = [
    # United Kingdom
    ("England", "1650-01-01", "state/united-kingdom"),
    ("Great Britain", "1776-07-04", "state/united-kingdom"),
    ("Kingdom of Great Britain", "1780-01-01", "state/united-kingdom"),
    ("UKGBI", "1850-01-01", "state/united-kingdom"),
    (
        "United Kingdom of Great Britain & Ireland",
        "1850-01-01",
        "state/united-kingdom",
    ),
    (
        "United Kingdom of Great Britain and Northern Ireland",
        "",
        "state/united-kingdom",
    ),
    ("Britain", "1940-01-01", "state/united-kingdom"),
    ("G.B.", "", ()),
    ("GBR", "", "state/united-kingdom"),
    ("the British government", "1923-01-01", "state/united-kingdom"),
    ("Royaume-Uni", "", "state/united-kingdom"),
    # Ireland
    ("Irish Free State", "1925-01-01", "state/ireland"),
    ("Éire", "1940-01-01", "state/ireland"),
    ("Eire", "1940-01-01", "state/ireland"),
    ("Republic of Ireland", "1955-01-01", "state/ireland"),
    ("Ireland (Republic)", "", "state/ireland"),
    ("Ireland", "1920-01-01", "state/ireland"),
    ("Northern Ireland", "", ()),
    # Korea
    ("Korea", "1900-01-01", "state/korea"),
    ("Korean Empire", "1900-01-01", "state/korea"),
    ("Joseon", "1850-01-01", "state/korea"),
    ("Korea", "1950-01-01", (NORTH, SOUTH)),
    ("Korea", "2000-01-01", (NORTH, SOUTH)),
    ("Korea", "", (NORTH, SOUTH)),
    ("Korea, South", "", SOUTH),
    ("Korea (North)", "1990-01-01", NORTH),
    ("Republic of Korea", "1950-01-01", SOUTH),
    ("Korea, Republic of", "", SOUTH),
    ("Democratic People’s Republic of Korea", "", NORTH),
    ("Korea, Democratic People's Republic of", "", NORTH),
    ("DPRK", "1970-01-01", NORTH),
    ("ROK", "", SOUTH),
    ("PRK", "", NORTH),
    # China
    ("China", "1900-01-01", "state/china"),
    ("China", "1960-01-01", "state/china"),
    ("Qing dynasty", "1900-01-01", "government/qing-empire"),
    ("Qing Empire", "1850-01-01", "government/qing-empire"),
    ("Republic of China", "1920-01-01", ROC),
    ("Republic of China", "1960-01-01", ROC),
    ("China, Republic of", "1960-01-01", ROC),
    ("People's Republic of China", "1950-01-01", PRC),
    ("China (the People's Republic of)", "", PRC),
    ("PRC", "", PRC),
    ("ROC", "1955-01-01", ROC),
    ("Taiwan", "", ROC),
    ("Taiwan (Republic of China)", "", ROC),
    ("Chinese Taipei", "2000-01-01", ROC),
    # Congo
    ("Congo", "1890-01-01", "state/congo-free-state"),
    ("Congo Free State", "1890-01-01", "state/congo-free-state"),
    ("Congo", "", (BRAZZAVILLE, KINSHASA)),
    ("Congo", "1985-01-01", (BRAZZAVILLE, KINSHASA)),
    ("Belgian Congo", "1930-01-01", KINSHASA),
    ("Congo-Léopoldville", "1962-01-01", KINSHASA),
    ("Republic of the Congo (Léopoldville)", "1962-01-01", KINSHASA),
    ("Republic of the Congo", "1962-01-01", (BRAZZAVILLE, KINSHASA)),
    ("Republic of the Congo", "1968-01-01", BRAZZAVILLE),
    ("Congo, Republic of the", "", BRAZZAVILLE),
    ("Congo, Democratic Republic of the", "", KINSHASA),
    ("Dem. Rep. of the Congo", "", KINSHASA),
    ("Zaire", "1980-01-01", KINSHASA),
    ("Zaïre", "1980-01-01", KINSHASA),
    ("Congo (Brazzaville)", "1965-01-01", BRAZZAVILLE),
    ("Congo-Brazzaville", "", BRAZZAVILLE),
    ("People's Republic of the Congo", "1980-01-01", BRAZZAVILLE),
    # Guinea
    ("Guinea", "1990-01-01", "state/guinea"),
    ("French Guinea", "1930-01-01", "state/guinea"),
    ("Guinea-Conakry", "", "state/guinea"),
    ("Equatorial Guinea", "", "state/equatorial-guinea"),
    ("Guinea Ecuatorial", "", "state/equatorial-guinea"),
    ("Guinea–Bissau", "", "state/guinea-bissau"),
    ("Guinea Bissau", "", "state/guinea-bissau"),
    ("Papua New Guinea", "", "state/papua-new-guinea"),
    ("PNG", "", "state/papua-new-guinea"),
    ("New Guinea", "", ()),
    # Micronesia
    ("Micronesia", "", "state/micronesia"),
    ("Federated States of Micronesia", "", "state/micronesia"),
    ("Micronesia, Federated States of", "", "state/micronesia"),
    ("Micronesia (Federated States of)", "", "state/micronesia"),
    ("FSM", "", "state/micronesia"),
    ("Palau", "", "state/palau"),
    ("Marshall Is.", "", "state/marshall-islands"),
    ("Trust Territory of the Pacific Islands", "1970-01-01", ()),
    # Russia
    ("Russia", "1900-01-01", "state/russia"),
    ("Russia", "1950-01-01", "state/soviet-union"),
    ("Russia", "1991-12-25", "state/soviet-union"),
    ("Russia", "1992-01-01", "state/russia"),
    ("Russia", "", "state/russia"),
    ("Russian Empire", "1850-01-01", "state/russia"),
    ("Imperial Russia", "1850-01-01", "state/russia"),
    ("USSR", "1950-01-01", "state/soviet-union"),
    ("U.S.S.R.", "", "state/soviet-union"),
    ("Union of Soviet Socialist Republics", "1950-01-01", "state/soviet-union"),
    ("Russian Federation", "", "state/russia"),
    ("Soviet Russia", "1920-01-01", "government/soviet-government-of-russia"),
    # Germany
    ("Prussia", "1850-01-01", "state/prussia"),
    ("North German Confederation", "1868-01-01", "state/north-german-confederation"),
    ("German Empire", "1900-01-01", "state/germany"),
    ("Germany", "1900-01-01", "state/germany"),
    ("Germany|Nazi", "", "state/germany"),
    ("Weimar Republic", "1925-01-01", "state/germany"),
    ("West Germany", "1960-01-01", "state/germany"),
    ("Federal Republic of Germany", "1960-01-01", "state/germany"),
    ("FRG", "1960-01-01", "state/germany"),
    ("Germany, East", "1960-01-01", "state/east-germany"),
    ("German Democratic Republic", "1960-01-01", "state/east-germany"),
    ("GDR", "", "state/east-germany"),
    ("GER", "", "state/germany"),
    # names that changed
    ("Upper Volta", "1970-01-01", "state/burkina-faso"),
    ("Republic of Upper Volta", "1970-01-01", "state/burkina-faso"),
    ("Haute-Volta", "1970-01-01", ()),
    ("Burma", "1950-01-01", "state/myanmar"),
    ("Burma", "2020-01-01", "state/myanmar"),
    ("Myanmar (Burma)", "", "state/myanmar"),
    ("Union of Burma", "1960-01-01", "state/myanmar"),
    ("Swaziland", "2020-01-01", "state/eswatini"),
    ("Cape Verde", "2020-01-01", "state/cabo-verde"),
    ("Cabo Verde / Cape Verde", "", "state/cabo-verde"),
    ("Türkiye", "", "state/turkey"),
    ("Turkey", "1900-01-01", "state/ottoman-empire"),
    ("Turkey", "1950-01-01", "state/turkey"),
    ("Austria", "1850-01-01", "state/austrian-empire"),
    ("Austria", "1900-01-01", "state/austria-hungary"),
    ("Austria", "1955-01-01", "state/austria"),
    # Yemen
    ("Yemen", "1946-03-04", "state/north-yemen"),
    ("Yemen", "1980-01-01", "state/north-yemen"),
    ("Yemen", "2000-01-01", "state/yemen"),
    ("Mutawakkilite Kingdom of Yemen", "1946-03-04", "state/north-yemen"),
    ("Kingdom of the Yemen", "1946-03-04", "state/north-yemen"),
    ("Yemen Arab Republic", "1970-01-01", "state/north-yemen"),
    ("Yemen, North", "1970-01-01", "state/north-yemen"),
    ("South Yemen", "1970-01-01", "state/south-yemen"),
    ("People's Democratic Republic of Yemen", "1980-01-01", "state/south-yemen"),
    ("People's Republic of Southern Yemen", "1967-12-07", "state/south-yemen"),
    # Syria and Egypt
    ("Syria", "1950-01-01", "state/syria"),
    ("Syria", "1965-01-01", "state/syria"),
    ("Syria|1980", "", "state/syria"),
    ("{{flag|Syria|1980}}", "", "state/syria"),
    ("United Arab Republic", "1960-01-01", "state/united-arab-republic"),
    ("United Arab Republic", "1965-01-01", "state/egypt"),
    ("UAR", "1959-01-01", "state/united-arab-republic"),
    ("Syrian Arab Republic", "", "state/syria"),
    # Yugoslavia
    ("Yugoslavia", "1930-01-01", "state/yugoslavia"),
    ("Kingdom of Serbs, Croats and Slovenes", "1920-01-01", "state/yugoslavia"),
    ("SFRY", "1980-01-01", "state/yugoslavia"),
    (
        "Federal Republic of Yugoslavia",
        "1995-01-01",
        "state/serbia-and-montenegro",
    ),
    ("Serbia & Montenegro", "2004-01-01", "state/serbia-and-montenegro"),
    ("Serbia", "1900-01-01", "state/kingdom-of-serbia"),
    ("Serbia", "2010-01-01", "state/serbia"),
    ("Montenegro", "1900-01-01", "state/kingdom-of-montenegro"),
    ("Montenegro", "2010-01-01", "state/montenegro"),
    # Vietnam
    ("Vietnam", "2000-01-01", "state/vietnam"),
    ("Vietnam", "1960-01-01", (DRV, RVN)),
    ("Viet Nam", "1960-01-01", (DRV, RVN)),
    ("Vietnam", "1946-01-01", DRV),
    ("North Vietnam", "1960-01-01", DRV),
    ("Democratic Republic of Vietnam", "1960-01-01", DRV),
    ("Republic of Vietnam", "1960-01-01", RVN),
    ("State of Viet Nam", "1950-02-07", RVN),
    ("Vietnam, South", "1960-01-01", RVN),
    # Czechoslovakia
    ("Czechoslovakia", "1950-01-01", "state/czechoslovakia"),
    ("Czecho-Slovakia", "1919-01-01", "state/czechoslovakia"),
    ("Czech and Slovak Federative Republic", "1991-01-01", "state/czechoslovakia"),
    ("Czech Republic", "", "state/czechia"),
    ("Slovak Republic", "", "state/slovakia"),
    # partly recognised, and others
    ("SADR", "", "state/sahrawi-republic"),
    ("Sahrawi Arab Democratic Republic", "1980-01-01", "state/sahrawi-republic"),
    ("Western Sahara", "", "state/sahrawi-republic"),
    ("Palestine", "2000-01-01", "state/palestine"),
    ("State of Palestine", "", "state/palestine"),
    ("Palestine, State of", "", "state/palestine"),
    ("PLO", "1980-01-01", "organization/palestine-liberation-organization"),
    ("Nicaragua", "1850-01-01", "state/nicaragua"),
    ("NICARAGUA", "", "state/nicaragua"),
    ("NCA", "", "state/nicaragua"),
    ("Nikaragua", "", ()),
    # how it is spelt
    ("Georgia (country)", "", "state/georgia"),
    ("Georgia _country_", "", "state/georgia"),
    ("Colombia", "1822-06-19", "state/gran-colombia"),
    ("Colombia", "1850-01-01", "state/colombia"),
    ("Bahamas, The", "", "state/bahamas"),
    ("Côte d’Ivoire", "", "state/cote-divoire"),
    ("Cote d`Ivoire", "", "state/cote-divoire"),
    ("St. Kitts & Nevis", "", "state/saint-kitts-and-nevis"),
    ("Saint\u00a0Lucia", "", "state/saint-lucia"),
    ("Republic of Gambia", "", "state/gambia"),
    (
        "São Tomé &amp; Príncipe".replace("&amp;", "&"),
        "",
        "state/sao-tome-and-principe",
    ),
    ("Iran (Islamic Republic of)", "", "state/iran"),
    ("Afganistán (el)", "", "state/afghanistan"),
    ("Albanie (l’)", "", "state/albania"),
    ("la République d’Albanie", "", "state/albania"),
    ("伊朗（伊斯兰共和国）", "", "state/iran"),
    ("بوليفيا (دولة - المتعددة القوميات)", "", "state/bolivia"),
    # codes
    ("cow:365", "1950-01-01", "state/russia"),
    ("gw:678", "", "state/yemen"),
    ("m49:250", "", "state/france"),
    ("fips:UK", "", "state/united-kingdom"),
    ("ioc:SUI", "", "state/switzerland"),
    ("SUI", "", "state/switzerland"),
]


@cache
def resolver() -> Resolver:
    files = sorted([*data_dir().glob("*.ttl"), *data_dir().glob("cases/*.ttl")])
    return Resolver(each for file in files for each in records_of(file).entities)


@pytest.mark.parametrize(("text", "on", "meant"), ASKED)
def test_a_name_means_the_state_of_the_day(
    text: str, on: str, meant: str | tuple[str, ...]
) -> None:
    day = date.fromisoformat(on) if on else None
    if isinstance(meant, str):
        assert resolver().resolve(text, day) == meant
        return
    with pytest.raises((AmbiguousEntityError, UnknownEntityError)) as caught:
        resolver().resolve(text, day)
    assert getattr(caught.value, "candidates", ()) == meant
