package prelude;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.ExecutorService;

import javax.crypto.SecretKey;

import dev.sessions.*;
import dev.sessions.observation.*;
import dev.sessions.oauth2.OnBehalfOf;
import dev.sessions.settings.*;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.apache.hc.client5.http.classic.HttpClient;

import org.springframework.beans.factory.annotation.*;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.annotation.*;
import org.springframework.http.*;
import org.springframework.http.client.*;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.stereotype.*;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.client.*;
import org.springframework.web.service.annotation.*;
import org.springframework.web.service.registry.ImportHttpServices;

/**
 * The declarations that snippets of the documentation can use, including its imports.
 */
public abstract class Prelude {

	protected Session session;

	protected Session example;

	protected Session github;

	protected Session shop;

	protected ExecutorService executor;

	protected String password;

	public record User(String login, String name) {

	}

	public record Data(String value) {

	}

	public record Orders(List<String> ids) {

	}

	public record Token(String value) {

	}

	protected String sign(String text) {
		return text;
	}

	protected String hmac(SecretKey key, String text) {
		return text;
	}

}
