"""The geopy service: how it is set up, at what pace it is asked, and what each fault comes to."""

import time

import pytest
from geocode_player import Reply, found, hit, playing
from geopy.geocoders import Nominatim, Photon
from geopy.location import Location

from techvisits.curate.geocode.fetch import LARGEST_ANSWER
from techvisits.curate.geocode.service import build_service, limit_service, read_candidate
from techvisits.package.errors import GeocodeError, SettingError

AGENT = {"TECHVISITS_USER_AGENT": "techvisits-tests (tests@example.org)"}
BOX = ((35.3, 139.3), (36.1, 140.1))
KANTEI = hit("総理大臣官邸", 35.67308, 139.7426)


class Scripted(Nominatim):
    """A geopy geocoder that answers from a list, not the network: raises what is an exception, returns the rest."""

    def __init__(self, *script):
        super().__init__(user_agent="techvisits-tests")
        self.script = list(script)

    def geocode(self, query, **options):
        """The next item of the script."""
        item = self.script.pop(0)
        if isinstance(item, Exception):
            raise item
        return item


def test_without_a_user_agent_the_service_is_not_asked():
    with pytest.raises(SettingError, match="set TECHVISITS_USER_AGENT") as caught:
        build_service({})
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("agent", ["geopy/2.5.0", "my-application", "  ", "specify_your_app_name_here"])
def test_a_sample_user_agent_is_none(agent):
    with pytest.raises(SettingError, match="TECHVISITS_USER_AGENT"):
        build_service({"TECHVISITS_USER_AGENT": agent})


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"TECHVISITS_GEOCODER": "nowhere"}, "geopy knows no service 'nowhere'"),
        ({"TECHVISITS_GEOCODER_URL": "example.org"}, "is no address"),
        ({"TECHVISITS_GEOCODER_URL": "ftp://example.org"}, "is no address"),
        ({"TECHVISITS_GEOCODER": "opencage"}, "TECHVISITS_GEOCODER_KEY"),
        ({"TECHVISITS_GEOCODER": "geonames", "TECHVISITS_GEOCODER_URL": "https://x.org"}, "geonames"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(setting, message):
    with pytest.raises(SettingError, match=message) as caught:
        build_service(AGENT | setting)
    assert "\n" not in str(caught.value)


def test_the_service_is_nominatim_unless_another_is_named():
    assert build_service(AGENT).name == "nominatim"
    assert build_service(AGENT).host == "nominatim.openstreetmap.org"
    assert build_service(AGENT | {"TECHVISITS_GEOCODER": "Photon"}).host == "photon.komoot.io"
    own = build_service(AGENT | {"TECHVISITS_GEOCODER_URL": "https://geo.example.org/nominatim/"})
    assert own.geocode.func.__self__.api == "https://geo.example.org/nominatim/search"
    opencage = {"TECHVISITS_GEOCODER": "opencage", "TECHVISITS_GEOCODER_KEY": "k"}
    assert build_service(AGENT | opencage).name == "opencage"


def test_a_public_service_is_asked_once_a_second_and_one_of_our_own_at_once():
    assert build_service(AGENT).geocode.min_delay_seconds == 1.0
    own = build_service(AGENT | {"TECHVISITS_GEOCODER_URL": "http://127.0.0.1:8088"})
    assert own.geocode.min_delay_seconds == 0.0
    assert own.geocode.func.__self__.timeout == 10.0


def test_the_pace_is_kept():
    with playing(lambda text: found(KANTEI)) as player:
        service = player.service(pace=0.1)
        for text in "abc":
            service.ask(text, "JP", BOX)
    gaps = [later - sooner for sooner, later in zip(player.times, player.times[1:], strict=False)]
    assert min(gaps) > 0.09


def test_what_the_service_is_told():
    with playing(lambda text: found(KANTEI)) as player:
        (candidate,) = player.service().ask("総理大臣官邸, 東京", "JP", BOX)
    (asked,) = player.asked
    assert asked["q"] == "総理大臣官邸, 東京"
    assert asked["countrycodes"] == "jp"
    assert asked["accept-language"] == "ja"
    assert asked["viewbox"] == "139.3,35.3,140.1,36.1"
    assert asked["user-agent"] == "techvisits-tests (tests@example.org)"
    assert (candidate.label, candidate.country_code, candidate.kind) == ("総理大臣官邸", "JP", "building=yes")
    assert candidate.osm_id.startswith("way/")


def test_another_service_is_told_only_what_it_takes():
    class Recording(Photon):
        """Photon that keeps its options."""

        def geocode(self, query, *, exactly_one=True, timeout=None, limit=None, language=False, location_bias=None):
            """Keep the options, find nothing."""
            self.options = {"exactly_one": exactly_one, "limit": limit, "language": language}

    photon = Recording(user_agent="techvisits-tests")
    assert limit_service("photon", "x", photon, 0).ask("x", "JP", BOX) == []
    assert photon.options == {"exactly_one": False, "limit": 10, "language": False}


def test_photons_answer_tells_class_country_and_osm_id():
    properties = {"name": "COEX", "osm_key": "building", "osm_value": "yes", "type": "house", "countrycode": "KR"}
    raw = {"properties": properties | {"osm_type": "W", "osm_id": 7, "housenumber": "513"}}
    candidate = read_candidate(raw, Location("COEX, Seoul", (37.5, 127.0), raw))
    assert (candidate.kind, candidate.country_code, candidate.osm_id) == ("building=yes", "KR", "way/7")
    assert candidate.house_number == "513"


def test_a_bare_answer_is_read_by_its_name_alone():
    candidate = read_candidate({}, Location("COEX, Seoul, Korea", (37.5, 127.0), {}))
    assert (candidate.names, candidate.kind, candidate.osm_id) == (("COEX",), "", "")


FAULTS = {
    "403": (Reply(status=403), 1, "refuses us (403); check TECHVISITS_USER_AGENT"),
    "429": (Reply(status=429, headers={"Retry-After": "7"}), 4, "too often (429) and asks to wait 7 s (4 tries)"),
    "429-long": (Reply(status=429, headers={"Retry-After": "3600"}), 1, "asks to wait 3600 s; run the command again"),
    "500": (Reply(status=500), 4, "failed (HTTP 500) (4 tries); run the command again later"),
    "503": (Reply(status=503), 4, "failed (HTTP 503) (4 tries)"),
    "slow": (Reply(body=b"[" + b" " * 50 + b"]", drip=0.05), 4, "did not answer within 0.3 s (4 tries)"),
    "cut off": (Reply(body=b'[{"lat": "35.1", "lon": "139.1"}]', cut=12), 4, "broke off its answer (4 tries)"),
    "HTML": (Reply(b"<html>Log in</html>", headers={"Content-Type": "text/html"}), 1, "HTML instead of JSON"),
    "no JSON": (Reply(b"OK"), 1, "answered with something else instead of JSON"),
    "deep": (Reply(b"[" * 200_000), 1, "instead of JSON"),
    "no UTF-8": (Reply(b'["\xff"]'), 1, "no UTF-8"),
    "10 MB": (Reply(b" " * 10 * 1024**2), 1, "answered with more than 2 MB"),
    "other JSON": (Reply(b'["a"]'), 1, "cannot be understood"),
    "no position": (Reply(b'[{"lat": "north", "lon": "1", "display_name": "x"}]'), 1, "cannot be understood"),
    "error": (Reply(b'{"error": "No database"}'), 1, "No database"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_one_clear_line(fault):
    reply, tries, message = FAULTS[fault]
    with playing(lambda text: reply) as player, pytest.raises(GeocodeError) as caught:
        player.service(waits=[], timeout=0.3 if fault == "slow" else 5).ask("総理大臣官邸, 東京", "JP", BOX)
    assert message in str(caught.value)
    assert "asked for '総理大臣官邸, 東京'" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(player.asked) == tries
    assert isinstance(caught.value, OSError)


def test_retry_after_is_heeded_and_the_back_off_doubles():
    replies = [Reply(status=429, headers={"Retry-After": "30"}), Reply(status=500), Reply(status=500), found(KANTEI)]
    waits: list[float] = []
    with playing(lambda text: replies.pop(0)) as player:
        assert len(player.service(waits).ask("x", "JP", BOX)) == 1
    assert waits == [30.0, 4.0, 8.0]


def test_a_retry_after_that_is_a_date_is_heeded():
    later = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 20))
    replies = [Reply(status=429, headers={"Retry-After": later}), found(KANTEI)]
    waits: list[float] = []
    with playing(lambda text: replies.pop(0)) as player:
        player.service(waits).ask("x", "JP", BOX)
    assert 15 < waits[0] <= 20


def test_a_dead_network_is_one_clear_line():
    with playing(lambda text: found()) as player:
        service = player.service()
    with pytest.raises(GeocodeError, match="cannot be reached \\(Connection refused\\)"):
        service.ask("x", "JP", BOX)


def test_an_empty_answer_is_no_fault():
    with playing(lambda text: found()) as player:
        assert player.service().ask("x", "JP", BOX) == []


def test_an_answer_just_under_the_limit_is_read():
    body = found(KANTEI).body
    padded = Reply(body + b" " * (LARGEST_ANSWER - len(body)))
    with playing(lambda text: padded) as player:
        assert len(player.service().ask("x", "JP", BOX)) == 1


def test_a_geopy_subclass_serves_as_well():
    location = Location("COEX, Seoul", (37.5, 127.0), {"name": "COEX", "class": "building", "type": "yes"})
    service = limit_service("scripted", "nowhere", Scripted([location], None, ValueError("odd")), 0)
    assert service.ask("COEX", "KR", None)[0].label == "COEX"
    assert service.ask("COEX", "KR", None) == []
    with pytest.raises(GeocodeError, match="scripted at nowhere, asked for 'COEX', gave an answer that cannot be"):
        service.ask("COEX", "KR", None)
