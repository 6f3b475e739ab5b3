/**
 * How long decisions and builds take, and whether memory stays flat. {@link
 * tierwise.benchmarks.Main} runs it all.
 */
@NullMarked
package tierwise.benchmarks;

import org.jspecify.annotations.NullMarked;
