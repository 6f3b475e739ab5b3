/** What was published: the history of a programme, and archives of its revisions. */
@NullMarked
package tierwise.internal.history;

import org.jspecify.annotations.NullMarked;
