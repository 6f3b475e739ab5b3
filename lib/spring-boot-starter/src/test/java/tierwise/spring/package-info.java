@NullMarked
package tierwise.spring;

import org.jspecify.annotations.NullMarked;
