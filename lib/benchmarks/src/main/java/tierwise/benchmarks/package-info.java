/**
 * How long decisions and builds take, and whether memory stays flat. {@link
 * tierwise.benchmarks.Main} runs it all.
 *
 * <p>So many files, since each benchmark and each program that is compared is one.
 */
@NullMarked
package tierwise.benchmarks;

import org.jspecify.annotations.NullMarked;
