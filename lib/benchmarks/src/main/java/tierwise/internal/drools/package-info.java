/** What the benchmarks need of the inside of the engine's package. */
@NullMarked
package tierwise.internal.drools;

import org.jspecify.annotations.NullMarked;
