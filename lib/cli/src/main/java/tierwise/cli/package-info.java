/** The command line for programme managers. */
@NullMarked
package tierwise.cli;

import org.jspecify.annotations.NullMarked;
