/**
 * What runs rules: the contract of every engine. Knows the rule model, and neither cases nor
 * Drools.
 */
@NullMarked
package tierwise.internal.engine;

import org.jspecify.annotations.NullMarked;
