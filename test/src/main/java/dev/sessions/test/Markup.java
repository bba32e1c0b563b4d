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

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * Masks the secrets of XML and HTML: attributes with secret names, the value of what an
 * attribute gives a secret name, such as the hidden field of a form, and in XML the text
 * of elements with secret names.
 */
final class Markup {

	private static final Pattern TAG = Pattern.compile("<([A-Za-z_][^\\s/>]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>");

	private static final Pattern ATTRIBUTE = Pattern
		.compile("([^\\s=/\"'>]++)(\\s*+=\\s*+)(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'>]++))");

	private static final Pattern TEXT = Pattern.compile("<!\\[CDATA\\[(.*?)]]>|<[^>]*+>|([^<]++)", Pattern.DOTALL);

	/**
	 * The attributes that name what another attribute or the text is the value of.
	 */
	private static final Set<String> NAMING = Set.of("name", "key", "property", "itemprop");

	private static final Set<String> VALUES = Set.of("value", "content");

	private final boolean html;

	private final String text;

	private final String type;

	private final BiConsumer<String, String> secrets;

	private Markup(byte[] body, String type, BiConsumer<String, String> secrets) {
		this.html = MaskedBody.mimeType(type).contains("html");
		this.text = new String(body, StandardCharsets.ISO_8859_1);
		this.type = type;
		this.secrets = secrets;
	}

	static boolean isMarkup(String type) {
		String mime = MaskedBody.mimeType(type);
		return mime.equals("text/html") || mime.endsWith("/xml") || mime.endsWith("+xml");
	}

	/**
	 * Mask a body.
	 * @param body the bytes
	 * @param type its content type
	 * @param secrets receives the name and value of each secret
	 * @return the bytes with asterisks in place of secrets
	 */
	static byte[] mask(byte[] body, String type, BiConsumer<String, String> secrets) {
		// each byte is a character, so that all others remain as they are
		return new Markup(body, type, secrets).mask().getBytes(StandardCharsets.ISO_8859_1);
	}

	private String mask() {
		StringBuilder masked = new StringBuilder();
		Matcher tag = TAG.matcher(this.text);
		int at = 0;
		while (tag.find(at)) {
			masked.append(this.text, at, tag.start(2));
			String named = named(tag.group(2));
			masked.append(attributes(tag.group(2), named)).append('>');
			at = tag.end();
			String secret = KnownSecrets.isSecret(local(tag.group(1))) ? local(tag.group(1)) : named;
			if (!this.html && secret != null && !tag.group(2).endsWith("/")) {
				int end = this.text.indexOf("</" + tag.group(1), at);
				if (end >= 0) {
					masked.append(texts(this.text.substring(at, end), secret));
					at = end;
				}
			}
		}
		return masked.append(this.text, at, this.text.length()).toString();
	}

	/**
	 * Return the secret name that an attribute gives the value of an element.
	 */
	private @Nullable String named(String attributes) {
		Matcher attribute = ATTRIBUTE.matcher(attributes);
		while (attribute.find()) {
			String value = value(attribute);
			String name = attribute.group(1).toLowerCase(Locale.ROOT);
			boolean naming = NAMING.contains(name) || (this.html && name.equals("id"));
			if (naming && KnownSecrets.isSecret(decoded(value))) {
				return decoded(value);
			}
		}
		return null;
	}

	private String attributes(String attributes, @Nullable String named) {
		return ATTRIBUTE.matcher(attributes).replaceAll((attribute) -> {
			String name = local(attribute.group(1));
			String lower = name.toLowerCase(Locale.ROOT);
			String owner = (named != null && VALUES.contains(lower)) ? named : name;
			boolean secret = !owner.equals(name) || (!lower.equals("accesskey") && KnownSecrets.isSecret(name));
			String value = value(attribute);
			String shown = attribute.group();
			if (secret && !value.isEmpty()) {
				shown = attribute.group(1) + attribute.group(2) + '"' + masked(owner, value) + '"';
			}
			return Matcher.quoteReplacement(shown);
		});
	}

	private static String value(MatchResult attribute) {
		for (int group = 3; group < 5; group++) {
			if (attribute.group(group) != null) {
				return attribute.group(group);
			}
		}
		return attribute.group(5);
	}

	private String texts(String content, String name) {
		return TEXT.matcher(content).replaceAll((text) -> {
			String value = (text.group(1) != null) ? text.group(1) : text.group(2);
			if (value == null) {
				return Matcher.quoteReplacement(attributes(text.group(), named(text.group())));
			}
			return Matcher.quoteReplacement(value.isBlank() ? value : masked(name, value.strip()));
		});
	}

	/**
	 * A number and a truth value keep their types.
	 */
	private String masked(String name, String value) {
		if (value.equals("true") || value.equals("false")) {
			return value;
		}
		if (value.matches("-?\\d+(\\.\\d+)?")) {
			return (value.indexOf('.') >= 0) ? "0.0" : "0";
		}
		if (!value.equals("***")) {
			this.secrets.accept(name, decoded(value));
		}
		return "***";
	}

	private String decoded(String value) {
		byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
		return HtmlUtils.htmlUnescape(new String(bytes, HarEntry.charset(this.type)));
	}

	private static String local(String name) {
		return name.substring(name.indexOf(':') + 1);
	}

}
