# The commands of the project; `make app` and `make test` need nothing but make and Python 3.11 or newer.
PYTHON ?= python3
PORT ?= 8501
BIN = .venv/bin

.PHONY: app test whole outside fuzz fuzz-api test-nominatim test-hosted coverage mutants check format data release links browser access messages pictures bench basemap fonts pin clean host host-check soak audit scan nginx

app: .venv/app
	$(BIN)/techvisits serve --port $(PORT)

# Two browsers at the most: more that draw WebGL in software starve each other.
test: .venv/dev browser
	$(BIN)/python -m pytest tests --ignore=tests/browser --ignore=tests/outside -n auto --dist worksteal
	$(BIN)/python -m pytest tests/browser -n 2 --dist worksteal

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/techvisits check
	$(BIN)/techvisits format --check
	$(BIN)/techvisits release --check
	$(BIN)/techvisits stats --check data/README.md
	$(BIN)/techvisits dictionary --check data/DICTIONARY.md

format: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/techvisits format

data: .venv/app
	$(BIN)/techvisits format
	$(BIN)/techvisits release --draft
	$(BIN)/techvisits stats -o data/README.md
	$(BIN)/techvisits dictionary -o data/DICTIONARY.md
	$(BIN)/techvisits check

# This version of the data released: its day, and in build/release what goes to an archive; twice the same bytes.
release: data
	$(BIN)/techvisits release $(if $(NOTE),--note "$(NOTE)")
	$(BIN)/techvisits dictionary -o data/DICTIONARY.md
	rm -rf build/release
	$(BIN)/techvisits release --into build/release
	cp build/release/CITATION.cff CITATION.cff
	cd build/release && sha256sum --check --quiet SHA256SUMS

# How the sources' pages answer, into data/links.csv: lychee asks for them, and exits 2 where some do not answer well.
links: .venv/dev
	@test -n "$$TECHVISITS_USER_AGENT" || { echo "hosts ask who is asking: export TECHVISITS_USER_AGENT='tech-visits-links (you@example.org)'"; exit 2; }
	mkdir -p build
	$(BIN)/techvisits links > build/links.html
	$(BIN)/lychee --config tools/lychee.toml --user-agent "$$TECHVISITS_USER_AGENT" -o build/links.json build/links.html || test $$? = 2
	$(BIN)/techvisits links build/links.json

# Bring the catalogues up to the messages in code and templates; what is new stands there without a translation.
LOCALE = src/techvisits/text/locale
messages: .venv/dev
	mkdir -p build
	$(BIN)/pybabel -q extract -F tools/babel.cfg -k say -k say_markup -k count:1,2 \
		--no-location --sort-output -o build/messages.pot src/techvisits
	for file in $(LOCALE)/*.po; do $(BIN)/pybabel -q update -i build/messages.pot -o $$file -l $$(basename $$file .po) \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap || exit 1; done

# A browser for the tests: one that is installed, else Debian's where we are root, else Playwright's own.
browser: .venv/dev
	PYTHONPATH=tests $(BIN)/python -m browser.install

# What axe-core finds on every page in every language, theme and width; takes some minutes.
access: .venv/dev browser
	PYTHONPATH=tests $(BIN)/python -m browser.access

# Others' programs read what we give away (GDAL, LibreOffice, the W3C's checker, R, axe-core): Debian's where we are root; without one its test is skipped.
outside: .venv/dev browser
	PYTHONPATH=tests $(BIN)/python -m outside.install
	$(BIN)/python -m pytest tests/outside tests/web/test_code.py tests/export/test_references.py

# What is asked of the routes at random, thousands of times, by schemathesis; FUZZ are its own options.
FUZZ ?= --max-examples 300
fuzz-api: .venv/dev
	PYTHONPATH=tests $(BIN)/python -m outside.fuzz $(FUZZ)

# What the suite takes samples of, whole: every page, everybody by every name, and 300 sets of filters whose meetings are the same in every form.
whole: .venv/dev
	WHOLE=1 FUZZ=300 $(BIN)/python -m pytest tests/web/test_pages.py tests/web/test_same.py tests/record/test_counts.py tests/record/test_finding.py tests/record/test_shipped.py

# Addresses that nobody meant: NUMBER on each route and the first view, and as many on the live page over WebSockets.
NUMBER ?= 10000
fuzz: .venv/dev
	FUZZ=$(NUMBER) $(BIN)/python -m pytest tests/web/test_fuzz.py -n auto
	PYTHONPATH=tests $(BIN)/python -m hosted.fuzz_page $(NUMBER)

# The running service (make host) and one copy behind it as an off-the-shelf scanner sees them; exit 1 where it finds more than SECURITY.md explains.
COPY ?= http://localhost:8601
scan:
	deploy/scan $(HOST)
	deploy/scan $(COPY)

# Pictures of the page in all sizes and themes, into pictures/; README's is made anew with PICTURES=readme.
pictures: .venv/dev browser
	PYTHONPATH=tests $(BIN)/python -m browser.pictures $(PICTURES)

# How fast it answers beside other apps, with the shipped data and larger ones; see benchmarks/README.md.
bench: .venv/dev browser
	PYTHONPATH=tests $(BIN)/python -m benchmarks.measure $(BENCH)

# How many small faults the tests find, of MUTANTS (600) drawn from all that mutmut makes; takes a quarter of an hour.
mutants: .venv/dev
	$(BIN)/pip install --quiet --disable-pip-version-check mutmut==3.8.1
	$(BIN)/python -m tools.mutants $(MUTANTS)

# What the tests reach, line by line.
coverage: .venv/dev browser outside
	$(BIN)/python -m pytest tests --ignore=tests/browser -n auto --cov=techvisits --cov-report=
	$(BIN)/python -m pytest tests/browser --cov=techvisits --cov-append --cov-report=term-missing:skip-covered

nginx:
	command -v nginx >/dev/null || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nginx-light >/dev/null; }

# Three copies behind nginx on http://localhost:8500, until stopped; nginx is installed where we are root on Debian.
host: .venv/app nginx
	$(BIN)/python deploy/three.py

# Whether a host answers as it should, from outside: make host-check HOST=https://visits.example
HOST ?= http://localhost:8500
host-check: .venv/app
	$(BIN)/python deploy/check.py $(HOST)

# Three copies behind nginx with readers on them, while copies are killed and replaced (Debian, nginx).
test-hosted: .venv/dev nginx
	$(BIN)/python -m pytest tests/hosted -s

# Fifty readers on one copy for ten minutes, then two days' page views; 500 readers of first views and plain pages.
soak: .venv/dev nginx
	PYTHONPATH=tests $(BIN)/python -m hosted.soak $(SOAK)
	PYTHONPATH=tests $(BIN)/python -m hosted.crowd

# Known weaknesses of what is pinned (asks PyPI), and a licence for each package that a copy runs.
audit: .venv/dev
	python3 -m venv build/audit
	build/audit/bin/pip install --quiet --disable-pip-version-check pip-audit==2.10.1 pip-licenses==5.5.5
	grep -v '^-e' requirements.txt > build/audit/requirements.txt
	build/audit/bin/pip-licenses --python=$(BIN)/python --order=license
	build/audit/bin/pip-audit --disable-pip --no-deps -r build/audit/requirements.txt

# The geocoder against a real Nominatim on this machine (Debian, root).
test-nominatim: .venv/dev
	PYTHON=$(CURDIR)/$(BIN)/python tests/nominatim/run

basemap:
	$(PYTHON) -m venv build/basemap
	build/basemap/bin/pip install --quiet -r tools/basemap/requirements.txt
	build/basemap/bin/python -m tools.basemap

# The typefaces of the page, cut from Streamlit's.
fonts: .venv/app
	$(BIN)/pip install --quiet --disable-pip-version-check fonttools==4.68.0
	$(BIN)/python -m tools.fonts

# Pin anew what pyproject.toml asks for: to run, and to test and check.
pin:
	rm -rf build/pin && $(PYTHON) -m venv build/pin
	build/pin/bin/pip install --quiet .
	{ head -1 requirements.txt; build/pin/bin/pip freeze | grep -v '^techvisits'; echo "-e ."; } > build/requirements.txt
	build/pin/bin/pip install --quiet '.[test,check]'
	{ head -1 requirements-dev.txt; build/pin/bin/pip freeze --all | grep -vxFf build/requirements.txt | grep -vE '^(techvisits|pip|wheel)\b'; } > build/requirements-dev.txt
	mv build/requirements.txt build/requirements-dev.txt .

.venv/app: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name it with make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev: .venv/app requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

clean:
	rm -rf .venv build pictures mutants
