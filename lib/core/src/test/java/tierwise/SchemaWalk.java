package tierwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Walks a tree of names and values and the JSON Schema of it side by side. Each name must stand in
 * the schema, names come in the schema's order, and what the schema has and no tree showed is told.
 */
final class SchemaWalk {
  private final JsonNode root;
  private final TreeSet<String> unseen = new TreeSet<>();

  SchemaWalk(String schema) {
    root = JsonMapper.shared().readTree(schema);
    collect(root, "#");
  }

  /** The names of the schema that no tree has had, as {@code #/$defs/offer/of}. */
  List<String> unseen() {
    return List.copyOf(unseen);
  }

  private void collect(JsonNode schema, String at) {
    schema
        .path("properties")
        .forEachEntry(
            (name, property) -> {
              if (!property.isBoolean()) {
                unseen.add(at + "/" + name);
                collect(property, at + "/" + name);
              }
            });
    if (schema.has("items")) {
      collect(schema.get("items"), at + "[]");
    }
    int way = 0;
    for (JsonNode each : schema.path("oneOf")) {
      collect(each, at + "(" + way++ + ")");
    }
    if (at.equals("#")) {
      schema.path("$defs").forEachEntry((name, type) -> collect(type, "#/$defs/" + name));
    }
  }

  void walk(Map<String, @Nullable Object> tree) {
    walk(tree, root, "#");
  }

  private void walk(@Nullable Object value, JsonNode schema, String at) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asString();
      walk(value, root.at(name.substring(1)), name);
    } else if (schema.has("oneOf")) {
      int way = way(value, schema.get("oneOf"));
      walk(value, schema.get("oneOf").get(way), at + "(" + way + ")");
    } else if (value instanceof Map<?, ?> map) {
      object(map, schema, at);
    } else if (value instanceof List<?> list) {
      assertThat(schema.has("items")).as(at + " is a list").isTrue();
      list.forEach(item -> walk(item, schema.get("items"), at + "[]"));
    } else {
      assertThat(schema.has("properties") || schema.has("items")).as(at + ": " + value).isFalse();
      assertThat(isOf(value, schema)).as(at + ": " + value + " as " + schema).isTrue();
    }
  }

  private void object(Map<?, ?> map, JsonNode schema, String at) {
    JsonNode properties = schema.path("properties");
    List<String> names = new ArrayList<>(properties.propertyNames());
    names.retainAll(map.keySet());
    assertThat(map.keySet()).as("the names of " + at).map(String::valueOf).isEqualTo(names);
    schema.path("required").forEach(name -> assertThat(names).as(at).contains(name.asString()));
    for (String name : names) {
      unseen.remove(at + "/" + name);
      walk(map.get(name), properties.get(name), at + "/" + name);
    }
  }

  /** Which of several ways to be is meant: the one of that kind, or of that sort of value. */
  private int way(@Nullable Object value, JsonNode ways) {
    for (int i = 0; i < ways.size(); i++) {
      JsonNode way = ways.get(i);
      while (way.has("$ref")) {
        way = root.at(way.get("$ref").asString().substring(1));
      }
      boolean fits =
          value instanceof Map<?, ?> map
              ? way.has("properties")
                  && (!map.containsKey("kind")
                      || way.at("/properties/kind/const").asString().equals(map.get("kind")))
              : !way.has("properties") && isOf(value, way);
      if (fits) {
        return i;
      }
    }
    throw new AssertionError("no way for " + value + " in " + ways);
  }

  private static boolean isOf(@Nullable Object value, JsonNode schema) {
    return switch (schema.path("type").asString("")) {
      case "null" -> value == null;
      case "string" -> value instanceof String;
      case "boolean" -> value instanceof Boolean;
      case "number" -> value instanceof BigDecimal;
      case "integer" -> value instanceof BigDecimal figure && figure.scale() == 0;
      default -> isOneOf(value, schema);
    };
  }

  private static boolean isOneOf(@Nullable Object value, JsonNode schema) {
    List<String> allowed = new ArrayList<>();
    schema.path("enum").forEach(each -> allowed.add(each.asString()));
    if (schema.has("const")) {
      allowed.add(schema.get("const").asString());
    }
    return allowed.contains(String.valueOf(value));
  }
}
