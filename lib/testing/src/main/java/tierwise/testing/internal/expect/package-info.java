/** What cases expect: read, looked up, and matched against the tree of a decision. */
@NullMarked
package tierwise.testing.internal.expect;

import org.jspecify.annotations.NullMarked;
