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

package dev.sessions.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sessions.Credentials;
import dev.sessions.RequestSpec;
import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.internal.client.Transport;
import dev.sessions.settings.LoginSettings;
import dev.sessions.settings.LoginToken;
import dev.sessions.testapp.Firewall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Cassette}: recordings of a real server, and their replay.
 */
class CassetteTests {

	private static final String SECRET = "very-s3cret-token";

	private static final byte[] FILE = { (byte) 0x89, 'P', 'N', 'G', 13, 10, 0, (byte) 0xff };

	@TempDir
	private Path folder;

	private HttpServer server;

	private AutoCloseable hole;

	private final List<String> served = new CopyOnWriteArrayList<>();

	private final StandardEnvironment environment = new StandardEnvironment();

	private int failures;

	private String json = "{}";

	private String type = "application/json";

	private String credential = "";

	private Credentials credentials = Credentials.bearer(SECRET);

	private String test = "Tests.test";

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::serve);
		this.server.start();
		this.hole = Firewall.open();
	}

	@AfterEach
	void stop() throws Exception {
		this.server.stop(0);
		this.hole.close();
	}

	private void serve(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		this.served.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
		byte[] request = exchange.getRequestBody().readAllBytes();
		byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
		int status = 200;
		exchange.getResponseHeaders().set("Content-Type", "text/plain");
		switch (path) {
			case "/json" -> {
				exchange.getResponseHeaders().set("Content-Type", "application/json");
				exchange.getResponseHeaders().set("Set-Cookie", "sid=" + SECRET + "-cookie; Path=/");
				body = ("{\"name\":\"me\",\"access_token\":\"" + SECRET
						+ "-json\",\"token_type\":\"Bearer\",\"expires_in\":3600}")
					.getBytes(StandardCharsets.UTF_8);
			}
			case "/any-json" -> {
				exchange.getResponseHeaders().set("Content-Type", this.type);
				body = this.json.getBytes(StandardCharsets.UTF_8);
			}
			case "/login" -> {
				exchange.getResponseHeaders().set("Content-Type", "text/html");
				exchange.getResponseHeaders().set("Set-Cookie", "sid=" + SECRET + "-cookie; Path=/");
				body = ("<form><input type=hidden name=_csrf value='" + SECRET + "-csrf'></form>")
					.getBytes(StandardCharsets.UTF_8);
			}
			case "/digest" -> {
				if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
					exchange.getResponseHeaders()
						.set("WWW-Authenticate", "Digest realm=\"r\", nonce=\"" + SECRET + "-nonce\", qop=\"auth\"");
					status = 401;
				}
				exchange.getResponseHeaders().add("Link", "</digest?page=2&sort=a>; rel=\"next\"");
				exchange.getResponseHeaders().add("Link", "</digest?token=" + SECRET + ">; rel=\"last\"");
				exchange.getResponseHeaders().set("X-Total-Count", "42");
				exchange.getResponseHeaders().set("X-Session-Number", "42");
				exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"a.txt\"");
			}
			case "/gzip" -> {
				exchange.getResponseHeaders().set("Content-Encoding", "gzip");
				body = gzip("compressed".getBytes(StandardCharsets.UTF_8));
			}
			case "/binary" -> {
				exchange.getResponseHeaders().set("Content-Type", "image/png");
				body = new byte[] { (byte) 0x89, 'P', 'N', 'G', 0, 1, 2, (byte) 0xff };
			}
			case "/echo" -> {
				body = request;
			}
			case "/leak" -> {
				body = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
					.getBytes(StandardCharsets.UTF_8);
			}
			case "/leak-compressed" -> {
				exchange.getResponseHeaders().set("Content-Encoding", "gzip");
				body = gzip(exchange.getRequestHeaders().getFirst("Authorization").getBytes(StandardCharsets.UTF_8));
			}
			case "/leak-twice" -> {
				exchange.getResponseHeaders().put("Content-Encoding", List.of("gzip", "gzip"));
				body = gzip(
						gzip(exchange.getRequestHeaders().getFirst("Authorization").getBytes(StandardCharsets.UTF_8)));
			}
			case "/leak-deflate" -> {
				exchange.getResponseHeaders().set("Content-Encoding", "deflate");
				body = deflate(exchange.getRequestHeaders().getFirst("Authorization").getBytes(StandardCharsets.UTF_8));
			}
			case "/unknown" -> exchange.getResponseHeaders().set("Content-Encoding", "rot13");
			case "/unstable" -> {
				status = (this.failures++ == 0) ? 503 : 200;
			}
			case "/moved" -> {
				exchange.getResponseHeaders().set("Location", "/binary?code=" + SECRET);
				status = 302;
			}
			default -> {
			}
		}
		exchange.sendResponseHeaders(status, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	private static byte[] gzip(byte[] bytes) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(bytes);
		}
		return out.toByteArray();
	}

	/**
	 * Compress without the zlib header, as some servers do.
	 */
	private static byte[] deflate(byte[] bytes) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
		try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, deflater)) {
			deflate.write(bytes);
		}
		deflater.end();
		return out.toByteArray();
	}

	private Path file() {
		return this.folder.resolve("cassettes/api.har");
	}

	private void with(CassetteMode mode, Calls calls, String... ignored) throws Exception {
		Map<String, Object> attributes = Map.of("file", "cassettes/api.har", "ignore", ignored);
		Cassette cassette = AnnotationUtils.synthesizeAnnotation(attributes, Cassette.class, null);
		Recording recording = new Recording(new CassetteFile("cassettes/api.har", file(), getClass()), mode,
				new RequestComparison(cassette), this.test);
		recording.secrets().learn(this.environment);
		CassetteExchanges exchanges = new CassetteExchanges(recording, "api");
		try (Session session = Session.builder("api")
			.baseUrl("http://127.0.0.1:" + this.server.getAddress().getPort())
			.auth(this.credentials)
			.build()) {
			MockSessionServer mock = MockSessionServer.bindTo(session);
			Transport transport = Transport.find(session::unwrap);
			assertThat(transport).isNotNull();
			mock.clock().setJumping(mode == CassetteMode.REPLAY);
			transport.simulate(new MockNetwork(mock, mock.clock().time(), () -> exchanges));
			calls.make(session);
		}
		exchanges.eject();
	}

	private void recordAndReplay(Calls calls) throws Exception {
		with(CassetteMode.RECORD, calls);
		assertThat(this.served).isNotEmpty();
		int recorded = this.served.size();
		this.hole.close();
		with(CassetteMode.REPLAY, calls);
		assertThat(this.served).hasSize(recorded);
		assertThat(Files.readString(file())).doesNotContain(SECRET);
	}

	@Test
	void textIsReplayed() throws Exception {
		recordAndReplay((session) -> assertThat(session.get("/text?a=1&b=2").text()).isEqualTo("hello"));
	}

	@Test
	void jsonIsReplayedWithoutItsSecrets() throws Exception {
		recordAndReplay((session) -> {
			JsonNode json = JsonMapper.shared().readTree(session.get("/json").bytes());
			assertThat(json.path("name").asString()).isEqualTo("me");
			assertThat(json.path("expires_in").asInt()).isEqualTo(3600);
		});
		assertThat(Files.readString(file())).contains("Bearer ***", "sid=***", "\\\"access_token\\\":\\\"***\\\"");
	}

	@Test
	void binaryAndCompressedBodiesAreReplayedExactly() throws Exception {
		recordAndReplay((session) -> {
			assertThat(session.get("/binary").bytes()).containsExactly(0x89, 'P', 'N', 'G', 0, 1, 2, 0xff);
			assertThat(session.get("/gzip").text()).isEqualTo("compressed");
		});
		JsonNode entry = JsonMapper.shared().readTree(Files.readAllBytes(file())).at("/log/entries/1");
		assertThat(entry.at("/response/content/text").asString()).isEqualTo("compressed");
		byte[] exact = Base64.getDecoder().decode(entry.at("/response/content/_encoded").asString());
		assertThat(exact).isEqualTo(gzip("compressed".getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void retriesAndRedirectsAreReplayed() throws Exception {
		recordAndReplay((session) -> {
			assertThat(session.get("/unstable").attempts()).isEqualTo(2);
			assertThat(session.get("/moved").history()).hasSize(1);
		});
	}

	@Test
	void bodiesAreComparedWithoutOrderAndIgnoredFields() throws Exception {
		with(CassetteMode.RECORD, (session) -> {
			session.post("/echo?nonce=1", (request) -> request.json("{\"a\": 1, \"b\": {\"id\": 7, \"c\": 2}}"));
			session.post("/echo", (request) -> request.form("x", "1").form("y", "2").form("nonce", "3"));
		});
		with(CassetteMode.REPLAY, (session) -> {
			session.post("/echo?nonce=2", (request) -> request.json("{\"b\":{\"c\":2,\"id\":8},\"a\":1}"));
			session.post("/echo", (request) -> request.form("y", "2").form("nonce", "4").form("x", "1"));
		}, "nonce", "id");
	}

	@Test
	void missingRequestFailsWithNearestRecordedOne() throws Exception {
		with(CassetteMode.RECORD, (session) -> {
			session.get("/users/1?page=1&token=" + SECRET);
			session.get("/orders/1");
		});
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> with(CassetteMode.REPLAY, (session) -> session.get("/users/1?page=2&token=" + SECRET)))
			.withMessageContaining("nothing answers this request")
			.withMessageContaining(
					"GET http://127.0.0.1:" + this.server.getAddress().getPort() + "/users/1?page=1&token=***")
			.withMessageContaining("differs in its query")
			.withMessageContaining("-Dsessions.cassettes=update")
			.satisfies((failure) -> assertThat(failure).hasMessageNotContaining(SECRET));
	}

	@Test
	void exchangeIsReplayedAsOftenAsRecorded() throws Exception {
		with(CassetteMode.RECORD, (session) -> session.get("/text"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> with(CassetteMode.REPLAY, (session) -> {
			session.get("/text");
			session.get("/text");
		})).withMessageContaining("has been replayed as often as it was recorded");
	}

	@Test
	void updateRecordsMissingExchanges() throws Exception {
		with(CassetteMode.RECORD, (session) -> session.get("/one"));
		with(CassetteMode.UPDATE, (session) -> {
			session.get("/one");
			session.get("/two");
		});
		assertThat(this.served).containsExactly("GET /one", "GET /two");
		with(CassetteMode.REPLAY, (session) -> {
			session.get("/two");
			session.get("/one");
		});
		assertThat(this.served).hasSize(2);
	}

	@Test
	void recordingBeginsAnewOnceAndThenAddsTests() throws Exception {
		Files.createDirectories(file().getParent());
		Files.writeString(file(), "{\"log\":{\"entries\":[{\"request\":{\"url\":\"http://x/old\"}}]}}");
		for (String path : List.of("/one", "/two", "/three")) {
			this.test = "Tests" + path;
			with(CassetteMode.RECORD, (session) -> session.get(path));
		}
		assertThat(Files.readString(file())).doesNotContain("/old").contains("/one\"", "/two\"", "/three\"");
	}

	@Test
	void updateKeepsWhatParallelTestsAdd() throws Exception {
		with(CassetteMode.RECORD, (session) -> session.get("/one"));
		with(CassetteMode.UPDATE, (outer) -> {
			outer.get("/two");
			with(CassetteMode.UPDATE, (inner) -> inner.get("/three"));
		});
		assertThat(Files.readString(file())).contains("/one\"", "/two\"", "/three\"");
	}

	@Test
	void secretThatLaterTestLearnsIsRemoved() throws Exception {
		with(CassetteMode.RECORD, (session) -> session.get("/text"));
		with(CassetteMode.RECORD, (session) -> session.post("/echo", (request) -> request.body("it is later-s3cret")));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> with(CassetteMode.RECORD, (session) -> session.get("/text?token=later-s3cret")))
			.withMessageContaining("An exchange was removed from the cassette cassettes/api.har: the secret of the"
					+ " parameter token occurs in the exchange POST");
		assertThat(Files.readString(file())).contains("/text\"", "/text?token=***").doesNotContain("later-s3cret");
	}

	@Test
	void jsonIsReplayedWithItsStructureAndTypes() throws Exception {
		this.json = """
				{"usage": {"prompt_tokens": 9, "total_tokens": 21, "token_share": -0.25, "token_exp": 1e5},
				 "authenticated": true, "sessionId": 77, "password": null, "passwordExpired": false,
				 "session": {"id": "%1$s", "user": {"name": "me \u200e", "keys": [1, 2, "%1$s"]}, "valid": true},
				 "tokens": ["%1$s", 5, [], {}], "id": 9007199254740993, "price": 1.10}""".formatted(SECRET);
		with(CassetteMode.RECORD, (session) -> session.get("/any-json"));
		this.hole.close();
		with(CassetteMode.REPLAY, (session) -> assertThat(session.get("/any-json").text()).isEqualTo("""
				{"usage": {"prompt_tokens": 0, "total_tokens": 0, "token_share": 0.0, "token_exp": 0.0},
				 "authenticated": true, "sessionId": 0, "password": null, "passwordExpired": false,
				 "session": {"id": "***", "user": {"name": "***", "keys": [0, 0, "***"]}, "valid": true},
				 "tokens": ["***", 0, [], {}], "id": 9007199254740993, "price": 1.10}"""));
	}

	@Test
	void jsonWithoutSecretsIsReplayedExactly() throws Exception {
		this.json = "{\t\"text\":\r\n\"a\u200e\u2028b\"}\r\n";
		recordAndReplay((session) -> assertThat(session.get("/any-json").text()).isEqualTo(this.json));
	}

	@Test
	void requestsWithTypedSecretsAreReplayed() throws Exception {
		recordAndReplay((session) -> {
			session.post("/text", (request) -> request.json("{\"max_tokens\": 100, \"session\": {\"id\": 1}}"));
			session.post("/text",
					(request) -> request.json("{\"session\": {\"id\": \"" + SECRET + "\"}, \"token\": null}"));
		});
	}

	@Test
	void multipartIsComparedByItsParts() throws Exception {
		this.credential = "first-" + SECRET;
		recordAndReplay((session) -> {
			session.post("/text", this::form).raiseForStatus();
			this.credential = "second-" + SECRET;
		});
		assertThat(Files.readString(file())).contains("name=\\\"user\\\"", "octocat", "\\r\\n***\\r\\n",
				"{\\\"a\\\": {\\\"b\\\": 1}, \\\"pin\\\": 0}");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> with(CassetteMode.REPLAY,
					(session) -> session.post("/text",
							(request) -> request.multipart("user", "hubot").multipart("password", SECRET))))
			.withMessageContaining("differs in its body");
		with(CassetteMode.REPLAY,
				(session) -> session.post("/text",
						(request) -> request.part("file", (part) -> part.body(FILE).filename("other.bin"))),
				"user", "password", "data", "file");
	}

	private void form(RequestSpec request) {
		request.multipart("password", this.credential)
			.multipart("user", "octocat")
			.part("data",
					(part) -> part.contentType(MediaType.APPLICATION_JSON).body("{\"a\": {\"b\": 1}, \"pin\": 1234}"));
	}

	@Test
	void binaryMultipartIsRecordedWithoutItsSecrets() throws Exception {
		recordAndReplay((session) -> session.post("/text",
				(request) -> request.part("file", (part) -> part.body(FILE).filename("a.png"))
					.multipart("api_key", SECRET + "-part")
					.multipart("note", "token=" + SECRET)));
		String text = JsonMapper.shared()
			.readTree(Files.readAllBytes(file()))
			.at("/log/entries/0/request/postData/text")
			.asString();
		assertThat(new String(Base64.getDecoder().decode(text), StandardCharsets.ISO_8859_1))
			.contains("PNG", "api_key", "***")
			.doesNotContain(SECRET);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> with(CassetteMode.REPLAY,
				(session) -> session.post("/text",
						(request) -> request.part("file", (part) -> part.body(FILE).filename("b.png"))
							.multipart("api_key", SECRET + "-part")
							.multipart("note", "token=" + SECRET))))
			.withMessageContaining("differs in its body");
	}

	@Test
	void secretOfPartIsNotWrittenElsewhere() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> with(CassetteMode.RECORD, (session) -> {
			session.post("/text", (request) -> request.multipart("password", "part-s3cret"));
			session.post("/text", (request) -> request.multipart("note", "It is part-s3cret"));
		})).withMessageContaining("the secret of the part password occurs in the exchange POST");
		assertThat(file()).doesNotExist();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					application/xml  | <l><p:password a="b"> %s </p:password><user>me</user></l> | <l><p:password a="b">***</p:password><user>me</user></l>
					text/xml         | <l token='%s' n="1"/><session><id>%s</id><n>7</n></session> | <l token="***" n="1"/><session><id>***</id><n>0</n></session>
					application/xml  | <authenticated>true</authenticated><p name="pin">%s</p>  | <authenticated>true</authenticated><p name="pin">***</p>
					application/xml  | <tokenType>Bearer</tokenType><token><![CDATA[%s]]></token>| <tokenType>Bearer</tokenType><token>***</token>
					text/html        | <input name="_csrf" value="%s"><p accesskey="k">é</p>      | <input name="_csrf" value="***"><p accesskey="k">é</p>
					text/html        | <meta content=%s name=csrf-token><input name=q value=x>   | <meta content="***" name=csrf-token><input name=q value=x>
					text/plain       | {"token": "%s", "pin": 1, "a": "b"}                       | {"token": "***", "pin": 0, "a": "b"}
					text/html        | [{"session": {"id": "%s"}}]                               | [{"session": {"id": "***"}}]
					application/x-www-form-urlencoded | é=1&password=%s&a                    | é=1&password=***&a
					""")
	void otherBodiesAreReplayedWithoutTheirSecrets(String type, String sent, String replayed) throws Exception {
		this.type = type + ";charset=UTF-8";
		this.json = sent.replace("%s", SECRET);
		with(CassetteMode.RECORD, (session) -> session.post("/any-json",
				(request) -> request.body(this.json, MediaType.parseMediaType(this.type))));
		assertThat(Files.readString(file())).doesNotContain(SECRET);
		this.hole.close();
		with(CassetteMode.REPLAY,
				(session) -> assertThat(session
					.post("/any-json",
							(request) -> request.body(this.json.replace(SECRET, "another"),
									MediaType.parseMediaType(this.type)))
					.text()).isEqualTo(replayed));
	}

	@Test
	void secretOfMarkupIsNotWrittenElsewhere() {
		this.type = "text/html";
		this.json = "<input name='_csrf' value='a&amp;b-s3cret'>";
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> with(CassetteMode.RECORD, (session) -> {
			session.get("/any-json");
			session.post("/text", (request) -> request.body("a&b-s3cret"));
		})).withMessageContaining("the secret of the element _csrf occurs in the exchange POST");
	}

	@Test
	void typeOfTokenIsNoSecret() throws Exception {
		this.json = "{\"access_token\": \"" + SECRET + "-new\", \"token_type\": \"Bearer\", \"allowed\": false}";
		recordAndReplay((session) -> {
			session.post("/any-json",
					(request) -> request.form("token_type_hint", "access_token").header("X-Session-Valid", "false"));
			session.get("/text");
		});
		assertThat(Files.readString(file())).contains("\\\"token_type\\\": \\\"Bearer\\\"");
	}

	@Test
	void documentOfOpenIdProviderIsReplayedExactly() throws Exception {
		String issuer = "http://127.0.0.1:" + this.server.getAddress().getPort();
		this.json = """
				{"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
				 "userinfo_endpoint": "%1$s/me", "jwks_uri": "%1$s/keys", "end_session_endpoint": "%1$s/out",
				 "check_session_iframe": "%1$s/frame.html", "pushed_authorization_request_endpoint": "%1$s/par",
				 "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
				 "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
				 "id_token_signing_alg_values_supported": ["RS256", "ES256"],
				 "code_challenge_methods_supported": ["S256"], "backchannel_logout_session_supported": true,
				 "authorization_response_iss_parameter_supported": true, "request_uri_parameter_supported": false,
				 "mtls_endpoint_aliases": {"token_endpoint": "%1$s/mtls/token"}}""".formatted(issuer);
		recordAndReplay((session) -> {
			assertThat(session.get("/any-json").text()).isEqualTo(this.json);
			session.post("/token", (request) -> request.form("grant_type", "client_credentials"));
		});
	}

	@Test
	void descriptionsOfSecretsAreReplayed() throws Exception {
		this.json = """
				{"access_token_expires_in": 3600, "refreshTokenExpiresAt": "2026-01-01", "client_secret_expires_at": 7,
				 "token_endpoint_auth_method": "none", "token_lifetime": {"days": 1}, "token_endpoint": "http://u:p@h",
				 "session": {"type": "%1$s", "endpoint": ["%1$s"], "ttl": 3}}""".formatted(SECRET);
		with(CassetteMode.RECORD, (session) -> session.get("/any-json"));
		this.hole.close();
		with(CassetteMode.REPLAY, (session) -> assertThat(session.get("/any-json").text()).isEqualTo("""
				{"access_token_expires_in": 3600, "refreshTokenExpiresAt": "2026-01-01", "client_secret_expires_at": 7,
				 "token_endpoint_auth_method": "none", "token_lifetime": {"days": 1}, "token_endpoint": "***",
				 "session": {"type": "***", "endpoint": ["***"], "ttl": 0}}"""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sessions.api.auth.basic.password", "sessions.default.auth.digest.password",
			"SESSIONS_API_AUTH_BEARER_TOKEN", "sessions.api.auth.api-key.value", "sessions.api.auth.apiKey.value",
			"SESSIONS_API_AUTH_APIKEY_VALUE", "sessions.api.auth.oauth2.client-secret",
			"SESSIONS_API_AUTH_OAUTH2_CLIENTSECRET", "sessions.api.auth.login.form.password",
			"sessions.api.auth.login.json.user.pin", "sessions.api.mounts[/x].auth.basic.password",
			"sessions.api.proxy.password", "sessions.api.shared.encryption-key",
			"sessions.api.shared.encryption-key[1]", "sessions.api.headers.X-Api-Key",
			"SESSIONS_API_HEADERS_X_API_KEY_0", "sessions.api.headers[X-Token][0]", "sessions.api.params.api_key",
			"spring.security.oauth2.client.registration.shop.client-secret" })
	void secretsOfTheConfigurationAreNotWritten(String property) {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of(property, "configured-s3cret")));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> with(CassetteMode.RECORD, (session) -> session.get("/configured-s3cret")))
			.withMessageContaining("the secret of the property " + property);
	}

	@ParameterizedTest
	@ValueSource(strings = { "auth.basic.username", "auth.basic.username-file", "auth.basic.password-file",
			"auth.bearer.token-file", "auth.api-key.name", "auth.api-key.in", "auth.netrc.file", "auth.allowed-origins",
			"auth.oauth2.token-uri", "auth.oauth2.client-id", "auth.oauth2.scopes", "auth.oauth2.audience",
			"auth.oauth2.client-authentication", "auth.oauth2.client-key", "auth.oauth2.registration", "auth.login.uri",
			"auth.login.method", "auth.login.form.username", "auth.login.json.shop.user", "auth.login.csrf-field",
			"auth.login.token.pointer", "auth.login.token.header", "auth.login.token.scheme",
			"auth.login.token.expires-in", "auth.login.expired.redirects-to", "auth.aws.region", "cookies.file",
			"cookies.enabled", "shared.cookies", "shared.tokens", "shared.namespace", "proxy.username",
			"headers.Accept", "params.lang", "ssl.bundle", "base-url" })
	void otherPropertiesAreNoSecrets(String key) throws Exception {
		for (String name : List.of("sessions.api.", "sessions.default.", "sessions.params.")) {
			this.environment.getPropertySources()
				.addFirst(new MapPropertySource(name, Map.of(name + key, "configured-text")));
		}
		String variable = "SESSIONS_API_" + key.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("variable", Map.of(variable, "configured-text")));
		with(CassetteMode.RECORD, (session) -> session.post("/echo", (request) -> request.body("configured-text")));
		assertThat(file()).exists();
	}

	@Test
	void headersThatSessionsActOnAreReplayed() throws Exception {
		this.credentials = Credentials.digest("octocat", SECRET);
		recordAndReplay((session) -> {
			Response response = session.get("/digest");
			assertThat(response.status().value()).isEqualTo(200);
			assertThat(response.headers().getFirst("Link")).isEqualTo("</digest?page=2&sort=a>; rel=\"next\"");
			assertThat(response.headers().getFirst("X-Total-Count")).isEqualTo("42");
			assertThat(response.headers().getFirst("Content-Disposition")).isEqualTo("attachment; filename=\"a.txt\"");
		});
		assertThat(Files.readString(file())).contains("Digest realm=\\\"r\\\", nonce=\\\"***\\\", qop=\\\"auth\\\"")
			.contains("X-session-number\",\n          \"value\" : \"***\"", "token=***");
	}

	@Test
	void tokenRequestsAreReplayed() throws Exception {
		String uri = "http://127.0.0.1:" + this.server.getAddress().getPort() + "/json";
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("sessions.api.auth.oauth2.token-uri", uri, "sessions.api.auth.oauth2.client-secret",
							SECRET + "-client", "sessions.api.auth.oauth2.client-authentication", "basic")));
		this.credentials = Credentials.oauth2(uri, "app", SECRET + "-client");
		recordAndReplay((session) -> assertThat(session.get("/text").text()).isEqualTo("hello"));
		assertThat(this.served).containsExactly("POST /json", "GET /text");
	}

	@Test
	void loginsAreReplayed() throws Exception {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("sessions.api.auth.login.csrf-field", "_csrf",
					"sessions.api.auth.login.form.password", SECRET + "-login")));
		this.credentials = Credentials.login(LoginSettings.of("/login")
			.withForm(Map.of("username", "octocat", "password", SECRET + "-login"))
			.withCsrfField("_csrf"));
		recordAndReplay((session) -> assertThat(session.get("/text").text()).isEqualTo("hello"));
		assertThat(this.served).containsExactly("GET /login", "POST /login", "GET /text");
	}

	@Test
	void loginWithTokenInSecretObjectIsReplayed() throws Exception {
		this.json = "{\"session\": {\"id\": \"" + SECRET + "-id\", \"seconds\": 600}}";
		this.credentials = Credentials.login(LoginSettings.of("/any-json")
			.withJson(Map.of("user", "octocat", "password", SECRET + "-login"))
			.withToken(LoginToken.at("/session/id")));
		recordAndReplay((session) -> assertThat(session.get("/text").text()).isEqualTo("hello"));
		assertThat(this.served).containsExactly("POST /any-json", "GET /text");
	}

	@Test
	void passwordOfProxyIsNotWritten() {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("sessions.api.proxy.url", "http://me:proxy%2Ds3cret@proxy.example:3128")));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> with(CassetteMode.RECORD, (session) -> session.get("/proxy-s3cret")))
			.withMessageContaining("the secret of the property sessions.api.proxy.url");
	}

	@Test
	void nameOfUserWithinSecretObjectIsNoSecret() throws Exception {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("sessions.api.auth.login.json.session.user", "octocat")));
		this.json = "{\"session\": {\"user\": {\"login\": \"octocat\"}}}";
		with(CassetteMode.RECORD, (session) -> {
			session.get("/any-json");
			session.get("/users/octocat");
		});
		assertThat(file()).exists();
	}

	@Test
	void missingCassetteFailsWithRecordingHint() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> with(CassetteMode.REPLAY, (session) -> session.get("/x")))
			.withMessageContaining(
					"There is no cassette cassettes/api.har; record it with -Dsessions.cassettes=record");
	}

	@Test
	void secretInBodyIsNotWritten() {
		for (String path : List.of("/leak", "/leak-compressed", "/leak-twice", "/leak-deflate")) {
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> with(CassetteMode.RECORD, (session) -> session.get(path)))
				.withMessageContaining(
						"was not written: the secret of the header Authorization occurs in the exchange GET")
				.satisfies((failure) -> assertThat(failure).hasMessageNotContaining(SECRET));
			assertThat(file()).doesNotExist();
		}
	}

	@Test
	void unsearchableBodyIsNotWritten() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> with(CassetteMode.RECORD,
					(session) -> assertThat(session.get("/unknown").text()).isEqualTo("hello")))
			.withMessageContaining("/unknown cannot be recorded")
			.withMessageContaining("the content coding 'rot13' is unknown");
		assertThat(file()).doesNotExist();
	}

	@Test
	void secretOfTheConfigurationIsNotWritten() {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("sessions.api.auth.basic.password", "configured s3cret")));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> with(CassetteMode.RECORD,
					(session) -> session.post("/echo", (request) -> request.body("it is configured s3cret"))))
			.withMessageContaining("the secret of the property sessions.api.auth.basic.password");
	}

	@Test
	void nothingIsRecordedInContinuousIntegration() {
		assertThat(CassetteMode.of("record", "true")).isEqualTo(CassetteMode.REPLAY);
		assertThat(CassetteMode.of("update", null)).isEqualTo(CassetteMode.UPDATE);
		assertThat(CassetteMode.of(null, null)).isEqualTo(CassetteMode.REPLAY);
		assertThatIllegalStateException().isThrownBy(() -> CassetteMode.of("recrod", null))
			.withMessageContaining("must be replay, record or update, but is 'recrod'");
	}

	@Test
	void fileIsAmongTheResourcesOfTheTests() {
		assertThat(CassetteFile.find("a/b.har", getClass()).path().toUri().getPath())
			.endsWith("/test/src/test/resources/a/b.har");
		for (String name : List.of("", "/etc/x.har", "../x.har")) {
			assertThatIllegalStateException().isThrownBy(() -> CassetteFile.find(name, getClass()))
				.withMessageContaining("below src/test/resources");
		}
	}

	/**
	 * Makes calls with a session.
	 */
	@FunctionalInterface
	interface Calls {

		void make(Session session) throws Exception;

	}

}
