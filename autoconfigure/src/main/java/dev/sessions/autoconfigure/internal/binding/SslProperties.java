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

package dev.sessions.autoconfigure.internal.binding;

import org.jspecify.annotations.Nullable;

/**
 * The {@code ssl} block.
 *
 * @param bundle SSL bundle with the trust store and the client certificate, read again
 * when it is reloaded; without it, the trust store of the JVM.
 * @param verify Whether the certificates and host names of servers are verified.
 */
record SslProperties(@Nullable String bundle, @Nullable Boolean verify) {

}
