package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the schema of a year's case files says. */
class CaseSchemaTest {
  private static final Path GOLDEN = Path.of("src/test/resources/tea-club.schema.json");
  private static final String SCHEMA =
      RuleSets.in(Path.of("src/test/resources/rules/tea-club")).year("tea-club/2024").caseSchema();

  /** Run with {@code -Dgolden=write} to write it anew, and read the difference like code. */
  @Test
  void theWholeSchemaOfTheTeaClub() throws IOException {
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(GOLDEN, SCHEMA + "\n");
    }
    assertThat(SCHEMA + "\n").isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void itIsASchemaItself() {
    Schema dialect =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertThat(dialect.validate(SCHEMA, InputFormat.JSON)).isEmpty();
  }
}
