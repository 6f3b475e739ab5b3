/**
 * The author's files are real DRL: stock Drools compiles them, letter by letter as they are, and
 * states what the library states. The few things that it reads otherwise are each a test of {@link
 * tierwise.stock.DifferencesTest}, and a line of the table in {@code lib/README.md}.
 */
@NullMarked
package tierwise.stock;

import org.jspecify.annotations.NullMarked;
