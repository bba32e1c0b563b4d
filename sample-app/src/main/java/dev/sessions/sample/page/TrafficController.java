/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.sessions.sample.page;

import java.time.Duration;
import java.util.Locale;

import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.sample.report.ComparedCalls;
import dev.sessions.sample.report.Comparison;
import dev.sessions.sample.upstream.ShopLogins;
import dev.sessions.sample.upstream.Upstream;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The endpoints of the page's buttons. Each makes calls and describes their outcome. They
 * require a header so that no other page can use them: a browser asks for permission
 * before it sends the header across origins.
 */
@RestController
@RequestMapping(path = "/traffic", headers = "X-Requested-With")
class TrafficController {

	private static final Duration IMPATIENCE = Duration.ofMillis(300);

	private final Gate calls = new Gate(16, "Many calls are in progress. Try again in a moment.");

	private final Gate bursts = new Gate(1, "A burst is in progress. Wait for its end.");

	private final Gate comparisons = new Gate(1, "A comparison is in progress. Wait for its end.");

	private final Session shop;

	private final Session github;

	private final Session flaky;

	private final Session billing;

	private final ShopLogins shopLogins;

	private final Burst burst;

	private final ForeignOrigin foreignOrigin;

	private final ComparedCalls comparedCalls;

	TrafficController(@Qualifier("shop") Session shop, @Qualifier("github") Session github,
			@Qualifier("flaky") Session flaky, @Qualifier("billing") Session billing, Upstream upstream, Burst burst,
			ForeignOrigin foreignOrigin, ComparedCalls comparedCalls) {
		this.shop = shop;
		this.github = github;
		this.flaky = flaky;
		this.billing = billing;
		this.shopLogins = upstream.shopLogins();
		this.burst = burst;
		this.foreignOrigin = foreignOrigin;
		this.comparedCalls = comparedCalls;
	}

	@PostMapping("/shop/expire")
	ResponseEntity<Outcome> expire() throws Exception {
		return this.calls.enter(() -> {
			this.shopLogins.expire();
			return Outcome.good("The shop has ended the login. The session does not know and keeps its cookie: "
					+ "the shop will refuse the next call, and the session will log in and repeat it.");
		});
	}

	@PostMapping("/shop/forget")
	ResponseEntity<Outcome> forget() throws Exception {
		return this.calls.enter(() -> {
			String forgotten = cookies();
			this.shop.cookies().clear();
			return Outcome.good("The session has forgotten " + forgotten + ". The next call will log in.");
		});
	}

	@PostMapping("/shop/profile")
	ResponseEntity<Outcome> profile() throws Exception {
		return this.calls.enter(() -> {
			long before = this.shopLogins.begun();
			Response response = this.shop.get("/profile");
			String login = (this.shopLogins.begun() > before) ? "The session logged in first. "
					: "The login was still valid. ";
			return outcome(response, login + "The shop knows who is logged in: " + response.text());
		});
	}

	@PostMapping("/shop/burst")
	ResponseEntity<Outcome> burst() throws Exception {
		return this.bursts.enter(() -> {
			long before = this.shopLogins.begun();
			Burst.Result result = this.burst.run();
			long logins = this.shopLogins.begun() - before;
			String words = String.format(Locale.ROOT,
					"%d of %d calls by %d callers succeeded in %s. The pool allows %d connections; up to %d callers waited for one.",
					result.answered(), Burst.CALLS, Burst.CALLERS, time(result.time()), result.connections(),
					result.mostWaiting());
			words += (logins > 0) ? " Logins: " + logins + "." : "";
			return (result.failure() != null) ? Outcome.bad(words + " One failed with: " + result.failure())
					: Outcome.good(words);
		});
	}

	@PostMapping("/shop/redirect")
	ResponseEntity<Outcome> shopRedirect() throws Exception {
		return this.calls.enter(() -> this.foreignOrigin.follow(this.shop, "/partner"));
	}

	@PostMapping("/billing/redirect")
	ResponseEntity<Outcome> billingRedirect() throws Exception {
		return this.calls.enter(() -> this.foreignOrigin.follow(this.billing, "/export"));
	}

	@PostMapping("/billing/invoices")
	ResponseEntity<Outcome> invoices() throws Exception {
		return this.calls.enter(() -> outcome(this.billing.get("/invoices"),
				"The access token came from the token endpoint and is kept until shortly before it expires."));
	}

	@PostMapping("/github/user")
	ResponseEntity<Outcome> user() throws Exception {
		return this.calls.enter(() -> outcome(this.github.get("/user"), "The bearer token is from the configuration."));
	}

	@PostMapping("/flaky/stock")
	ResponseEntity<Outcome> stock() throws Exception {
		return this.calls.enter(() -> {
			Response response = this.flaky.get("/stock");
			return outcome(response, (response.attempts() > 1)
					? "The server was unavailable at first and asked for a retry after a second, which the session made."
					: "The server responded at the first attempt.");
		});
	}

	@PostMapping("/flaky/slow")
	ResponseEntity<Outcome> slow() throws Exception {
		return this.calls
			.enter(() -> outcome(this.flaky.get("/slow"), "The connection stayed leased until the server responded."));
	}

	@PostMapping("/flaky/impatient")
	ResponseEntity<Outcome> impatient() throws Exception {
		return this.calls.enter(() -> outcome(this.flaky.get("/slow", (request) -> request.timeout(IMPATIENCE)),
				"The server was quicker than expected."));
	}

	@PostMapping("/search/comparison")
	ResponseEntity<Outcome> comparison() throws Exception {
		return this.comparisons.enter(() -> {
			Comparison comparison = this.comparedCalls.compare();
			String words = String.format(Locale.ROOT,
					"%d calls one after another, in two ways. With one session: connections opened %d, time %s. With a new client for each call: connections opened %d, time %s.",
					comparison.calls(), comparison.oneSession().connections(), time(comparison.oneSession().time()),
					comparison.clientEach().connections(), time(comparison.clientEach().time()));
			return new Outcome(true, words, null, new Outcome.Costs(Outcome.Cost.of(comparison.oneSession()),
					Outcome.Cost.of(comparison.clientEach())));
		});
	}

	private String cookies() {
		int count = this.shop.cookies().list().size();
		return (count == 1) ? "1 cookie" : count + " cookies";
	}

	private static Outcome outcome(Response response, String words) {
		StringBuilder text = new StringBuilder();
		response.history().forEach((redirect) -> text.append(redirect.status().value()).append(" \u2192 "));
		text.append(response.status().value())
			.append((response.attempts() == 1) ? " in 1 attempt, " : " in " + response.attempts() + " attempts, ")
			.append(time(response.elapsed()))
			.append(". ")
			.append(words);
		return response.ok() ? Outcome.good(text.toString()) : Outcome.bad(text.toString());
	}

	private static String time(Duration time) {
		return (time.toMillis() < 1000) ? time.toMillis() + " ms"
				: String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
	}

}
