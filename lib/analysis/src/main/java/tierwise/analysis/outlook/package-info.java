/** What happens if nothing new happens: the coming days of a partner, each decided. */
@NullMarked
package tierwise.analysis.outlook;

import org.jspecify.annotations.NullMarked;
