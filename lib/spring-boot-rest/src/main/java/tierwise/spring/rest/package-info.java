/**
 * Decisions over HTTP: cases in, decisions out, kept ones looked up and decided again, and what the
 * rules are. A service has it by having this jar; who may call it is the service's own business.
 */
@NullMarked
package tierwise.spring.rest;

import org.jspecify.annotations.NullMarked;
