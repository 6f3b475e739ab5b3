/**
 * Rules over time: {@link tierwise.live.LiveRules} swaps them while a program runs and decides with
 * them.
 */
@NullMarked
package tierwise.live;

import org.jspecify.annotations.NullMarked;
