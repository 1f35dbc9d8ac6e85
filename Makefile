# What can be done with this repository. `make` or `make help` lists it; the work itself is in Scripts/.

SHELL := /bin/bash

# Real data, for the tests and rows that use it: where it stands beside the repository, unless you say otherwise.
ifeq ($(origin OUTCRY_DATA), undefined)
ifneq ($(wildcard ../shared/data),)
export OUTCRY_DATA := $(shell cd ../shared/data && pwd)
endif
endif

# `swift test` makes internal declarations importable by default, which needs another build of everything. These tests
# use only public and package declarations, so that the command and the tests share one build.
BUILD := swift build -c release
TEST := swift test -c release --disable-testable-imports
OUTCRY := .build/release/outcry

.NOTPARALLEL:
.PHONY: help setup build quickstart test bench reports schema format lint man completions docs check clean \
  deep deep-debug deep-address deep-thread deep-coverage deep-fuzz deep-reports deep-determinism deep-outside

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' Makefile

setup: ## install libglpk-dev if its header is missing
	@Scripts/setup

build: ## build the command, in release
	$(BUILD) --product outcry

quickstart: setup build ## build and run Scenarios/quickstart.yaml
	$(OUTCRY) run Scenarios/quickstart.yaml

test: setup ## build and run all tests, in release
	$(TEST)

bench: ## measure speed and memory against C; ONLY=name for one row
	@Scripts/setup --with-gcc
	$(BUILD) --product OutcryBenchmarks
	.build/release/OutcryBenchmarks

reports: build ## run every scenario that has a committed report again
	Scripts/reports

schema: build ## write docs/scenario.schema.json
	Scripts/schema

format: ## format all Swift files
	Scripts/format

lint: ## check the format of all Swift files
	Scripts/format --lint

man: ## write the manual pages into .build/manual
	Scripts/manual

completions: build ## write shell completions into .build/completions
	mkdir -p .build/completions
	$(OUTCRY) --generate-completion-script bash > .build/completions/outcry.bash
	$(OUTCRY) --generate-completion-script zsh > .build/completions/_outcry
	$(OUTCRY) --generate-completion-script fish > .build/completions/outcry.fish

docs: ## build the pages of all modules into .build/documentation; a warning is an error
	$(BUILD) --build-tests
	Scripts/documentation

check: ## all that continuous integration checks
	.ci/run

deep: deep-debug deep-address deep-thread deep-coverage deep-reports deep-determinism deep-outside deep-fuzz ## all below

deep-debug: setup ## the tests in debug
	swift test

deep-address: setup ## the tests under the address sanitizer
	Scripts/address-sanitizer

deep-thread: setup ## the tests under the thread sanitizer
	Scripts/thread-sanitizer

deep-coverage: setup ## line coverage of Sources, per target and in total
	Scripts/coverage

deep-fuzz: setup ## fuzz the readers of scenarios, CSV files and linear programs, FUZZ_SECONDS=600 each
	Scripts/fuzz

deep-reports: build ## run every scenario that has a committed report and compare all bytes
	Scripts/reports --compare

deep-determinism: build ## threads, debug, folder, locale, time zone; interrupted and killed runs
	swift build --product outcry
	Scripts/determinism

deep-outside: setup ## build the example package outside the project's own and use what it adds
	Scripts/outside

clean: ## remove everything that was built
	rm -rf .build .build-* Examples/CustomMarket/.build Fuzzing/.build
