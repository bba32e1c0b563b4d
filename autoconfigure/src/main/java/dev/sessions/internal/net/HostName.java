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

package dev.sessions.internal.net;

import java.net.IDN;
import java.util.regex.Pattern;

import org.apache.hc.core5.http.HttpHost;

/**
 * The form in which hosts are sent: ASCII, with internationalized names in Punycode (UTS
 * 46, nontransitional, as in browsers and curl), and IPv6 addresses in brackets, with a
 * zone after {@code %}. Underscores are allowed, because names of containers and services
 * contain them.
 */
public final class HostName {

	private static final int MAX_LABEL = 63;

	private static final int MAX_NAME = 253;

	private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]+");

	/**
	 * The characters that {@link java.net.URI} allows.
	 */
	private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9_.]+");

	private HostName() {
	}

	/**
	 * Read the host of a URL.
	 * @param text the host, in any script; an IPv6 address in brackets, with its zone
	 * after {@code %25} (RFC 6874) or {@code %}
	 * @return the form that is sent; the case of ASCII letters is preserved
	 * @throws IllegalArgumentException if the host is invalid; the message does not
	 * contain it
	 */
	public static String parse(String text) {
		if (text.startsWith("[")) {
			return ipv6(text);
		}
		String[] labels = text.replace('\u3002', '.').replace('\uFF0E', '.').replace('\uFF61', '.').split("\\.", -1);
		int last = labels.length - 1;
		StringBuilder name = new StringBuilder(text.length());
		for (int i = 0; i < labels.length; i++) {
			boolean root = i == last && i > 0 && labels[i].isEmpty();
			name.append((i > 0) ? "." : "").append(root ? "" : label(labels[i]));
		}
		if (name.length() > MAX_NAME + 1) {
			throw invalid("is longer than " + MAX_NAME + " characters");
		}
		return name.toString();
	}

	private static String label(String text) {
		String label = InternationalLabel.toAscii(text);
		for (int i = 0; i < label.length(); i++) {
			if (!isLetterOfName(label.charAt(i))) {
				throw invalid("has a character that host names must not contain");
			}
		}
		if (label.isEmpty() || label.length() > MAX_LABEL) {
			throw invalid("has a part that is empty or longer than " + MAX_LABEL + " characters");
		}
		return label;
	}

	private static boolean isLetterOfName(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
	}

	private static String ipv6(String text) {
		int percent = text.indexOf('%');
		int end = (percent >= 0) ? percent : text.length() - 1;
		if (text.length() < 2 || !text.endsWith("]") || !isIpv6(text.substring(1, end))) {
			throw invalid("is in brackets but is not an IPv6 address");
		}
		if (percent < 0) {
			return text;
		}
		boolean encoded = text.startsWith("%25", percent) && text.length() > percent + 4;
		String zone = text.substring(percent + (encoded ? 3 : 1), text.length() - 1);
		if (!ZONE.matcher(zone).matches()) {
			throw invalid("has an IPv6 zone with other characters than letters, digits, '.' and '_'");
		}
		return text.substring(0, percent) + "%" + zone + "]";
	}

	private static boolean isIpv6(String text) {
		return IPV6.matcher(text).matches() && LiteralAddress.ipv6(text) != null;
	}

	/**
	 * Create the exception for an invalid host.
	 * @param fault what is wrong, without any part of the URL
	 * @return the exception
	 */
	public static IllegalArgumentException invalid(String fault) {
		return new IllegalArgumentException("The URL names no valid host: it " + fault);
	}

	/**
	 * Return the host of a target in ASCII. HttpClient decodes a name that starts with
	 * {@code xn--}.
	 * @param target the target
	 * @return the host in ASCII, or unchanged if it has no such form
	 */
	public static String of(HttpHost target) {
		return of(target.getHostName());
	}

	/**
	 * Return a host name of HttpClient in ASCII. A name that {@link IDN} decoded is
	 * encoded with {@link IDN}. Any other name is parsed as in a URL, because the two
	 * differ for letters such as {@code ß}.
	 * @param name the name
	 * @return the name in ASCII, or unchanged if it has no such form
	 */
	public static String of(String name) {
		return isAscii(name) ? name : ascii(name);
	}

	static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) > 127) {
				return false;
			}
		}
		return true;
	}

	private static String ascii(String name) {
		try {
			String ascii = IDN.toASCII(name);
			return IDN.toUnicode(ascii).equals(name) ? ascii : parse(name);
		}
		catch (IllegalArgumentException ex) {
			return asciiOrSame(name);
		}
	}

	/**
	 * Read a name outside a URL, such as a pattern or the domain of a cookie.
	 * @param text the name
	 * @return the form that is sent, or the text itself if it is not a valid host name
	 */
	public static String asciiOrSame(String text) {
		try {
			return isAscii(text) ? text : parse(text);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	/**
	 * Remove the zone of an IPv6 address, which has a meaning on this machine only and is
	 * never sent (RFC 6874, section 1).
	 * @param host the host
	 * @return the host without a zone
	 */
	public static String withoutZone(String host) {
		int percent = host.indexOf('%');
		if (percent < 0) {
			return host;
		}
		return host.substring(0, percent) + (host.endsWith("]") ? "]" : "");
	}

}
