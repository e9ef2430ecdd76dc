"""Items that a person has read, because no rule says what they do.

Article and number of the item, then its claims, one a line (more indented, it goes on
with the one before): a kind, who to whom ("us":
the United States; "it": the party of the article), a date, and perhaps a level, a mode,
"non-resident" or a short note of ours in brackets. A reason after "!" says why nothing
is claimed. Each date must agree with one that the item has, or the reading is not used
and the import says so: a new edition may number items anew.

The module is long because it is one table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from recog.domain.claims import Mode
from recog.domain.dates import parse
from recog.importers.rdcr.facts import Fact
from recog.importers.rdcr.reasons import Reason

_CLAIM: Final = re.compile(
    r"(?P<kind>[a-z-]+) (?P<by>[a-z/0-9-]+|Arab Union)>(?P<to>[a-z/0-9-]+|Arab Union) "
    r"(?P<date>[0-9./~?-]+)(?P<person> person/[a-z-]+)?(?P<more>(?: [a-z-]+)*)"
    r"(?: \((?P<note>[^)]*)\))?"
)
_TABLE: Final = """
afghanistan 7
  mission-opened us>it 2001-12-17 liaison-office
  recognition us>government/afghan-interim-authority 2001-12-22
    (of the Interim Authority)
albania 1
  recognition us>it 1922-07-28 de-jure
  recognition it>us 1922-07-28
algeria 3
  recognition us>it 1962-07-03
  recognition state/france>it 1962-07-03
algeria 4
  mission-opened us>it 1796-03-04 consulate
  mission-closed us>it 1812-07-25
  mission-opened us>it 1815-07 consulate
andorra 1
  !BACKGROUND
angola 1
  recognition-refused us>government/mpla-government-of-angola 1975
    (the government that the MPLA declared)
  recognition us>government/mpla-government-of-angola 1993-05-19
argentina 2
  relations-established us>it 1823-12-27
  mission-opened us>it 1823-12-27 legation
argentina 3
  mission-relocated us>it 1857-05-01~
argentina 4
  mission-relocated us>it 1862-02-25
argentina 6
  relations-interrupted us>it 1944-02-25/1944-06-27
    (the ambassador was told not to deal with the new government, then called home)
argentina 7
  relations-resumed us>it 1945-04-19
  recognition us>government/argentina-farrell-government 1945-04-19
australia 5
  mission-level-changed us>it 1946-07-09 embassy (announced for both legations)
  mission-level-changed it>us 1946-07-09 embassy (announced for both legations)
australia 6
  !BACKGROUND
austria 1
  recognition us>it 1921-08-24
  relations-severed state/austria-hungary>us 1917-04-08
austria 5
  mission-closed us>it 1938-04-30 (it became a consulate general)
  recognition us>it 1946-01-07 (by the four powers, within the borders of 1937)
austria 6
  relations-resumed us>it 1946-01-21 (political representatives were accepted)
austrian-empire 2
  mission-opened us>it 1829-10-10 consulate
austrian-empire 5
  mission-level-changed us>it 1902-05-27 embassy
baden 2
  mission-opened us>it 1832-07-13 consulate
  mission-closed us>it 1946-06-21
baden 3
  mission-opened it>us 1833-12-20 consulate
baden 5
  relations-severed us>it 1917-02-03 (as part of the German Empire)
  relations-severed us>state/germany 1917-02-03
bavaria 1
  recognition us>it 1833
  recognition it>us 1833
bavaria 2
  mission-opened us>it 1833 consulate
bavaria 4
  relations-severed us>it 1917-02-03 (as part of the German Empire)
  relations-severed us>state/germany 1917-02-03
bolivia 4
  mission-level-changed us>it 1942-03-31 embassy
  mission-level-changed it>us 1942-03-31 embassy
bosnia-herzegovina 3
  mission-opened us>it 1993-11-10 embassy non-resident (in Vienna)
  mission-relocated us>it 1994-07-04
brunei 2
  mission-opened us>it 1865-07-18 consulate
  mission-closed us>it 1868
brunswick-luneburg 2
  mission-opened us>it 1856-03-17 consulate
  mission-closed us>it 1916-07-25
bulgaria 2
  mission-opened us>it 1912-01-12 consulate
bulgaria 6
  relations-severed it>us 1941-12-13 (it declared war)
bulgaria 7
  relations-resumed us>it 1947-09-27
  mission-opened us>it 1947-09-27 legation
bulgaria 10
  relations-resumed us>it 1959-03-24
  mission-opened us>it 1960-03-14 legation
burundi 2
  relations-established us>it 1962-07-01
  mission-opened us>it 1962-07-01 embassy
  mission-level-changed us>it 1962-12-15 legation
  mission-level-changed us>it 1963-09-16 embassy
cambodia 9
  mission-opened us>it 1991-11-11 liaison-office (a mission under a representative)
central-american-federation 4
  relations-severed us>it 1838/1840 (the federation dissolved)
china 1
  recognition us>it 1844-06-16~
  recognition it>us 1844-06-16~
china 2
  mission-opened us>it 1844 consulate
china 5
  mission-relocated us>it 1862
china 7
  relations-resumed us>state/china 1913-05-02
china 8
  relations-interrupted us>state/china 1924-12-09
china 9
  relations-resumed us>state/china 1928-07-25
  recognition us>government/republic-of-china 1928-07-25 (of the Nationalist Government)
china 17
  mission-relocated us>government/republic-of-china 1949-12-19
  recognition-refused us>government/peoples-republic-of-china 1949-10-01/1949-12-31
china 18
  mission-opened us>government/peoples-republic-of-china 1973-05-01 liaison-office
  mission-opened government/peoples-republic-of-china>us 1973 liaison-office
china 19
  recognition us>government/peoples-republic-of-china 1979-01-01
  relations-established us>government/peoples-republic-of-china 1979-01-01
  recognition-withdrawn us>government/republic-of-china 1979-01-01
  relations-severed us>government/republic-of-china 1979-01-01
china 20
  mission-closed us>government/republic-of-china 1979-02-28
china 21
  mission-level-changed us>government/peoples-republic-of-china 1979-03-01 embassy
congo-republic 3
  relations-suspended us>it 1965-08
    (the staff was withdrawn in August 1965, by that day)
  mission-closed us>it 1965
  mission-closed it>us 1965-08-08 (moved to New York)
costa-rica 2
  mission-opened us>it 1852 consulate
costa-rica 6
  recognition-refused us>government/costa-rica-tinoco-government 1917
  relations-interrupted us>it 1917
  mission-closed us>it 1918-12-05
  mission-opened us>it 1920-10-15 legation
  relations-resumed us>it 1922
costa-rica 7
  mission-level-changed us>it 1943-03-27 embassy
  mission-level-changed it>us 1944-06-15 embassy
cuba 1
  recognition us>it 1902 (the occupation ended in May)
czech-republic 3
  mission-opened us>it 1993-01-01 embassy
czechoslovakia 1
  recognition us>it 1918-09-03 de-facto
  recognition us>government/czechoslovak-national-council
    1918-09-03 de-facto
czechoslovakia 7
  mission-opened it>us 1919 legation
    (the first chargé d'affaires was named, and received in December 1920)
czechoslovakia 8
  mission-closed us>it 1939-03-21
  mission-opened us>it 1941-10-28 legation (near the government in London)
  mission-level-changed us>it 1943-07-12 embassy
  mission-level-changed it>us 1943-06-14 embassy
czechoslovakia 9
  mission-level-changed us>it 1945-05-29 embassy
denmark 2
  mission-opened us>it 1792-06-09~ consulate
egypt 2
  recognition us>state/united-arab-republic 1958-02-25
egypt 3
  relations-established us>it 1922-04-26
  mission-opened us>it 1922-06-24 legation
el-salvador 4
  !BACKGROUND
el-salvador 5
  relations-interrupted us>it 1931-12-04
  recognition-refused us>government/el-salvador-martinez-government 1931-12-04
    (the revolutionary government)
el-salvador 6
  relations-resumed us>it 1934-01-26
  recognition us>government/el-salvador-martinez-government 1934-01-26
eritrea 2
  relations-established us>it 1993-06-11
  mission-opened us>it 1993-06-11 embassy
ethiopia 1
  contact us>it 1903-12-27 (a treaty: the first official contact)
ethiopia 4
  mission-closed us>it 1937
ethiopia 6
  mission-opened it>us 1943-11-09 legation
federal-government-germany 3
  relations-severed us>it 1849-11-02 (the German revolution had failed)
finland 5
  mission-opened us>it 1945-01-16 liaison-office (a special mission, without relations)
france 2
  mission-opened us>it 1778-03 consulate
france 4
  mission-opened us>it 1779-03-23 legation
france 5
  relations-interrupted us>it 1798-07-07 (Congress ended the treaties)
france 6
  relations-resumed us>it 1801-07-31 (a treaty was ratified)
france 8
  !PEOPLE
france 11
  recognition us>government/free-france 1943-08-24/1943-08-26
    (of the French Committee of National Liberation, for the lands it governed only)
france 12
  recognition us>government/free-france 1944-10-23
    (of the Provisional Government of the French Republic)
genoa 1
  recognition it>us 1791
genoa 2
  mission-opened it>us 1791-10 consulate
  mission-opened us>it 1799 consulate
german-democratic-republic 1
  recognition-refused us>it 1949
  relations-established us>state/germany 1955-05-06
german-democratic-republic 2
  recognition us>it 1974-09-04
  relations-established us>it 1974-09-04
german-democratic-republic 3
  mission-opened us>it 1974-12-09 embassy
germany 3
  relations-established us>it 1797-12-05
  mission-opened us>it 1797-12-05 legation
germany 4
  recognition us>it 1871-01-18/1871-04-08
  relations-established us>it 1871-01-18/1871-04-08
germany 6
  relations-severed us>it 1917-02-03
germany 12
  recognition-refused us>state/east-germany 1949
  relations-established us>it 1955-05-06
  mission-level-changed it>us 1955-05-06 embassy
  mission-opened us>it 1955-05-14 embassy
germany 13
  recognition us>state/east-germany 1974-09-04
  relations-established us>state/east-germany 1974-09-04
  mission-opened us>state/east-germany 1974-12-09 embassy
germany 14
  mission-closed us>state/east-germany 1990-10-02
germany 15
  mission-relocated us>it 1999-07-07
grand-duchy-tuscany 2
  mission-opened us>it 1794-05-29 consulate
  mission-opened it>us 1817-11-06 consulate
greece 1
  recognition us>it 1837-11-07
greece 2
  mission-opened us>it 1838-01-07 consulate
greece 4
  mission-closed us>it 1941-07-14
  mission-opened us>it 1941-11-13 legation (near the government in London)
greece 6
  mission-relocated us>it 1943
grenada 3
  mission-opened us>it 1975-02-25 embassy non-resident
guatemala 3
  relations-established us>state/central-american-federation 1824-08-04
guatemala 5
  relations-established us>it 1848-12-22/1849-01-21
guatemala 7
  relations-interrupted us>it 1954-07-02/1954-07-12 (a junta took power)
guatemala 8
  relations-resumed us>it 1954-07-13
  recognition us>government/guatemala-junta-of-1954 1954-07-13
hanseatic-republics 1
  recognition us>state/hamburg 1790
  recognition state/hamburg>us 1790
hanseatic-republics 2
  recognition us>state/bremen 1794
  recognition state/bremen>us 1794
hanseatic-republics 3
  mission-opened it>us 1827-12-04 legation
hanseatic-republics 4
  mission-opened us>state/bremen 1794-05-29 consulate
  mission-closed us>state/bremen 1985-09
hanseatic-republics 6
  mission-opened us>state/hamburg 1790-06-17 consulate
  mission-closed us>state/hamburg 1967-01-02
hanseatic-republics 7
  mission-opened us>state/lubeck 1824-08-06 consulate
  mission-closed us>state/lubeck 1916-03-01
hanseatic-republics 8
  mission-opened us>it 1857-01-24 consulate
  mission-closed us>it 1862-07-17
hanseatic-republics 15
  relations-severed us>it 1868 (the republics joined the North German Confederation)
hawaii 2
  mission-opened us>it 1844-07-05 consulate
hawaii 10
  relations-severed us>it 1898-08-12 (the United States annexed it)
  mission-closed us>it 1898-08-12
hesse 2
  mission-opened us>it 1829-05-14 consulate
  mission-closed us>it 1872-08-29
hesse 4
  relations-severed us>it 1917-02-03 (as part of the German Empire)
  relations-severed us>state/germany 1917-02-03
holy-see 2
  mission-opened us>state/papal-states 1797 consulate
hungary 1
  recognition us>it 1921
  relations-severed state/austria-hungary>us 1917-04-08
hungary 6
  relations-severed it>us 1941-12-11
hungary 7
  mission-opened us>it 1945-05-11 liaison-office (a mission under a representative)
  relations-resumed us>it 1945-09-25
  mission-level-changed us>it 1946-01-26 legation
hungary 9
  mission-level-changed us>it 1966-11-28 embassy
iraq 5
  recognition us>Arab Union 1958-05-28
italy 4
  mission-level-changed us>state/two-sicilies 1831 legation
  mission-opened us>state/sardinia 1840 legation
  mission-opened us>state/papal-states 1848 legation
italy 5
  mission-opened state/italy>us 1861-04-11 legation
italy 6
  mission-relocated us>state/italy 1865
  mission-relocated us>state/italy 1871
italy 7
  mission-level-changed us>it 1893-10-23 embassy
japan 2
  mission-opened us>it 1855-08-04 consulate
japan 5
  mission-opened us>it 1859-11-05 legation
japan 7
  relations-severed us>it 1941-12-08 (both declared war)
kingdom-of-yugoslavia 4
  !BACKGROUND
kingdom-of-yugoslavia 10
  relations-severed us>it 1992-05-21 (it was held to have dissolved)
  recognition-refused us>state/serbia-and-montenegro 1992-05-21 (as a successor state)
korea 1
  recognition us>it 1882-05-22
  recognition it>us 1882-05-22
korea 3
  relations-severed us>it 1905-11-17/1905-11-28 (Japan took over its foreign relations)
  mission-closed us>it 1905-11-28
kuwait 1
  recognition us>it 1961
kuwait 2
  mission-opened us>it 1951-06-27 consulate
kuwait 4
  mission-closed us>it 1990-12-13 (the staff left)
laos 2
  mission-opened us>it 1950-04-25 consulate
laos 6
  !PEOPLE
lebanon 4
  mission-closed us>it 1989-09-06 (the staff was withdrawn)
libya 4
  mission-opened us>it 1799-04-05 consulate
  mission-closed us>it 1801-05-14
libya 6
  mission-level-changed us>it 1954-09-25 embassy
libya 7
  mission-closed us>it 1980-05-02
  mission-closed it>us 1981-05-06
libya 8
  mission-opened us>it 2004-02-08 interests-section
  mission-level-changed us>it 2004-06-28 liaison-office
  mission-opened it>us 2004-07-08 interests-section
libya 11
  mission-opened us>it 2011-09-22 embassy
  recognition us>government/national-transitional-council 2011-07-15
liechtenstein 1
  recognition us>it 1926
luxembourg 5
  !PEOPLE
luxembourg 6
  !PEOPLE
luxembourg 8
  mission-level-changed us>it 1956-09-21 embassy
maldives 1
  recognition us>it 1965-08-10
mali 4
  relations-established us>it 1960-09-24
  mission-opened us>it 1960-09-24 embassy
  relations-severed us>state/mali-federation 1960-09-24
malta 2
  relations-established us>it 1964-09-21
  mission-opened us>it 1964-09-21 embassy
marshall-islands 2
  mission-opened us>it 1986-10-21 liaison-office (an office of a representative)
mecklenburg-strelitz 1
  recognition us>it 1853-12-02
  recognition it>us 1853-12-02
mecklenburg-strelitz 3
  !TREATY
mexico 4
  relations-severed it>us 1845-03-28
  recognition us>state/texas 1837-03-07
mexico 6
  relations-severed us>it 1858-06-21 (suspended by the envoy)
mexico 7
  relations-resumed us>it 1859-04-06
  recognition us>government/juarez-government 1859-04-06
mexico 10
  recognition us>government/carranza-government 1915-10-19 de-facto
  relations-resumed us>it 1917-03-03
micronesia 2
  relations-established us>it 1986-11-03
  mission-opened us>it 1986-11-03 liaison-office (an office of a representative)
monaco 1
  mission-opened it>us 1866-05 consulate
monaco 2
  mission-opened us>it 1874-02-22 consulate
  mission-closed us>it 1906-02-16
montenegro 6
  relations-established us>it 2006-08-15
morocco 4
  mission-opened us>it 1797-12-07 consulate
morocco 7
  relations-resumed us>it 1956-06-11
  mission-level-changed us>it 1956-06-11 embassy
  mission-opened it>us 1956-09-05 embassy
nassau 2
  mission-opened us>it 1853-11-01 consulate
nepal 2
  relations-established us>it 1948-02-16
  mission-opened it>us 1948-02-16 legation non-resident
netherlands 10
  mission-closed us>it 1940-07-15
  mission-opened us>it 1940-08-15 legation (near the government in London)
nicaragua 6
  mission-opened us>it 1851-02-18 legation
  credentials-presented us>it 1851-02-18 person/kerr-john-bozman
nicaragua 9
  recognition-refused us>government/nicaragua-chamorro-government 1926-01-17
  relations-interrupted us>it 1926
nicaragua 10
  relations-resumed us>it 1926-11-17
  recognition us>government/diaz-government-of-nicaragua 1926-11-17
nicaragua 12
  relations-severed us>it 1947-06-05 (no official relations with the new regime)
nicaragua 13
  relations-resumed us>it 1948-05-06/1948-09-01 (ready in May; credentials in September)
north-german-confederation 1
  recognition us>it 1867-12-09
north-german-confederation 2
  relations-established us>it 1868
north-german-confederation 3
  relations-severed us>it 1871 (it became part of the German Empire)
  relations-established us>state/germany 1871
  recognition us>state/germany 1871
north-german-union 1
  recognition us>it 1867-12-09
north-german-union 2
  relations-established us>it 1868
north-german-union 3
  relations-severed us>it 1871 (it became part of the German Empire)
  relations-established us>state/germany 1871
  recognition us>state/germany 1871
norway 5
  mission-opened us>it 1906-08-13 legation
oman 2
  mission-opened us>it 1880 consulate
  mission-closed us>it 1915
orange-free-state 2
  mission-opened us>it 1891-12-16 consulate
  mission-closed us>it 1928-11-30
panama 4
  mission-opened us>it 1903-12-25 legation
panama 5
  relations-interrupted us>it 1931-01-02/1931-01-05 (after a coup)
panama 6
  relations-resumed us>it 1931-01-15/1931-01-16
panama 11
  relations-resumed us>it 1964-04-03
papal-states 2
  mission-opened us>it 1797-06-26 consulate
papal-states 3
  mission-opened it>us 1826-05-30 consulate
papal-states 6
  relations-severed us>it 1867 (Congress gave no money for the mission)
  mission-closed us>it 1867
papal-states 10
  mission-relocated us>state/italy 1865
  mission-relocated us>state/italy 1871
paraguay 3
  mission-level-changed us>it 1942-03-31 embassy
  mission-level-changed it>us 1942-03-31 embassy
parma 3
  relations-established us>it 1853-06-21
parma 4
  relations-severed us>it 1860 (it became part of Piedmont-Sardinia)
peru 4
  mission-opened it>us 1846-12 legation
piedmont-sardinia 2
  mission-opened us>it 1802 consulate
  mission-opened it>us 1820-05-18 consulate
piedmont-sardinia 3
  relations-established us>it 1839-02-07
  mission-opened us>it 1840-09-15 legation
piedmont-sardinia 5
  relations-severed us>it 1861 (it became part of Italy)
poland 1
  recognition us>it 1919-01-22
  recognition us>government/provisional-government-of-poland-1919 1919-01-22
poland 5
  mission-opened it>us 1919-11-01 legation
poland 8
  mission-relocated us>it 1939-09
poland 9
  mission-relocated us>it 1940-06
poland 10
  mission-closed us>it 1945-07-05 (near the government in London)
portugal 5
  mission-relocated us>it 1810 (to Brazil)
  mission-closed us>it 1821-07
portugal 6
  mission-opened us>it 1822 legation
romania 2
  mission-opened us>it 1867-05-01 consulate
  mission-closed us>it 1876-09
russia 5
  relations-interrupted us>it 1917-11-07/1917-12-06 (after the Bolshevik revolution)
  recognition us>government/russian-provisional-government 1917
  recognition-refused us>government/soviet-government-of-russia 1917-12-06
russia 6
  mission-relocated us>it 1918-02-27
  mission-relocated us>it 1918-08-09
russia 8
  relations-resumed us>state/soviet-union 1933-11-16
  recognition us>state/soviet-union 1933-11-16
  recognition us>government/government-of-the-soviet-union 1933-11-16
russia 9
  mission-opened us>state/soviet-union 1933-12-13 embassy
samoa 2
  mission-opened us>it 1856-05-17 consulate
  mission-closed us>it 1927-09-23
san-marino 2
  mission-opened us>it 1925-04-09 consulate
san-marino 3
  relations-established us>it 1861
saudi-arabia 5
  mission-relocated us>it 1984-09-26
schaumburg-lippe 1
  recognition us>it 1854-06-07
  recognition it>us 1854-06-07
serbia 2
  relations-interrupted us>state/yugoslavia 1992-05-21
  recognition-refused us>state/serbia-and-montenegro 1992-05-21 (as a successor state)
serbia 3
  relations-severed us>it 1999-03-23
  mission-closed us>it 1999-03-23
somalia 3
  mission-closed us>it 1991-01-05
  recognition us>government/somalia-federal-government 2013-01-17
south-africa 4
  mission-level-changed it>us 1949-03-03 embassy
  mission-level-changed us>it 1949-03-23 embassy
spain 4
  mission-opened it>us 1785-06 legation
spain 6
  relations-severed it>us 1898-04-21
  mission-closed us>it 1898-04-21
spain 8
  mission-level-changed us>it 1913-09-10 embassy
spain 9
  mission-relocated us>it 1939-04-13
sweden 2
  mission-opened it>us 1783-09-22 consulate
switzerland 2
  mission-opened us>it 1830-10 consulate
syria 2
  recognition us>state/united-arab-republic 1958-02-25
syria 3
  recognition us>it 1961-10-10
syria 5
  relations-severed us>it 1958-02-25 (it joined the United Arab Republic)
  mission-level-changed us>it 1958-02-25 consulate
  relations-established us>state/united-arab-republic 1958-02-25
texas 3
  relations-established us>it 1837-03-06
  mission-opened us>it 1837-10-23/1837-10-27 legation
texas 4
  relations-severed us>it 1846-02-19 (it joined the United States)
thailand 1
  contact us>it 1833-03-20 (a treaty: the first official contact)
thailand 2
  mission-opened us>it 1859-01-25 consulate
tonga 1
  recognition us>it 1886-10-02
tunisia 1
  recognition it>us 1795-04/1795-09
tunisia 4
  mission-opened us>it 1795/1796 consulate
tunisia 6
  relations-established us>it 1956-06-06
  mission-level-changed us>it 1956-06-05 embassy
two-sicilies 1
  recognition it>us 1796
two-sicilies 2
  mission-opened us>it 1796-05-20 consulate
  mission-opened it>us 1826-05-30 consulate
two-sicilies 3
  relations-established us>it 1832-01-25
  mission-opened it>us 1846-12-07 legation
two-sicilies 4
  mission-closed us>it 1860-11
  relations-severed us>it 1861 (it became part of Italy)
united-kingdom 1
  recognition it>us 1783-09-03
united-kingdom 6
  relations-established us>it 1785-06-01
  mission-opened us>it 1785-06-01 legation
  mission-closed us>it 1788
united-kingdom 7
  mission-opened it>us 1791-07-05 legation
united-kingdom 8
  relations-interrupted us>it 1812-06-18
  mission-closed us>it 1812-07-29
united-kingdom 9
  relations-resumed us>it 1815-08-08
  mission-opened us>it 1815-08-08 legation
uruguay 4
  mission-level-changed us>it 1941-02-11 embassy (approved in January)
vanuatu 1
  recognition us>it 1980-07-30/1980-08-29 (soon after independence)
vietnam 6
  recognition-refused us>government/government-of-the-democratic-republic-of-vietnam
    1955
vietnam 7
  mission-closed us>it 1975-04-29
  relations-interrupted us>it 1975-04-29
vietnam 9
  relations-resumed us>it 1995-08-05
  mission-level-changed us>it 1995-08-06 embassy
wurttemberg 2
  mission-opened us>it 1842-10-13 consulate
  mission-closed us>it 1843-03-03
  mission-opened us>it 1847-03-03 consulate
  mission-closed us>it 1985-09
wurttemberg 4
  relations-severed us>it 1917-02-03 (as part of the German Empire)
  relations-severed us>state/germany 1917-02-03
yemen 2
  recognition us>it 1962-12-19
yemen 12
  relations-severed state/south-yemen>us 1969-10-24
yemen 14
  relations-resumed us>it 1972-07
  mission-opened us>it 1972-07 embassy
zimbabwe 1
  recognition us>it 1980-04-18
  recognition-refused us>state/rhodesia 1965
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a person read in an item: facts without their words, or why none."""

    facts: tuple[Fact, ...]
    reason: Reason | None = None


def _fact(text: str) -> Fact:
    match = _CLAIM.fullmatch(text)
    if match is None:
        raise ValueError(f"not a claim of a reading: {text!r}")
    more = match["more"].split()
    modes = [Mode(word) for word in more if word in tuple(Mode)]
    levels = [word for word in more if word not in (*Mode, "non-resident")]
    return Fact(
        kind=match["kind"],
        by=match["by"],
        to=match["to"],
        date=parse(match["date"]),
        words="",
        person=(match["person"] or "").strip(),
        level=next(iter(levels), ""),
        mode=next(iter(modes), Mode.UNSPECIFIED),
        resident=False if "non-resident" in more else None,
        note=match["note"] or "",
    )


def _reading(lines: Sequence[str]) -> Reading:
    if lines[0].startswith("!"):
        return Reading(facts=(), reason=Reason[lines[0][1:]])
    return Reading(facts=tuple(map(_fact, lines)))


def _readings(table: str) -> Mapping[tuple[str, int], Reading]:
    found: dict[tuple[str, int], Reading] = {}
    for block in re.split(r"\n(?=\S)", table.strip()):
        place, *lines = block.replace("\n    ", " ").splitlines()
        article, number = place.split()
        found[article, int(number)] = _reading([line.strip() for line in lines])
    return found


#: By article and number.
READINGS: Final = _readings(_TABLE)
