package tierwise.spring.rest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of decisions over HTTP. Immutable.
 *
 * @param path what stands before the paths, such as {@code /api}
 * @param largestBody how large a request may be
 * @param mostReplayed how many records one request may have decided again
 */
@ConfigurationProperties("tierwise.rest")
public record RestProperties(
    @DefaultValue("") String path,
    @DefaultValue("1MB") DataSize largestBody,
    @DefaultValue("1000") int mostReplayed) {}
