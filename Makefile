# Every target is one line in `make help`.
.DEFAULT_GOAL := help
.PHONY: help run demo test test-clients lint bench bench-queue bench-scoring model soak packages packages-clients packages-bench build

SWIFT ?= swift
# One file that needs nothing of Swift where it runs, only libcurl and SQLite; a table of all its names would be 3 MB
# that the loader reads at every start.
RELEASE := build -c release --static-swift-stdlib -Xlinker --no-export-dynamic
CHECK := --explicit-target-dependency-import-check error
PACKAGES := libcurl4-openssl-dev libsqlite3-dev
EVAL_DIR ?= $(abspath $(firstword $(wildcard ../shared/eval)))
export EVAL_DIR

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: packages ## Build in release and serve from data/; prints the review page, the API key and the first login
	$(SWIFT) $(RELEASE) --product tamis
	exec .build/release/tamis serve $(ARGS)

demo: packages ## The whole loop on temporary data: an article to comment on, the review page, a webhook inbox
	$(SWIFT) $(RELEASE) --product tamis
	exec .build/release/tamis serve --demo $(ARGS)

test: packages build ## Build everything once (debug) and run the Swift tests
	$(SWIFT) test --skip-build --parallel

build: packages
	$(SWIFT) build --build-tests $(CHECK)

test-clients: packages packages-clients build ## Test the built service from outside with real clients (STAGES="kill_test …")
	python3 Tests/Clients/run.py $(STAGES)

lint: ## Check the formatting of every Swift file
	$(SWIFT) format lint --strict -r Sources Tests Package.swift

bench: packages packages-bench ## Scoring, durable intake and deliveries beside a rival, times of known and unknown addresses: build in release
	@missed=0; for part in scoring bench webhooks oracle; do python3 Tests/Benchmarks/$$part.py || missed=1; done; exit $$missed

bench-queue: packages packages-clients packages-bench ## The queue page with a million comments beside ten thousand (half an hour)
	python3 Tests/Benchmarks/queue_page.py

bench-scoring: packages packages-bench ## Only the scoring part of it
	python3 Tests/Benchmarks/scoring.py

# The licence of news_comments_ucc allows measuring, not learning.
model: packages ## Learn config/model.tamis anew from EVAL_DIR, byte for byte the same from the same lists and policy
	$(SWIFT) build --product tamis
	.build/debug/tamis learn $(EVAL_DIR) --without news_comments_ucc --out config/model.tamis

soak: packages packages-clients build ## The kill test with 500 kills (TAMIS_KILLS=n)
	TAMIS_KILLS=$${TAMIS_KILLS:-500} python3 Tests/Clients/run.py kill_test

packages:
	@Tests/Clients/install.sh $(PACKAGES)

packages-clients:
	@Tests/Clients/install.sh python3 python3-venv strace openssl curl slowhttptest systemd chromium chromium-driver \
		postgresql nodejs php-cli php-fpm php-mysql mariadb-server-core mariadb-client-core

packages-bench:
	@Tests/Clients/install.sh python3 python3-venv wrk
