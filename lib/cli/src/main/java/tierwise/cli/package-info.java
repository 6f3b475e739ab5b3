/**
 * The command line for programme managers.
 *
 * <p>So many files, since each command is one, and a few more print what several commands show.
 */
@NullMarked
package tierwise.cli;

import org.jspecify.annotations.NullMarked;
