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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Answers the requests of a session from a recording, a file of the HTTP Archive format
 * (HAR 1.2). By default the recording is replayed, and a request that is not on it fails
 * the test. {@code -Dsessions.cassettes=record} calls the real API and records anew,
 * {@code -Dsessions.cassettes=update} records missing exchanges. With {@code CI=true} in
 * the environment a recording is only replayed.
 * <p>
 * A recording contains no secrets: headers, query parameters, the fields of JSON and
 * forms, the parts of multipart bodies and the elements of XML and HTML are masked by the
 * rules of the call log, JSON so that it is decoded as the original is, and nothing is
 * written if a secret remains elsewhere.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(Cassettes.class)
public @interface Cassette {

	/**
	 * The name of the session. May be omitted if there is only one session.
	 * @return the name
	 */
	String session() default "";

	/**
	 * The recording.
	 * @return a path below {@code src/test/resources}, usually ending in {@code .har}
	 */
	String file();

	/**
	 * The parts of a request that must be equal to those of a recorded one.
	 * @return the parts
	 */
	Part[] match() default { Part.METHOD, Part.PATH, Part.QUERY, Part.BODY };

	/**
	 * Query parameters, fields of JSON and form bodies, and parts of multipart bodies
	 * that are left out when requests are compared because they differ each time, such as
	 * nonces, dates and generated identifiers.
	 * @return the names
	 */
	String[] ignore() default {};

	/**
	 * A part of a request.
	 */
	enum Part {

		/**
		 * The method.
		 */
		METHOD,

		/**
		 * Scheme, host and port.
		 */
		ORIGIN,

		/**
		 * The path.
		 */
		PATH,

		/**
		 * The query parameters in any order.
		 */
		QUERY,

		/**
		 * The body. JSON is compared without white space and the order of fields, a form
		 * without the order of its fields, a multipart body by the names, file names,
		 * types and contents of its parts in any order, anything else byte by byte.
		 */
		BODY

	}

}
