@NullMarked
package enrollment;

import org.jspecify.annotations.NullMarked;
