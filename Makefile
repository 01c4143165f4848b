# What a person types. `make` shows the few that are needed every day, `make help-all` all of them.
#
# "target: … ##! text" is one of the few, "target: … ## text" one of the others; "#@ text" begins a group.
SHELL := /bin/bash
PREFIX ?= /usr/local
DESTDIR ?=
LIBDIR ?=
RUNTIME ?= embedded
ENGINE := .build/release/loan-engine
SOURCES := Package.swift Sources Tests Benchmarks Fuzz Examples/swift

.DEFAULT_GOAL := help
.PHONY: help help-all bootstrap build demo test check format format-check layers fields embedded warnings \
	differential coverage mutate fuzz fuzz-smoke fuzz-minimize soak check-sanitizers check-determinism lib \
	check-lib test-c test-examples bench bench-quick bench-portfolio install deb docs clean \
	python spark spark-million node postgres go java test-hosts

help:
	@awk -F ':.*##! ' '/^[a-z-]+:.*##! / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

#@ Every day

demo: build ##! start here: installs what is missing, builds (first about a minute and a half), computes a loan
	@scripts/demo.sh $(ENGINE)

build: bootstrap ##! the command line, optimized: .build/release/loan-engine
	@test -e $(ENGINE) || echo "the first build takes about a minute and a half"
	swift build -c release

# TESTS_BUILT says how the Swift tests are built: .ci/run uses those that `check` has built.
STRICT := --scratch-path .build/strict -Xswiftc -warnings-as-errors
TESTS_BUILT ?=
test: build ##! all tests: Swift, golden cases, documents, and a second opinion on random cases
	swift build --build-tests $(TESTS_BUILT)
	swift test --skip-build $(TESTS_BUILT)
	$(ENGINE) verify Fixtures
	python3 scripts/check-docs.py $(ENGINE)
	python3 scripts/check-testing.py
	@python3 Tests/Oracle/generate.py --seed 1 --count 4000 --distribution \
		> /dev/null 2> .build/distribution.txt || { cat .build/distribution.txt; exit 1; }
	python3 Tests/Oracle/differential.py --engine $(ENGINE) --reach all --count 4000 --seed 1

check: bootstrap format-check layers fields warnings embedded ##! format, layering, fields, warnings as errors, Embedded Swift

lib: bootstrap ##! the C libraries: .build/lib/embedded (RUNTIME=full: with Swift's runtime, to compare)
	@scripts/build-library.sh $(RUNTIME)
	@scripts/build-library.sh json

install: bootstrap ##! command, C libraries, headers, man pages and licence below PREFIX=/usr/local
	swift build -c release --product loan-engine --static-swift-stdlib --scratch-path .build/static
	@scripts/build-library.sh embedded
	install -D -m 755 .build/static/release/loan-engine $(DESTDIR)$(PREFIX)/bin/loan-engine
	install -D -m 644 man/loan-engine.1 $(DESTDIR)$(PREFIX)/share/man/man1/loan-engine.1
	@PREFIX=$(PREFIX) DESTDIR=$(DESTDIR) LIBDIR=$(LIBDIR) scripts/install-library.sh
	@scripts/build-library.sh json
	@PREFIX=$(PREFIX) DESTDIR=$(DESTDIR) LIBDIR=$(LIBDIR) scripts/install-library.sh loanengine-json

LIBRARY := .build/lib/embedded/libloanengine.so.1
$(LIBRARY): $(shell find Sources include -type f) scripts/build-library.sh
	@scripts/build-library.sh embedded
	@touch $@

JSON_LIBRARY := .build/lib/embedded/libloanengine-json.so.1
$(JSON_LIBRARY): $(shell find Sources include -type f) scripts/build-library.sh
	@scripts/build-library.sh json
	@touch $@

bench: bootstrap $(LIBRARY) ##! the engine's speed beside its peers': results in .build/bench
	@Benchmarks/run.sh all

docs: bootstrap ##! reference pages: .build/docs/c (Doxygen) and .build/docs/swift (DocC)
	@scripts/build-docs.sh

help-all: ##! everything that make can do, by groups
	@awk -F ':.*##!? ' '/^#@ / { printf "%s%s\n", begun++ ? "\n" : "", substr($$0, 4) } \
		/^[a-z-]+:.*##!? / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

clean: ## removes what was built
	rm -rf .build Examples/swift/.build

#@ Sources

format: ## rewrites the sources in the project's format
	swift format --in-place --recursive --parallel $(SOURCES)

format-check: ## of check: the sources are in the project's format
	swift format lint --strict --recursive --parallel $(SOURCES)

layers: ## of check: each layer imports what it may
	@scripts/check-layers.sh
	@python3 scripts/check-rooms.py

fields: ## of check: fields, words and numbers repeat their declarations (FIELDS=--write writes them)
	@python3 scripts/fields.py $(FIELDS)

warnings: ## of check: everything builds without warnings
	swift build --build-tests $(STRICT)

embedded: ## of check: the core builds as Embedded Swift
	@scripts/check-embedded.sh

bootstrap: ## installs libgmp's header where it is missing, as every target that builds does
	@scripts/bootstrap.sh

#@ Tests at length

N ?= 100000
SEED ?= 1
differential: build ## random cases through the engine and the Python oracle (N=100000 SEED=1)
	python3 Tests/Oracle/differential.py --engine $(ENGINE) --reach all --count $(N) --seed $(SEED)

coverage: bootstrap ## lines and regions of the core that the Swift tests reach: .build/coverage/html
	@python3 scripts/coverage.py

mutate: N = 300
mutate: bootstrap ## small changes of the libraries, one at a time: does a test notice? (N=300 SEED=1 FILES=)
	@python3 scripts/mutate.py --count $(N) --seed $(SEED) $(FILES)

SECONDS ?= 60
fuzz: bootstrap ## fuzzes each target of Fuzz after its corpus (SECONDS=60 TARGETS=)
	@scripts/fuzz.sh $(SECONDS) $(TARGETS)

fuzz-smoke: bootstrap ## the fuzz targets' corpora, and 10 seconds of fuzzing each
	@scripts/fuzz.sh 10

fuzz-minimize: bootstrap ## leaves of the corpora as few inputs as reach all that they reach (TARGETS=)
	@scripts/fuzz-corpus.sh $(TARGETS)

COMPARISONS ?= 10000000
soak: bootstrap ## fast paths against exact rationals, ties above all (COMPARISONS=10000000 SEED=1)
	@scripts/soak.sh $(COMPARISONS) $(SEED)

check-sanitizers: bootstrap ## the Swift tests under the address and the thread sanitizer
	@scripts/check-sanitizers.sh

check-determinism: build ## the same bytes from debug, release, Embedded and full-runtime builds
	@scripts/check-determinism.sh

bench-quick: bootstrap $(LIBRARY) ## the same answers as the baselines, and no heap allocations: no verdict on time
	@Benchmarks/run.sh quick

bench-portfolio: bootstrap $(JSON_LIBRARY) ## portfolio measures, annual rates and scores beside their peers' (takes PyPI)
	@Benchmarks/portfolio/run.sh

#@ C library and examples

check-lib: bootstrap $(LIBRARY) $(JSON_LIBRARY) ## the C libraries: their symbols, size, headers and documents
	@scripts/check-library.sh

test-c: build $(LIBRARY) $(JSON_LIBRARY) ## the C library called from C: both builds, valgrind, sanitizers, golden cases
	@scripts/build-library.sh full
	@scripts/test-c.sh $(ENGINE)

test-examples: bootstrap ## runs Examples against the C library, installed to a scratch prefix
	@scripts/test-examples.sh

deb: bootstrap ## Debian packages of the C library, checked: .build/deb
	@scripts/build-library.sh embedded
	@scripts/build-deb.sh

#@ Hosts: each a folder of bindings/, built and tested with every golden case

HOST_LIBRARIES := $(LIBRARY) $(JSON_LIBRARY)

python: build $(HOST_LIBRARIES) ## the Python package: a wheel in .build/python/dist (takes gcc and PyPI)
	@bindings/python/build.sh

spark: $(HOST_LIBRARIES) ## portfolios on Spark, in local mode: .build/spark (Debian's Java 17; PySpark, pandas of PyPI)
	@bindings/python/spark.sh

spark-million: $(HOST_LIBRARIES) ## the same over a million loans, and how fast (some minutes)
	@bindings/python/spark.sh million

node: build $(HOST_LIBRARIES) ## the Node package: an addon and its types, packed in .build/node (apt-get)
	@scripts/require.sh node=nodejs cc=gcc
	@bindings/node/build.sh

postgres: build $(HOST_LIBRARIES) ## the PostgreSQL extension: built in .build/postgres, tested on a server of its own (apt-get)
	@bindings/postgres/build.sh

go: build $(HOST_LIBRARIES) ## the Go package: vetted, tested, also for races (installs golang-go, build-essential, pkg-config)
	@scripts/require.sh go=golang-go cc=build-essential pkg-config=pkg-config
	@bindings/go/build.sh

java: build $(HOST_LIBRARIES) ## the Java package: a jar with all that it needs, tested, and its pages (installs a JDK 17, gcc, junit5)
	@scripts/require.sh javac=openjdk-17-jdk-headless cc=gcc
	@bindings/java/build.sh

test-hosts: python node postgres go java ## all hosts
