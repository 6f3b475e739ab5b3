/** Very many partners: where they come from, and how all of them are looked at. */
@NullMarked
package tierwise.analysis.population;

import org.jspecify.annotations.NullMarked;
