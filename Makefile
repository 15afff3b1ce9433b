# hoclieu: `make run` to use it, `make test` to check it. The rest is below.
.POSIX:
.DEFAULT_GOAL := help

PORT ?= 8080
HOST ?= 127.0.0.1
DATA ?= ./data
SIZE ?= full
BENCH ?= .bench
SECONDS_EACH ?= 600
PREFIX ?= /usr/local
STATE ?= /var/lib/hoclieu

RELEASE = .build/release
VENV = .build/test-python
# What the last run of the Swift tests skipped.
SKIPPED = .build/skipped-tests

.PHONY: help
help: ## Show what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1  —  \2/p' Makefile

# ---- run

.PHONY: run
run: packages-run release ## Build, load the starter collection, serve on http://127.0.0.1:8080 (PORT=, DATA=)
	@sh setup/starter-collection.sh $(RELEASE)/hoclieu "$(DATA)"
	@$(RELEASE)/hoclieu --data "$(DATA)" serve --host $(HOST) --port $(PORT)

.PHONY: packages-run packages-test packages-bench
packages-run:
	@sh setup/check-swift.sh present
	@sh setup/install-packages.sh run
	@sh setup/check-swift.sh version
packages-test: packages-run
	@sh setup/install-packages.sh test
packages-bench: packages-run
	@sh setup/install-packages.sh bench

# Asked of the files themselves, so that starting again takes no look by the build system.
SOURCES != find Package.swift Sources Public ! -name '.*'

.PHONY: release
release: $(RELEASE)/ready
$(RELEASE)/ready: $(SOURCES)
	HOCLIEU_PROGRAMS_ALONE=1 swift build -c release
	@touch $@

.PHONY: build
build: packages-run ## Debug build of everything
	swift build --build-tests

.PHONY: install
install: packages-run release ## Install binaries, pages, systemd unit and Caddyfile (PREFIX=, STATE=, DESTDIR=)
	sh setup/install.sh "$(DESTDIR)" "$(PREFIX)" "$(STATE)"

# ---- check

.PHONY: test
test: packages-test lint unit-tests browser-tests install-test fuzz-short ## Everything CI runs
	@echo "make test: all green; of the Swift tests: $$(cat $(SKIPPED))"

.PHONY: unit-tests
unit-tests: packages-test
	swift build --build-tests
	sh Tests/unit-tests.sh $(SKIPPED)

$(VENV)/ready: setup/python-test.txt
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r setup/python-test.txt
	touch $@

.PHONY: browser-tests
browser-tests: packages-test $(VENV)/ready
	swift build
	HOCLIEU_BIN="$$(pwd)/.build/debug/hoclieu" $(VENV)/bin/python Tests/BrowserTests/run.py

.PHONY: install-test
install-test: packages-test release ## Install into a scratch folder, run it from there as another user
	sh Tests/InstallTests/install-test.sh

.PHONY: screenshots
screenshots: packages-test $(VENV)/ready ## Write PNGs of the pages into screenshots/
	swift build
	HOCLIEU_BIN="$$(pwd)/.build/debug/hoclieu" $(VENV)/bin/python Tests/BrowserTests/screenshots.py

.PHONY: fuzz fuzz-short
fuzz: packages-test ## Mutate the sample files for SECONDS_EACH (600) per reader
	swift build -c release --product hoclieu-fuzz
	HOCLIEU_FUZZ_SECONDS=$(SECONDS_EACH) sh Tests/FuzzTests/fuzz.sh
fuzz-short:
	@$(MAKE) fuzz SECONDS_EACH=60

.PHONY: bench
bench: packages-bench release ## Measure (SIZE=small or full); what it makes stays in BENCH=.bench
	swift build -c release --product hoclieu-bench
	sh Benchmarks/bench.sh $(SIZE) $(BENCH)

# ---- keep tidy

SWIFT_FOLDERS = Package.swift Sources Tests Benchmarks

.PHONY: format lint
format: ## Format all Swift files
	swift format --in-place --recursive --parallel $(SWIFT_FOLDERS)
lint: ## Check format and style
	swift format lint --strict --recursive --parallel $(SWIFT_FOLDERS)

.PHONY: clean
clean: ## Remove build results (the data folder stays)
	rm -rf .build screenshots
