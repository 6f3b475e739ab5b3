@NullMarked
package tierwise.spring.rest;

import org.jspecify.annotations.NullMarked;
